/* contractions.c — contracting "I am" to "I'm", and expanding it again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Applied only where the meaning is certain: "he's" may be "he is" or "he has", so it
 * is never expanded; "he is" becomes "he's" only before another word (not in "I know
 * who he is"); "don't you" occurs in questions and warnings, whose word order would
 * have to change.
 */

#include "engine/training/mixing/augment.h"

#include <string.h>

typedef enum {
  BOTH_WAYS,
  EXPAND,     /* never contracted: "I have a cat" is not "I've a cat" */
  CONTRACT    /* never expanded */
} Way;

static const struct {
  const char *contracted;
  const char *expanded;
  Way         way;
} forms[] = {
  { "don't", "do not", BOTH_WAYS },
  { "doesn't", "does not", BOTH_WAYS },
  { "didn't", "did not", BOTH_WAYS },
  { "isn't", "is not", BOTH_WAYS },
  { "aren't", "are not", BOTH_WAYS },
  { "wasn't", "was not", BOTH_WAYS },
  { "weren't", "were not", BOTH_WAYS },
  { "haven't", "have not", BOTH_WAYS },
  { "hasn't", "has not", BOTH_WAYS },
  { "hadn't", "had not", BOTH_WAYS },
  { "won't", "will not", BOTH_WAYS },
  { "wouldn't", "would not", BOTH_WAYS },
  { "can't", "cannot", BOTH_WAYS },
  { "couldn't", "could not", BOTH_WAYS },
  { "shouldn't", "should not", BOTH_WAYS },
  { "mustn't", "must not", BOTH_WAYS },
  { "I'm", "I am", BOTH_WAYS },
  { "you're", "you are", BOTH_WAYS },
  { "we're", "we are", BOTH_WAYS },
  { "they're", "they are", BOTH_WAYS },
  { "I'll", "I will", BOTH_WAYS },
  { "you'll", "you will", BOTH_WAYS },
  { "he'll", "he will", BOTH_WAYS },
  { "she'll", "she will", BOTH_WAYS },
  { "it'll", "it will", BOTH_WAYS },
  { "we'll", "we will", BOTH_WAYS },
  { "they'll", "they will", BOTH_WAYS },
  { "I've", "I have", EXPAND },
  { "you've", "you have", EXPAND },
  { "we've", "we have", EXPAND },
  { "they've", "they have", EXPAND },
  { "he's", "he is", CONTRACT },
  { "she's", "she is", CONTRACT },
  { "it's", "it is", CONTRACT },
  { "that's", "that is", CONTRACT },
  { "there's", "there is", CONTRACT },
  { "what's", "what is", CONTRACT },
  { "where's", "where is", CONTRACT },
  { "who's", "who is", CONTRACT },
};

static const char *const pronouns[] = {
  "I", "you", "he", "she", "it", "we", "they", "there", "this", "that", "these", "those", NULL
};

/* Finds a form as a whole word, with its first letter in either case. */
static const char *
find_form (const char *text,
           const char *form)
{
  gsize n_form = strlen (form);

  for (const char *at = text; *at != '\0'; at++)
    {
      gboolean is_begin =
        at == text || !(g_ascii_isalnum (at[-1]) || at[-1] == '\'' || (at[-1] & 0x80) != 0);

      if (is_begin && g_ascii_tolower (*at) == g_ascii_tolower (*form) &&
          (*form != 'I' || *at == 'I') && strncmp (at + 1, form + 1, n_form - 1) == 0 &&
          !g_ascii_isalnum (at[n_form]) && at[n_form] != '\'')
        return at;
    }

  return NULL;
}

static gboolean
is_before_word (const char *rest)
{
  return rest[0] == ' ' && g_ascii_isalpha (rest[1]);
}

static gboolean
is_before_pronoun (const char *rest)
{
  for (guint i = 0; rest[0] == ' ' && pronouns[i] != NULL; i++)
    {
      gsize n = strlen (pronouns[i]);

      if (strncmp (rest + 1, pronouns[i], n) == 0 && !g_ascii_isalnum (rest[1 + n]))
        return TRUE;
    }

  return FALSE;
}

static void
replace (GString    *text,
         gsize       at,
         const char *old,
         const char *new)
{
  gboolean is_capital = g_ascii_isupper (text->str[at]);

  g_string_erase (text, (gssize) at, (gssize) strlen (old));
  g_string_insert (text, (gssize) at, new);
  if (is_capital)
    text->str[at] = g_ascii_toupper (text->str[at]);
}

static gboolean
ends_in_not (const char *form)
{
  return g_str_has_suffix (form, "not");
}

/**
 * heed_augment_contract:
 * @english: one or more sentences
 *
 * Returns: whether anything was contracted
 */
gboolean
heed_augment_contract (GString *english)
{
  gboolean is_changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *at = forms[i].way != EXPAND ? find_form (english->str, forms[i].expanded) : NULL;

      const char *rest = at != NULL ? at + strlen (forms[i].expanded) : NULL;

      if (at == NULL || (!ends_in_not (forms[i].expanded) &&
                         (!is_before_word (rest) || is_before_pronoun (rest))))
        continue;

      replace (english, (gsize) (at - english->str), forms[i].expanded, forms[i].contracted);
      is_changed = TRUE;
    }

  return is_changed;
}

/**
 * heed_augment_expand:
 * @english: one or more sentences
 *
 * Returns: whether anything was expanded
 */
gboolean
heed_augment_expand (GString *english)
{
  gboolean is_question = strchr (english->str, '?') != NULL;
  gboolean is_changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gboolean moves = ends_in_not (forms[i].expanded);
      const char *at =
        forms[i].way != CONTRACT ? find_form (english->str, forms[i].contracted) : NULL;

      if (at == NULL ||
          (moves && (is_question || is_before_pronoun (at + strlen (forms[i].contracted)))))
        continue;

      replace (english, (gsize) (at - english->str), forms[i].contracted, forms[i].expanded);
      is_changed = TRUE;
    }

  return is_changed;
}
