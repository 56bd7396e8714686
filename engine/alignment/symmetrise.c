/* symmetrise.c — combination of the alignments of both directions into one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It starts with the links that both alignments have. Growing adds links of only one of
 * them if they are neighbours, also diagonal ones, of a link in the set and link a word
 * that has no link yet; this is repeated until nothing is added. The final step then
 * adds links of either alignment between two words of which neither has a link.
 *
 * The result depends on the order of the search; here it is by target, then source, and
 * around a link first its sides, then its corners, as in Moses.
 *
 * Source: Koehn et al. 2003, 2005 ("Edinburgh System Description for the 2005
 * IWSLT Speech Translation Evaluation"); Och and Ney 2003 for the idea.
 */

#include "engine/heed.h"

typedef struct {
  GArray     *either;   /* HeedLink, of either alignment, by target, then source */
  GHashTable *places;   /* place of each of them -> index into either, plus 1 */
  gboolean   *is_in;    /* for each of them, whether it is in the result */
  GHashTable *sources;  /* words with a link in the result */
  GHashTable *targets;
} Growth;

static int
compare_places (const HeedLink *a,
                const HeedLink *b)
{
  if (a->target != b->target)
    return a->target < b->target ? -1 : 1;
  if (a->source != b->source)
    return a->source < b->source ? -1 : 1;

  return 0;
}

static void
put_in (Growth *growth,
        guint   i)
{
  const HeedLink *link = &g_array_index (growth->either, HeedLink, i);

  growth->is_in[i] = TRUE;
  g_hash_table_add (growth->sources, GUINT_TO_POINTER (link->source));
  g_hash_table_add (growth->targets, GUINT_TO_POINTER (link->target));
}

/* Returns how many of the source and the target word of the link already have a link: 0 to 2. */
static guint
count_linked_words (const Growth   *growth,
                    const HeedLink *link)
{
  return (guint) g_hash_table_contains (growth->sources, GUINT_TO_POINTER (link->source)) +
         (guint) g_hash_table_contains (growth->targets, GUINT_TO_POINTER (link->target));
}

/* Both are sorted, so one pass finds their union and their intersection. */
static void
merge_links (Growth              *growth,
             const HeedAlignment *forward,
             const HeedAlignment *backward)
{
  g_autoptr(GArray) in_both = g_array_new (FALSE, FALSE, sizeof (guint));

  growth->either = g_array_new (FALSE, FALSE, sizeof (HeedLink));

  for (guint f = 0, b = 0; f < forward->n_links || b < backward->n_links; )
    {
      int order = f == forward->n_links  ? 1
                : b == backward->n_links ? -1
                                         : compare_places (&forward->links[f], &backward->links[b]);
      HeedLink link = order <= 0 ? forward->links[f] : backward->links[b];

      link.possible = FALSE;
      if (order == 0)
        g_array_append_val (in_both, growth->either->len);
      g_array_append_val (growth->either, link);
      f += order <= 0;
      b += order >= 0;
    }

  growth->is_in = g_new0 (gboolean, growth->either->len);
  for (guint i = 0; i < in_both->len; i++)
    put_in (growth, g_array_index (in_both, guint, i));
}

static guint
hash_place (gconstpointer key)
{
  const HeedLink *link = key;

  return link->target * 31 + link->source;
}

static gboolean
places_are_equal (gconstpointer a,
                  gconstpointer b)
{
  return compare_places (a, b) == 0;
}

static void
index_places (Growth *growth)
{
  growth->places = g_hash_table_new (hash_place, places_are_equal);

  for (guint i = 0; i < growth->either->len; i++)
    g_hash_table_insert (growth->places, &g_array_index (growth->either, HeedLink, i),
                         GUINT_TO_POINTER (i + 1));
}

/* Returns whether a neighbour of the link was added. */
static gboolean
grow_around (Growth         *growth,
             const HeedLink *link)
{
  static const int around[8][2] = {
    { -1, 0 }, { 0, -1 }, { 1, 0 }, { 0, 1 },
    { -1, -1 }, { -1, 1 }, { 1, -1 }, { 1, 1 },
  };
  gboolean has_grown = FALSE;

  for (guint n = 0; n < G_N_ELEMENTS (around); n++)
    {
      HeedLink place = {
        .target = link->target + (guint) around[n][0],
        .source = link->source + (guint) around[n][1],
      };
      guint i = GPOINTER_TO_UINT (g_hash_table_lookup (growth->places, &place));

      if (i > 0 && !growth->is_in[i - 1] && count_linked_words (growth, &place) < 2)
        {
          put_in (growth, i - 1);
          has_grown = TRUE;
        }
    }

  return has_grown;
}

static void
grow (Growth *growth)
{
  gboolean has_grown;

  do
    {
      has_grown = FALSE;

      for (guint i = 0; i < growth->either->len; i++)
        if (growth->is_in[i] && grow_around (growth, &g_array_index (growth->either, HeedLink, i)))
          has_grown = TRUE;
    }
  while (has_grown);
}

static void
add_between_unlinked (Growth              *growth,
                      const HeedAlignment *alignment)
{
  for (guint n = 0; n < alignment->n_links; n++)
    if (count_linked_words (growth, &alignment->links[n]) == 0)
      put_in (growth,
              GPOINTER_TO_UINT (g_hash_table_lookup (growth->places, &alignment->links[n])) - 1);
}

static void
clear_growth (Growth *growth)
{
  g_clear_pointer (&growth->either, g_array_unref);
  g_clear_pointer (&growth->places, g_hash_table_unref);
  g_clear_pointer (&growth->is_in, g_free);
  g_clear_pointer (&growth->sources, g_hash_table_unref);
  g_clear_pointer (&growth->targets, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Growth, clear_growth)

/**
 * heed_alignment_symmetrise:
 * @forward: links of the pair
 * @backward: links of the same pair from the opposite direction, transposed with
 *   heed_alignment_transpose()
 * @how: which links to keep
 *
 * Returns: (transfer full): sure links, a subset of the union of both
 */
HeedAlignment *
heed_alignment_symmetrise (const HeedAlignment *forward,
                           const HeedAlignment *backward,
                           HeedSymmetrisation   how)
{
  g_auto(Growth) growth = { 0 };
  g_autoptr(GArray) kept = NULL;

  g_return_val_if_fail (forward != NULL && backward != NULL, NULL);
  g_return_val_if_fail (how <= HEED_SYMMETRISE_GROW_DIAG_FINAL_AND, NULL);

  growth.sources = g_hash_table_new (NULL, NULL);
  growth.targets = g_hash_table_new (NULL, NULL);
  merge_links (&growth, forward, backward);
  index_places (&growth);

  if (how == HEED_SYMMETRISE_GROW_DIAG || how == HEED_SYMMETRISE_GROW_DIAG_FINAL_AND)
    grow (&growth);

  if (how == HEED_SYMMETRISE_GROW_DIAG_FINAL_AND)
    {
      add_between_unlinked (&growth, forward);
      add_between_unlinked (&growth, backward);
    }

  kept = g_array_new (FALSE, FALSE, sizeof (HeedLink));
  for (guint i = 0; i < growth.either->len; i++)
    if (growth.is_in[i] || how == HEED_SYMMETRISE_UNION)
      g_array_append_val (kept, g_array_index (growth.either, HeedLink, i));

  return heed_alignment_new ((const HeedLink *) (gpointer) kept->data, kept->len);
}
