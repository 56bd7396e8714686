/* document-changes.c — hiding, replacing and choosing tokens of a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each function puts a change on the document's list; the document follows that list.
 */

#include "app/window/document/document-changes.h"

#include "app/core/changes/replacement.h"
#include "app/window/document/document-private.h"
#include "ui/token-label.h"

gboolean
heed_document_get_hidden (HeedDocument *self,
                          guint         position)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return heed_document_get_translation (self) == self->shown.changed &&
         heed_changes_is_hidden (self->changes, position);
}

static int
find_hidden (HeedDocument *self,
             guint         position)
{
  for (guint i = 0; i < heed_change_list_get_n (self->list); i++)
    {
      const HeedChange *change = heed_change_list_get (self->list, i);

      if (change->kind == HEED_CHANGE_HIDDEN && change->position == (int) position)
        return (int) i;
    }

  return -1;
}

/**
 * heed_document_set_hidden:
 * @position: 0 <= position < S
 * @is_hidden: whether the token is masked in the cross-attention
 *
 * Translates the same sentence again, with that token hidden or shown. Chosen
 * tokens are kept.
 */
void
heed_document_set_hidden (HeedDocument *self,
                          guint         position,
                          gboolean      is_hidden)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (position < heed_translation_get_n_source (self->shown.changed));

  if (heed_changes_is_hidden (self->changes, position) == !!is_hidden ||
      !heed_document_has_attention (self))
    return;

  if (is_hidden)
    {
      const HeedToken *token = &self->shown.changed->source->tokens[position];
      g_autofree char *label = heed_token_label_new (token);
      const HeedChange hidden = { .kind = HEED_CHANGE_HIDDEN, .is_on = TRUE,
                                  .position = (int) position, .label = label };

      heed_change_list_put (self->list, heed_change_new (&hidden));
    }
  else
    {
      heed_change_list_remove (self->list, (guint) find_hidden (self, position));
    }
}

/* Returns the replacement that produced all these tokens; NULL if there is none. */
static const HeedChange *
find_replaced (HeedDocument *self,
               guint         first,
               guint         n_replaced)
{
  for (guint i = 0; i < heed_change_list_get_n (self->list); i++)
    {
      const HeedChange *change = heed_change_list_get (self->list, i);

      if (change->kind == HEED_CHANGE_REPLACED && change->is_on &&
          change->position <= (int) first &&
          first + n_replaced <= (guint) change->position + change->n_ids)
        return change;
    }

  return NULL;
}

static char *
join_source (HeedDocument  *self,
             const guint32 *ids,
             guint          n_ids)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n_ids; i++)
    {
      HeedToken token = heed_model_get_source_token (self->model, ids[i]);
      g_autofree char *label = heed_token_label_new (&token);

      g_string_append_printf (joined, "%s%s", token.starts_word && i > 0 ? " " : "", label);
    }

  return g_string_free (joined, FALSE);
}

/**
 * heed_document_replace:
 * @first: the position of the first source token to replace
 * @n_replaced: the number of tokens to replace, at least one
 * @ids: (array length=n_ids): of the source vocabulary, at least one
 *
 * Makes the model read these tokens instead, and translates the sentence again. Changes
 * of later tokens move with them.
 */
void
heed_document_replace (HeedDocument  *self,
                       guint          first,
                       guint          n_replaced,
                       const guint32 *ids,
                       guint          n_ids)
{
  const HeedChange *before;
  g_autoptr(HeedChange) both = NULL;
  g_autofree guint32 *own = NULL;
  g_autofree char *label = NULL;
  g_autofree char *replacement = NULL;
  HeedChange wanted = { .kind = HEED_CHANGE_REPLACED, .is_on = TRUE, .position = (int) first,
                        .n_replaced = n_replaced, .ids = ids, .n_ids = n_ids };

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (ids != NULL && n_ids > 0 && n_replaced > 0);
  g_return_if_fail (first + n_replaced <= heed_translation_get_n_source (self->shown.changed));

  own = g_new (guint32, n_replaced);
  for (guint i = 0; i < n_replaced; i++)
    own[i] = self->shown.changed->source->tokens[first + i].id;
  label = join_source (self, own, n_replaced);
  wanted.label = label;

  before = find_replaced (self, first, n_replaced);
  both = heed_replacement_new (before, &wanted);
  replacement = join_source (self, both->ids, both->n_ids);
  wanted = *both;
  wanted.replacement = replacement;
  heed_change_list_put (self->list, heed_change_new (&wanted));
}

/* Returns the label of a token: of the step's candidate if it is one, else from the vocabulary. */
static char *
dup_label (HeedDocument   *self,
           const HeedStep *step,
           guint32         token_id)
{
  HeedToken token;

  for (guint i = 0; i < step->n_candidates; i++)
    if (step->candidates[i].token.id == token_id)
      return heed_token_label_new (&step->candidates[i].token);

  token = heed_model_get_target_token (self->model, token_id);

  return heed_token_label_new (&token);
}

/**
 * heed_document_choose:
 * @position: an existing step
 * @token_id: one of the target vocabulary
 *
 * Translates again from that step with this token. Choosing the most probable token
 * removes the choice instead, and so returns to the free translation. Choices of
 * later steps are removed.
 */
void
heed_document_choose (HeedDocument *self,
                      guint         position,
                      guint32       token_id)
{
  const HeedStep *step;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (position < self->shown.changed->steps->len);

  step = heed_translation_get_step (self->shown.changed, position);

  heed_document_view_select (self->view, (int) position,
                             heed_document_view_get_column (self->view));

  if (step->n_candidates > 0 && step->candidates[0].token.id == token_id)
    {
      heed_change_list_unchoose (self->list, position);
    }
  else
    {
      g_autofree char *label = dup_label (self, step, token_id);
      const HeedChange token = { .kind = HEED_CHANGE_TOKEN, .is_on = TRUE,
                                 .position = (int) position, .token_id = token_id,
                                 .label = label };

      heed_change_list_choose (self->list, heed_change_new (&token));
    }
}
