/* replacement.c — replacing source tokens by others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replaced token is a change, not another text in the entry. Tokenizers do not
 * tell which characters a token came from, and a text joined from tokens might be
 * split differently: then more than one word would change, and a token that no text
 * produces could not be used at all. As a change it is exactly the chosen token, the
 * rest of the sentence is unchanged, and it can be named, switched off, undone and
 * compared like every other change.
 *
 * All positions refer to the sentence with all replacements made. So when one token
 * becomes two, all later positions move by one.
 */

#include "app/core/changes/replacement.h"

/* Replaces from front to back, so that each position is valid when it is used. Positions beyond the
 * end belonged to another sentence and are ignored. */
static void
splice_all (GArray            *ids,
            const HeedChanges *changes)
{
  for (guint i = 0; i < changes->replaced->len; i++)
    {
      const HeedReplaced *replaced = &g_array_index (changes->replaced, HeedReplaced, i);

      if (replaced->position + replaced->n_replaced > ids->len)
        continue;

      g_array_remove_range (ids, replaced->position, replaced->n_replaced);
      g_array_insert_vals (ids, replaced->position, replaced->ids, replaced->n_ids);
    }
}

/**
 * heed_replacement_make:
 * @session: (transfer full): a session in which no step was taken yet
 *
 * Errors: as heed_session_new_from_ids()
 *
 * Returns: (transfer full): a new session, or @session if nothing is replaced
 */
HeedSession *
heed_replacement_make (HeedSession        *session,
                       const HeedChanges  *changes,
                       GError            **error)
{
  g_autoptr(HeedSession) whole = session;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  const HeedToken *tokens;
  guint n_tokens;

  if (changes == NULL || changes->replaced->len == 0)
    return g_steal_pointer (&whole);

  tokens = heed_session_get_source (whole, &n_tokens);
  for (guint i = 0; i < n_tokens; i++)
    g_array_append_val (ids, tokens[i].id);
  splice_all (ids, changes);

  return heed_session_new_from_ids (heed_session_get_model (whole),
                                    (const guint32 *) (gpointer) ids->data, ids->len, error);
}

/* --- Moved changes ------------------------------------------------------------ */

typedef struct
{
  guint first;
  guint n_before;
  guint n_after;
} Move;

/* Adjusts a position; returns FALSE if its token was replaced. */
static gboolean
move (const Move *by,
      guint      *position)
{
  if (*position < by->first)
    return TRUE;

  if (*position < by->first + by->n_before)
    return FALSE;

  *position = *position + by->n_after - by->n_before;

  return TRUE;
}

static gboolean
has_source_keys (HeedAttentionSite site)
{
  return site.kind != HEED_ATTENTION_DECODER_SELF;
}

static HeedChange *
new_moved_row (const HeedChange *row,
               const Move       *by)
{
  g_autoptr(GArray) pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  HeedChange moved = *row;
  guint position = (guint) row->position;

  if (row->site.kind == HEED_ATTENTION_ENCODER_SELF && !move (by, &position))
    return NULL;

  for (guint i = 0; i < row->n_pins; i++)
    {
      HeedPin pin = row->pins[i];

      pin.position = position;
      if (!has_source_keys (pin.site) || move (by, &pin.key))
        g_array_append_val (pins, pin);
    }

  moved.position = (int) position;
  moved.pins = (const HeedPin *) (gpointer) pins->data;
  moved.n_pins = pins->len;

  return pins->len > 0 ? heed_change_new (&moved) : NULL;
}

static gboolean
is_at_source (const HeedChange *change)
{
  return change->kind == HEED_CHANGE_HIDDEN || change->kind == HEED_CHANGE_REPLACED ||
         (change->kind == HEED_CHANGE_TEMPER &&
          change->site.kind == HEED_ATTENTION_ENCODER_SELF && change->position >= 0);
}

/**
 * heed_replacement_new_moved:
 * @first: the position of the first replaced token
 * @n_before: the number of tokens that were replaced
 * @n_after: the number of tokens that replaced them
 *
 * Returns: (transfer full) (nullable): the adjusted change; %NULL if it was about one
 *   of the replaced tokens
 */
HeedChange *
heed_replacement_new_moved (const HeedChange *change,
                            guint             first,
                            guint             n_before,
                            guint             n_after)
{
  const Move by = { first, n_before, n_after };
  HeedChange moved = *change;
  guint position = (guint) MAX (change->position, 0);

  if (change->kind == HEED_CHANGE_ROW)
    return new_moved_row (change, &by);

  if (is_at_source (change) && !move (&by, &position))
    return NULL;

  if (is_at_source (change))
    moved.position = (int) position;

  return heed_change_new (&moved);
}

/* --- A replacement of a replacement -------------------------------------------- */

/**
 * heed_replacement_new:
 * @before: (nullable): an earlier replacement, of which @wanted replaces a part
 * @wanted: of kind %HEED_CHANGE_REPLACED
 *
 * Returns: (transfer full): a copy of @wanted; or @before with that part of it
 *   replaced, so that it still names the sentence's own tokens as replaced
 */
HeedChange *
heed_replacement_new (const HeedChange *before,
                      const HeedChange *wanted)
{
  g_autoptr(GArray) ids = NULL;
  HeedChange both;
  guint offset;

  if (before == NULL)
    return heed_change_new (wanted);

  both = *before;
  offset = (guint) (wanted->position - before->position);
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (ids, before->ids, before->n_ids);
  g_array_remove_range (ids, offset, wanted->n_replaced);
  g_array_insert_vals (ids, offset, wanted->ids, wanted->n_ids);

  both.ids = (const guint32 *) (gpointer) ids->data;
  both.n_ids = ids->len;
  both.is_on = TRUE;
  both.replacement = wanted->replacement;

  return heed_change_new (&both);
}
