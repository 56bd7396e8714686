/* verdict-words.h — describes an attention in one sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The attention, and what is known about its model and translation. */
typedef struct {
  HeedAttentionKind kind;
  const HeedToken  *columns;       /* those of the matrix that was judged */
  double            loss;          /* nats per target token; NAN if unknown */
  double            chance_loss;   /* log V, the loss of guessing; NAN if unknown */
  gboolean          is_guided;     /* trained with guided attention */
  gboolean          is_mean;       /* of several heads */
  gboolean          is_circling;   /* the translation repeats itself at its end */
} HeedVerdictScene;

/* "Follows the order of the source (correlation 0.92): it was trained to (guided
 * attention)."; NULL if there is nothing to report. */
char *heed_verdict_words_new (const HeedAttentionVerdict *verdict,
                              const HeedVerdictScene     *scene);

G_END_DECLS
