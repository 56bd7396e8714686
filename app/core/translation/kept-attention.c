/* kept-attention.c — the attention of a pair in all heads, kept to read links again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attention of tokens is kept, because every way of reading links starts from it: words,
 * shifts, means and sets of heads are computed from it.
 */

#include "app/core/translation/kept-attention.h"

#include <string.h>

static gsize
count_cells (const HeedKeptAttention *kept)
{
  return (gsize) kept->n_steps * kept->n_columns;
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
 * heed_kept_attention_take:
 * @kept: (out): cleared with heed_kept_attention_clear()
 * @reading: a reading without a problem, whose sites are heads
 */
void
heed_kept_attention_take (HeedKeptAttention       *kept,
                          const HeedWords         *source,
                          const HeedWords         *target,
                          const HeedForcedReading *reading)
{
  *kept = (HeedKeptAttention) {
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

  kept->values = g_new (float, MAX (kept->n_heads * count_cells (kept), 1));
  for (guint head = 0; head < kept->n_heads; head++)
    memcpy (kept->values + head * count_cells (kept), reading->attention[head]->values,
            count_cells (kept) * sizeof (float));
}

void
heed_kept_attention_clear (HeedKeptAttention *kept)
{
  g_clear_pointer (&kept->column_words, g_free);
  g_clear_pointer (&kept->target_words, g_free);
  g_clear_pointer (&kept->values, g_free);
}

/**
 * heed_kept_attention_dup_tokens:
 * @weights: n_heads
 *
 * Returns: (transfer full) (nullable): steps x source tokens; %NULL if nothing attends
 */
HeedMatrix *
heed_kept_attention_dup_tokens (const HeedKeptAttention *kept,
                                const float             *weights)
{
  gsize n_cells = count_cells (kept);
  g_autofree float *values = g_new0 (float, MAX (n_cells, 1));

  if (kept->n_heads == 0)
    return NULL;

  for (guint head = 0; head < kept->n_heads; head++)
    {
      const float *of_head = kept->values + head * n_cells;

      for (gsize i = 0; weights[head] != 0.0f && i < n_cells; i++)
        values[i] += weights[head] * of_head[i];
    }

  return heed_matrix_new (kept->n_steps, kept->n_columns, values);
}

/* Returns the word of each step: that of the token that it emits or, with a shift, reads. */
static guint *
dup_words_of_steps (const HeedKeptAttention *kept,
                    guint                    shift)
{
  guint *words = g_new (guint, MAX (kept->n_steps, 1));

  for (guint step = 0; step < kept->n_steps; step++)
    words[step] = step >= shift && step - shift < kept->n_target_tokens
                  ? kept->target_words[step - shift] : HEED_NO_WORD;

  return words;
}

HeedMatrix *
heed_kept_attention_dup_words (const HeedKeptAttention *kept,
                               const HeedMatrix        *tokens,
                               guint                    shift)
{
  g_autofree guint *step_words = dup_words_of_steps (kept, shift);

  if (kept->n_source_words == 0 || kept->n_target_words == 0)
    return NULL;

  return heed_attention_merge (tokens, step_words, kept->n_target_words, kept->column_words,
                               kept->n_source_words);
}
