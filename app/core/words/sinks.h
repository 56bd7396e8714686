/* sinks.h — attention on special tokens, which stand for no text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* How the columns of special tokens are shown. */
typedef enum {
  HEED_SINKS_SHOWN,
  HEED_SINKS_HIDDEN,  /* set to zero; the others are unchanged */
  HEED_SINKS_SHARED   /* set to zero, and the rest of a row is scaled to sum to 1 */
} HeedSinkRule;

#define HEED_TYPE_SINK_RULE (heed_sink_rule_get_type ())
GType       heed_sink_rule_get_type (void);

/* The share of the attention on special tokens from which it is reported. For comparison, a
 * uniform row gives each token 1 / S. */
#define HEED_SINK_SHARE 0.25

/* heed_sinks_measure() returns the share of the attention of text rows that special tokens get,
 * [0, 1], and the column that gets most of it; heed_sinks_dup_shares() returns the share of each
 * column, which the caller frees. */
double     *heed_sinks_dup_shares   (const HeedMatrix *attention,
                                     const HeedToken  *rows);
double      heed_sinks_measure      (const HeedMatrix *attention,
                                     const HeedToken  *rows,
                                     const HeedToken  *columns,
                                     guint            *largest);

/* Returns the sum of the text columns of one row. */
double      heed_sinks_get_rest     (const float      *row,
                                     const HeedToken  *columns,
                                     guint             n_columns);

/* Returns a new matrix, or a reference to the same one if nothing changes. */
HeedMatrix *heed_sinks_apply        (HeedMatrix       *attention,
                                     const HeedToken  *columns,
                                     HeedSinkRule      rule);

G_END_DECLS
