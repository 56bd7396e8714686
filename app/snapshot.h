/* snapshot.h — what a model in training makes of one sentence, at one moment
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/tokens.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* Immutable, like everything in engine/values.h. */
typedef struct {
  guint64     batch;       /* 0: before the first one */
  double      epoch;
  HeedTokens *source;      /* S */
  HeedTokens *target;      /* T; the right answer where it is known */
  HeedMatrix *attention;   /* T x S; NULL without attention */
  double      entropy;     /* of a row of it, nats, the mean; NAN without */
  double      diagonality; /* [-1, 1]; NAN without, or without any order */
  char       *output;      /* what the model says when left alone */
  gboolean    is_forced;   /* target is the right answer, not output */
  gboolean    is_right;    /* output is the right answer */
} HeedSnapshot;

HeedSnapshot *heed_snapshot_new   (HeedModel     *model,
                                   const char    *sentence,
                                   const char    *answer,
                                   GError       **error);
HeedSnapshot *heed_snapshot_ref   (HeedSnapshot  *snapshot);
void          heed_snapshot_unref (HeedSnapshot  *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSnapshot, heed_snapshot_unref)

G_END_DECLS
