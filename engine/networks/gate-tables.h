/* gate-tables.h — precomputed contributions of tokens to the gates of a recurrent model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first cell of the encoder reads only a token's embedding, and that of the decoder reads
 * one among other inputs. The product of weight and embedding is the same wherever the token
 * occurs, and in many sentences most tokens occur more than once.
 */

#pragma once

#include "engine/networks/recurrent.h"

G_BEGIN_DECLS

/* All ids that will be read, with repetitions; each is below the size of its vocabulary. */
typedef struct {
  const guint32 *source;
  gsize          n_source;
  const guint32 *target;
  gsize          n_target;
} HeedGateTokens;

/* Returns NULL if too few tokens repeat for tables to be faster. */
HeedGateTables *heed_gate_tables_new  (const HeedRecurrent  *model,
                                       HeedParallel         *parallel,
                                       const HeedGateTokens *tokens);
void            heed_gate_tables_free (HeedGateTables       *tables);

G_END_DECLS
