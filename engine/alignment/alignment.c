/* alignment.c — links between the words of two sentences: read, found, scored
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The links of one alignment are kept sorted by target, then source, and each
 * at most once. A link that is given twice, sure and possible, is sure: what is
 * sure is also possible. So two alignments are compared by walking both once.
 *
 * Source: Och and Ney 2003, "A Systematic Comparison of Various Statistical
 * Alignment Models".
 */

#include "engine/heed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_SHOWN_BYTES 24

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const HeedLink *left = a;
  const HeedLink *right = b;

  if (left->target != right->target)
    return left->target < right->target ? -1 : 1;
  if (left->source != right->source)
    return left->source < right->source ? -1 : 1;

  return left->possible - right->possible;
}

static gboolean
is_same_place (const HeedLink *a,
               const HeedLink *b)
{
  return a->target == b->target && a->source == b->source;
}

/**
 * heed_alignment_new:
 * @links: n_links of them, in any order, some perhaps twice; copied
 * @n_links: how many
 *
 * Returns: (transfer full): an alignment nobody can change
 */
HeedAlignment *
heed_alignment_new (const HeedLink *links,
                    guint           n_links)
{
  HeedAlignment *alignment;
  HeedLink *kept;
  guint n_kept = 0;

  g_return_val_if_fail (links != NULL || n_links == 0, NULL);

  alignment = g_atomic_rc_box_alloc (sizeof (HeedAlignment) + n_links * sizeof (HeedLink));
  kept = (HeedLink *) (alignment + 1);
  if (n_links > 0)
    memcpy (kept, links, n_links * sizeof (HeedLink));
  qsort (kept, n_links, sizeof (HeedLink), compare_links);

  /* Of two links at one place the sure one comes first, and is kept. */
  for (guint i = 0; i < n_links; i++)
    if (n_kept == 0 || !is_same_place (&kept[i], &kept[n_kept - 1]))
      kept[n_kept++] = kept[i];

  *alignment = (HeedAlignment) { kept, n_kept };

  return alignment;
}

static HeedAlignment *
alignment_from_array (GArray *links)
{
  return heed_alignment_new ((const HeedLink *) (gpointer) links->data, links->len);
}

HeedAlignment *
heed_alignment_ref (HeedAlignment *alignment)
{
  g_return_val_if_fail (alignment != NULL, NULL);

  return g_atomic_rc_box_acquire (alignment);
}

void
heed_alignment_unref (HeedAlignment *alignment)
{
  if (alignment != NULL)
    g_atomic_rc_box_release (alignment);
}

/* --- Reading and writing --------------------------------------------------- */

static gboolean
parse_position (const char **tainted,
                guint       *position)
{
  guint64 value = 0;
  const char *at = *tainted;

  for (; g_ascii_isdigit (*at) && value <= G_MAXINT32; at++)
    value = value * 10 + (guint64) (*at - '0');

  if (at == *tainted || value > G_MAXINT32)
    return FALSE;

  *tainted = at;
  *position = (guint) value;

  return TRUE;
}

/* How sure a program was, ":0.93", is read over: people who draw links do not say. */
static gboolean
skip_weight (const char **tainted)
{
  char *end = NULL;

  if (**tainted != ':')
    return TRUE;

  if (!g_ascii_isdigit ((*tainted)[1]) || !isfinite (g_ascii_strtod (*tainted + 1, &end)))
    return FALSE;

  *tainted = end;

  return TRUE;
}

/* One link and nothing after it but a space or the end. */
static gboolean
parse_link (const char **tainted,
            HeedLink    *link)
{
  const char *at = *tainted;

  if (!parse_position (&at, &link->source) || *at == '\0' || strchr ("-sSpP?", *at) == NULL)
    return FALSE;

  link->possible = strchr ("-sS", *at++) == NULL;

  if (!parse_position (&at, &link->target) || !skip_weight (&at) ||
      !(*at == '\0' || g_ascii_isspace (*at)))
    return FALSE;

  *tainted = at;

  return TRUE;
}

