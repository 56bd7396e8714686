/* gleu.h — GLEU: n-gram overlap of a correction with a reference, less that with the source
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/evaluation/symbols.h"

#define HEED_GLEU_ORDER 4

/* Counts of one sentence and one of its references, or summed over a corpus. */
typedef struct {
  guint64 n_tokens;                  /* of the hypothesis */
  guint64 n_reference_tokens;
  guint64 n_right[HEED_GLEU_ORDER];  /* n-grams in the reference, minus those only in the source */
  guint64 n_made[HEED_GLEU_ORDER];   /* n-grams of the hypothesis */
} HeedGleuCounts;

HeedGleuCounts heed_gleu_count  (HeedSymbolTable          *table,
                                 const char               *source,
                                 const char               *hypothesis,
                                 const char               *reference);
double         heed_gleu_score  (const HeedGleuCounts     *counts);
double         heed_gleu_corpus (const char *const        *sources,
                                 const char *const        *hypotheses,
                                 const char *const *const *references,
                                 guint                     n_sentences,
                                 HeedBleuTokenizer         tokenizer);
