/* corpus-probe-bar.h — a bar with the progress of the omission probe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_PROBE_BAR (heed_corpus_probe_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusProbeBar, heed_corpus_probe_bar, HEED, CORPUS_PROBE_BAR, GtkWidget)

/* Borrowed, like the page's; NULL for none. */
void       heed_corpus_probe_bar_set_corpus (HeedCorpusProbeBar *self,
                                             HeedCorpus         *corpus);

G_END_DECLS