static void
set_link_error (GError     **error,
                const char  *tainted,
                guint        number,
                guint        first)
{
  gsize n_bytes = strcspn (tainted, " \t\n\v\f\r");
  g_autofree char *found = g_utf8_make_valid (tainted, (gssize) MIN (n_bytes, LONGEST_SHOWN_BYTES));

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "link %u: expected source-target with positions from %u, found “%s%s”",
               number, first, found, n_bytes > LONGEST_SHOWN_BYTES ? "…" : "");
}

/**
 * heed_alignment_parse:
 * @links: "0-0 1-2 3p2 4?5 6s6 7-7:0.93", separated by spaces; may be empty
 * @first: what the first word of a sentence is called in @links, 0 or 1
 *
 * Reads the Pharaoh format, with the possible links of hand-made alignments, which some
 * write with an "s" where a link is sure, and with the weights of aligners, which are
 * read over. The positions of what is returned count from 0 whatever @first is.
 *
 * Errors: %HEED_ERROR_DAMAGED if something in @links is not a link
 * Source: https://github.com/lilt/alignment-scripts, "Data format"; Lambert et al. 2005,
 *   "Guidelines for Word Alignment Evaluation and Manual Alignment", for s and p
 *
 * Returns: (transfer full): the links, or %NULL
 */
HeedAlignment *
heed_alignment_parse (const char  *links,
                      guint        first,
                      GError     **error)
{
  g_autoptr(GArray) parsed = g_array_new (FALSE, FALSE, sizeof (HeedLink));

  g_return_val_if_fail (links != NULL, NULL);
  g_return_val_if_fail (first <= 1, NULL);

  for (const char *at = links; ; )
    {
      const char *start;
      HeedLink link;

      while (g_ascii_isspace (*at))
        at++;
      if (*at == '\0')
        return alignment_from_array (parsed);

      start = at;
      if (!parse_link (&at, &link) || link.source < first || link.target < first)
        {
          set_link_error (error, start, parsed->len + 1, first);
          return NULL;
        }

      link.source -= first;
      link.target -= first;
      g_array_append_val (parsed, link);
    }
}

/**
 * heed_alignment_dup_text:
 * @alignment: an alignment
 *
 * Writes what heed_alignment_parse() reads with first = 0.
 *
 * Returns: (transfer full): "0-0 1-2 3p2", sorted by target; "" without links
 */
char *
heed_alignment_dup_text (const HeedAlignment *alignment)
{
  GString *text;

  g_return_val_if_fail (alignment != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < alignment->n_links; i++)
    {
      const HeedLink *link = &alignment->links[i];

      g_string_append_printf (text, "%s%u%c%u", i == 0 ? "" : " ",
                              link->source, link->possible ? 'p' : '-', link->target);
    }

  return g_string_free (text, FALSE);
}

/* --- Out of attention ------------------------------------------------------ */

static guint
find_largest (const float *row,
              guint        n_columns)
{
  guint largest = 0;

  for (guint column = 1; column < n_columns; column++)
    if (row[column] > row[largest])
      largest = column;

  return largest;
}

static void
add_link (GArray *links,
          guint   source,
          guint   target)
{
  HeedLink link = { source, target, FALSE };

  g_array_append_val (links, link);
}

static void
link_row (GArray                *links,
          const float           *row,
          guint                  n_columns,
          guint                  target,
          const HeedLinkOptions *options)
{
  guint largest = find_largest (row, n_columns);
  float bar = (float) options->share;

  if (options->rule == HEED_LINK_ARGMAX)
    {
      if (row[largest] > 0.0f)
        add_link (links, largest, target);
      return;
    }

  if (options->rule == HEED_LINK_RELATIVE)
    bar *= row[largest];

  for (guint column = 0; column < n_columns; column++)
    if (row[column] >= bar && row[column] > 0.0f)
      add_link (links, column, target);
}

/**
 * heed_alignment_from_attention:
 * @attention: T x S, row t is step t
 * @options: how much attention makes a link
 *
 * A row that is zero everywhere is linked to nothing. With shift 1 the first row
 * is about no token of the sentence and is left out, so that a last target is
 * linked only if the step after it, which ends the sentence, is in @attention.
 *
 * Cost: reads T * S floats
 * Source: Chen et al. 2020, "Accurate Word Alignment Induction from Neural
 * Machine Translation", for the shift
 *
 * Returns: (transfer full): sure links
 */
