/* added-tokens.c — tokens that are matched in a text before it is split
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "<extra_id_0>" is one token of T5, although its model would split it. Such a token
 * may remove the spaces next to it.
 *
 * Source: tokenize() in tokenization_utils.py of transformers 4.47
 */

#include "engine/text/added-tokens.h"

#include <string.h>

struct _HeedAddedTokens
{
  GHashTable *tokens;              /* text -> HeedAddedToken */
  GHashTable *ids;                 /* set of ids */
  GArray     *lengths;             /* of gsize: the distinct lengths, longest first */
  gboolean    begins[G_MAXUINT8 + 1];  /* whether a token begins with this byte */
};

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  gsize one = *(const gsize *) a;
  gsize other = *(const gsize *) b;

  return one == other ? 0 : one > other ? -1 : 1;
}

static void
collect_lengths (HeedAddedTokens *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      gsize n_bytes = strlen (text);

      self->begins[*(const guint8 *) text] = TRUE;
      if (g_hash_table_add (seen, GSIZE_TO_POINTER (n_bytes)))
        g_array_append_val (self->lengths, n_bytes);
    }

  g_array_sort (self->lengths, compare_lengths);
}

HeedAddedTokens *
heed_added_tokens_new (const HeedAddedToken *tokens,
                       const char *const    *texts,
                       guint                 n_tokens)
{
  HeedAddedTokens *self = g_new0 (HeedAddedTokens, 1);

  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ids = g_hash_table_new (NULL, NULL);
  self->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint i = 0; i < n_tokens; i++)
    {
      if (*texts[i] != '\0')
        g_hash_table_insert (self->tokens, g_strdup (texts[i]),
                             g_memdup2 (&tokens[i], sizeof tokens[i]));
      g_hash_table_add (self->ids, GUINT_TO_POINTER (tokens[i].id));
    }
  collect_lengths (self);

  return self;
}

void
heed_added_tokens_free (HeedAddedTokens *self)
{
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->ids);
  g_array_unref (self->lengths);
  g_free (self);
}

gboolean
heed_added_tokens_has (HeedAddedTokens *self,
                       guint32          id)
{
  return g_hash_table_contains (self->ids, GUINT_TO_POINTER (id));
}

/* --- Finding ---------------------------------------------------------------- */

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

/* Returns whether no word character is next to the token on either side. */
static gboolean
stands_alone (const char *text,
              const char *begin,
              const char *end)
{
  const char *before = begin > text ? g_utf8_find_prev_char (text, begin) : NULL;

  return (before == NULL || !is_word_character (g_utf8_get_char (before))) &&
         (*end == '\0' || !is_word_character (g_utf8_get_char (end)));
}

/* Finds the longest token that begins at p. */
static const HeedAddedToken *
find_at (HeedAddedTokens *self,
         const char      *text,
         const char      *p,
         const char      *end,
         gsize           *n_bytes)
{
  for (guint i = 0; self->begins[*(const guint8 *) p] && i < self->lengths->len; i++)
    {
      const HeedAddedToken *token;
      g_autofree char *found = NULL;

      *n_bytes = g_array_index (self->lengths, gsize, i);
      if (*n_bytes > (gsize) (end - p))
        continue;

      found = g_strndup (p, *n_bytes);
      token = g_hash_table_lookup (self->tokens, found);
      if (token != NULL && (!token->is_word || stands_alone (text, p, p + *n_bytes)))
        return token;
    }

  return NULL;
}

static void
strip_end (GArray *stretches)
{
  HeedStretch *last =
    stretches->len > 0 ? &g_array_index (stretches, HeedStretch, stretches->len - 1) : NULL;

  while (last != NULL && last->id == HEED_NO_TOKEN && last->n_bytes > 0)
    {
      const char *before = g_utf8_find_prev_char (last->begin, last->begin + last->n_bytes);

      if (!g_unichar_isspace (g_utf8_get_char (before)))
        return;

      last->n_bytes = (gsize) (before - last->begin);
      if (last->n_bytes == 0)
        g_array_set_size (stretches, stretches->len - 1);
    }
}

static const char *
skip_spaces (const char *p,
             const char *end)
{
  while (p < end && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static void
append_stretch (GArray     *stretches,
                const char *begin,
                const char *end,
                guint32     id)
{
  HeedStretch stretch = { begin, (gsize) (end - begin), id };

  if (begin < end)
    g_array_append_val (stretches, stretch);
}

/**
 * heed_added_tokens_find:
 * @text: valid UTF-8; must outlive the result
 *
 * Cost: for each character that could begin a token, one look-up per distinct length of
 *   tokens
 *
 * Returns: (transfer full) (element-type HeedStretch): the whole text as stretches,
 *   without the spaces that tokens remove
 */
GArray *
heed_added_tokens_find (HeedAddedTokens *self,
                        const char      *text)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (HeedStretch));
  const char *end = text + strlen (text);
  const char *begin = text;
  const char *p = text;

  while (p < end)
    {
      gsize n_bytes;
      const HeedAddedToken *token = find_at (self, text, p, end, &n_bytes);

      if (token == NULL)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      append_stretch (stretches, begin, p, HEED_NO_TOKEN);
      if (token->strips_before)
        strip_end (stretches);
      append_stretch (stretches, p, p + n_bytes, token->id);
      p += n_bytes;
      begin = p = token->strips_after ? skip_spaces (p, end) : p;
    }
  append_stretch (stretches, begin, end, HEED_NO_TOKEN);

  return stretches;
}
