/* batches.c — sentence pairs as token ids, in batches of similar length
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Computing padding is a waste, so a batch holds pairs of about the same length. To
 * keep the batches random, pairs are shuffled, cut into windows of many batches, and
 * sorted by length only within a window.
 */

#include "engine/training/batches.h"

#include <string.h>

#include "engine/base/random.h"
#include "engine/heed.h"

#define BATCHES_A_WINDOW  100
#define WINDOWS_AT_LEAST  8    /* with fewer, the same pairs would share a batch in every epoch */

typedef struct
{
  guint first_source;  /* index into ids */
  guint n_source;
  guint first_target;
  guint n_target;
  gsize first_link;    /* index into links */
  guint n_links;
} EncodedPair;

/* A link between positions in the source and target ids, which are at most max_tokens. */
typedef struct {
  guint16 source;
  guint16 target;
} PairLink;

struct _HeedBatches
{
  GArray   *ids;    /* guint32, of all pairs */
  GArray   *pairs;  /* EncodedPair */
  GArray   *links;  /* PairLink, of all pairs, sorted by target; NULL before heed_batches_align() */
  guint    *order;  /* permutation of the pairs */
  guint    *deal;   /* permutation of the batches */
  guint     batch_size;
  guint32   begin;
  guint32   end;
  guint32   source_padding;
  gboolean  source_begin;
  gboolean  source_end;
  guint     source_length;
};

/* How one side of a pair is converted to ids, with or without special tokens around them. */
typedef struct {
  HeedTokenizer *text;
  guint32        begin;  /* or HEED_NO_TOKEN */
  guint32        end;    /* or HEED_NO_TOKEN */
} SideRules;

/* Appends the ids of a sentence to all, and sets n_ids to their number. */
static gboolean
append_ids (GArray           *all,
            const char       *sentence,
            const SideRules  *rules,
            guint            *n_ids,
            GError          **error)
{
  guint first = all->len;
  g_autofree guint32 *ids = heed_tokenizer_encode (rules->text, sentence, n_ids, error);

  if (ids == NULL)
    return FALSE;

  if (rules->begin != HEED_NO_TOKEN)
    g_array_append_val (all, rules->begin);
  g_array_append_vals (all, ids, *n_ids);
  if (rules->end != HEED_NO_TOKEN)
    g_array_append_val (all, rules->end);
  *n_ids = all->len - first;

  return TRUE;
}

static gboolean
add_pair (HeedBatches          *batches,
          const HeedPair       *pair,
          const HeedPairRules  *rules,
          GError              **error)
{
  const HeedSpecialTokens *source = heed_tokenizer_get_special (rules->source_text);
  const SideRules source_rules = {
    .text = rules->source_text,
    .begin = rules->source_begin ? source->begin : HEED_NO_TOKEN,
    .end = rules->source_end ? source->end : HEED_NO_TOKEN,
  };
  const SideRules target_rules = { .text = rules->target_text,
                                   .begin = HEED_NO_TOKEN,
                                   .end = batches->end };
  guint first_id = batches->ids->len;
  EncodedPair encoded = { .first_source = first_id };

  if (!append_ids (batches->ids, pair->source, &source_rules, &encoded.n_source, error))
    return FALSE;

  encoded.first_target = batches->ids->len;
  if (!append_ids (batches->ids, pair->target, &target_rules, &encoded.n_target, error))
    return FALSE;

  if (encoded.n_source == 0 || encoded.n_source > rules->max_tokens ||
      encoded.n_target > rules->max_tokens ||
      (rules->source_length > 0 && encoded.n_source > rules->source_length))
    g_array_set_size (batches->ids, first_id);
  else
    g_array_append_val (batches->pairs, encoded);

  return TRUE;
}

