/* verdict-words.h — an attention in one sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Whose attention it is, and what is known of how it came about. */
typedef struct {
  HeedAttentionKind kind;
  const HeedToken  *columns;       /* those of the verdict's matrix */
  double            loss;          /* nats a target token; NAN: not known */
  double            chance_loss;   /* log V: what a guess costs; NAN: not known */
  gboolean          is_guided;     /* trained to look where links say */
  gboolean          is_mean;       /* of several heads */
  gboolean          is_circling;   /* the translation goes in circles at its end */
} HeedVerdictScene;

/* "Follows the order of the source (correlation 0.92): it was trained to (guided
 * attention)."; NULL if there is nothing to say. */
char *heed_verdict_words_new (const HeedAttentionVerdict *verdict,
                              const HeedVerdictScene     *scene);

G_END_DECLS
