/* gold-marks.c — marks for gold and found links over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/gold-marks.h"

/* The rows or columns of a word's tokens, from first to last. */
typedef struct {
  guint first;
  guint last;
  gboolean is_seen;
} Span;

static guint
get_place (const HeedGoldAxis *axis,
           guint               token)
{
  return axis->places != NULL ? axis->places[token] : token;
}

static Span *
find_spans (const HeedGoldAxis *axis,
            guint               n_words)
{
  Span *spans = g_new0 (Span, n_words + 1);

  for (guint token = 0; token < axis->n_tokens; token++)
    {
      guint place = get_place (axis, token);
      Span *span;

      if (axis->words[token] >= n_words)
        continue;

      span = &spans[axis->words[token]];
      span->first = span->is_seen ? MIN (span->first, place) : place;
      span->last = span->is_seen ? MAX (span->last, place) : place;
      span->is_seen = TRUE;
    }

  return spans;
}

static void
add_mark (GArray     *marks,
          HeedGold   *gold,
          HeedLink    link,
          const Span *row,
          const Span *column)
{
  HeedLinkMark mark = {
    .first_row = row->first,
    .n_rows = row->last - row->first + 1,
    .first_column = column->first,
    .n_columns = column->last - column->first + 1,
    .kind = heed_gold_get_kind (gold, link.source, link.target),
    .outcome = heed_gold_get_outcome (gold, link.source, link.target),
  };

  if (row->is_seen && column->is_seen)
    g_array_append_val (marks, mark);
}

/* Adds the found links that are no gold links. */
static void
add_wrong (GArray     *marks,
           HeedGold   *gold,
           const Span *rows,
           const Span *columns)
{
  const HeedAlignment *found = heed_gold_get_found_links (gold);

  for (guint i = 0; found != NULL && i < found->n_links; i++)
    {
      const HeedLink *link = &found->links[i];

      if (link->source < heed_gold_get_n_source (gold) &&
          link->target < heed_gold_get_n_target (gold) &&
          heed_gold_get_kind (gold, link->source, link->target) == HEED_GOLD_NONE)
        add_mark (marks, gold, *link, &rows[link->target], &columns[link->source]);
    }
}

GArray *
heed_gold_marks_new (HeedGold           *gold,
                     const HeedGoldAxis *rows,
                     const HeedGoldAxis *columns)
{
  const HeedAlignment *links = heed_gold_get_links (gold);
  g_autofree Span *row_spans = find_spans (rows, heed_gold_get_n_target (gold));
  g_autofree Span *column_spans = find_spans (columns, heed_gold_get_n_source (gold));
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (HeedLinkMark));

  for (guint i = 0; i < links->n_links; i++)
    add_mark (marks, gold, links->links[i], &row_spans[links->links[i].target],
              &column_spans[links->links[i].source]);
  add_wrong (marks, gold, row_spans, column_spans);

  return marks;
}

int
heed_gold_axis_find_word (const HeedGoldAxis *axis,
                          guint               place)
{
  for (guint token = 0; token < axis->n_tokens; token++)
    if (get_place (axis, token) == place && axis->words[token] != HEED_NO_WORD)
      return (int) axis->words[token];

  return -1;
}

HeedAlignment *
heed_gold_find_links (const HeedMatrix      *attention,
                      const HeedWords       *target,
                      const HeedWords       *source,
                      const guint           *source_words,
                      const HeedLinkOptions *options)
{
  g_autofree guint *target_words =
    heed_words_dup_of_steps (target, attention->n_rows, options->shift);
  g_autoptr(HeedMatrix) merged = NULL;
  HeedLinkOptions links = *options;

  if (source->n_words == 0 || target->n_words == 0)
    return NULL;

  merged = heed_attention_merge (attention, target_words, target->n_words, source_words,
                                 source->n_words);
  links.shift = 0;  /* the rows are shifted already */

  return heed_alignment_from_attention (merged, &links);
}
