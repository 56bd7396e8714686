/* corpus-linker.c — reading the links of the pairs of a corpus from their stored attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model of the other direction reads the same pairs reversed: its source is our target. Its
 * links are transposed, and then symmetrised with those of the model of the corpus.
 */

#include "app/core/corpus/corpus-linker.h"

#include "app/core/links/pair-links.h"

/* The stored attention of one direction, and how links are read from it. */
typedef struct
{
  HeedLinkSettings   *settings;      /* NULL if there is no such direction */
  HeedAttentionStore *store;
  float              *weights;  /* one per head */
} Direction;

struct _HeedCorpusLinker
{
  gatomicrefcount ref_count;
  Direction       forward;
  Direction       backward;
};

static Direction
direction_new (const HeedLinkSettings *settings,
               HeedAttentionStore     *store,
               GArray                 *heads)
{
  return (Direction) { heed_link_settings_copy (settings), heed_attention_store_ref (store),
                       heed_link_settings_dup_head_weights (settings, heads) };
}

static void
direction_clear (Direction *direction)
{
  g_clear_pointer (&direction->settings, heed_link_settings_free);
  g_clear_pointer (&direction->store, heed_attention_store_unref);
  g_clear_pointer (&direction->weights, g_free);
}

/**
 * heed_corpus_linker_new:
 * @input: copied
 *
 * Returns: (transfer full): a linker
 */
HeedCorpusLinker *
heed_corpus_linker_new (const HeedCorpusLinkerInput *input)
{
  HeedCorpusLinker *self = g_new0 (HeedCorpusLinker, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->forward = direction_new (input->settings, input->store, input->heads);
  self->forward.settings->is_symmetrised =
    input->settings->is_symmetrised && input->reverse_store != NULL;
  if (self->forward.settings->is_symmetrised)
    self->backward =
      direction_new (input->reverse_settings, input->reverse_store, input->reverse_heads);

  return self;
}

HeedCorpusLinker *
heed_corpus_linker_ref (HeedCorpusLinker *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_corpus_linker_unref (HeedCorpusLinker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  direction_clear (&self->forward);
  direction_clear (&self->backward);
  g_free (self);
}

/**
 * heed_corpus_linker_get_settings:
 *
 * Returns: (transfer none): the link settings; symmetrised only if there is a model of the other
 * direction
 */
const HeedLinkSettings *
heed_corpus_linker_get_settings (HeedCorpusLinker *self)
{
  return self->forward.settings;
}

/* --- One pair -------------------------------------------------------------- */

static gboolean
read_direction (const Direction *direction,
                guint            i,
                HeedPairLinks   *pair_links)
{
  g_auto(HeedPairAttention) attention = { 0 };

  *pair_links = (HeedPairLinks) { NULL };
  if (!heed_attention_store_get (direction->store, i, &attention))
    return FALSE;

  pair_links->tokens = heed_pair_attention_dup_tokens (&attention, direction->weights);
  if (pair_links->tokens != NULL)
    pair_links->words = heed_pair_attention_dup_words (&attention, pair_links->tokens,
                                                       direction->settings->links.shift);
  pair_links->links =
    heed_link_settings_find_links (direction->settings, &attention, pair_links->tokens);
  if (pair_links->words != NULL)
    pair_links->weights = heed_matrix_ref (pair_links->words);

  return TRUE;
}

/* Checks that both directions have the same words. */
static gboolean
are_of_same (const HeedMatrix *forward,
             const HeedMatrix *backward)
{
  return forward != NULL && backward != NULL && forward->n_rows == backward->n_columns &&
         forward->n_columns == backward->n_rows;
}

static void
agree (const HeedLinkSettings *settings,
       HeedPairLinks          *forward,
       HeedPairLinks          *backward)
{
  g_autoptr(HeedAlignment) one_way = g_steal_pointer (&forward->links);
  g_autoptr(HeedMatrix) weights = g_steal_pointer (&forward->weights);

  if (backward->links == NULL)
    return;

  forward->links = heed_link_settings_symmetrise (settings, one_way, backward->links);
  if (are_of_same (weights, backward->words))
    forward->weights = heed_links_dup_weights (weights, backward->words);
}

/**
 * heed_corpus_linker_read:
 * @pair_links: (out): cleared with heed_pair_links_clear(), in any case
 *
 * Thread: any
 */
gboolean
heed_corpus_linker_read (HeedCorpusLinker *self,
                         guint             i,
                         HeedPairLinks    *pair_links)
{
  g_auto(HeedPairLinks) backward = { NULL };

  if (!read_direction (&self->forward, i, pair_links))
    return FALSE;

  if (self->backward.settings != NULL)
    {
      read_direction (&self->backward, i, &backward);
      agree (self->forward.settings, pair_links, &backward);
    }

  return TRUE;
}

void
heed_pair_links_clear (HeedPairLinks *pair_links)
{
  g_clear_pointer (&pair_links->tokens, heed_matrix_unref);
  g_clear_pointer (&pair_links->words, heed_matrix_unref);
  g_clear_pointer (&pair_links->weights, heed_matrix_unref);
  g_clear_pointer (&pair_links->links, heed_alignment_unref);
}

/**
 * heed_corpus_linker_read_row:
 * @row: (inout): a row that is done
 * @links: (out) (transfer full) (nullable): as in #HeedPairLinks
 *
 * Thread: any
 */
gboolean
heed_corpus_linker_read_row (HeedCorpusLinker  *self,
                             guint              i,
                             HeedCorpusRow     *row,
                             HeedAlignment    **links)
{
  g_auto(HeedPairLinks) pair_links = { NULL };
  g_auto(HeedCorpusLine) line = { 0 };
  g_autoptr(HeedAlignment) none = heed_alignment_new (NULL, 0);

  if (!heed_corpus_linker_read (self, i, &pair_links))
    return FALSE;

  heed_corpus_row_to_line (row, &line);
  line.has_gold = FALSE;
  heed_corpus_line_set_attention (&line, pair_links.tokens, pair_links.words,
                                  pair_links.links != NULL ? pair_links.links : none);
  if (pair_links.links == NULL)
    line.n_unaligned = row->n_unaligned;
  heed_corpus_row_from_line (row, &line);
  row->has_links = pair_links.links != NULL;
  *links = g_steal_pointer (&pair_links.links);

  return TRUE;
}
