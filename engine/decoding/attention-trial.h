/* attention-trial.h — one step with given attention rows in place of the model's own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/decoding/session.h"
#include "engine/decoding/step.h"

G_BEGIN_DECLS

/* Rows are n_heads x n_keys: those of one head of a layer, or of all its heads. */
typedef struct
{
  HeedSession       *session;        /* positioned before the step */
  HeedTargetSide     target;
  HeedAttentionSite  site;
  guint32            token;          /* whose probability is measured */
  guint              first_head;
  guint              n_heads;
  guint              n_layer_heads;
  guint              n_keys;

  float             *pinned;         /* n_layer_heads x n_keys: the rows under trial */
  float             *d_pinned;       /* likewise: d loss / d pinned, loss = - log p (token) */
  float             *probs;          /* V, scratch */
} HeedAttentionTrial;

/* The result for the token of a step with the given rows. */
typedef struct
{
  double   log_prob;
  gboolean is_first;  /* no token is more probable */
} HeedAttentionOutcome;

/* Forks the session. site must exist in the model; n_layer_heads is the number of heads of its
 * layer. */
void         heed_attention_trial_init       (HeedAttentionTrial        *trial,
                                              HeedSession               *session,
                                              HeedAttentionSite          site,
                                              guint                      n_layer_heads,
                                              guint32                    token);

/* Must be called as soon as the number of keys is known. */
void         heed_attention_trial_allocate   (HeedAttentionTrial        *trial,
                                              guint                      n_keys);
void         heed_attention_trial_clear      (HeedAttentionTrial        *trial);
gsize        heed_attention_trial_get_size   (const HeedAttentionTrial  *trial);

gboolean     heed_attention_trial_run        (HeedAttentionTrial        *trial,
                                              const float               *rows,
                                              gboolean                   is_recording,
                                              HeedAttentionOutcome      *outcome,
                                              GError                   **error);

/* n_keys: d loss / d row of a head, counted from 0, of the last run with is_recording. */
const float *heed_attention_trial_get_gradient (const HeedAttentionTrial *trial,
                                                guint                     head);

G_END_DECLS
