/* leaving-question.c — asks whether to close the window although something is not saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/leaving-question.h"

#include <glib/gi18n.h>

static char *
new_list (const char *const *unsaved)
{
  guint n_unsaved = g_strv_length ((char **) unsaved);
  GString *list = g_string_new (NULL);

  g_string_append_printf (list,
                          ngettext ("This is not saved yet, and is lost if you close the window:",
                                    "These %u are not saved yet, and are lost if you close the "
                                    "window:",
                                    n_unsaved),
                          n_unsaved);
  for (guint i = 0; i < n_unsaved; i++)
    g_string_append_printf (list, "\n• %s", unsaved[i]);

  return g_string_free (list, FALSE);
}

/**
 * heed_leaving_question_new:
 * @parent: (nullable): the window to close
 * @unsaved: what would be lost, in words; %NULL-terminated, not empty
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
heed_leaving_question_new (GtkWindow         *parent,
                           const char *const *unsaved)
{
  GtkWidget *dialog;
  g_autofree char *list = NULL;

  g_return_val_if_fail (unsaved != NULL && unsaved[0] != NULL, NULL);

  list = new_list (unsaved);
  dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                   GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s",
                                   _("Close without saving?"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", list);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Close Without Saving"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Save As…"), GTK_RESPONSE_APPLY);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_APPLY);

  return dialog;
}
