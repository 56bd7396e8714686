/* alignment.c — links between the words of two sentences: parsing, extraction, scores
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The links of an alignment are sorted by target, then source, and each occurs at most
 * once. A link that is given both as sure and as possible is sure, since sure links are
 * also possible. So two alignments are compared in one pass over both.
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
 * @links: n_links of them, in any order, possibly with duplicates; copied
 * @n_links: number of links
 *
 * Returns: (transfer full): an immutable alignment
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

  /* Of two links between the same words the sure one is sorted first, and is kept. */
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

/* Skips the weight of a link, ":0.93", which some aligners write; it is not used. */
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

/* Parses one link, which must be followed by a space or the end. */
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
 * @first: the number of the first word of a sentence in @links, 0 or 1
 *
 * Parses the Pharaoh format, including the possible links of manual alignments, in some
 * of which sure links have an "s", and the weights that some aligners write, which are
 * ignored. The positions of the result always count from 0.
 *
 * Errors: %HEED_ERROR_DAMAGED if @links contains anything but links
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
 * Writes the format that heed_alignment_parse() reads with @first = 0.
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
 * @options: the threshold for a link, and the shift
 *
 * A row of zeros gets no link. With shift 1, the links of a token come from the row
 * after its own: the first row is skipped, and the last token gets links only if the
 * step after it, which ends the sentence, is in @attention.
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
 * @found: the alignment to score; its sure and possible links count alike
 * @gold: the reference
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

/* A fraction of nothing is 1: 0 of 0 counts as all. */
static double
divide (guint64 part,
        guint64 whole)
{
  return whole == 0 ? 1.0 : (double) part / (double) whole;
}

/**
 * heed_alignment_score_counts:
 * @counts: counts of one sentence or of a corpus
 *
 *     precision = |found, sure or possible| / |found|
 *     recall    = |found, sure| / |sure|
 *     AER       = 1 - (|found, sure| + |found, sure or possible|) / (|found| + |sure|)
 *
 * Precision is 1 if there is no found link, recall is 1 if there is no sure one; with
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
 * @found: the alignment to score
 * @gold: the reference
 *
 * Scores one sentence. The score of a corpus is not the mean of these: see
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
