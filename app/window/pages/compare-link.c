/* compare-link.c — selects the same step and the same word on two sides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps are the same by their number, counted in words as they are shown; words of
 * the source by their spelling. Where one side has none of that, nothing is chosen
 * there, or its last step is.
 */

#include "app/window/pages/compare-link.h"

#include "app/core/counterpart.h"

static HeedAttentionKind
get_kind (HeedLinkedSide side)
{
  return heed_document_get_translation (side.document)->site.kind;
}

/* The word that is @n words from the first, or the last one; -1: there is none. */
static int
limit (const HeedWordMap *map,
       int                word)
{
  return MIN (word, (int) map->n_words - 1);
}

/* How far the other one was played. */
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

/* The token of that word that stands for it; one that is chosen in it already stays. */
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
 * @lead: where something was chosen, or played
 * @follower: gets the same
 *
 * Attentions of two kinds have the steps in common and no columns.
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
