/* corpus-sweep-button.h — a button that sweeps over all heads to find the best links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/corpus-sweep-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SWEEP_BUTTON (heed_corpus_sweep_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSweepButton,
                      heed_corpus_sweep_button,
                      HEED,
                      CORPUS_SWEEP_BUTTON,
                      GtkWidget)

GtkWidget           *heed_corpus_sweep_button_new        (void);

/* NULL for none. */
void                 heed_corpus_sweep_button_set_corpus (HeedCorpusSweepButton *self,
                                                          HeedCorpus            *corpus);

/* Starts the search, unless its result is known; the button does the same. */
void                 heed_corpus_sweep_button_find       (HeedCorpusSweepButton *self);
HeedCorpusSweepView *heed_corpus_sweep_button_get_view   (HeedCorpusSweepButton *self);

/* Sets what links are compared with, and searches again if that has changed. */
void       heed_corpus_sweep_button_set_criterion  (HeedCorpusSweepButton *self,
                                                    HeedSweepCriterion     criterion);

G_END_DECLS
