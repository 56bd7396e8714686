/* edits.c — the edits between two sentences, character by character
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A correction is scored by its edits: those from the source to the hypothesis are
 * compared with those from the source to a reference. Both are minimal sets of edits;
 * of several minimal sets, the one that, at the earliest position, replaces rather than
 * removes, and removes rather than adds. An edit is correct if the reference has the
 * same edit at the same position.
 *
 * Characters, not words: Chinese has no spaces, and a spelling mistake is one character
 * of a word. Of several references, the one with the highest F0.5 for the sentence is
 * used.
 *
 * Source: Dahlmeier and Ng 2012, "Better Evaluation for Grammatical Error Correction";
 * Ng et al. 2014 for F0.5; Bryant et al. 2017 for the value of 0 / 0.
 */

#include "engine/evaluation/edits.h"

#include <string.h>

#include "engine/evaluation/characters.h"

/* Maximum number of cells of the table of distances, source x target. For sentences that would
 * need more, the differing parts are taken to be replaced position by position. */
#define MOST_CELLS (G_GUINT64_CONSTANT (1) << 24)

#define BETA 0.5

/* The rest of two sentences after their common prefix. */
typedef struct {
  gunichar       *source;
  gunichar       *target;
  guint           n_source;
  guint           n_target;
  guint32        *distances;  /* (n_source + 1) x (n_target + 1): edits from here to the end */
} Comparison;

static guint32 *
get_distance (const Comparison *comparison,
              guint             i,
              guint             j)
{
  return &comparison->distances[(gsize) i * (comparison->n_target + 1) + j];
}

static void
fill_distances (Comparison *comparison)
{
  for (guint i = comparison->n_source + 1; i-- > 0; )
    for (guint j = comparison->n_target + 1; j-- > 0; )
      {
        guint32 *distance = get_distance (comparison, i, j);

        if (i == comparison->n_source || j == comparison->n_target)
          *distance = (comparison->n_source - i) + (comparison->n_target - j);
        else if (comparison->source[i] == comparison->target[j])
          *distance = *get_distance (comparison, i + 1, j + 1);
        else
          *distance = 1 + MIN (*get_distance (comparison, i + 1, j + 1),
                               MIN (*get_distance (comparison, i + 1, j),
                                    *get_distance (comparison, i, j + 1)));
      }
}

/* Returns whether a minimal set of edits exists that advances by one character in both sentences
 * here. Without a table the answer is always yes, up to the end of the shorter one. */
static gboolean
goes_on_in_both (const Comparison *comparison,
                 guint             i,
                 guint             j)
{
  if (i == comparison->n_source || j == comparison->n_target)
    return FALSE;
  if (comparison->distances == NULL)
    return TRUE;

  return comparison->source[i] == comparison->target[j] ||
         *get_distance (comparison, i, j) == 1 + *get_distance (comparison, i + 1, j + 1);
}

static gboolean
goes_on_in_source (const Comparison *comparison,
                   guint             i,
                   guint             j)
{
  if (i == comparison->n_source || j == comparison->n_target)
    return j == comparison->n_target;

  return *get_distance (comparison, i, j) == 1 + *get_distance (comparison, i + 1, j);
}

static void
add_edit (GArray   *edits,
          guint     position,
          guint     ordinal,
          gunichar  character)
{
  HeedEdit edit = { position, ordinal, character };

  g_array_append_val (edits, edit);
}

static GArray *
trace_edits (const Comparison *comparison,
             guint             n_skipped)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (HeedEdit));
  guint ordinal = 0;

  for (guint i = 0, j = 0; i < comparison->n_source || j < comparison->n_target; )
    if (goes_on_in_both (comparison, i, j))
      {
        if (comparison->source[i] != comparison->target[j])
          add_edit (edits, n_skipped + i, HEED_EDIT_IN_PLACE, comparison->target[j]);
        i++;
        j++;
        ordinal = 0;
      }
    else if (goes_on_in_source (comparison, i, j))
      {
        add_edit (edits, n_skipped + i, HEED_EDIT_IN_PLACE, 0);
        i++;
        ordinal = 0;
      }
    else
      {
        add_edit (edits, n_skipped + i, ordinal++, comparison->target[j]);
        j++;
      }

  return edits;
}

/**
 * heed_edits_find:
 * @source: UTF-8
 * @target: UTF-8
 *
 * Cost: source times target characters, without the common prefix
 *
 * Returns: (transfer full) (element-type HeedEdit): the edits that turn @source into
 *   @target, sorted by position
 */
