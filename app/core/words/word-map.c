/* word-map.c — grouping the tokens of a sentence into words for display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words are those of heed_tokens_group_words(), with two differences for readability:
 * punctuation at the edge of a word is separate, as "." in "1992.", and so is each
 * piece of a script without spaces, since nothing in "我喜欢你" shows where its words
 * begin.
 */

#include "app/core/words/word-map.h"

#include <math.h>
#include <string.h>

#include "ui/token-label.h"

/* U+203F, an undertie: the token continues the one before it. */
#define GLUE "\342\200\277"

G_DEFINE_ENUM_TYPE (HeedShownAs, heed_shown_as,
                    G_DEFINE_ENUM_VALUE (HEED_SHOWN_AS_WORDS, "words"),
                    G_DEFINE_ENUM_VALUE (HEED_SHOWN_AS_PIECES, "pieces"))

static gboolean
writes_no_spaces (gunichar c)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA,
    G_UNICODE_SCRIPT_BOPOMOFO, G_UNICODE_SCRIPT_THAI, G_UNICODE_SCRIPT_LAO,
    G_UNICODE_SCRIPT_KHMER, G_UNICODE_SCRIPT_MYANMAR, G_UNICODE_SCRIPT_TIBETAN,
  };
  GUnicodeScript script = g_unichar_get_script (c);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i] == script)
      return TRUE;

  return FALSE;
}

typedef struct {
  gboolean is_mark;    /* only punctuation */
  gboolean is_spaceless;
} Letters;

static Letters
look_at (const HeedToken *token,
         const char      *label)
{
  Letters letters = { .is_mark = !heed_token_label_is_space (token) };

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      letters.is_mark = letters.is_mark && g_unichar_ispunct (c);
      letters.is_spaceless = letters.is_spaceless || writes_no_spaces (c);
    }

  return letters;
}

/* Sets for each token whether a displayed word begins there. @glued has the word of each token as
 * the engine groups them. */
static void
part (gboolean        *begins,
      const HeedToken *tokens,
      const guint     *glued,
      char           **labels,
      guint            n_tokens)
{
  g_autofree Letters *letters = g_new (Letters, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      letters[i] = look_at (&tokens[i], labels[i]);
      begins[i] = i == 0 || glued[i] != glued[i - 1] ||
                  letters[i].is_spaceless || letters[i - 1].is_spaceless;
    }

  for (guint i = 1; i < n_tokens; i++)
    if (begins[i - 1] && letters[i - 1].is_mark)
      begins[i] = TRUE;

  for (guint i = n_tokens; i-- > 0; )
    if (letters[i].is_mark && (i + 1 == n_tokens || begins[i + 1]))
      begins[i] = TRUE;
}

static char *
join_labels (char             **labels,
             const HeedToken   *tokens,
             guint              start,
             guint              end)
{
  GString *text = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    if (!heed_token_label_is_space (&tokens[i]))
      g_string_append (text, labels[i]);

  return g_string_free (text, FALSE);
}

/* Returns the word of the tokens @start <= i < @end. A single token is shown as it is. */
static HeedToken
show (char            **labels,
      const HeedToken  *tokens,
      guint             start,
      guint             end)
{
  HeedToken shown = tokens[start];

  if (end - start == 1)
    {
      shown.text = g_strdup (shown.text);
      return shown;
    }

  return (HeedToken) {
    .id = shown.id,
    .text = join_labels (labels, tokens, start, end),
    .starts_word = shown.starts_word,
    .goes_on = tokens[end - 1].goes_on,
  };
}

static HeedToken *
copy_tokens (const HeedToken *tokens,
             guint            n_tokens)
{
  HeedToken *copies = g_new (HeedToken, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      copies[i] = tokens[i];
      copies[i].text = g_strdup (tokens[i].text);
    }

  return copies;
}

static void
free_tokens (HeedToken *tokens,
             guint      n_tokens)
{
  for (guint i = 0; i < n_tokens; i++)
    g_free ((char *) tokens[i].text);

  g_free (tokens);
}

