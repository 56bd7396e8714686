/* gate-tables.h — what tokens make of the gates of a recurrent model, once for each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first cell of the encoder reads nothing but a token's embedding, and that of the
 * decoder also; what a weight makes of an embedding is the same wherever the token stands.
 * In many sentences most tokens are some that were there before.
 */

#pragma once

#include "engine/networks/recurrent.h"

G_BEGIN_DECLS

/* Ids, some of them more than once; each below its vocabulary. NULL if hardly any of them
 * comes again, so that it would not pay. */
typedef struct {
  const guint32 *source;
  gsize          n_source;
  const guint32 *target;
  gsize          n_target;
} HeedGateTokens;

HeedGateTables *heed_gate_tables_new  (const HeedRecurrent  *model,
                                       HeedParallel         *parallel,
                                       const HeedGateTokens *tokens);
void            heed_gate_tables_free (HeedGateTables       *tables);

G_END_DECLS
