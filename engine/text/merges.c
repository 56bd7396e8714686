/* merges.c — byte-pair encoding: the list of merges, and its application
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Possible merges are kept in a heap, the lowest rank on top, so that a word of n parts
 * takes n log n steps: an untrusted text may be a single long word. Parts form a linked
 * list while they are merged; an entry of the heap whose parts have been merged since
 * is skipped when it is popped.
 */

#include "engine/text/merges.h"

#define NONE G_MAXUINT32

/* One merge of the list. */
typedef struct {
  guint32     rank;
  guint32     merged;  /* symbol */
} Merge;

typedef struct {
  const char *left;
  const char *right;
} Halves;

struct _HeedMerges
{
  GStringChunk *chunk;
  GHashTable   *symbols;  /* text -> symbol + 1 */
  GHashTable   *merges;   /* guint64 of two symbols -> Merge */
  GHashTable   *halves;   /* text -> Halves */
  guint32       n_merges;
};

HeedMerges *
heed_merges_new (void)
{
  HeedMerges *merges = g_new0 (HeedMerges, 1);

  merges->chunk = g_string_chunk_new (4096);
  merges->symbols = g_hash_table_new (g_str_hash, g_str_equal);
  merges->merges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  merges->halves = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return merges;
}

void
heed_merges_free (HeedMerges *merges)
{
  g_hash_table_unref (merges->halves);
  g_hash_table_unref (merges->merges);
  g_hash_table_unref (merges->symbols);
  g_string_chunk_free (merges->chunk);
  g_free (merges);
}

static guint64
pair_key (guint32 left,
          guint32 right)
{
  return (guint64) left << 32 | right;
}

static const char *
intern (HeedMerges *merges,
        const char *text,
        guint32    *symbol)
{
  gpointer key, value;

  if (!g_hash_table_lookup_extended (merges->symbols, text, &key, &value))
    {
      key = g_string_chunk_insert (merges->chunk, text);
      value = GUINT_TO_POINTER (g_hash_table_size (merges->symbols) + 1);
      g_hash_table_insert (merges->symbols, key, value);
    }

  *symbol = GPOINTER_TO_UINT (value) - 1;

  return key;
}

/**
 * heed_merges_add:
 * @left: not empty
 * @right: not empty
 * @merged: the result of the merge
 */
void
heed_merges_add (HeedMerges *merges,
                 const char *left,
                 const char *right,
                 const char *merged)
{
  guint32 symbols[3];
  const char *texts[] = {
    intern (merges, left, &symbols[0]),
    intern (merges, right, &symbols[1]),
    intern (merges, merged, &symbols[2]),
  };
  guint64 key = pair_key (symbols[0], symbols[1]);
  Merge merge = { merges->n_merges++, symbols[2] };
  Halves halves = { texts[0], texts[1] };

  if (!g_hash_table_contains (merges->merges, &key))
    g_hash_table_insert (merges->merges, g_memdup2 (&key, sizeof key),
                         g_memdup2 (&merge, sizeof merge));

  if (!g_hash_table_contains (merges->halves, texts[2]))
    g_hash_table_insert (merges->halves, (gpointer) texts[2], g_memdup2 (&halves, sizeof halves));
}

guint32
heed_merges_find_symbol (HeedMerges *merges,
                         const char *text)
{
  gpointer value = g_hash_table_lookup (merges->symbols, text);

  return value != NULL ? GPOINTER_TO_UINT (value) - 1 : HEED_NO_SYMBOL;
}

gboolean
heed_merges_find_halves (HeedMerges  *merges,
                         const char  *text,
                         const char **left,
                         const char **right)
{
  const Halves *halves = g_hash_table_lookup (merges->halves, text);

  if (halves == NULL)
    return FALSE;

  *left = halves->left;
  *right = halves->right;

  return TRUE;
}

/* --- A heap of merges that are possible ------------------------------------- */

typedef struct {
  guint32 rank;
  guint32 place;   /* index of the left part */
  guint32 symbols[2];
  guint32 merged;
} Waiting;

static gboolean
goes_before (const Waiting *one,
             const Waiting *other)
{
  return one->rank != other->rank ? one->rank < other->rank : one->place < other->place;
}

static void
swap (GArray *heap,
      guint   i,
      guint   j)
{
  Waiting *all = (Waiting *) (gpointer) heap->data;
  Waiting kept = all[i];

  all[i] = all[j];
  all[j] = kept;
}

static void
push (GArray        *heap,
      const Waiting *waiting)
{
  const Waiting *all;

  g_array_append_vals (heap, waiting, 1);
  all = (const Waiting *) (gpointer) heap->data;

  for (guint i = heap->len - 1; i > 0 && goes_before (&all[i], &all[(i - 1) / 2]); i = (i - 1) / 2)
    swap (heap, i, (i - 1) / 2);
}

