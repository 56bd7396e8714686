/* corpus-files-dialog.h — a dialog in which the user assigns a role to each file of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_FILES_DIALOG (heed_corpus_files_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusFilesDialog, heed_corpus_files_dialog, HEED, CORPUS_FILES_DIALOG,
                      GtkWindow)

/* A dialog for the files given last. problem: why they could not be opened; NULL if they are
 * open. Owned by GTK until it is closed. */
GtkWidget *heed_corpus_files_dialog_new (GtkWindow    *parent,
                                         HeedCorpus   *corpus,
                                         const GError *problem);

/* Shows the dialog for the window of a widget, unless *dialog is not NULL. *dialog is set to
 * NULL when the dialog is closed. */
void       heed_corpus_files_dialog_show (GtkWidget    **dialog,
                                          GtkWidget     *widget,
                                          HeedCorpus    *corpus,
                                          const GError  *problem);

/* Returns FALSE until the roles of the files are known. */
gboolean   heed_corpus_files_dialog_is_ready (HeedCorpusFilesDialog *self);

G_END_DECLS
