/* forced.h — translations that are given, and the attention they are read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/words.h"

G_BEGIN_DECLS

typedef struct {
  HeedGivenLine source;
  HeedGivenLine target;
} HeedGivenPair;

/* Which attention, and how its rows are meant. */
typedef struct {
  HeedAttentionSite site;
  guint             shift;  /* 1: the row of a word is that of the steps that read it */
} HeedForcedView;

/* What a model made of one pair. */
typedef struct {
  HeedMatrix *attention;  /* target words x source words; NULL if one side has no word, or
                           * nothing attends */
  GError     *problem;    /* NULL: the model was led through all of it */
} HeedForced;

/* n_pairs of them, each to be cleared with heed_forced_clear(). */
void heed_forced_read  (HeedForced           *forced,
                        HeedModel            *model,
                        const HeedGivenPair  *pairs,
                        guint                 n_pairs,
                        const HeedForcedView *view);
void heed_forced_clear (HeedForced           *forced);

G_END_DECLS
