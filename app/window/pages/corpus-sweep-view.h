/* corpus-sweep-view.h — every attention and how well it reads links, best first
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus-sweep.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SWEEP_VIEW (heed_corpus_sweep_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSweepView, heed_corpus_sweep_view, HEED, CORPUS_SWEEP_VIEW,
                      GtkWidget)

GtkWidget *heed_corpus_sweep_view_new   (void);

/* Instead of ways: why there are none, or that they are looked for. */
void       heed_corpus_sweep_view_say   (HeedCorpusSweepView *self,
                                         const char          *words);

/* It is taken over. */
void       heed_corpus_sweep_view_show  (HeedCorpusSweepView *self,
                                         HeedModel           *model,
                                         HeedCorpusSweep     *sweep);

/* What was found in a sentence; NULL: nothing was. */
const char *heed_corpus_sweep_view_get_words (HeedCorpusSweepView *self);

G_END_DECLS
