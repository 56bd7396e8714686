/* corpus-translating.h — opening a pair of a corpus on the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

/* Opens a pair on the page Translate along its given target, with its gold links if it has any;
 * problems are reported. page is any widget of the window. */
void heed_corpus_translate_pair (GtkWidget    *page,
                                 HeedCorpus   *corpus,
                                 HeedDocument *document,
                                 guint         pair);

G_END_DECLS
