/* sinks.h — attention that rests on tokens which stand for no text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* What is done with the columns of such tokens. */
typedef enum {
  HEED_SINKS_SHOWN,
  HEED_SINKS_HIDDEN,  /* they are zeros; the others stay as they are */
  HEED_SINKS_SHARED   /* they are zeros, and the rest of a row is scaled to sum to 1 */
} HeedSinkRule;

#define HEED_TYPE_SINK_RULE (heed_sink_rule_get_type ())
GType       heed_sink_rule_get_type (void);

/* Worth a word if they take at least this of the attention: on a sentence of text
 * alone nothing is taken, and an even row leaves them one part of S. */
#define HEED_SINK_SHARE 0.25

/* Which part of the attention of rows of text they take, [0, 1], and which of them takes
 * most; and what each column gets of it, for the caller to free. */
double     *heed_sinks_dup_shares   (const HeedMatrix *attention,
                                     const HeedToken  *rows);
double      heed_sinks_measure      (const HeedMatrix *attention,
                                     const HeedToken  *rows,
                                     const HeedToken  *columns,
                                     guint            *largest);

/* What the columns of text have of one row together. */
double      heed_sinks_get_rest     (const float      *row,
                                     const HeedToken  *columns,
                                     guint             n_columns);

/* A new matrix, or another reference to the same one. */
HeedMatrix *heed_sinks_apply        (HeedMatrix       *attention,
                                     const HeedToken  *columns,
                                     HeedSinkRule      rule);

G_END_DECLS
