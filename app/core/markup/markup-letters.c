/* markup-letters.c — the letters of the tokens that marks were made for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another model splits the same sentence into other tokens, and a replaced word moves the words
 * after it. What is the same from the beginning or from the end of the sentence, regardless of
 * spaces and case, are the same letters.
 */

#include "app/core/markup/markup-letters.h"

#include <string.h>

/* Stands for a special token, which has no letters. */
#define SPECIAL 0xfffcu

struct _HeedMarkupLetters
{
  GArray *letters;  /* of gunichar */
  GArray *starts;   /* of guint: the first letter of each token; the last is their number */
};

static void
add_letters (GArray          *letters,
             const HeedToken *token)
{
  gsize length = strlen (token->text);
  gsize n_marks = (gsize) token->n_before + token->n_after;
  g_autofree char *text =
    g_strndup (token->text + token->n_before, length > n_marks ? length - n_marks : 0);
  const gunichar special = SPECIAL;

  if (token->is_special)
    {
      g_array_append_val (letters, special);
      return;
    }

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (at));

      if (!g_unichar_isspace (letter))
        g_array_append_val (letters, letter);
    }
}

HeedMarkupLetters *
heed_markup_letters_new (const HeedToken *tokens,
                         guint            n_tokens)
{
  HeedMarkupLetters *self = g_new0 (HeedMarkupLetters, 1);

  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_tokens; i++)
    {
      g_array_append_val (self->starts, self->letters->len);
      add_letters (self->letters, &tokens[i]);
    }
  g_array_append_val (self->starts, self->letters->len);

  return self;
}

void
heed_markup_letters_free (HeedMarkupLetters *self)
{
  g_array_unref (self->letters);
  g_array_unref (self->starts);
  g_free (self);
}

static gunichar
get_letter (const HeedMarkupLetters *self,
            guint                    i)
{
  return g_array_index (self->letters, gunichar, i);
}

/* The length of the same beginning, and of the same end after it. */
static void
count_same (const HeedMarkupLetters *one,
            const HeedMarkupLetters *other,
            guint                   *n_first,
            guint                   *n_last)
{
  guint n_one = one->letters->len;
  guint n_other = other->letters->len;
  guint n_least = MIN (n_one, n_other);

  *n_first = 0;
  while (*n_first < n_least && get_letter (one, *n_first) == get_letter (other, *n_first))
    ++*n_first;

  *n_last = 0;
  while (*n_last < n_least - *n_first &&
         get_letter (one, n_one - 1 - *n_last) == get_letter (other, n_other - 1 - *n_last))
    ++*n_last;
}

/* Returns the tokens that have the letters first <= i < end. */
static HeedMarkupRange
find_tokens (const HeedMarkupLetters *self,
             guint                    first,
             guint                    end)
{
  HeedMarkupRange tokens = { 0, 0 };
  guint n_tokens = self->starts->len - 1;

  for (guint i = 0; i < n_tokens; i++)
    {
      if (g_array_index (self->starts, guint, i + 1) <= first)
        tokens.first = i + 1;
      if (g_array_index (self->starts, guint, i) < end)
        tokens.end = i + 1;
    }

  return tokens;
}

GArray *
heed_markup_letters_move (const HeedMarkupLetters *self,
                          const HeedMarkupLetters *to,
                          GArray                  *marks)
{
  GArray *moved = g_array_new (FALSE, TRUE, sizeof (HeedMarkupMark));
  guint n_tokens = self->starts->len - 1;
  guint n_first, n_last;

  count_same (self, to, &n_first, &n_last);
  for (guint i = 0; i < marks->len; i++)
    {
      HeedMarkupMark mark = g_array_index (marks, HeedMarkupMark, i);
      guint first = g_array_index (self->starts, guint, MIN (mark.tokens.first, n_tokens));
      guint end = g_array_index (self->starts, guint, MIN (mark.tokens.end, n_tokens));

      if (first >= end || (end > n_first && first < self->letters->len - n_last))
        continue;

      if (end > n_first)
        {
          first += to->letters->len - self->letters->len;
          end += to->letters->len - self->letters->len;
        }

      mark.tokens = find_tokens (to, first, end);
      g_array_append_val (moved, mark);
    }

  return moved;
}
