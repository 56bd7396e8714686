/* words.c — mapping the model's tokens to the words of a line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are between the words of the given files, but a tokenizer may split a full
 * stop off its word, normalise, or spell its pieces differently. So instead of
 * guessing, the line is encoded up to the end of each word. The tokens that this
 * encoding shares with the beginning of the whole line's belong to that word and the
 * words before it. A piece that spans a space belongs to the later word.
 */

#include "app/core/words/words.h"

#include <string.h>

static guint32 *
encode (HeedModel   *model,
        HeedSide     side,
        const char  *text,
        guint       *n_ids,
        GError     **error)
{
  return side == HEED_SIDE_SOURCE ? heed_model_encode_source (model, text, n_ids, error)
                                  : heed_model_encode_target (model, text, n_ids, error);
}

static guint
count_common (const HeedWords *words,
              const guint32   *ids,
              guint            n_ids)
{
  guint n_common = 0;

  while (n_common < MIN (n_ids, words->n_ids) && ids[n_common] == words->ids[n_common])
    n_common++;

  return n_common;
}

/* Returns the end of the next word; NULL if there is no further word. */
static const char *
find_word_end (const char *at)
{
  while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  if (*at == '\0')
    return NULL;

  while (*at != '\0' && !g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

/* Assigns the tokens of the line up to end to the word that ends there, except those assigned to
 * earlier words. */
static gboolean
group_until (HeedWords            *words,
             HeedModel            *model,
             const HeedInputLine  *line,
             const char           *end,
             guint                *n_grouped,
             GError              **error)
{
  g_autofree char *beginning = g_strndup (line->text, end - line->text);
  g_autofree guint32 *ids = NULL;
  guint n_ids, n_common;

  ids = encode (model, line->side, beginning, &n_ids, error);
  if (ids == NULL)
    return FALSE;

  n_common = count_common (words, ids, n_ids);
  for (; *n_grouped < n_common; ++*n_grouped)
    words->words[*n_grouped] = words->n_words;

  words->n_words++;

  return TRUE;
}

static gboolean
group_by_space (HeedWords            *words,
                HeedModel            *model,
                const HeedInputLine  *line,
                GError              **error)
{
  guint n_grouped = 0;

  for (const char *end = find_word_end (line->text); end != NULL; end = find_word_end (end))
    if (!group_until (words, model, line, end, &n_grouped, error))
      return FALSE;

  /* Tokens of the space after the last word belong to the last word. */
  for (; n_grouped < words->n_ids; n_grouped++)
    words->words[n_grouped] = MAX (words->n_words, 1) - 1;

  return TRUE;
}

/**
 * heed_words_read:
 * @words: (out): to be cleared with heed_words_clear() in any case
 * @line: a line
 *
 * Errors: as heed_input_tokens_parse_source().
 *
 * Cost: one encoding of the line, and one up to each word
 *
 * Returns: whether the model can read the line
 */
gboolean
heed_words_read (HeedWords            *words,
                 HeedModel            *model,
                 const HeedInputLine  *line,
                 GError              **error)
{
  *words = (HeedWords) { 0 };

  words->ids =
    line->side == HEED_SIDE_SOURCE
    ? heed_input_tokens_parse_source (model, line->input_form, line->text, &words->n_ids, error)
    : heed_input_tokens_parse_target (model, line->input_form, line->text, &words->n_ids, error);
  if (words->ids == NULL)
    return FALSE;

  words->words = g_new (guint, MAX (words->n_ids, 1));
  if (!line->by_piece && line->input_form == HEED_INPUT_TEXT)
    return group_by_space (words, model, line, error);

  words->n_words = words->n_ids;
  for (guint i = 0; i < words->n_ids; i++)
    words->words[i] = i;

  return TRUE;
}

guint
heed_words_count (const char *text)
{
  guint n_words = 0;

  for (const char *end = find_word_end (text); end != NULL; end = find_word_end (end))
    n_words++;

  return n_words;
}

/**
 * heed_words_split:
 *
 * Returns: (transfer full): the heed_words_count() words of @text
 */
char **
heed_words_split (const char *text)
{
  GPtrArray *words = g_ptr_array_new ();

  for (const char *end = find_word_end (text); end != NULL; end = find_word_end (text))
    {
      g_autofree char *word = g_strndup (text, end - text);

      g_ptr_array_add (words, g_strdup (g_strchug (word)));
      text = end;
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

void
heed_words_clear (HeedWords *words)
{
  g_clear_pointer (&words->ids, g_free);
  g_clear_pointer (&words->words, g_free);
}

guint *
heed_words_dup_of_tokens (const HeedWords *words,
                          const HeedToken *tokens,
                          guint            n_tokens)
{
  guint *of_tokens = g_new (guint, MAX (n_tokens, 1));
  guint n_seen = 0;

  for (guint i = 0; i < n_tokens; i++)
    {
      gboolean is_in_line = !tokens[i].is_special && n_seen < words->n_ids;

      of_tokens[i] = is_in_line ? words->words[n_seen++] : HEED_NO_WORD;
    }

  return of_tokens;
}

/**
 * heed_words_dup_of_steps:
 * @target: the line that is written
 * @shift: 0 if a step belongs to the token it emits, 1 if to the one it reads
 *
 * Returns: (transfer full): @n_steps, the word of each step or %HEED_NO_WORD
 */
guint *
heed_words_dup_of_steps (const HeedWords *target,
                         guint            n_steps,
                         guint            shift)
{
  guint *words = g_new (guint, MAX (n_steps, 1));

  for (guint step = 0; step < n_steps; step++)
    {
      gboolean is_in_line = step >= shift && step - shift < target->n_ids;

      words[step] = is_in_line ? target->words[step - shift] : HEED_NO_WORD;
    }

  return words;
}
