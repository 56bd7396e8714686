/* gold-question.c — asks before changed gold links are closed without being saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/views/gold-question.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget            *widget;
  HeedGold             *gold;
  HeedGoldQuestionFunc  save;
  HeedGoldQuestionFunc  go_on;
  char                 *data;
} Question;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->widget);
  g_object_unref (question->gold);
  g_free (question->data);
  g_free (question);
}

static void
answered_cb (GtkWindow *dialog,
             int        response,
             Question  *question)
{
  /* Saving may open a dialog of its own, over the same window. */
  gtk_widget_set_visible (GTK_WIDGET (dialog), FALSE);

  if (response == GTK_RESPONSE_APPLY)
    question->save (question->widget, question->data);

  if (response == GTK_RESPONSE_ACCEPT ||
      (response == GTK_RESPONSE_APPLY && !heed_gold_has_unsaved (question->gold)))
    question->go_on (question->widget, question->data);

  /* The key event being handled still holds a reference to the dialog. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);
}

static GtkWidget *
new_dialog (GtkWidget *widget)
{
  GtkWidget *dialog = gtk_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
    GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", _("Save the changed gold links?"));

  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog), "%s", _("Their changes are not in a file yet."));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Go On Without Saving"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Save"), GTK_RESPONSE_APPLY);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_APPLY);

  return dialog;
}

void
heed_gold_question_ask (GtkWidget            *widget,
                        HeedGold             *gold,
                        HeedGoldQuestionFunc  save,
                        HeedGoldQuestionFunc  go_on,
                        const char           *data)
{
  GtkWidget *dialog;
  Question *question;

  if (gold == NULL || !heed_gold_has_unsaved (gold))
    {
      go_on (widget, data);
      return;
    }

  dialog = new_dialog (widget);
  question = g_new (Question, 1);
  *question = (Question) { g_object_ref (widget), g_object_ref (gold), save, go_on,
                           g_strdup (data) };
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
