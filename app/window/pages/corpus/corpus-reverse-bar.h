/* corpus-reverse-bar.h — a bar to choose the model of the other direction, with its progress
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_REVERSE_BAR (heed_corpus_reverse_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusReverseBar, heed_corpus_reverse_bar, HEED, CORPUS_REVERSE_BAR,
                      GtkWidget)

GtkWidget *heed_corpus_reverse_bar_new        (void);

/* Borrowed, like the page's; NULL for none. */
void       heed_corpus_reverse_bar_set_corpus (HeedCorpusReverseBar *self,
                                               HeedCorpus           *corpus);

/* Opens the installed model for the other direction, unless one is open. */
void       heed_corpus_reverse_bar_suggest    (HeedCorpusReverseBar *self);

G_END_DECLS
