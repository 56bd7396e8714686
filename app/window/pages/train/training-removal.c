/* training-removal.c — asks for confirmation before an unsaved training is removed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/training-removal.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget               *widget;
  HeedTraining            *training;
  HeedTrainingRemovalFunc  remove;
} Question;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->training);
  g_object_unref (question->widget);
  g_free (question);
}

/**
 * heed_training_removal_loses:
 *
 * Returns: whether it runs, or its present model is unsaved
 */
gboolean
heed_training_removal_loses (HeedTraining *training)
{
  HeedTrainingState state = heed_training_get_state (training);

  if (state == HEED_TRAINING_PREPARING || state == HEED_TRAINING_RUNNING)
    return TRUE;

  return heed_training_can_save (training) && !heed_training_is_saved (training);
}

static void
answered_cb (GtkWindow *dialog,
             int        response,
             Question  *question)
{
  if (response == GTK_RESPONSE_ACCEPT)
    question->remove (question->widget, question->training);

  /* The key event being handled still holds a reference to the dialog. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);
}

/**
 * heed_training_removal_ask:
 * @widget: passed to @remove; must be in a window
 */
void
heed_training_removal_ask (HeedTraining            *training,
                           GtkWidget               *widget,
                           HeedTrainingRemovalFunc  remove)
{
  GtkWidget *dialog;
  Question *question;

  if (!heed_training_removal_loses (training))
    {
      remove (widget, training);
      return;
    }

  dialog = gtk_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                   GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                   _("Remove “%s” without saving its model?"),
                                   heed_training_get_name (training));
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog), "%s",
    _("Its model is not saved yet. If you remove it, it is lost."));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Remove"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);

  question = g_new (Question, 1);
  *question = (Question) { g_object_ref (widget), g_object_ref (training), remove };
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
