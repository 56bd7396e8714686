/* augment.c — random variations of pairs, as users might type them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "augment": {"final_mark": 0.2, "lower_case": 0.15, "first_letter": 0.1,
 *                 "contractions": 0.3, "join": 0.1,
 *                 "names": 0.2, "name_groups": [["Tom", "John"], ["Mary", "Jane"]]}
 *
 * Sentences of a corpus begin with a capital and end with a punctuation mark, and a
 * model that was trained on nothing else fails on a sentence that is still being typed.
 * Each number is the probability of a change, among the pairs to which it can be
 * applied; the changes are drawn independently, except that first_letter is not
 * combined with lower_case. Both sides are changed, or neither is; only contractions
 * concern the source alone.
 */

#include "engine/training/mixing/augment.h"

#include <string.h>

#include "engine/files/json-fields.h"


#define MOST_JOINED_WORDS 24  /* on one side, after joining */
#define TRIES_TO_JOIN     8

/* --- Options --- */

/**
 * heed_augmentation_parse:
 * @augmentation: (out): must be cleared, also after an error
 * @json: the "augment" of a configuration
 * @source_language: contractions are only allowed for English
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, its permitted values and the value
 *   found
 */
gboolean
heed_augmentation_parse (HeedAugmentation  *augmentation,
                         const HeedJson    *json,
                         const char        *source_language,
                         GError           **error)
{
  static const char *const known[] = {
    "final_mark", "lower_case", "first_letter", "contractions", "join", "names", "name_groups", NULL
  };
  HeedAugmentation *a = augmentation;

  *augmentation = (HeedAugmentation) { 0 };
  if (!heed_json_check_names (json, known, error) ||
      !heed_json_read_number (json, "final_mark", 0.0, 1.0, &a->final_mark, error) ||
      !heed_json_read_number (json, "lower_case", 0.0, 1.0, &a->lower_case, error) ||
      !heed_json_read_number (json, "first_letter", 0.0, 1.0, &a->first_letter, error) ||
      !heed_json_read_number (json, "contractions", 0.0, 1.0, &a->contractions, error) ||
      !heed_json_read_number (json, "join", 0.0, 1.0, &a->join, error) ||
      !heed_json_read_number (json, "names", 0.0, 1.0, &a->names, error))
    return FALSE;

  if (a->contractions > 0.0 && !g_str_equal (source_language, "en"))
    return heed_json_refuse_field (json, "contractions", "0 unless source_language is en", error);
  if ((a->names > 0.0) != (heed_json_get_member (json, "name_groups") != NULL))
    return heed_json_refuse (json, "names with name_groups", error);
  if (a->names > 0.0)
    a->all_names = heed_names_parse (heed_json_get_member (json, "name_groups"), error);

  return a->names == 0.0 || a->all_names != NULL;
}

void
heed_augmentation_clear (HeedAugmentation *augmentation)
{
  g_clear_pointer (&augmentation->all_names, heed_names_free);
}

/* --- The final mark --- */

static gboolean
is_final_mark (gunichar character)
{
  switch (character)
    {
    case '.':
    case '!':
    case '?':
    case 0x2026:  /* … */
    case 0x3002:  /* 。 */
    case 0xff01:  /* ！ */
    case 0xff0e:  /* ． */
    case 0xff1f:  /* ？ */
      return TRUE;

    default:
      return FALSE;
    }
}

/* Returns the length of the text without its final marks and without the spaces between and
 * before them, as in French; the whole length if it has no final mark. */
static gsize
find_end_before_marks (const GString *text)
{
  const char *end = text->str + text->len;
  gboolean has_mark = FALSE;

  while (end > text->str)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar character = g_utf8_get_char (last);

      if (is_final_mark (character))
        has_mark = TRUE;
      else if (!g_unichar_isspace (character))
        break;
      end = last;
    }

  return has_mark ? (gsize) (end - text->str) : text->len;
}

static gboolean
says_something (const char *text,
                gsize       n_bytes)
{
  for (const char *at = text; at < text + n_bytes; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;

  return FALSE;
}

static gboolean
has_final_mark (const GString *text)
{
  gsize end = find_end_before_marks (text);

  return end < text->len && says_something (text->str, end);
}

gboolean
heed_augment_drop_final_marks (GString *source,
                               GString *target)
{
  if (!has_final_mark (source) || !has_final_mark (target))
    return FALSE;

  g_string_truncate (source, find_end_before_marks (source));
  g_string_truncate (target, find_end_before_marks (target));

  return TRUE;
}

/* --- Capitals --- */

/* Lower-cases the first n_characters. Not with g_utf8_strdown(), which depends on the locale. */
static void
lower (GString *text,
       gsize    n_characters)
{
  g_autoptr(GString) lowered = g_string_sized_new (text->len);
  const char *at = text->str;

  for (; *at != '\0' && n_characters > 0; at = g_utf8_next_char (at), n_characters--)
    g_string_append_unichar (lowered, g_unichar_tolower (g_utf8_get_char (at)));
  g_string_append (lowered, at);

  g_string_assign (text, lowered->str);
}

static gboolean
has_capital (const GString *text)
{
  for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_tolower (g_utf8_get_char (at)) != g_utf8_get_char (at))
      return TRUE;

  return FALSE;
}

