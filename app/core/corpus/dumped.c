/* dumped.c — reading one sentence pair from an attention dump
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/dumped.h"

#include <math.h>

/* Returns the word of each token; HEED_NO_WORD for special ones. */
static guint *
dup_words (const HeedToken *tokens,
           guint            n_tokens,
           gboolean         by_piece,
           guint           *n_words)
{
  guint *words;

  if (!by_piece)
    return heed_tokens_group_words (tokens, n_tokens, FALSE, n_words);

  words = g_new (guint, MAX (n_tokens, 1));
  *n_words = 0;
  for (guint i = 0; i < n_tokens; i++)
    words[i] = tokens[i].is_special ? HEED_NO_WORD : (*n_words)++;

  return words;
}

/* Takes the tokens of the text; special tokens are left out. */
static void
take_words (HeedWords       *line,
            const HeedToken *tokens,
            guint            n_tokens,
            const guint     *words)
{
  line->ids = g_new (guint32, MAX (n_tokens, 1));
  line->words = g_new (guint, MAX (n_tokens, 1));

  for (guint i = 0; i < n_tokens; i++)
    if (words[i] != HEED_NO_WORD)
      {
        line->ids[line->n_ids] = tokens[i].id;
        line->words[line->n_ids++] = words[i];
      }
}

static char *
join (const HeedToken *tokens,
      guint            n_tokens,
      const guint     *words,
      gboolean         by_piece)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint last = HEED_NO_WORD;

  for (guint i = 0; i < n_tokens; i++)
    {
      const HeedToken *token = &tokens[i];
      gsize n_before = by_piece ? 0 : token->n_before;
      gsize n_after = by_piece ? 0 : token->n_after;

      if (words[i] == HEED_NO_WORD)
        continue;

      if (last != HEED_NO_WORD && words[i] != last)
        g_string_append_c (text, ' ');
      last = words[i];
      g_string_append (text, token->text + n_before);
      g_string_truncate (text, text->len - n_after);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
unref_matrix (gpointer data)
{
  g_clear_pointer ((HeedMatrix **) &data, heed_matrix_unref);
}

/* Returns the word of each row: the one it emits (shift 0) or the one it reads (shift 1). */
static guint *
shift_words (const guint *words,
             guint        n_rows,
             guint        shift)
{
  guint *shifted = g_new (guint, MAX (n_rows, 1));

  for (guint t = 0; t < n_rows; t++)
    shifted[t] = t >= shift ? words[t - shift] : HEED_NO_WORD;

  return shifted;
}

static GPtrArray *
merge (const HeedDumpedAttention *attention,
       const guint               *target_words,
       guint                      n_target_words,
       const guint               *source_words,
       guint                      n_source_words,
       guint                      n_shifts)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (unref_matrix);

  for (guint shift = 0; shift < n_shifts; shift++)
    {
      g_autofree guint *rows = shift_words (target_words, attention->n_target, shift);

      g_ptr_array_add (merged, n_source_words > 0 && n_target_words > 0
                               ? heed_attention_merge (attention->weights, rows, n_target_words,
                                                       source_words, n_source_words)
                               : NULL);
    }

  return merged;
}

/* Keeps the attention over tokens, as a model with a single head. */
static void
take_attention (HeedPairAttention         *pair_attention,
                const HeedDumpedAttention *attention,
                const HeedForced          *forced,
                const guint               *target,
                const guint               *source)
{
  gsize n_cells = (gsize) attention->n_target * attention->n_source;

  *pair_attention = (HeedPairAttention) {
    .n_heads = 1,
    .n_steps = attention->n_target,
    .n_columns = attention->n_source,
    .n_target_tokens = attention->n_target,
    .n_source_words = forced->source.n_words,
    .n_target_words = forced->target.n_words,
    .column_words = g_memdup2 (source, attention->n_source * sizeof (guint)),
    .target_words = g_memdup2 (target, attention->n_target * sizeof (guint)),
    .values = g_memdup2 (attention->weights->values, n_cells * sizeof (float)),
  };
}

/* Adds the weights of one more site, which must have the same size as the first. */
static gboolean
add_site (float                     *sum,
          const HeedDumpedAttention *first,
          HeedAttentionDump         *dump,
          const HeedDumpRequest     *request,
          const HeedAttentionSite   *site,
          GError                   **error)
{
  g_autoptr(HeedDumpedAttention) one =
    heed_attention_dump_read (dump, request->number, request->source, request->target, site, error);

  if (one == NULL)
    return FALSE;

  if (one->n_target != first->n_target || one->n_source != first->n_source)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "attention: expected %u × %u for every head, found %u × %u", first->n_target,
                   first->n_source, one->n_target, one->n_source);
      return FALSE;
    }

  for (gsize i = 0; i < (gsize) one->n_target * one->n_source; i++)
    sum[i] += one->weights->values[i];

  return TRUE;
}

