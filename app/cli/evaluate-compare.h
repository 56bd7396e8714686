/* evaluate-compare.h — how sure scores are, where they come from, and whose are higher
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/score-buckets.h"
#include "engine/evaluation/bootstrap.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

typedef struct {
  gboolean                 has_other;
  guint                    n_draws;
  HeedTranslationScore     other;      /* of has_other */
  HeedTranslationBootstrap bootstrap;
  GArray                  *lengths;    /* of HeedScoreBucket */
  GArray                  *frequencies;
} HeedComparison;

/* scored has a sentence, at least. */
void heed_comparison_make        (HeedComparison       *comparison,
                                  const HeedScored     *scored,
                                  guint                 n_draws);
void heed_comparison_clear       (HeedComparison       *comparison);

/* Members of an object; lines. */
void heed_comparison_add_json    (const HeedComparison *comparison,
                                  HeedJsonWriter       *json);
void heed_comparison_append_text (const HeedComparison *comparison,
                                  GString              *text);

G_END_DECLS
