/* attention-question.c — the question which attention would make the model write a given token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A search takes a hundred steps or more, so it runs in slices of a few milliseconds,
 * and the engine's other work runs in between.
 */

#include "app/core/translation/attention-question.h"

#include <math.h>

#include "app/core/translation/walk.h"

#define SLICE_MICROSECONDS 8000

typedef struct
{
  HeedAttentionAsked   asked;
  guint32             *tokens;
  HeedAttentionSearch *search;  /* NULL until the search begins */
} Question;

static gboolean
overlaps (HeedAttentionSite one,
          HeedAttentionSite other)
{
  return one.kind == other.kind &&
         (one.layer == HEED_EVERY_LAYER || one.layer == other.layer) &&
         (one.head == HEED_HEAD_MEAN || other.head == HEED_HEAD_MEAN || one.head == other.head);
}

/**
 * heed_attention_question_new_change:
 * @found: the result of the search
 * @label: the spelling of its token
 *
 * Every key of every head that was searched is pinned.
 *
 * Returns: (transfer full): the change
 */
HeedChange *
heed_attention_question_new_change (const HeedFoundAttention *found,
                                    const char               *label)
{
  g_autoptr(GArray) pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  HeedChange change = { .kind = HEED_CHANGE_ROW, .is_on = TRUE, .site = found->site,
                        .position = (int) found->position, .is_held = TRUE, .is_found = TRUE,
                        .is_best = found->is_best, .label = label };

  for (guint i = 0; i < found->n_heads; i++)
    for (guint key = 0; key < found->n_keys; key++)
      {
        HeedPin pin = { found->site, found->position, key,
                        found->weights[(gsize) i * found->n_keys + key] };

        if (found->site.head == HEED_HEAD_MEAN)
          pin.site.head = (int) i;
        g_array_append_val (pins, pin);
      }

  change.pins = (const HeedPin *) (gpointer) pins->data;
  change.n_pins = pins->len;
  change.factor = (float) exp (found->log_prob);

  return heed_change_new (&change);
}

/**
 * heed_attention_question_free_row:
 * @site: of one layer
 *
 * Returns: (transfer full): a copy of the changes without the pins of that row
 */
HeedChanges *
heed_attention_question_free_row (const HeedChanges *changes,
                                  guint              position,
                                  HeedAttentionSite  site)
{
  HeedChanges *others = heed_changes_copy (changes);

  for (guint i = others->pins->len; i-- > 0;)
    {
      const HeedPin *pin = &g_array_index (others->pins, HeedPin, i);

      if (pin->position == position && overlaps (pin->site, site))
        g_array_remove_index (others->pins, i);
    }

  return others;
}

static gboolean
begin (HeedSession        *session,
       const HeedChanges  *changes,
       Question           *question,
       GError            **error)
{
  const HeedAttentionAsked *asked = &question->asked;
  g_autoptr(HeedChanges) others =
    heed_attention_question_free_row (changes, asked->position, asked->site);
  g_autoptr(HeedSession) before =
    heed_walk_fork_before (session, others, asked->tokens, asked->position, error);

  if (before != NULL)
    question->search = heed_attention_search_new (before, asked->site, asked->token_id, error);

  return question->search != NULL;
}

static gboolean
advance (Question  *question,
         GError   **error)
{
  gint64 end = g_get_monotonic_time () + SLICE_MICROSECONDS;

  while (!heed_attention_search_is_finished (question->search) && g_get_monotonic_time () < end)
    if (!heed_attention_search_advance (question->search, error))
      return FALSE;

  return TRUE;
}

static gpointer
answer (HeedSession       *session,
        const HeedChanges *changes,
        gpointer           data,
        gboolean          *goes_on)
{
  Question *question = data;
  g_autoptr(GError) error = NULL;
  HeedAttentionAnswer *said;

  if ((question->search != NULL || begin (session, changes, question, &error)) &&
      advance (question, &error) && !heed_attention_search_is_finished (question->search))
    {
      *goes_on = TRUE;

      return NULL;
    }

  said = g_new0 (HeedAttentionAnswer, 1);
  said->error = g_steal_pointer (&error);
  if (said->error == NULL)
    said->found = heed_attention_search_dup_found (question->search);

  return said;
}

static void
free_question (gpointer data)
{
  Question *question = data;

  heed_attention_search_free (question->search);
  g_free (question->tokens);
  g_free (question);
}

static void
free_answer (gpointer data)
{
  HeedAttentionAnswer *said = data;

  heed_found_attention_unref (said->found);
  g_clear_error (&said->error);
  g_free (said);
}

const HeedQuestionKind heed_attention_question = { answer, free_question, free_answer };

/**
 * heed_attention_question_new:
 * @asked: copied
 *
 * Returns: (transfer full): for heed_questions_ask()
 */
gpointer
heed_attention_question_new (const HeedAttentionAsked *asked)
{
  Question *question = g_new0 (Question, 1);

  question->asked = *asked;
  question->tokens = g_memdup2 (asked->tokens, asked->position * sizeof *asked->tokens);
  question->asked.tokens = question->tokens;

  return question;
}
