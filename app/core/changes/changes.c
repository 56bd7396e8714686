/* changes.c — the changes that a decoder makes to a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes/changes.h"

#include <string.h>

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

static void
clear_replaced (gpointer data)
{
  HeedReplaced *replaced = data;

  g_free (replaced->ids);
}

static GArray *
new_replaced (void)
{
  GArray *replaced = g_array_new (FALSE, FALSE, sizeof (HeedReplaced));

  g_array_set_clear_func (replaced, clear_replaced);

  return replaced;
}

HeedChanges *
heed_changes_new (void)
{
  HeedChanges *changes = g_new (HeedChanges, 1);

  changes->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  changes->choices = new_choices ();
  changes->pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  changes->tempers = g_array_new (FALSE, FALSE, sizeof (HeedTemper));
  changes->silenced = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  changes->replaced = new_replaced ();

  return changes;
}

HeedChanges *
heed_changes_copy (const HeedChanges *changes)
{
  HeedChanges *copy = g_new (HeedChanges, 1);

  copy->hidden = g_array_copy (changes->hidden);
  copy->choices = new_choices ();
  copy->pins = g_array_copy (changes->pins);
  copy->tempers = g_array_copy (changes->tempers);
  copy->silenced = g_array_copy (changes->silenced);
  copy->replaced = new_replaced ();

  for (guint i = 0; i < changes->choices->len; i++)
    {
      HeedChoice choice = g_array_index (changes->choices, HeedChoice, i);

      choice.spelling = g_strdup (choice.spelling);
      g_array_append_val (copy->choices, choice);
    }

  for (guint i = 0; i < changes->replaced->len; i++)
    heed_changes_replace (copy, &g_array_index (changes->replaced, HeedReplaced, i));

  return copy;
}

void
heed_changes_free (HeedChanges *changes)
{
  g_array_unref (changes->hidden);
  g_array_unref (changes->choices);
  g_array_unref (changes->pins);
  g_array_unref (changes->tempers);
  g_array_unref (changes->silenced);
  g_array_unref (changes->replaced);
  g_free (changes);
}

void
heed_changes_forget (HeedChanges *changes)
{
  g_array_set_size (changes->hidden, 0);
  g_array_set_size (changes->choices, 0);
  g_array_set_size (changes->pins, 0);
  g_array_set_size (changes->tempers, 0);
  g_array_set_size (changes->silenced, 0);
  g_array_set_size (changes->replaced, 0);
}

gboolean
heed_changes_are_none (const HeedChanges *changes)
{
  return changes->hidden->len + changes->choices->len + changes->pins->len +
         changes->tempers->len + changes->silenced->len + changes->replaced->len == 0;
}

/* --- Replaced source words ------------------------------------------------ */

/**
 * heed_changes_replace:
 * @replaced: copied
 */
void
heed_changes_replace (HeedChanges        *changes,
                      const HeedReplaced *replaced)
{
  HeedReplaced copy = *replaced;
  guint i = 0;

  while (i < changes->replaced->len &&
         g_array_index (changes->replaced, HeedReplaced, i).position < replaced->position)
    i++;

  copy.ids = g_memdup2 (replaced->ids, replaced->n_ids * sizeof *replaced->ids);
  g_array_insert_val (changes->replaced, i, copy);
}

gboolean
heed_changes_replace_same (const HeedChanges *changes,
                           const HeedChanges *other)
{
  if (changes->replaced->len != other->replaced->len)
    return FALSE;

  for (guint i = 0; i < changes->replaced->len; i++)
    {
      const HeedReplaced *one = &g_array_index (changes->replaced, HeedReplaced, i);
      const HeedReplaced *two = &g_array_index (other->replaced, HeedReplaced, i);

      if (one->position != two->position || one->n_replaced != two->n_replaced ||
          one->n_ids != two->n_ids ||
          memcmp (one->ids, two->ids, one->n_ids * sizeof *one->ids) != 0)
        return FALSE;
    }

  return TRUE;
}

/* --- Hidden source words ------------------------------------------------- */

/* Returns the index of the position in hidden, or the index at which to insert it. */
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

/* Shows the token at that position and all after it. */
void
heed_changes_show_from (HeedChanges *changes,
                        guint        position)
{
  g_array_set_size (changes->hidden, find_hidden (changes, position));
}

/* --- Chosen target tokens ------------------------------------------------ */

