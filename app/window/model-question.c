/* model-question.c — which of several models somebody's weights are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where names and shapes are those of two models, a guess would show an attention
 * that may not be there. The readings are looked for in a thread, since the file
 * is read for it.
 */

#include "app/window/model-question.h"

#include <glib/gi18n.h>

/* While one asks; the parent may go meanwhile. */
typedef struct {
  GWeakRef      parent;
  HeedDocument *document;
  char         *path;
  GPtrArray    *readings;  /* of HeedReading */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->parent);
  g_object_unref (question->document);
  g_free (question->path);
  g_clear_pointer (&question->readings, g_ptr_array_unref);
  g_free (question);
}

static void
find_readings (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Question *question = task_data;

  question->readings = heed_model_list_readings (question->path, cancellable, NULL);
  g_task_return_boolean (task, question->readings != NULL && question->readings->len > 0);
}

/* Responses are places in the list. */
static void
answered_cb (GtkDialog *dialog,
             int        response,
             gpointer   user_data)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  if (response >= 0 && (guint) response < question->readings->len)
    {
      const HeedReading *reading = g_ptr_array_index (question->readings, response);

      heed_document_open_as (question->document, question->path, reading->description);
    }

  gtk_window_destroy (GTK_WINDOW (dialog));
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
    _("Its weights fit several, which would answer differently. "
       "A description beside the file can say which for good."));
  for (guint i = 0; i < question->readings->len; i++)
    gtk_dialog_add_button (GTK_DIALOG (dialog),
                           ((HeedReading *) g_ptr_array_index (question->readings, i))->title,
                           (int) i);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
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
