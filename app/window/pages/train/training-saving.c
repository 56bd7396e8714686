/* training-saving.c — saves the model of a training as a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/training-saving.h"

#include <glib/gi18n.h>

#include "app/window/desktop/file-dialog.h"

#define ASKED_FOR "heed-asked-for"
#define SUFFIX    ".safetensors"
#define NO_NAME   "model"

/* Returns a name for the file without characters that some file system forbids. */
static char *
dup_file_name (HeedTraining *training)
{
  g_autofree char *name = g_strdup (heed_training_get_name (training));

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  g_strstrip (name);

  return g_strconcat (*name != '\0' && *name != '.' ? name : NO_NAME, SUFFIX, NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!heed_training_save_finish (HEED_TRAINING (source), result, &error))
    gtk_widget_activate_action (widget, "win.report", "(ss)", _("The model could not be saved."),
                                error->message);
}

/**
 * heed_training_saving_save:
 * @training: a training with a model
 * @widget: a widget in the window that reports the result
 * @path: the file to write atomically
 */
void
heed_training_saving_save (HeedTraining *training,
                           GtkWidget    *widget,
                           const char   *path)
{
  g_return_if_fail (heed_training_can_save (training));

  heed_training_save_async (training, path, saved_cb, g_object_ref (widget));
}

static void
chosen_cb (GtkWidget  *widget,
           const char *path)
{
  HeedTraining *training = g_object_get_data (G_OBJECT (widget), ASKED_FOR);

  heed_training_saving_save (training, widget, path);
  g_object_set_data (G_OBJECT (widget), ASKED_FOR, NULL);
}

/**
 * heed_training_saving_ask:
 * @training: a training with a model
 * @widget: a widget in the window that reports the result
 *
 * The dialog suggests the name of the training.
 */
void
heed_training_saving_ask (HeedTraining *training,
                          GtkWidget    *widget)
{
  /* Translators: the name of a training */
  g_autofree char *title = g_strdup_printf (_("Save “%s” As"), heed_training_get_name (training));
  g_autofree char *name = dup_file_name (training);
  GtkFileChooserNative *chooser;

  g_return_if_fail (heed_training_can_save (training));

  chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (widget), ASKED_FOR, g_object_ref (training), g_object_unref);
  heed_file_dialog_show (chooser, widget, (HeedFileChosenFunc) chosen_cb);
}
