/* sentences-dialog.h — asking the user for a list of sentences to present
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_SENTENCES_DIALOG (heed_sentences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeedSentencesDialog, heed_sentences_dialog, HEED, SENTENCES_DIALOG, GtkWindow)

/* text: one sentence per line. HeedSentencesDialog::done passes on the edited text. */
GtkWidget *heed_sentences_dialog_new (GtkWindow  *parent,
                                      const char *text);

G_END_DECLS