HeedBatches *
heed_batches_new (HeedPairs            *pairs,
                  const HeedPairRules  *rules,
                  guint                 batch_size,
                  GError              **error)
{
  g_autoptr(HeedBatches) batches = g_new0 (HeedBatches, 1);
  const HeedSpecialTokens *target = heed_tokenizer_get_special (rules->target_text);
  guint n_pairs;
  const HeedPair *all = heed_pairs_get (pairs, &n_pairs);

  batches->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  batches->pairs = g_array_new (FALSE, FALSE, sizeof (EncodedPair));
  batches->batch_size = batch_size;
  batches->begin = target->begin;
  batches->end = target->end;
  batches->source_begin = rules->source_begin;
  batches->source_end = rules->source_end;
  batches->source_length = rules->source_length;
  batches->source_padding = heed_tokenizer_get_special (rules->source_text)->padding;

  for (guint i = 0; i < n_pairs; i++)
    if (!add_pair (batches, &all[i], rules, error))
      return NULL;

  if (batches->pairs->len == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "data: expected pairs of at most %u tokens a side, found none",
                   rules->max_tokens);
      return NULL;
    }

  batches->order = g_new (guint, batches->pairs->len);
  batches->deal = g_new (guint, heed_batches_get_n (batches));
  heed_batches_shuffle (batches, 0);

  return g_steal_pointer (&batches);
}

/* Returns the pair without its special tokens, which are not words to be linked. */
static HeedIdPair
get_words (HeedBatches       *batches,
           const EncodedPair *pair)
{
  const guint32 *ids = (const guint32 *) (gpointer) batches->ids->data;
  guint begin = batches->source_begin ? 1 : 0;
  guint end = batches->source_end ? 1 : 0;

  return (HeedIdPair) {
    .source = ids + pair->first_source + begin,
    .n_source = pair->n_source - begin - end,
    .target = ids + pair->first_target,
    .n_target = pair->n_target - 1,
  };
}

static void
add_links (HeedBatches         *batches,
           EncodedPair         *pair,
           const HeedAlignment *alignment)
{
  guint first = batches->source_begin ? 1 : 0;

  pair->first_link = batches->links->len;

  for (guint k = 0; k < alignment->n_links; k++)
    g_array_append_vals (batches->links,
                         &(PairLink) {
                           (guint16) (alignment->links[k].source + first),
                           (guint16) alignment->links[k].target,
                         }, 1);

  if (batches->source_end)
    g_array_append_vals (
      batches->links,
      &(PairLink) { (guint16) (pair->n_source - 1), (guint16) (pair->n_target - 1) }, 1);

  pair->n_links = (guint) (batches->links->len - pair->first_link);
}

