/* sentences-dialog.c — asking the user for a list of sentences to present
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/presentation/sentences-dialog.h"

#include <glib/gi18n.h>

#include "app/core/models/sentence-list.h"
#include "app/window/desktop/file-dialog.h"

#define TEMPLATE "/org/heed/Heed/app/window/presentation/sentences-dialog.ui"

/**
 * HeedSentencesDialog:
 *
 * A text, one sentence per line, which is typed or read from a file.
 *
 * ## Keyboard
 *
 * Escape closes the dialog without changes.
 *
 * ## Accessibility
 *
 * A dialog with a labelled text.
 */
struct _HeedSentencesDialog
{
  GtkWindow    parent_instance;

  GtkTextView *view;
  GtkWidget   *problem;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (HeedSentencesDialog, heed_sentences_dialog, GTK_TYPE_WINDOW)

static void
take_file (HeedSentencesDialog *self,
           const char          *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = heed_sentence_list_read (path, &error);

  gtk_widget_set_visible (self->problem, error != NULL);
  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  if (text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

static void
open_cb (HeedSentencesDialog *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Open Sentences"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Text, one sentence a line"), "*.txt");
  heed_file_dialog_add_filter (chooser, _("All files"), "*");
  heed_file_dialog_show (chooser, GTK_WIDGET (self), (HeedFileChosenFunc) take_file);
}

static void
done_cb (HeedSentencesDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_signal_emit (self, done_signal, 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heed_sentences_dialog_class_init (HeedSentencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * HeedSentencesDialog::done:
   * @text: one sentence per line
   */
  done_signal = g_signal_new ("done", HEED_TYPE_SENTENCES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedSentencesDialog, view);
  gtk_widget_class_bind_template_child (widget_class, HeedSentencesDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
heed_sentences_dialog_init (HeedSentencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_sentences_dialog_new:
 * @parent: the window that it is transient for
 * @text: the initial text
 *
 * Returns: (transfer none): the dialog; GTK owns it until it is closed
 */
GtkWidget *
heed_sentences_dialog_new (GtkWindow  *parent,
                           const char *text)
{
  HeedSentencesDialog *self =
    g_object_new (HEED_TYPE_SENTENCES_DIALOG, "transient-for", parent, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);

  return GTK_WIDGET (self);
}
