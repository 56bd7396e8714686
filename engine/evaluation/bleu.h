/* bleu.h — BLEU: token n-gram overlap of a translation with its references
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/evaluation/symbols.h"

#define HEED_BLEU_ORDER 4

/* Counts, summed over a corpus. */
typedef struct {
  guint64 n_tokens;                  /* of the hypotheses */
  guint64 n_reference_tokens;        /* of the reference closest in length */
  guint64 n_right[HEED_BLEU_ORDER];  /* n-grams of the hypotheses that are in a reference */
  guint64 n_made[HEED_BLEU_ORDER];   /* n-grams of the hypotheses */
} HeedBleuCounts;

void   heed_bleu_count (HeedBleuCounts       *counts,
                        HeedSymbolTable      *table,
                        const char           *hypothesis,
                        const char *const    *references);
double heed_bleu_score (const HeedBleuCounts *counts,
                        double                precisions[HEED_BLEU_ORDER],
                        double               *brevity_penalty);
