/* evaluate-compare.h — confidence intervals of scores, scores by bucket, and comparison of systems
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/score-buckets.h"
#include "engine/evaluation/bootstrap.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

typedef struct {
  gboolean                 has_other;
  guint                    n_draws;
  HeedTranslationScore     other;      /* valid if has_other */
  HeedTranslationBootstrap bootstrap;
  GArray                  *lengths;    /* of HeedScoreBucket */
  GArray                  *frequencies;
} HeedComparison;

/* scored must have at least one sentence. */
void heed_comparison_make        (HeedComparison       *comparison,
                                  const HeedScored     *scored,
                                  guint                 n_draws);
void heed_comparison_clear       (HeedComparison       *comparison);

/* Adds members to an object; appends lines. */
void heed_comparison_add_json    (const HeedComparison *comparison,
                                  HeedJsonWriter       *json);
void heed_comparison_append_text (const HeedComparison *comparison,
                                  GString              *text);

G_END_DECLS