HeedAlignment *
heed_alignment_from_attention (const HeedMatrix      *attention,
                               const HeedLinkOptions *options)
{
  g_autoptr(GArray) links = g_array_new (FALSE, FALSE, sizeof (HeedLink));

  g_return_val_if_fail (attention != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (options->shift <= 1, NULL);

  for (guint row = options->shift; row < attention->n_rows; row++)
    link_row (links, attention->values + (gsize) row * attention->n_columns,
              attention->n_columns, row - options->shift, options);

  return alignment_from_array (links);
}

/**
 * heed_alignment_transpose:
 * @alignment: an alignment
 *
 * Returns: (transfer full): the same links, source and target exchanged
 */
HeedAlignment *
heed_alignment_transpose (const HeedAlignment *alignment)
{
  g_autofree HeedLink *links = NULL;

  g_return_val_if_fail (alignment != NULL, NULL);

  links = g_new (HeedLink, alignment->n_links);
  for (guint i = 0; i < alignment->n_links; i++)
    links[i] = (HeedLink) {
      .source = alignment->links[i].target,
      .target = alignment->links[i].source,
      .possible = alignment->links[i].possible,
    };

  return heed_alignment_new (links, alignment->n_links);
}

/* --- Scores ---------------------------------------------------------------- */

/**
 * heed_alignment_count:
 * @counts: (inout): added to; starts as { 0 }
 * @found: what is judged; sure and possible links of it count alike
 * @gold: what it is judged by
 *
 * Source: Och and Ney 2003
 */
void
heed_alignment_count (HeedAlignmentCounts *counts,
                      const HeedAlignment *found,
                      const HeedAlignment *gold)
{
  guint f = 0;

  g_return_if_fail (counts != NULL && found != NULL && gold != NULL);

  counts->n_found += found->n_links;

  for (guint g = 0; g < gold->n_links; g++)
    {
      const HeedLink *link = &gold->links[g];

      counts->n_sure += !link->possible;

      while (f < found->n_links &&
             (found->links[f].target < link->target ||
              (found->links[f].target == link->target && found->links[f].source < link->source)))
        f++;

      if (f < found->n_links && is_same_place (&found->links[f], link))
        {
          counts->n_found_possible++;
          counts->n_found_sure += !link->possible;
        }
    }
}

/* What is asked of nothing is met: 0 of 0 is everything. */
static double
divide (guint64 part,
        guint64 whole)
{
  return whole == 0 ? 1.0 : (double) part / (double) whole;
}

/**
 * heed_alignment_score_counts:
 * @counts: of one sentence or of a corpus
 *
 *     precision = |found, sure or possible| / |found|
 *     recall    = |found, sure| / |sure|
 *     AER       = 1 - (|found, sure| + |found, sure or possible|) / (|found| + |sure|)
 *
 * Without a found link precision is 1, without a sure one recall is; with
 * neither, AER is 0.
 *
 * Source: Och and Ney 2003
 *
 * Returns: precision, recall and their harmonic mean, and AER, each in [0, 1]
 */
HeedAlignmentScore
heed_alignment_score_counts (const HeedAlignmentCounts *counts)
{
  HeedAlignmentScore score = { 0 };

  g_return_val_if_fail (counts != NULL, score);

  score.precision = divide (counts->n_found_possible, counts->n_found);
  score.recall = divide (counts->n_found_sure, counts->n_sure);
  if (score.precision + score.recall > 0.0)
    score.f_measure = 2.0 * score.precision * score.recall / (score.precision + score.recall);
  score.error_rate = 1.0 - divide (counts->n_found_sure + counts->n_found_possible,
                                   counts->n_found + counts->n_sure);

  return score;
}

/**
 * heed_alignment_score:
 * @found: what is judged
 * @gold: what it is judged by
 *
 * The score of one sentence. That of a corpus is not the mean of these: see
 * heed_alignment_count().
 *
 * Returns: precision, recall and their harmonic mean, and AER, each in [0, 1]
 */
HeedAlignmentScore
heed_alignment_score (const HeedAlignment *found,
                      const HeedAlignment *gold)
{
  HeedAlignmentCounts counts = { 0 };

  g_return_val_if_fail (found != NULL && gold != NULL, (HeedAlignmentScore) { 0 });

  heed_alignment_count (&counts, found, gold);

  return heed_alignment_score_counts (&counts);
}
