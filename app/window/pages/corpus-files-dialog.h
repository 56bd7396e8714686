/* corpus-files-dialog.h — asks what each file of a corpus is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_FILES_DIALOG (heed_corpus_files_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusFilesDialog, heed_corpus_files_dialog, HEED, CORPUS_FILES_DIALOG,
                      GtkWindow)

/* Of the files that were given last. problem: why they could not be opened; NULL: they are.
 * GTK owns it until it is closed. */
GtkWidget *heed_corpus_files_dialog_new (GtkWindow    *parent,
                                         HeedCorpus   *corpus,
                                         const GError *problem);

/* The same for the window of a widget, unless *dialog is there: that is NULL once it was closed. */
void       heed_corpus_files_dialog_show (GtkWidget    **dialog,
                                          GtkWidget     *widget,
                                          HeedCorpus    *corpus,
                                          const GError  *problem);

/* FALSE: it does not know yet what the files seem to be. */
gboolean   heed_corpus_files_dialog_is_ready (HeedCorpusFilesDialog *self);

G_END_DECLS
