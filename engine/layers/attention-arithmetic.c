/* attention-arithmetic.c — one attention weight with all intermediate numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repeats what attention.c and multi-head.c compute for a whole sentence at once, but
 * for one query, head and key, step by step and with the same layers and kernels, so
 * that the numbers are those that the model used. Scores and weights are not computed
 * again but taken from the step.
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/attention-arithmetic.h"

#include "engine/layers/derivation.h"

static const HeedDerivationLetters all_letters[] = {
  [HEED_ATTENTION_CROSS] = { "s", "h_i" },
  [HEED_ATTENTION_ENCODER_SELF] = { "h_j", "h_i" },
  [HEED_ATTENTION_DECODER_SELF] = { "s_j", "s_i" },
};

/**
 * heed_attention_explain:
 * @tape: for the numbers that are computed again
 * @writer: receives the stages up to the context
 * @question: what the query computed
 * @site: the site to explain; its head may be HEED_HEAD_MEAN
 * @key: the key, 0 <= key < K
 *
 * Cost:   a few projections of one vector, and one weighted sum
 * Source: as heed_attention_attend() and heed_multi_head_attend()
 */
void
heed_attention_explain (HeedTape                    *tape,
                        HeedArithmeticWriter        *writer,
                        const HeedAttentionQuestion *question,
                        HeedAttentionSite            site,
                        guint                        key)
{
  const HeedDerivation derivation = {
    .tape = tape,
    .writer = writer,
    .question = question,
    .weights = question->weights,
    .n_heads = question->weights->n_heads,
    .letters = all_letters[site.kind],
    .site = site,
    .head = (guint) MAX (site.head, 0),
    .key = key,
  };
  gboolean is_mean = site.head == HEED_HEAD_MEAN && derivation.n_heads > 1;
  HeedChanged changed = is_mean ? HEED_CHANGED_NOTHING : heed_derivation_find_changes (&derivation);

  heed_arithmetic_write_keys (writer, question->n_keys,
                              is_mean ? NULL : heed_derivation_get_hidden (&derivation), changed);
  if (!is_mean)
    heed_derivation_explain_score (&derivation);
  heed_derivation_explain_weight (&derivation, changed);
  heed_derivation_explain_context (&derivation, changed);
}
