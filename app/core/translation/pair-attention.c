/* pair-attention.c — the attention of a pair in all heads, from which links can be read again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is between tokens, because all link settings can be applied to it: words,
 * shifts, means and sets of heads are computed from it.
 */

#include "app/core/translation/pair-attention.h"

#include <string.h>

static gsize
count_cells (const HeedPairAttention *attention)
{
  return (gsize) attention->n_steps * attention->n_columns;
}

static gboolean
has_attention (const HeedForcedReading *reading)
{
  return reading->n_sites > 0 && reading->attention[0] != NULL;
}

static gboolean
is_stop (const HeedToken *token)
{
  static const char *const stops[] = { ".", "!", "?", "…", "。", "．", "！", "？", "।", NULL };
  gsize n_bytes = strlen (token->text);
  g_autofree char *text = NULL;

  if (token->is_special || n_bytes < (gsize) token->n_before + token->n_after)
    return FALSE;

  text = g_strndup (token->text + token->n_before, n_bytes - token->n_before - token->n_after);

  return g_strv_contains (stops, text);
}

/* Returns the mark that ends the source. Only the last text token counts, since a mark before it
 * does not end the sentence. */
static guint
find_stop (const HeedForcedReading *reading)
{
  guint last = reading->n_source;

  while (last > 0 && reading->source[last - 1].is_special)
    last--;

  return last > 0 && is_stop (&reading->source[last - 1]) ? last - 1 : HEED_NO_COLUMN;
}

/**
 * heed_pair_attention_take:
 * @attention: (out): cleared with heed_pair_attention_clear()
 * @reading: a reading without a problem, whose sites are heads
 */
void
heed_pair_attention_take (HeedPairAttention       *attention,
                          const HeedWords         *source,
                          const HeedWords         *target,
                          const HeedForcedReading *reading)
{
  *attention = (HeedPairAttention) {
    .n_heads = has_attention (reading) ? reading->n_sites : 0,
    .n_steps = reading->n_steps,
    .n_columns = reading->n_source,
    .n_target_tokens = target->n_ids,
    .n_source_words = source->n_words,
    .n_target_words = target->n_words,
    .stop_column = find_stop (reading),
    .column_words = heed_words_dup_of_tokens (source, reading->source, reading->n_source),
    .target_words = g_memdup2 (target->words, target->n_ids * sizeof (guint)),
  };

  attention->values = g_new (float, MAX (attention->n_heads * count_cells (attention), 1));
  for (guint head = 0; head < attention->n_heads; head++)
    memcpy (attention->values + head * count_cells (attention), reading->attention[head]->values,
            count_cells (attention) * sizeof (float));
}

void
heed_pair_attention_clear (HeedPairAttention *attention)
{
  g_clear_pointer (&attention->column_words, g_free);
  g_clear_pointer (&attention->target_words, g_free);
  g_clear_pointer (&attention->values, g_free);
}

/**
 * heed_pair_attention_dup_tokens:
 * @weights: n_heads
 *
 * Returns: (transfer full) (nullable): steps x source tokens; %NULL if nothing attends
 */
HeedMatrix *
heed_pair_attention_dup_tokens (const HeedPairAttention *attention,
                                const float             *weights)
{
  gsize n_cells = count_cells (attention);
  g_autofree float *values = g_new0 (float, MAX (n_cells, 1));

  if (attention->n_heads == 0)
    return NULL;

  for (guint head = 0; head < attention->n_heads; head++)
    {
      const float *of_head = attention->values + head * n_cells;

      for (gsize i = 0; weights[head] != 0.0f && i < n_cells; i++)
        values[i] += weights[head] * of_head[i];
    }

  return heed_matrix_new (attention->n_steps, attention->n_columns, values);
}

/* Returns the word of each step: that of the token that it emits or, with a shift, reads. */
static guint *
dup_words_of_steps (const HeedPairAttention *attention,
                    guint                    shift)
{
  guint *words = g_new (guint, MAX (attention->n_steps, 1));

  for (guint step = 0; step < attention->n_steps; step++)
    words[step] = step >= shift && step - shift < attention->n_target_tokens
                  ? attention->target_words[step - shift] : HEED_NO_WORD;

  return words;
}

HeedMatrix *
heed_pair_attention_dup_words (const HeedPairAttention *attention,
                               const HeedMatrix        *tokens,
                               guint                    shift)
{
  g_autofree guint *step_words = dup_words_of_steps (attention, shift);

  if (attention->n_source_words == 0 || attention->n_target_words == 0)
    return NULL;

  return heed_attention_merge (tokens, step_words, attention->n_target_words,
                               attention->column_words, attention->n_source_words);
}