/* A target without capitals stays as it is. A source without capitals rules the change out: it
 * would not show that the target is to be in lower case, so this could not be learned. */
gboolean
heed_augment_lower_case (GString *source,
                         GString *target)
{
  if (!has_capital (source))
    return FALSE;

  lower (source, G_MAXSIZE);
  lower (target, G_MAXSIZE);

  return TRUE;
}

/* Returns whether the text begins with a capital followed by a small letter, an apostrophe or a
 * space. This excludes abbreviations, and the English "I", which is always a capital. */
static gboolean
begins_with_capital (const GString *text)
{
  gunichar first = g_utf8_get_char (text->str);
  gunichar second = first != 0 ? g_utf8_get_char (g_utf8_next_char (text->str)) : 0;

  if (first == 'I' && !g_unichar_isalpha (second))
    return FALSE;

  return g_unichar_isupper (first) &&
         (g_unichar_islower (second) || second == '\'' || g_unichar_isspace (second));
}

static gboolean
has_no_case (const GString *text)
{
  gunichar first = g_utf8_get_char (text->str);

  return g_unichar_isalpha (first) && !g_unichar_isupper (first) && !g_unichar_islower (first);
}

gboolean
heed_augment_lower_first_letter (GString *source,
                                 GString *target)
{
  if (!begins_with_capital (source) || (!begins_with_capital (target) && !has_no_case (target)))
    return FALSE;

  lower (source, 1);
  lower (target, 1);

  return TRUE;
}

/* --- Joining --- */

static gboolean
is_han (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

/* Two Han characters count as one word. */
static guint
count_words (const char *text)
{
  guint n_halves = 0;
  gboolean is_in_word = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_letter = g_unichar_isalnum (character) && !is_han (character);

      if (is_han (character))
        n_halves += 1;
      else if (is_letter && !is_in_word)
        n_halves += 2;
      is_in_word = is_letter || (is_in_word && character == '\'');
    }

  return (n_halves + 1) / 2;
}

static void
append_sentence (GString    *text,
                 const char *next)
{
  if (!is_han (g_utf8_get_char (next)) && g_utf8_get_char (next) < 0x3000)
    g_string_append_c (text, ' ');
  g_string_append (text, next);
}

/* Joins only short pairs that are whole sentences on both sides. */
gboolean
heed_augment_join (GString        *source,
                   GString        *target,
                   const HeedPair *next)
{
  g_autoptr(GString) next_source = g_string_new (next->source);
  g_autoptr(GString) next_target = g_string_new (next->target);

  if (!has_final_mark (source) || !has_final_mark (target) ||
      !has_final_mark (next_source) || !has_final_mark (next_target) ||
      g_str_equal (source->str, next->source) ||
      count_words (source->str) + count_words (next->source) > MOST_JOINED_WORDS ||
      count_words (target->str) + count_words (next->target) > MOST_JOINED_WORDS)
    return FALSE;

  append_sentence (source, next->source);
  append_sentence (target, next->target);

  return TRUE;
}

static void
join_another (HeedRandom     *random,
              const HeedPair *pairs,
              guint           n_pairs,
              GString        *source,
              GString        *target)
{
  for (guint i = 0; i < TRIES_TO_JOIN; i++)
    if (heed_augment_join (source, target, &pairs[heed_random_below (random, n_pairs)]))
      return;
}

/* --- All together --- */

static gboolean
happens (HeedRandom *random,
         double      share)
{
  return share > 0.0 && heed_random_uniform (random) < share;
}

static void
change_contractions (HeedRandom *random,
                     GString    *english)
{
  if (heed_random_below (random, 2) == 0)
    {
      if (!heed_augment_contract (english))
        heed_augment_expand (english);
    }
  else if (!heed_augment_expand (english))
    heed_augment_contract (english);
}

/**
 * heed_augment_pair:
 * @pairs: the pairs from which pair @i and pairs to join it with are taken
 * @drawn: one pair is appended to it
 *
 * Changes that depend on marks and capitals are applied before those that remove them.
 */
void
heed_augment_pair (const HeedAugmentation *augmentation,
                   HeedRandom             *random,
                   const HeedPair         *pairs,
                   guint                   n_pairs,
                   guint                   i,
                   HeedPairs              *drawn)
{
  g_autoptr(GString) source = g_string_new (pairs[i].source);
  g_autoptr(GString) target = g_string_new (pairs[i].target);

  if (happens (random, augmentation->join))
    join_another (random, pairs, n_pairs, source, target);
  if (happens (random, augmentation->names))
    heed_names_swap (augmentation->all_names, random, source, target);
  if (happens (random, augmentation->contractions))
    change_contractions (random, source);
  if (happens (random, augmentation->final_mark))
    heed_augment_drop_final_marks (source, target);
  if (happens (random, augmentation->lower_case))
    heed_augment_lower_case (source, target);
  else if (happens (random, augmentation->first_letter))
    heed_augment_lower_first_letter (source, target);

  heed_pairs_add (drawn, source->str, target->str);
}