/* Reads the one site, or the mean of several. */
static HeedDumpedAttention *
read_attention (HeedAttentionDump      *dump,
                const HeedDumpRequest  *request,
                GError                **error)
{
  const HeedAttentionSite *first =
    request->sites != NULL ? &g_array_index (request->sites, HeedAttentionSite, 0) : &request->site;
  g_autoptr(HeedDumpedAttention) attention =
    heed_attention_dump_read (dump, request->number, request->source, request->target, first,
                              error);
  g_autofree float *mean = NULL;
  gsize n_cells;

  if (attention == NULL || request->sites == NULL || request->sites->len == 1)
    return g_steal_pointer (&attention);

  n_cells = (gsize) attention->n_target * attention->n_source;
  mean = g_memdup2 (attention->weights->values, n_cells * sizeof (float));
  for (guint i = 1; i < request->sites->len; i++)
    if (!add_site (mean, attention, dump, request,
                   &g_array_index (request->sites, HeedAttentionSite, i), error))
      return NULL;

  for (gsize i = 0; i < n_cells; i++)
    mean[i] /= (float) request->sites->len;

  heed_matrix_unref (attention->weights);
  attention->weights = heed_matrix_new (attention->n_target, attention->n_source, mean);

  return g_steal_pointer (&attention);
}

/* With view, merges the attention to words; if view is NULL, fills pair_attention instead. */
static void
read_dumped (HeedForced            *forced,
             HeedDumpedTexts       *texts,
             HeedAttentionDump     *dump,
             const HeedDumpRequest *request,
             const HeedForcedView  *view,
             HeedPairAttention     *pair_attention)
{
  g_autoptr(HeedDumpedAttention) attention = NULL;
  g_autofree guint *source = NULL;
  g_autofree guint *target = NULL;

  *forced = (HeedForced) { .log_prob = NAN, .entropy = NAN };
  *texts = (HeedDumpedTexts) { NULL };
  attention = read_attention (dump, request, &forced->problem);
  if (attention == NULL)
    return;

  source = dup_words (attention->source, attention->n_source, request->by_piece,
                      &forced->source.n_words);
  target = dup_words (attention->target, attention->n_target, request->by_piece,
                      &forced->target.n_words);
  take_words (&forced->source, attention->source, attention->n_source, source);
  take_words (&forced->target, attention->target, attention->n_target, target);

  if (view != NULL)
    forced->attention = merge (attention, target, forced->target.n_words, source,
                               forced->source.n_words, view->n_shifts);
  else
    take_attention (pair_attention, attention, forced, target, source);
  forced->tokens = heed_matrix_ref (attention->weights);
  texts->source = join (attention->source, attention->n_source, source, request->by_piece);
  texts->target = join (attention->target, attention->n_target, target, request->by_piece);
}

/**
 * heed_dumped_read:
 * @forced: (out): attention, words and tokens, or a problem
 * @texts: (out): the words of both sides
 * @view: one site, whose value is ignored, and the number of shifts
 *
 * Errors: those of heed_attention_dump_read(), in @forced
 * Thread: any
 */
void
heed_dumped_read (HeedForced            *forced,
                  HeedDumpedTexts       *texts,
                  HeedAttentionDump     *dump,
                  const HeedDumpRequest *request,
                  const HeedForcedView  *view)
{
  g_return_if_fail (view->n_sites == 1);

  read_dumped (forced, texts, dump, request, view, NULL);
}

/**
 * heed_dumped_read_attention:
 * @forced: (out): words and tokens, or a problem
 * @pair_attention: (out): empty if there is a problem
 *
 * Errors, Thread: as heed_dumped_read()
 */
void
heed_dumped_read_attention (HeedForced            *forced,
                            HeedDumpedTexts       *texts,
                            HeedAttentionDump     *dump,
                            const HeedDumpRequest *request,
                            HeedPairAttention     *pair_attention)
{
  *pair_attention = (HeedPairAttention) { 0 };
  read_dumped (forced, texts, dump, request, NULL, pair_attention);
}

void
heed_dumped_texts_clear (HeedDumpedTexts *texts)
{
  g_clear_pointer (&texts->source, g_free);
  g_clear_pointer (&texts->target, g_free);
}