static Waiting
pop (GArray *heap)
{
  const Waiting *all = (const Waiting *) (gpointer) heap->data;
  Waiting first = all[0];
  guint i = 0;

  swap (heap, 0, heap->len - 1);
  g_array_set_size (heap, heap->len - 1);

  for (;;)
    {
      guint least = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < heap->len; child++)
        if (goes_before (&all[child], &all[least]))
          least = child;

      if (least == i)
        return first;

      swap (heap, i, least);
      i = least;
    }
}

/* --- Merging ---------------------------------------------------------------- */

typedef struct {
  HeedMerges   *merges;
  HeedWordPart *parts;
  guint32      *previous;  /* indices, or NONE; a removed part has its own index here */
  guint32      *next;
  GArray       *heap;      /* of Waiting */
} Work;

static gboolean
is_gone (const Work *work,
         guint32     place)
{
  return work->previous[place] == place;
}

static void
wait_for (Work    *work,
          guint32  place)
{
  guint32 next = place != NONE ? work->next[place] : NONE;
  const Merge *merge = NULL;
  guint64 key;

  if (next != NONE && work->parts[place].symbol != HEED_NO_SYMBOL &&
      work->parts[next].symbol != HEED_NO_SYMBOL)
    {
      key = pair_key (work->parts[place].symbol, work->parts[next].symbol);
      merge = g_hash_table_lookup (work->merges->merges, &key);
    }

  if (merge != NULL)
    push (work->heap, &(Waiting) { merge->rank,
                                   place,
                                   { work->parts[place].symbol, work->parts[next].symbol },
                                   merge->merged });
}

static gboolean
is_still_there (const Work    *work,
                const Waiting *waiting)
{
  guint32 next = is_gone (work, waiting->place) ? NONE : work->next[waiting->place];

  return next != NONE && work->parts[waiting->place].symbol == waiting->symbols[0] &&
         work->parts[next].symbol == waiting->symbols[1];
}

static void
merge_one (Work          *work,
           const Waiting *waiting)
{
  guint32 place = waiting->place;
  guint32 next = work->next[place];

  work->parts[place].symbol = waiting->merged;
  work->parts[place].n_bytes += work->parts[next].n_bytes;
  work->next[place] = work->next[next];
  if (work->next[next] != NONE)
    work->previous[work->next[next]] = place;
  work->previous[next] = next;

  wait_for (work, work->previous[place]);
  wait_for (work, place);
}

/* Pops the first entry, or all entries of its merge, from left to right. */
static void
take_first (GArray   *heap,
            GArray   *taken,
            gboolean  all_of_a_rank)
{
  Waiting first = pop (heap);

  g_array_set_size (taken, 0);
  g_array_append_val (taken, first);

  while (all_of_a_rank && heap->len > 0 && g_array_index (heap, Waiting, 0).rank == first.rank)
    {
      Waiting same = pop (heap);

      g_array_append_val (taken, same);
    }
}

static void
begin_work (Work       *work,
            HeedMerges *merges,
            GArray     *parts)
{
  work->merges = merges;
  work->parts = (HeedWordPart *) (gpointer) parts->data;
  work->previous = g_new (guint32, parts->len);
  work->next = g_new (guint32, parts->len);
  work->heap = g_array_new (FALSE, FALSE, sizeof (Waiting));

  for (guint32 i = 0; i < parts->len; i++)
    {
      work->previous[i] = i == 0 ? NONE : i - 1;
      work->next[i] = i + 1 < parts->len ? i + 1 : NONE;
    }

  for (guint32 i = 0; i < parts->len; i++)
    wait_for (work, i);
}

static void
end_work (Work   *work,
          GArray *parts)
{
  guint n_left = 0;

  for (guint32 i = 0; i < parts->len; i++)
    if (!is_gone (work, i))
      work->parts[n_left++] = work->parts[i];

  g_array_set_size (parts, n_left);
  g_array_unref (work->heap);
  g_free (work->previous);
  g_free (work->next);
}

/**
 * heed_merges_apply:
 * @parts: (inout) (element-type HeedWordPart): the parts of one word
 * @everywhere_at_once: whether to apply a merge at all its places at once, as
 *   subword-nmt does; otherwise one at a time, as the tokenizers library does
 *
 * Cost: n log n for n parts
 */
void
heed_merges_apply (HeedMerges *merges,
                   GArray     *parts,
                   gboolean    everywhere_at_once)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (Waiting));
  Work work;

  if (parts->len < 2)
    return;

  begin_work (&work, merges, parts);
  while (work.heap->len > 0)
    {
      take_first (work.heap, taken, everywhere_at_once);
      for (guint i = 0; i < taken->len; i++)
        if (is_still_there (&work, &g_array_index (taken, Waiting, i)))
          merge_one (&work, &g_array_index (taken, Waiting, i));
    }
  end_work (&work, parts);
}
