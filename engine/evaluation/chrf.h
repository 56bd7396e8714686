/* chrf.h — chrF: character n-gram overlap of a translation with a reference
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#define HEED_CHRF_ORDER 6
#define HEED_CHRF_BETA  2.0

/* Counts, summed over a corpus. */
typedef struct {
  guint64 n_made[HEED_CHRF_ORDER];    /* n-grams of the hypotheses */
  guint64 n_wanted[HEED_CHRF_ORDER];  /* n-grams of the best references */
  guint64 n_right[HEED_CHRF_ORDER];   /* n-grams in both */
} HeedChrfCounts;

void   heed_chrf_count (HeedChrfCounts       *counts,
                        const char           *hypothesis,
                        const char *const    *references);
double heed_chrf_score (const HeedChrfCounts *counts,
                        double                beta);
