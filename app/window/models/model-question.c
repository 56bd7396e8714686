/* model-question.c — asking which of several models a file of weights belongs to
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * If the names and shapes of the weights fit several models, a wrong guess would show
 * attention that the real model does not have. The choices are found in a thread, since
 * the file has to be read. A few choices are shown as buttons, more of them as a list.
 */

#include "app/window/models/model-question.h"

#include <glib/gi18n.h>

#include "app/window/document/document-opening.h"

#define MOST_BUTTONS 3

/* One question to the user; the parent may be finalized before it is answered. */
typedef struct {
  GWeakRef      parent;
  HeedDocument *document;
  char         *path;
  GPtrArray    *choices;   /* of HeedModelChoice */
  GtkDropDown  *list;      /* of the choices; NULL if each has a button */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->parent);
  g_object_unref (question->document);
  g_free (question->path);
  g_clear_pointer (&question->choices, g_ptr_array_unref);
  g_free (question);
}

static void
find_readings (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Question *question = task_data;

  question->choices = heed_model_list_choices (question->path, cancellable, NULL);
  g_task_return_boolean (task, question->choices != NULL && question->choices->len > 0);
}

static const HeedModelChoice *
get_reading (Question *question,
             guint     i)
{
  return g_ptr_array_index (question->choices, i);
}

/* The response is the index of a choice, or ACCEPT for the one selected in the list. */
static void
answered_cb (GtkDialog *dialog,
             int        response,
             gpointer   user_data)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  if (response == GTK_RESPONSE_ACCEPT)
    response = (int) gtk_drop_down_get_selected (question->list);

  if (response >= 0 && (guint) response < question->choices->len)
    heed_document_open_as (question->document, question->path,
                           get_reading (question, (guint) response)->description);

  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_buttons (GtkDialog *dialog,
             Question  *question)
{
  for (guint i = 0; i < question->choices->len; i++)
    gtk_dialog_add_button (dialog, get_reading (question, i)->title, (int) i);
  gtk_dialog_add_button (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
}

static void
add_list (GtkDialog *dialog,
          Question  *question)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  GtkWidget *area = gtk_message_dialog_get_message_area (GTK_MESSAGE_DIALOG (dialog));

  for (guint i = 0; i < question->choices->len; i++)
    g_ptr_array_add (titles, get_reading (question, i)->title);
  g_ptr_array_add (titles, NULL);

  question->list =
    GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *const *) titles->pdata));
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Model"), -1);
  gtk_box_append (GTK_BOX (area), GTK_WIDGET (question->list));
  gtk_dialog_add_button (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (dialog, _("Open"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response (dialog, GTK_RESPONSE_ACCEPT);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(GtkWindow) parent = g_weak_ref_get (&question->parent);
  g_autofree char *name = g_filename_display_basename (question->path);
  GtkWidget *dialog;

  if (parent == NULL || !g_task_propagate_boolean (G_TASK (result), NULL))
    {
      free_question (question);
      return;
    }

  dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                   GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                   _("Which model is “%s”?"), name);
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog), "%s",
    _("Its weights fit several architectures, which would give different answers. A description "
      "beside the file settles it for good."));
  if (question->choices->len <= MOST_BUTTONS)
    add_buttons (GTK_DIALOG (dialog), question);
  else
    add_list (GTK_DIALOG (dialog), question);
  g_object_set_data_full (G_OBJECT (dialog), "question", question, free_question);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
heed_model_question_ask (GtkWindow    *parent,
                         HeedDocument *document,
                         const char   *path)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr(GTask) task = g_task_new (NULL, NULL, found_cb, question);

  g_weak_ref_init (&question->parent, parent);
  question->document = g_object_ref (document);
  question->path = g_strdup (path);
  g_task_set_task_data (task, question, NULL);
  g_task_run_in_thread (task, find_readings);
}
