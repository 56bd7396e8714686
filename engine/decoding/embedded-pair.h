/* embedded-pair.h — a pair of sentences whose tokens can be taken out one by one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* What a session read and emitted so far: S source and T target tokens. */
typedef struct _HeedEmbeddedPair HeedEmbeddedPair;

HeedEmbeddedPair *heed_embedded_pair_new       (HeedSession            *session);
void              heed_embedded_pair_free      (HeedEmbeddedPair       *pair);

/* How many copies of the pair are worth doing at once. */
guint             heed_embedded_pair_get_n_copies (HeedEmbeddedPair    *pair);

/* hidden: n_copies source tokens, one for each copy of the pair, S for none.
 * log_probs: T x n_copies, nats: what the model gives the tokens that were taken. */
void              heed_embedded_pair_tell      (HeedEmbeddedPair       *pair,
                                                const guint            *hidden,
                                                guint                   n_copies,
                                                double                 *log_probs);

/* Gradient times input of log p of the steps first to first + n_steps - 1, nats.
 * source: n_steps x S; prefix: n_steps x T, what the decoder read before each token;
 * zeros behind the step. */
void              heed_embedded_pair_differentiate (HeedEmbeddedPair   *pair,
                                                guint                   first,
                                                guint                   n_steps,
                                                float                  *source,
                                                float                  *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEmbeddedPair, heed_embedded_pair_free)

G_END_DECLS
