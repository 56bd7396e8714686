/* sides.h — the properties of a model that decoding needs, collected once
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* The properties that every step needs. Borrows from the model, without a reference to it. */
typedef struct {
  HeedModel     *model;     /* for the texts of the tokens */
  guint          n_tokens;  /* V */
  guint32        begin;     /* the token that the first step reads */
  guint32        end;
  const guint32 *banned;    /* n_banned ids that are never chosen */
  guint          n_banned;
} HeedTargetSide;

/* How many steps a session takes by default, and a target that is forced may need at most. */
static inline guint
heed_count_default_steps (guint n_source)
{
  return (guint) MIN (2 * (guint64) n_source + 20, G_MAXUINT);
}

/* Both are valid as long as the model. */
HeedSourceSide heed_source_side_ask (HeedModel *model);
HeedTargetSide heed_target_side_ask (HeedModel *model);

G_END_DECLS
