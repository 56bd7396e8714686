/* corpus-saving.h — saving the results of a corpus from the page Corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"
#include "app/window/desktop/file-dialog.h"

G_BEGIN_DECLS

/* Calls chosen if the user chose a file. */
void heed_corpus_saving_ask  (GtkWidget          *widget,
                              HeedFileChosenFunc  chosen);

/* Exports the visible pairs in their order; the result is reported in the window of widget. */
void heed_corpus_saving_save (GtkWidget          *widget,
                              HeedCorpus         *corpus,
                              const char         *path);

G_END_DECLS