GArray *
heed_edits_find (const char *source,
                 const char *target)
{
  Comparison comparison = { 0 };
  g_autofree gunichar *source_characters = heed_characters_read (source, &comparison.n_source);
  g_autofree gunichar *target_characters = heed_characters_read (target, &comparison.n_target);
  g_autofree guint32 *distances = NULL;
  guint n_skipped = 0;

  while (n_skipped < comparison.n_source && n_skipped < comparison.n_target &&
         source_characters[n_skipped] == target_characters[n_skipped])
    n_skipped++;

  comparison.source = source_characters + n_skipped;
  comparison.target = target_characters + n_skipped;
  comparison.n_source -= n_skipped;
  comparison.n_target -= n_skipped;

  if ((guint64) comparison.n_source * comparison.n_target <= MOST_CELLS)
    {
      comparison.distances = distances =
        g_new (guint32, ((gsize) comparison.n_source + 1) * ((gsize) comparison.n_target + 1));
      fill_distances (&comparison);
    }

  return trace_edits (&comparison, n_skipped);
}

/* --- Counting -------------------------------------------------------------- */

static int
compare_places (const HeedEdit *a,
                const HeedEdit *b)
{
  if (a->position != b->position)
    return a->position < b->position ? -1 : 1;
  if (a->ordinal != b->ordinal)
    return a->ordinal < b->ordinal ? -1 : 1;

  return 0;
}

/* Both are sorted by position, with at most one edit at each. */
static guint
count_common (const GArray *made,
              const GArray *wanted)
{
  guint n_common = 0;

  for (guint m = 0, w = 0; m < made->len && w < wanted->len; )
    {
      const HeedEdit *a = &g_array_index (made, HeedEdit, m);
      const HeedEdit *b = &g_array_index (wanted, HeedEdit, w);
      int order = compare_places (a, b);

      n_common += order == 0 && a->character == b->character;
      m += order <= 0;
      w += order >= 0;
    }

  return n_common;
}

/* Of two references with equal F, the one with more correct edits is better. */
static gboolean
is_better (const HeedEditCounts *counts,
           const HeedEditCounts *best)
{
  double difference = heed_edits_f (counts, BETA) - heed_edits_f (best, BETA);

  return difference > 0.0 || (difference == 0.0 && counts->n_right > best->n_right);
}

/**
 * heed_edits_count:
 * @counts: (inout): added to; starts as { 0 }
 * @references: (array zero-terminated=1): at least one
 */
void
heed_edits_count (HeedEditCounts    *counts,
                  const char        *source,
                  const char        *hypothesis,
                  const char *const *references)
{
  g_autoptr(GArray) made = heed_edits_find (source, hypothesis);
  HeedEditCounts best = { 0 };

  for (guint i = 0; references[i] != NULL; i++)
    {
      g_autoptr(GArray) wanted = heed_edits_find (source, references[i]);
      HeedEditCounts pair = { made->len, wanted->len, count_common (made, wanted) };

      if (i == 0 || is_better (&pair, &best))
        best = pair;
    }

  counts->n_made += best.n_made;
  counts->n_wanted += best.n_wanted;
  counts->n_right += best.n_right;
}

/**
 * heed_edits_precision:
 *
 * Returns: 0 to 1: the fraction of edits made that were wanted; 1 if none was made
 */
double
heed_edits_precision (const HeedEditCounts *counts)
{
  return counts->n_made == 0 ? 1.0 : (double) counts->n_right / (double) counts->n_made;
}

/**
 * heed_edits_recall:
 *
 * Returns: 0 to 1: the fraction of wanted edits that were made; 1 if none was wanted
 */
double
heed_edits_recall (const HeedEditCounts *counts)
{
  return counts->n_wanted == 0 ? 1.0 : (double) counts->n_right / (double) counts->n_wanted;
}

/**
 * heed_edits_f:
 * @beta: the weight of recall relative to precision; usually 0.5
 *
 *     F = (1 + beta^2) P R / (beta^2 P + R)
 *
 * Returns: 0 to 1
 */
double
heed_edits_f (const HeedEditCounts *counts,
              double                beta)
{
  double precision = heed_edits_precision (counts);
  double recall = heed_edits_recall (counts);

  if (counts->n_right == 0 && (counts->n_made > 0 || counts->n_wanted > 0))
    return 0.0;

  return (1.0 + beta * beta) * precision * recall / (beta * beta * precision + recall);
}
