/* embedded-pair.h — a sentence pair whose token embeddings can be removed one by one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The source and target tokens of a session so far: S source and T target tokens. */
typedef struct _HeedEmbeddedPair HeedEmbeddedPair;

HeedEmbeddedPair *heed_embedded_pair_new       (HeedSession            *session);
void              heed_embedded_pair_free      (HeedEmbeddedPair       *pair);

/* Returns the number of copies of the pair that should be computed in one batch. */
guint             heed_embedded_pair_get_n_copies (HeedEmbeddedPair    *pair);

/* hidden: n_copies, for each copy of the pair the source token whose embedding is zeroed, or S
 * for none. log_probs: T x n_copies, nats: the log-probabilities of the target tokens. */
void              heed_embedded_pair_score     (HeedEmbeddedPair       *pair,
                                                const guint            *hidden,
                                                guint                   n_copies,
                                                double                 *log_probs);

/* Computes gradient times input of log p of the steps first to first + n_steps - 1, nats. source:
 * n_steps x S; prefix: n_steps x T, for the tokens that the decoder read; zeros for tokens read
 * after the step. */
void              heed_embedded_pair_differentiate (HeedEmbeddedPair   *pair,
                                                guint                   first,
                                                guint                   n_steps,
                                                float                  *source,
                                                float                  *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEmbeddedPair, heed_embedded_pair_free)

G_END_DECLS
