/* corpus-sweep-view.h — the result of a sweep: every attention with its error rate, best first
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus/corpus-sweep.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SWEEP_VIEW (heed_corpus_sweep_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSweepView, heed_corpus_sweep_view, HEED, CORPUS_SWEEP_VIEW,
                      GtkWidget)

GtkWidget *heed_corpus_sweep_view_new          (void);

/* Shows a text instead of the trials: why there are none, or that the search is running. */
void       heed_corpus_sweep_view_set_message  (HeedCorpusSweepView *self,
                                                const char          *message);

/* Takes ownership of the sweep. */
void       heed_corpus_sweep_view_show         (HeedCorpusSweepView *self,
                                                HeedModel           *model,
                                                HeedCorpusSweep     *sweep);

/* Returns the result as text; NULL if there is none. */
const char *heed_corpus_sweep_view_get_message (HeedCorpusSweepView *self);

G_END_DECLS