/* Returns the index of the first choice at or after the position, or the end of the array. */
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
 * Removes the choices at @position and after it.
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
 * Takes @token_id at @position. Later choices belonged to another translation and are
 * removed.
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
 * heed_changes_choose_too:
 *
 * Takes @token_id at @position unless a token is already chosen there; later choices
 * are kept.
 */
void
heed_changes_choose_too (HeedChanges *changes,
                         guint        position,
                         guint32      token_id)
{
  HeedChoice choice = { position, token_id, NULL };

  if (heed_changes_find_choice (changes, position) == NULL)
    g_array_insert_val (changes->choices, find_choice (changes, position), choice);
}

/**
 * heed_changes_choose_spelled:
 * @spelling: in the form that heed_input_tokens_find_target() reads
 *
 * Takes that token at @position unless a token is already chosen there. Whether the
 * model has such a token is checked when the step is taken.
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
 * Returns: (transfer none) (nullable): the choice at @position
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

/* --- Edited attention ---------------------------------------------------- */

/**
 * heed_changes_pin_at:
 * @pin: copied
 *
 * Several pins of one row hold together; of two pins of the same key the later one
 * counts.
 */
void
heed_changes_pin_at (HeedChanges   *changes,
                     const HeedPin *pin)
{
  guint i = 0;

  while (i < changes->pins->len &&
         g_array_index (changes->pins, HeedPin, i).position <= pin->position)
    i++;

  g_array_insert_vals (changes->pins, i, pin, 1);
}

/**
 * heed_changes_pin:
 * @position: t
 * @key: a source position
 * @weight: [0, 1]
 *
 * Pins the cross-attention of every layer and head.
 */
void
heed_changes_pin (HeedChanges *changes,
                  guint        position,
                  guint        key,
                  float        weight)
{
  const HeedPin pin = { { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN }, position, key,
                        weight };

  heed_changes_pin_at (changes, &pin);
}

void
heed_changes_temper (HeedChanges      *changes,
                     const HeedTemper *temper)
{
  g_array_append_vals (changes->tempers, temper, 1);
}

void
heed_changes_silence (HeedChanges       *changes,
                      HeedAttentionSite  site)
{
  g_array_append_val (changes->silenced, site);
}

/**
 * heed_changes_forget_keys_from:
 * @n_source: S
 *
 * Removes pins of source positions that a sentence of S tokens does not have.
 */
void
heed_changes_forget_keys_from (HeedChanges *changes,
                               guint        n_source)
{
  for (guint i = changes->pins->len; i-- > 0;)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);
      gboolean is_of_target = pin->site.kind == HEED_ATTENTION_DECODER_SELF;
      gboolean is_of_encoder = pin->site.kind == HEED_ATTENTION_ENCODER_SELF;

      if ((!is_of_target && pin->key >= n_source) || (is_of_encoder && pin->position >= n_source))
        g_array_remove_index (changes->pins, i);
    }
}

gboolean
heed_temper_is_of_sentence (const HeedTemper *temper)
{
  return temper->step == HEED_EVERY_STEP || temper->site.kind == HEED_ATTENTION_ENCODER_SELF;
}

gboolean
heed_pin_is_of_sentence (const HeedPin *pin)
{
  return pin->site.kind == HEED_ATTENTION_ENCODER_SELF;
}

/* The number of steps after which no pin of a single step applies. */
static guint
count_pinned_steps (const HeedChanges *changes)
{
  for (guint i = changes->pins->len; i-- > 0;)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);

      if (!heed_pin_is_of_sentence (pin))
        return pin->position + 1;
    }

  return 0;
}

guint
heed_changes_get_n_steps (const HeedChanges *changes)
{
  guint n_choices = changes->choices->len;
  guint n_steps = count_pinned_steps (changes);

  if (n_choices > 0)
    n_steps =
      MAX (n_steps, g_array_index (changes->choices, HeedChoice, n_choices - 1).position + 1);

  for (guint i = 0; i < changes->tempers->len; i++)
    {
      const HeedTemper *temper = &g_array_index (changes->tempers, HeedTemper, i);

      if (!heed_temper_is_of_sentence (temper))
        n_steps = MAX (n_steps, (guint) temper->step + 1);
    }

  return n_steps;
}

/* --- Comparing two sets of changes --------------------------------------- */

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

static gboolean
is_same_site (HeedAttentionSite one,
              HeedAttentionSite other)
{
  return one.kind == other.kind && one.layer == other.layer && one.head == other.head;
}

