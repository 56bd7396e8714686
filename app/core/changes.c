/* changes.c — what the person wants to be different about a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes.h"

static void
clear_choice (gpointer data)
{
  HeedChoice *choice = data;

  g_free (choice->spelling);
}

static GArray *
new_choices (void)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (HeedChoice));

  g_array_set_clear_func (choices, clear_choice);

  return choices;
}

HeedChanges *
heed_changes_new (void)
{
  HeedChanges *changes = g_new (HeedChanges, 1);

  changes->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  changes->choices = new_choices ();
  changes->pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));

  return changes;
}

HeedChanges *
heed_changes_copy (const HeedChanges *changes)
{
  HeedChanges *copy = g_new (HeedChanges, 1);

  copy->hidden = g_array_copy (changes->hidden);
  copy->choices = new_choices ();
  copy->pins = g_array_copy (changes->pins);

  for (guint i = 0; i < changes->choices->len; i++)
    {
      HeedChoice choice = g_array_index (changes->choices, HeedChoice, i);

      choice.spelling = g_strdup (choice.spelling);
      g_array_append_val (copy->choices, choice);
    }

  return copy;
}

void
heed_changes_free (HeedChanges *changes)
{
  g_array_unref (changes->hidden);
  g_array_unref (changes->choices);
  g_array_unref (changes->pins);
  g_free (changes);
}

void
heed_changes_forget (HeedChanges *changes)
{
  g_array_set_size (changes->hidden, 0);
  g_array_set_size (changes->choices, 0);
  g_array_set_size (changes->pins, 0);
}

/* --- What is hidden ------------------------------------------------------ */

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

/* That position, and those after it. */
void
heed_changes_show_from (HeedChanges *changes,
                        guint        position)
{
  g_array_set_size (changes->hidden, find_hidden (changes, position));
}

/* --- What is taken ------------------------------------------------------- */

/* Where the first choice at the position or after it is, or would be. */
static guint
find_choice (const HeedChanges *changes,
             guint              position)
{
  guint i = 0;

  while (i < changes->choices->len &&
         g_array_index (changes->choices, HeedChoice, i).position < position)
    i++;

  return i;
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
  g_array_set_size (changes->choices, find_choice (changes, position));
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
  HeedChoice choice = { position, token_id, NULL };

  heed_changes_forget_from (changes, position);
  g_array_append_val (changes->choices, choice);
}

/**
 * heed_changes_choose_spelled:
 * @spelling: as heed_given_tokens_find_target() understands it
 *
 * Takes that token at @position, unless one was chosen there before. Whether the
 * model has it is seen when the step is taken.
 */
void
heed_changes_choose_spelled (HeedChanges *changes,
                             guint        position,
                             const char  *spelling)
{
  HeedChoice choice = { position, 0, NULL };

  if (heed_changes_find_choice (changes, position) != NULL)
    return;

  choice.spelling = g_strdup (spelling);
  g_array_insert_val (changes->choices, find_choice (changes, position), choice);
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
  guint i = find_choice (changes, position);
  const HeedChoice *choice;

  if (i == changes->choices->len)
    return NULL;

  choice = &g_array_index (changes->choices, HeedChoice, i);

  return choice->position == position ? choice : NULL;
}

/* --- What is looked at --------------------------------------------------- */

/**
 * heed_changes_pin:
 * @position: t
 * @key: a source position
 * @weight: (0, 1]
 */
void
heed_changes_pin (HeedChanges *changes,
                  guint        position,
                  guint        key,
                  float        weight)
{
  HeedPin pin = { position, key, weight };
  guint i = 0;

  while (i < changes->pins->len &&
         g_array_index (changes->pins, HeedPin, i).position <= position)
    i++;

  g_array_insert_val (changes->pins, i, pin);
}

guint
heed_changes_get_n_steps (const HeedChanges *changes)
{
  guint n_choices = changes->choices->len;
  guint n_pins = changes->pins->len;
  guint n_steps = 0;

  if (n_choices > 0)
    n_steps = g_array_index (changes->choices, HeedChoice, n_choices - 1).position + 1;
  if (n_pins > 0)
    n_steps = MAX (n_steps, g_array_index (changes->pins, HeedPin, n_pins - 1).position + 1);

  return n_steps;
}

/* --- Two of them --------------------------------------------------------- */

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

  return (HeedChoice) { G_MAXUINT, 0, NULL };
}

static guint
find_parting_of_choices (const HeedChanges *changes,
                         const HeedChanges *other)
{
  for (guint i = 0; i < MAX (changes->choices->len, other->choices->len); i++)
    {
      HeedChoice one = get_choice_or_end (changes, i);
      HeedChoice two = get_choice_or_end (other, i);

      if (one.position != two.position || one.token_id != two.token_id ||
          g_strcmp0 (one.spelling, two.spelling) != 0)
        return MIN (one.position, two.position);
    }

  return G_MAXUINT;
}

static HeedPin
get_pin_or_end (const HeedChanges *changes,
                guint              i)
{
  if (i < changes->pins->len)
    return g_array_index (changes->pins, HeedPin, i);

  return (HeedPin) { G_MAXUINT, 0, 0.0f };
}

static guint
find_parting_of_pins (const HeedChanges *changes,
                      const HeedChanges *other)
{
  for (guint i = 0; i < MAX (changes->pins->len, other->pins->len); i++)
    {
      HeedPin one = get_pin_or_end (changes, i);
      HeedPin two = get_pin_or_end (other, i);

      if (one.position != two.position || one.key != two.key || one.weight != two.weight)
        return MIN (one.position, two.position);
    }

  return G_MAXUINT;
}

/**
 * heed_changes_find_parting:
 *
 * Returns: the first step at which choices or pins differ; %G_MAXUINT if none does
 */
guint
heed_changes_find_parting (const HeedChanges *changes,
                           const HeedChanges *other)
{
  return MIN (find_parting_of_choices (changes, other), find_parting_of_pins (changes, other));
}
