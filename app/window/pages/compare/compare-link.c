/* compare-link.c — selects the same step and the same word on two sides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps correspond by number, counted in displayed words; words of the source by their
 * spelling. Where a side lacks the word, nothing is selected; where it lacks the step,
 * its last one is.
 */

#include "app/window/pages/compare/compare-link.h"

#include "app/core/translation/counterpart.h"

static HeedAttentionKind
get_kind (HeedLinkedSide side)
{
  return heed_document_get_translation (side.document)->site.kind;
}

/* Returns word, but at most the last one; -1 if there are no words. */
static int
limit (const HeedWordMap *map,
       int                word)
{
  return MIN (word, (int) map->n_words - 1);
}

/* Plays the follower as far as the lead. */
static void
follow_played (HeedLinkedSide lead,
               HeedLinkedSide follower)
{
  HeedDocumentView *from = heed_document_get_view (lead.document);
  HeedDocumentView *to = heed_document_get_view (follower.document);
  guint n_played = heed_document_view_get_n_played (from);
  int word;

  if (n_played == HEED_PLAYED_ALL)
    {
      heed_document_view_release (to);
      return;
    }

  word = limit (follower.shown->target,
                heed_word_map_find (lead.shown->target,
                                    (int) MIN (n_played, lead.shown->target->n_tokens) - 1));
  if (word >= 0 && follower.shown->target->starts[word + 1] <=
                     heed_document_get_n_steps (follower.document))
    heed_document_view_go_to (to, follower.shown->target->starts[word + 1] - 1);
}

/* Returns the token that represents a word: the selected one before if in it, else the first. */
static int
pick (const HeedWordMap *map,
      int                word,
      int                before)
{
  if (word < 0)
    return -1;

  return heed_word_map_has (map, word, before) ? before : (int) map->starts[word];
}

static void
follow_step (HeedLinkedSide lead,
             HeedLinkedSide follower)
{
  HeedDocumentView *to = heed_document_get_view (follower.document);
  int step = heed_document_view_get_step (heed_document_get_view (lead.document));
  int word = limit (follower.shown->target, heed_word_map_find (lead.shown->target, step));
  int picked = pick (follower.shown->target, word, heed_document_view_get_step (to));

  if (picked != heed_document_view_get_step (to))
    heed_document_view_select (to, picked, heed_document_view_get_column (to));
}

static void
follow_cell (HeedLinkedSide lead,
             HeedLinkedSide follower)
{
  HeedDocumentView *from = heed_document_get_view (lead.document);
  HeedDocumentView *to = heed_document_get_view (follower.document);
  gboolean looks_back = get_kind (lead) == HEED_ATTENTION_DECODER_SELF;
  int column = heed_word_map_find (lead.shown->columns, heed_document_view_get_column (from));
  int row = -1;

  column = looks_back ? limit (follower.shown->columns, column)
                      : heed_counterpart_find (lead.shown->columns, column,
                                               follower.shown->columns);
  if (get_kind (lead) == HEED_ATTENTION_ENCODER_SELF)
    row = heed_counterpart_find (
      lead.shown->rows, heed_word_map_find (lead.shown->rows, heed_document_view_get_row (from)),
      follower.shown->rows);

  heed_document_view_select_cell (to,
                                  heed_shown_attention_pick_row (follower.shown, row,
                                                                 heed_document_view_get_row (to)),
                                  heed_shown_attention_pick_column (
                                    follower.shown, column, heed_document_view_get_row (to)));
}

/**
 * heed_compare_link_follow:
 * @lead: the side with the new selection, or more steps played
 * @follower: the side to update
 *
 * If the kinds of attention differ, only the steps are followed, not the columns.
 */
void
heed_compare_link_follow (HeedLinkedSide lead,
                          HeedLinkedSide follower)
{
  if (heed_document_view_get_step (heed_document_get_view (lead.document)) < 0)
    return;

  follow_played (lead, follower);
  follow_step (lead, follower);
  if (get_kind (lead) == get_kind (follower))
    follow_cell (lead, follower);
}
