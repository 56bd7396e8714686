/* names.c — names that can be exchanged on both sides of a pair
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     [["Tom", "John", "Paul"], ["Mary", "Jane"], ["Tom=汤姆", "John=约翰"]]
 *
 * The names of a group can replace each other without a change of the rest of the
 * sentence: men, women or towns, since in French other words agree with them. If the
 * spelling in the target differs, it follows =. A name that begins with a vowel or h is
 * only replaced by another such name, since "de" and "que" are elided before it.
 */

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/training/mixing/augment.h"

typedef struct {
  char     *source;
  char     *target;
  guint     group;
  gboolean  is_vowel;  /* either spelling begins with a vowel or h */
} Name;

struct _HeedNames {
  GArray *names;  /* Name */
};

static gboolean
begins_with_vowel (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);

  return decomposed != NULL && *decomposed != '\0' &&
         strchr ("aeiouyhAEIOUYH", *decomposed) != NULL;
}

static void
clear_name (gpointer data)
{
  Name *name = data;

  g_free (name->source);
  g_free (name->target);
}

void
heed_names_free (HeedNames *names)
{
  g_array_unref (names->names);
  g_free (names);
}

static gboolean
add_name (HeedNames       *names,
          const HeedJson  *json,
          guint            group,
          GError         **error)
{
  const char *text = heed_json_get_text (json);
  const char *equals = text != NULL ? strchr (text, '=') : NULL;
  Name name = { .group = group };

  if (text == NULL || *text == '\0' || equals == text || (equals != NULL && equals[1] == '\0'))
    return heed_json_refuse (json, "a name, or source=target", error);

  name.source = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
  name.target = g_strdup (equals != NULL ? equals + 1 : text);
  name.is_vowel = begins_with_vowel (name.source) || begins_with_vowel (name.target);
  g_array_append_val (names->names, name);

  return TRUE;
}

/**
 * heed_names_parse:
 *
 * Errors: %HEED_ERROR_UNSUPPORTED
 *
 * Returns: (transfer full): the names of all groups
 */
HeedNames *
heed_names_parse (const HeedJson  *groups,
                  GError         **error)
{
  g_autoptr(HeedNames) names = g_new0 (HeedNames, 1);

  names->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (names->names, clear_name);

  if (!heed_json_is_list (groups) || heed_json_get_n (groups) == 0)
    {
      heed_json_refuse (groups, "lists of names", error);
      return NULL;
    }

  for (guint i = 0; i < heed_json_get_n (groups); i++)
    {
      const HeedJson *group = heed_json_get_nth (groups, i);

      if (!heed_json_is_list (group) || heed_json_get_n (group) < 2)
        {
          heed_json_refuse (group, "a list of two names or more", error);
          return NULL;
        }

      for (guint k = 0; k < heed_json_get_n (group); k++)
        if (!add_name (names, heed_json_get_nth (group, k), i, error))
          return NULL;
    }

  return g_steal_pointer (&names);
}

/* A letter next to a name makes it part of another word. Han characters do not count, since
 * Chinese has no spaces between words. */
static gboolean
is_letter (gunichar character)
{
  return g_unichar_isalnum (character) && g_unichar_get_script (character) != G_UNICODE_SCRIPT_HAN;
}

/* Finds the name as a whole word, starting at from. */
static const char *
find_word (const char *text,
           const char *from,
           const char *name)
{
  gboolean is_spelled = is_letter (g_utf8_get_char (name));

  for (const char *at = strstr (from, name); at != NULL; at = strstr (at + 1, name))
    {
      const char *end = at + strlen (name);

      if (!is_spelled ||
          ((at == text || !is_letter (g_utf8_get_char (g_utf8_prev_char (at)))) &&
           !is_letter (g_utf8_get_char (end))))
        return at;
    }

  return NULL;
}

static guint
count_name (const char *text,
            const char *name)
{
  guint n = 0;

  for (const char *at = find_word (text, text, name); at != NULL;
       at = find_word (text, at + strlen (name), name))
    n++;

  return n;
}

static gboolean
is_shown (const Name    *name,
          const GString *source,
          const GString *target)
{
  guint n = count_name (source->str, name->source);

  return n > 0 && n == count_name (target->str, name->target);
}

static void
replace_name (GString    *text,
              const char *old,
              const char *new)
{
  gsize from = 0;

  for (;;)
    {
      const char *at = find_word (text->str, text->str + from, old);
      gsize place;

      if (at == NULL)
        return;

      place = (gsize) (at - text->str);
      g_string_erase (text, (gssize) place, (gssize) strlen (old));
      g_string_insert (text, (gssize) place, new);
      from = place + strlen (new);
    }
}

static gboolean
can_replace (const Name    *old,
             const Name    *new,
             const GString *source,
             const GString *target)
{
  return new->group == old->group && new->is_vowel == old->is_vowel &&
         strstr (source->str, new->source) == NULL && strstr (target->str, new->target) == NULL;
}

/* Draws one of the names that qualify with equal probability, in one pass: the n-th replaces the
 * one chosen before with probability 1 / n (reservoir sampling). */
static const Name *
choose (HeedNames     *names,
        HeedRandom    *random,
        const Name    *old,
        const GString *source,
        const GString *target)
{
  const Name *chosen = NULL;
  guint n = 0;

  for (guint i = 0; i < names->names->len; i++)
    {
      const Name *name = &g_array_index (names->names, Name, i);
      gboolean passes =
        old == NULL ? is_shown (name, source, target) : can_replace (old, name, source, target);

      if (passes && heed_random_below (random, ++n) == 0)
        chosen = name;
    }

  return chosen;
}

/**
 * heed_names_swap:
 *
 * Replaces a name that occurs equally often on both sides by another of its group.
 *
 * Returns: whether a name was replaced
 */
gboolean
heed_names_swap (HeedNames  *names,
                 HeedRandom *random,
                 GString    *source,
                 GString    *target)
{
  const Name *old = choose (names, random, NULL, source, target);
  const Name *new = old != NULL ? choose (names, random, old, source, target) : NULL;

  if (new == NULL)
    return FALSE;

  replace_name (source, old->source, new->source);
  replace_name (target, old->target, new->target);

  return TRUE;
}
