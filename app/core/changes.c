/* changes.c — what the person wants to be different about a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes.h"

HeedChanges *
heed_changes_new (void)
{
  HeedChanges *changes = g_new (HeedChanges, 1);

  changes->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  changes->choices = g_array_new (FALSE, FALSE, sizeof (HeedChoice));

  return changes;
}

HeedChanges *
heed_changes_copy (const HeedChanges *changes)
{
  HeedChanges *copy = g_new (HeedChanges, 1);

  copy->hidden = g_array_copy (changes->hidden);
  copy->choices = g_array_copy (changes->choices);

  return copy;
}

void
heed_changes_free (HeedChanges *changes)
{
  g_array_unref (changes->hidden);
  g_array_unref (changes->choices);
  g_free (changes);
}

void
heed_changes_forget (HeedChanges *changes)
{
  g_array_set_size (changes->hidden, 0);
  g_array_set_size (changes->choices, 0);
}

/* Where the position is among the hidden ones, or would have to be put. */
static guint
find_hidden (const HeedChanges *changes,
             guint              position)
{
  guint i = 0;

  while (i < changes->hidden->len && g_array_index (changes->hidden, guint, i) < position)
    i++;

  return i;
}

gboolean
heed_changes_is_hidden (const HeedChanges *changes,
                        guint              position)
{
  guint i = find_hidden (changes, position);

  return i < changes->hidden->len && g_array_index (changes->hidden, guint, i) == position;
}

void
heed_changes_hide (HeedChanges *changes,
                   guint        position)
{
  if (!heed_changes_is_hidden (changes, position))
    g_array_insert_val (changes->hidden, find_hidden (changes, position), position);
}

void
heed_changes_show (HeedChanges *changes,
                   guint        position)
{
  if (heed_changes_is_hidden (changes, position))
    g_array_remove_index (changes->hidden, find_hidden (changes, position));
}

/**
 * heed_changes_forget_from:
 * @position: t
 *
 * Forgets the choices at @position and after it.
 */
void
heed_changes_forget_from (HeedChanges *changes,
                          guint        position)
{
  guint n_kept = 0;

  while (n_kept < changes->choices->len &&
         g_array_index (changes->choices, HeedChoice, n_kept).position < position)
    n_kept++;

  g_array_set_size (changes->choices, n_kept);
}

/**
 * heed_changes_choose:
 *
 * Takes @token_id at @position. What was chosen further on belonged to another
 * translation and is forgotten.
 */
void
heed_changes_choose (HeedChanges *changes,
                     guint        position,
                     guint32      token_id)
{
  HeedChoice choice = { position, token_id };

  heed_changes_forget_from (changes, position);
  g_array_append_val (changes->choices, choice);
}

/**
 * heed_changes_find_choice:
 *
 * Returns: (nullable): what to take at @position
 */
const HeedChoice *
heed_changes_find_choice (const HeedChanges *changes,
                          guint              position)
{
  for (guint i = 0; i < changes->choices->len; i++)
    {
      const HeedChoice *choice = &g_array_index (changes->choices, HeedChoice, i);

      if (choice->position == position)
        return choice;
    }

  return NULL;
}

gboolean
heed_changes_hide_same (const HeedChanges *changes,
                        const HeedChanges *other)
{
  if (changes->hidden->len != other->hidden->len)
    return FALSE;

  for (guint i = 0; i < changes->hidden->len; i++)
    if (g_array_index (changes->hidden, guint, i) != g_array_index (other->hidden, guint, i))
      return FALSE;

  return TRUE;
}

static HeedChoice
get_choice_or_end (const HeedChanges *changes,
                   guint              i)
{
  if (i < changes->choices->len)
    return g_array_index (changes->choices, HeedChoice, i);

  return (HeedChoice) { G_MAXUINT, 0 };
}

/**
 * heed_changes_find_parting:
 *
 * Returns: the first step at which the choices differ; %G_MAXUINT if none does
 */
guint
heed_changes_find_parting (const HeedChanges *changes,
                           const HeedChanges *other)
{
  for (guint i = 0; i < MAX (changes->choices->len, other->choices->len); i++)
    {
      HeedChoice one = get_choice_or_end (changes, i);
      HeedChoice two = get_choice_or_end (other, i);

      if (one.position != two.position || one.token_id != two.token_id)
        return MIN (one.position, two.position);
    }

  return G_MAXUINT;
}