static HeedWordMap *
new_map (const gboolean  *begins,
         const HeedToken *tokens,
         guint            n_tokens)
{
  HeedWordMap *map = g_new0 (HeedWordMap, 1);

  map->n_tokens = n_tokens;
  map->words = g_new (guint, n_tokens);
  map->starts = g_new (guint, n_tokens + 1);

  for (guint i = 0; i < n_tokens; i++)
    {
      if (begins == NULL || begins[i])
        map->starts[map->n_words++] = i;

      map->words[i] = map->n_words - 1;
    }

  map->starts[map->n_words] = n_tokens;
  map->shown = g_new0 (HeedToken, map->n_words);
  map->tokens = copy_tokens (tokens, n_tokens);

  return map;
}

static HeedWordMap *
new_words (const HeedToken *tokens,
           guint            n_tokens,
           const guint     *glued,
           char           **labels)
{
  g_autofree gboolean *begins = g_new (gboolean, n_tokens + 1);
  HeedWordMap *map;

  part (begins, tokens, glued, labels, n_tokens);
  map = new_map (begins, tokens, n_tokens);
  for (guint word = 0; word < map->n_words; word++)
    map->shown[word] = show (labels, tokens, map->starts[word], map->starts[word + 1]);

  return map;
}

static HeedWordMap *
new_pieces (const HeedToken *tokens,
            guint            n_tokens,
            const guint     *glued,
            char           **labels)
{
  HeedWordMap *map = new_map (NULL, tokens, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    if (i == 0 || glued[i] != glued[i - 1])
      map->shown[i] = show (labels, tokens, i, i + 1);
    else
      map->shown[i] = (HeedToken) {
        .id = tokens[i].id,
        .text = g_strconcat (GLUE, labels[i], NULL),
        .starts_word = tokens[i].starts_word,
        .goes_on = tokens[i].goes_on,
      };

  return map;
}

/**
 * heed_word_map_new:
 * @tokens: (array length=n_tokens): as the model reads or writes them; copied
 * @units: whether to show words or pieces
 *
 * Returns: (transfer full): the displayed words
 */
HeedWordMap *
heed_word_map_new (const HeedToken *tokens,
                   guint            n_tokens,
                   HeedShownAs        units)
{
  guint n_glued;
  g_autofree guint *glued = heed_tokens_group_words (tokens, n_tokens, TRUE, &n_glued);
  g_auto(GStrv) labels = heed_token_label_new_list (tokens, n_tokens);

  return units == HEED_SHOWN_AS_WORDS ? new_words (tokens, n_tokens, glued, labels)
                                   : new_pieces (tokens, n_tokens, glued, labels);
}

/**
 * heed_word_map_new_plain:
 * @tokens: (array length=n_tokens): words or characters; copied
 *
 * Returns: (transfer full): a map in which each token is a word
 */
HeedWordMap *
heed_word_map_new_plain (const HeedToken *tokens,
                         guint            n_tokens)
{
  HeedWordMap *map = new_map (NULL, tokens, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    map->shown[i] = show (NULL, tokens, i, i + 1);

  return map;
}

void
heed_word_map_free (HeedWordMap *map)
{
  free_tokens (map->shown, map->n_words);
  free_tokens (map->tokens, map->n_tokens);
  g_free (map->words);
  g_free (map->starts);
  g_free (map);
}

/**
 * heed_word_map_find:
 * @token: a token; -1 and every other out-of-range index is none
 *
 * Returns: the word of that token; -1 for none
 */
int
heed_word_map_find (const HeedWordMap *map,
                    int                token)
{
  return token >= 0 && token < (int) map->n_tokens ? (int) map->words[token] : -1;
}

gboolean
heed_word_map_has (const HeedWordMap *map,
                   int                word,
                   int                token)
{
  return word >= 0 && heed_word_map_find (map, token) == word;
}

/**
 * heed_word_map_merges:
 *
 * Returns: whether any word has several tokens
 */
gboolean
heed_word_map_merges (const HeedWordMap *map)
{
  return map->n_words < map->n_tokens;
}

/**
 * heed_word_map_get_text:
 * @n_tokens: (out): the number of words
 *
 * Returns: (transfer none): one token for each word, without the mark of continued words
 */
const HeedToken *
heed_word_map_get_text (const HeedWordMap *map,
                        guint             *n_tokens)
{
  *n_tokens = map->n_words;

  return heed_word_map_merges (map) ? map->shown : map->tokens;
}

/**
 * heed_word_map_merge:
 * @rows: the map of the query tokens
 * @columns: the map of the key tokens
 * @weights: (nullable): over tokens
 *
 * Sums over the columns of each word and averages over its rows, as
 * heed_attention_merge() does.
 *
 * Returns: (transfer full) (nullable): the weights over words
 */
HeedMatrix *
heed_word_map_merge (const HeedWordMap *rows,
                     const HeedWordMap *columns,
                     HeedMatrix        *weights)
{
  if (weights == NULL || (!heed_word_map_merges (rows) && !heed_word_map_merges (columns)))
    return weights != NULL ? heed_matrix_ref (weights) : NULL;

  g_return_val_if_fail (weights->n_rows == rows->n_tokens, NULL);
  g_return_val_if_fail (weights->n_columns == columns->n_tokens, NULL);

  return heed_attention_merge (weights, rows->words, rows->n_words, columns->words,
                               columns->n_words);
}

/**
 * heed_word_map_pick:
 * @scores: (nullable): over tokens
 *
 * A sum of scores has no meaning, so cells that cover several tokens are NAN.
 *
 * Returns: (transfer full) (nullable): the scores over words
 */
HeedMatrix *
heed_word_map_pick (const HeedWordMap *rows,
                    const HeedWordMap *columns,
                    HeedMatrix        *scores)
{
  g_autofree float *picked = NULL;

  if (scores == NULL || (!heed_word_map_merges (rows) && !heed_word_map_merges (columns)))
    return scores != NULL ? heed_matrix_ref (scores) : NULL;

  g_return_val_if_fail (scores->n_rows == rows->n_tokens, NULL);
  g_return_val_if_fail (scores->n_columns == columns->n_tokens, NULL);

  picked = g_new (float, (gsize) rows->n_words * columns->n_words);
  for (guint row = 0; row < rows->n_words; row++)
    for (guint column = 0; column < columns->n_words; column++)
      {
        guint i = rows->starts[row], j = columns->starts[column];
        gboolean is_one = rows->starts[row + 1] == i + 1 && columns->starts[column + 1] == j + 1;

        picked[(gsize) row * columns->n_words + column] =
          is_one ? scores->values[(gsize) i * scores->n_columns + j] : NAN;
      }

  return heed_matrix_new (rows->n_words, columns->n_words, picked);
}

/* Whether a token is a part of a word, with more than one character. Placeholders such as "<unk>"
 * are not. */
static gboolean
is_piece (HeedToken token)
{
  gsize length = token.text != NULL ? strlen (token.text) : 0;

  if (token.is_special || (token.starts_word && !token.goes_on) ||
      length <= (gsize) token.n_before + token.n_after || token.text[0] == '<')
    return FALSE;

  return g_utf8_strlen (token.text + token.n_before,
                        (gssize) (length - token.n_before - token.n_after)) > 1;
}

/**
 * heed_word_map_is_needed:
 *
 * Cost:    checks the tokens of both vocabularies until one is a piece
 *
 * Returns: whether words may be split into pieces
 */
gboolean
heed_word_map_is_needed (HeedModel *model)
{
  const HeedModelInfo *info = heed_model_get_info (model);

  if (!info->has_text)
    return FALSE;

  for (guint id = 0; id < info->target_vocabulary; id++)
    if (is_piece (heed_model_get_target_token (model, id)))
      return TRUE;

  for (guint id = 0; id < info->source_vocabulary; id++)
    if (is_piece (heed_model_get_source_token (model, id)))
      return TRUE;

  return FALSE;
}