static gboolean
is_same_pin (const HeedPin *one,
             const HeedPin *other)
{
  return is_same_site (one->site, other->site) && one->position == other->position &&
         one->key == other->key && one->weight == other->weight;
}

static gboolean
is_same_temper (const HeedTemper *one,
                const HeedTemper *other)
{
  return is_same_site (one->site, other->site) && one->step == other->step &&
         one->factor == other->factor;
}

/* Returns the next pin of a single step, or of the whole sentence, from *i on; NULL if none. */
static const HeedPin *
next_pin (const HeedChanges *changes,
          gboolean           is_of_sentence,
          guint             *i)
{
  while (*i < changes->pins->len)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, (*i)++);

      if (heed_pin_is_of_sentence (pin) == is_of_sentence)
        return pin;
    }

  return NULL;
}

static const HeedTemper *
next_temper (const HeedChanges *changes,
             gboolean           is_of_sentence,
             guint             *i)
{
  while (*i < changes->tempers->len)
    {
      const HeedTemper *temper = &g_array_index (changes->tempers, HeedTemper, (*i)++);

      if (heed_temper_is_of_sentence (temper) == is_of_sentence)
        return temper;
    }

  return NULL;
}

static guint
find_parting_of_pins (const HeedChanges *changes,
                      const HeedChanges *other,
                      gboolean           is_of_sentence)
{
  guint i = 0, j = 0;
  const HeedPin *one, *two;

  do
    {
      one = next_pin (changes, is_of_sentence, &i);
      two = next_pin (other, is_of_sentence, &j);

      if (one != NULL && two != NULL && is_same_pin (one, two))
        continue;

      if (one != NULL || two != NULL)
        return MIN (one != NULL ? one->position : G_MAXUINT,
                    two != NULL ? two->position : G_MAXUINT);
    }
  while (one != NULL);

  return G_MAXUINT;
}

/* Returns the earliest step of the tempers that are left: tempers are not sorted, so once two
 * lists differ every one that follows has to be looked at. */
static guint
find_first_temper (const HeedChanges *changes,
                   const HeedTemper  *first,
                   gboolean           is_of_sentence,
                   guint              i)
{
  guint position = G_MAXUINT;

  for (const HeedTemper *at = first; at != NULL; at = next_temper (changes, is_of_sentence, &i))
    position = MIN (position, at->step == HEED_EVERY_STEP ? 0 : (guint) at->step);

  return position;
}

static guint
find_parting_of_tempers (const HeedChanges *changes,
                         const HeedChanges *other,
                         gboolean           is_of_sentence)
{
  guint i = 0, j = 0;
  const HeedTemper *one, *two;

  do
    {
      one = next_temper (changes, is_of_sentence, &i);
      two = next_temper (other, is_of_sentence, &j);

      if (one != NULL && two != NULL && is_same_temper (one, two))
        continue;

      if (one != NULL || two != NULL)
        return MIN (find_first_temper (changes, one, is_of_sentence, i),
                    find_first_temper (other, two, is_of_sentence, j));
    }
  while (one != NULL);

  return G_MAXUINT;
}

static gboolean
silence_same (const HeedChanges *changes,
              const HeedChanges *other)
{
  if (changes->silenced->len != other->silenced->len)
    return FALSE;

  for (guint i = 0; i < changes->silenced->len; i++)
    if (!is_same_site (g_array_index (changes->silenced, HeedAttentionSite, i),
                       g_array_index (other->silenced, HeedAttentionSite, i)))
      return FALSE;

  return TRUE;
}

/**
 * heed_changes_sentence_same:
 *
 * Returns: whether both make the same changes to the whole sentence; hidden and
 *   replaced tokens are not compared
 */
gboolean
heed_changes_sentence_same (const HeedChanges *changes,
                            const HeedChanges *other)
{
  return silence_same (changes, other) &&
         find_parting_of_pins (changes, other, TRUE) == G_MAXUINT &&
         find_parting_of_tempers (changes, other, TRUE) == G_MAXUINT;
}

/**
 * heed_changes_find_parting:
 *
 * Returns: the first step at which choices, pins or tempers differ; %G_MAXUINT if
 *   none does
 */
guint
heed_changes_find_parting (const HeedChanges *changes,
                           const HeedChanges *other)
{
  guint parting = find_parting_of_choices (changes, other);

  parting = MIN (parting, find_parting_of_pins (changes, other, FALSE));

  return MIN (parting, find_parting_of_tempers (changes, other, FALSE));
}