static HeedIdPair *
get_all_words (HeedBatches *batches)
{
  guint n_pairs = batches->pairs->len;
  HeedIdPair *words = g_new (HeedIdPair, n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    words[i] = get_words (batches, &g_array_index (batches->pairs, EncodedPair, i));

  return words;
}

/**
 * heed_batches_learn_links:
 * @tell: (nullable): called with the fraction that is done
 *
 * Errors: %G_IO_ERROR_CANCELLED
 * Cost:   see heed_aligner_new()
 *
 * Returns: (transfer full): an aligner that links words as it has learned from these
 *   pairs
 */
HeedAligner *
heed_batches_learn_links (HeedBatches   *batches,
                          HeedDoneFunc   tell,
                          gpointer       user_data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autofree HeedIdPair *words = get_all_words (batches);

  return heed_aligner_new (words, batches->pairs->len, tell, user_data, cancellable, error);
}

/**
 * heed_batches_align:
 * @aligner: one that was trained on these pairs, or on others with the same
 *   vocabularies
 * @how: which links of the two directions are kept
 *
 * End tokens are linked to each other where both sides have one.
 *
 * Errors: %G_IO_ERROR_CANCELLED
 * Cost:   see heed_aligner_align()
 */
gboolean
heed_batches_align (HeedBatches         *batches,
                    HeedAligner         *aligner,
                    HeedSymmetrisation   how,
                    GCancellable        *cancellable,
                    GError             **error)
{
  guint n_pairs = batches->pairs->len;
  g_autofree HeedIdPair *words = get_all_words (batches);
  g_autoptr(GPtrArray) alignments =
    heed_aligner_align (aligner, words, n_pairs, how, cancellable, error);

  if (alignments == NULL)
    return FALSE;

  g_clear_pointer (&batches->links, g_array_unref);
  batches->links = g_array_new (FALSE, FALSE, sizeof (PairLink));
  for (guint i = 0; i < n_pairs; i++)
    add_links (batches, &g_array_index (batches->pairs, EncodedPair, i),
               g_ptr_array_index (alignments, i));

  return TRUE;
}

void
heed_batches_free (HeedBatches *batches)
{
  g_clear_pointer (&batches->ids, g_array_unref);
  g_clear_pointer (&batches->pairs, g_array_unref);
  g_clear_pointer (&batches->links, g_array_unref);
  g_free (batches->order);
  g_free (batches->deal);
  g_free (batches);
}

guint
heed_batches_get_n (HeedBatches *batches)
{
  return (batches->pairs->len + batches->batch_size - 1) / batches->batch_size;
}

static const EncodedPair *
get_pair (HeedBatches *batches,
          guint        i)
{
  return &g_array_index (batches->pairs, EncodedPair, i);
}

/* Longer pairs first; pairs of equal length stay in their random order. */
static int
compare_lengths (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const EncodedPair *x = get_pair (user_data, *(const guint *) a);
  const EncodedPair *y = get_pair (user_data, *(const guint *) b);

  if (x->n_target != y->n_target)
    return x->n_target > y->n_target ? -1 : 1;
  if (x->n_source != y->n_source)
    return x->n_source > y->n_source ? -1 : 1;

  return 0;
}

void
heed_batches_shuffle (HeedBatches *batches,
                      guint64      seed)
{
  guint n_pairs = batches->pairs->len;
  guint n_batches = heed_batches_get_n (batches);
  guint window = batches->batch_size * CLAMP (n_batches / WINDOWS_AT_LEAST, 1, BATCHES_A_WINDOW);
  HeedRandom random;

  heed_random_seed (&random, seed);

  for (guint i = 0; i < n_pairs; i++)
    batches->order[i] = i;
  heed_random_shuffle (&random, batches->order, n_pairs);

  for (guint first = 0; first < n_pairs; first += window)
    g_qsort_with_data (batches->order + first, (int) MIN (window, n_pairs - first), sizeof (guint),
                       compare_lengths, batches);

  for (guint i = 0; i < n_batches; i++)
    batches->deal[i] = i;
  heed_random_shuffle (&random, batches->deal, n_batches);
}

/* Pairs first, first + step, ... below last. A shard takes every n-th pair, so that all shards
 * contain similar lengths. */
typedef struct
{
  guint first;
  guint last;
  guint step;
  guint n_sentences;
} Range;

static const EncodedPair *
range_pair (HeedBatches *batches,
            const Range *range,
            guint        b)
{
  return get_pair (batches, batches->order[range->first + b * range->step]);
}

static HeedTokenBatch
make_source (HeedBatches *batches,
             const Range *range,
             HeedArena   *arena)
{
  guint n = range->n_sentences;
  guint32 *lengths = heed_arena_allocate (arena, n * sizeof *lengths);
  guint n_positions = batches->source_length;
  guint32 *ids;

  for (guint b = 0; b < n; b++)
    {
      lengths[b] = range_pair (batches, range, b)->n_source;
      n_positions = MAX (n_positions, lengths[b]);
    }

  ids = heed_arena_allocate (arena, (gsize) n * n_positions * sizeof *ids);
  for (guint b = 0; b < n; b++)
    {
      const guint32 *source =
        &g_array_index (batches->ids, guint32, range_pair (batches, range, b)->first_source);

      for (guint s = 0; s < n_positions; s++)
        ids[s * n + b] = s < lengths[b] ? source[s] : batches->source_padding;
    }

  return (HeedTokenBatch) { ids, lengths, n_positions, n };
}

static HeedTargetBatch
make_target (HeedBatches *batches,
             const Range *range,
             HeedArena   *arena,
             guint       *n_tokens)
{
  guint n = range->n_sentences;
  guint n_positions = 0;
  guint32 *read, *said;
  float *row_weights;

  for (guint b = 0; b < n; b++)
    n_positions = MAX (n_positions, range_pair (batches, range, b)->n_target);

  read = heed_arena_allocate (arena, (gsize) n * n_positions * sizeof *read);
  said = heed_arena_allocate (arena, (gsize) n * n_positions * sizeof *said);
  row_weights = heed_arena_floats (arena, (gsize) n * n_positions);
  *n_tokens = 0;

  for (guint b = 0; b < n; b++)
    {
      const EncodedPair *pair = range_pair (batches, range, b);
      const guint32 *target = &g_array_index (batches->ids, guint32, pair->first_target);

      for (guint t = 0; t < n_positions; t++)
        {
          gboolean counts = t < pair->n_target;

          read[t * n + b] = t == 0 ? batches->begin : target[MIN (t, pair->n_target) - 1];
          said[t * n + b] = counts ? target[t] : batches->end;
          row_weights[t * n + b] = counts ? 1.0f : 0.0f;
        }
      *n_tokens += pair->n_target;
    }

  return (HeedTargetBatch) { .read = read,
                             .said = said,
                             .row_weights = row_weights,
                             .n_positions = n_positions };
}

/* Spreads a target word with n links evenly over them, 1 / n each. Returns the number of target
 * words with links. */
static guint
fill_guide (HeedBatches       *batches,
            const EncodedPair *pair,
            float             *rows,
            gsize              stride)
{
  const PairLink *links = (const PairLink *) (gpointer) batches->links->data + pair->first_link;
  guint n_guided = 0;

  for (guint first = 0, last; first < pair->n_links; first = last)
    {
      for (last = first; last < pair->n_links && links[last].target == links[first].target; last++)
        ;
      for (guint k = first; k < last; k++)
        rows[links[k].target * stride + links[k].source] = 1.0f / (last - first);
      n_guided++;
    }

  return n_guided;
}

static HeedGuide *
make_guide (HeedBatches     *batches,
            const Range     *range,
            const HeedBatch *batch,
            HeedArena       *arena,
            guint           *n_guided)
{
  guint n = range->n_sentences;
  guint n_keys = batch->source.n_positions;
  gsize n_values = (gsize) batch->target.n_positions * n * n_keys;
  HeedGuide *guide = heed_arena_new_struct (arena, HeedGuide);
  float *rows = heed_arena_floats (arena, n_values);

  memset (rows, 0, n_values * sizeof *rows);
  *n_guided = 0;
  for (guint b = 0; b < n; b++)
    *n_guided += fill_guide (batches, range_pair (batches, range, b), rows + (gsize) b * n_keys,
                             (gsize) n * n_keys);

  *guide = (HeedGuide) { .rows = rows };

  return guide;
}

HeedBatch
heed_batches_get (HeedBatches *batches,
                  guint        i,
                  guint        shard,
                  guint        n_shards,
                  HeedArena   *arena)
{
  guint first = batches->deal[i] * batches->batch_size;
  guint last = MIN (first + batches->batch_size, batches->pairs->len);
  Range range = { first + shard, last, n_shards, 0 };
  HeedBatch batch = { 0 };

  if (range.first >= last)
    return batch;

  range.n_sentences = (last - range.first + n_shards - 1) / n_shards;
  batch.source = make_source (batches, &range, arena);
  batch.target = make_target (batches, &range, arena, &batch.n_tokens);
  if (batches->links != NULL)
    batch.target.guide = make_guide (batches, &range, &batch, arena, &batch.n_guided);

  return batch;
}
