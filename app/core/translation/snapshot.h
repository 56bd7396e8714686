/* snapshot.h — the output and attention of a model in training for one sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/attentions.h"
#include "app/core/words/tokens.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* Immutable, like everything in engine/values.h. */
typedef struct {
  guint64         batch;       /* 0: before the first one */
  double          epoch;
  HeedTokens     *source;      /* S */
  HeedTokens     *target;      /* T; the right answer if it is known */
  HeedTokens     *read;        /* T; the decoder's inputs: the begin token, then target
                                * without its last token */
  HeedAttentions *attentions;
  char           *output;      /* the model's own translation, decoded greedily */
  gboolean        is_forced;   /* target is the right answer, not output */
  gboolean        is_right;    /* output is the right answer */
} HeedSnapshot;

HeedSnapshot     *heed_snapshot_new              (HeedModel           *model,
                                                  const char          *sentence,
                                                  const char          *answer,
                                                  GError             **error);
HeedSnapshot     *heed_snapshot_ref              (HeedSnapshot        *snapshot);
void              heed_snapshot_unref            (HeedSnapshot        *snapshot);

/* One of the attentions, or the nearest one that is kept. Without attention the matrix is NULL and
 * the numbers are NAN. */
HeedMatrix       *heed_snapshot_get_attention    (const HeedSnapshot  *snapshot,
                                                  HeedAttentionSite    site);
const HeedTokens *heed_snapshot_get_rows         (const HeedSnapshot  *snapshot,
                                                  HeedAttentionSite    site);
const HeedTokens *heed_snapshot_get_columns      (const HeedSnapshot  *snapshot,
                                                  HeedAttentionSite    site);
double            heed_snapshot_find_entropy     (const HeedSnapshot  *snapshot,
                                                  HeedAttentionSite    site);
double            heed_snapshot_find_diagonality (const HeedSnapshot  *snapshot,
                                                  HeedAttentionSite    site);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSnapshot, heed_snapshot_unref)

G_END_DECLS
