/* sides.h — what decoding needs of a model, asked for once
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* What a step needs, whatever its position. Borrows from the model, and does not
 * keep it. */
typedef struct {
  HeedModel     *model;     /* which knows how the tokens are spelt */
  guint          n_tokens;  /* V */
  guint32        begin;     /* what the first step reads */
  guint32        end;
  const guint32 *banned;    /* n_banned, each an id that is never taken */
  guint          n_banned;
} HeedTargetSide;

/* Both live as long as the model does. */
HeedSourceSide heed_source_side_ask (HeedModel *model);
HeedTargetSide heed_target_side_ask (HeedModel *model);

G_END_DECLS
