/* train-tokenizer.c — training a tokenizer on text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/normalise.h"
#include "engine/text/sentencepiece.h"
#include "engine/text/split.h"

/* For an alphabet every character gets a piece. With thousands of Chinese characters the rarest
 * do not, since they would leave no room for pieces of several characters. */
#define ALL_CHARACTERS    1.0
#define MOST_CHARACTERS   0.9995
#define PIECES_PER_LETTER 4

static const char *const special_words[] = { "<unk>", "<pad>", "<s>", "</s>" };
static const HeedSpecialTokens special_tokens = { .unknown = 0,
                                                  .padding = 1,
                                                  .begin = 2,
                                                  .end = 3 };

typedef struct {
  const char *text;
  guint64     n_times;
} Count;

static char **
normalise_lines (HeedTextRules      rules,
                 const char *const *lines,
                 guint              n_lines)
{
  char **normal = g_new0 (char *, n_lines + 1);

  for (guint i = 0; i < n_lines; i++)
    normal[i] = heed_text_normalise (lines[i], rules);

  return normal;
}

/* Returns a table of token -> number of occurrences in the lines, a guint64 *. */
static GHashTable *
count_tokens (HeedTokenizerKind   kind,
              char              **lines)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GString) token = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    for (const char *p = *line; heed_text_split (kind, &p, token);)
      {
        guint64 *n_times = g_hash_table_lookup (counts, token->str);

        if (n_times == NULL)
          {
            n_times = g_new0 (guint64, 1);
            g_hash_table_insert (counts, g_strdup (token->str), n_times);
          }

        ++*n_times;
      }

  return counts;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *first = a;
  const Count *second = b;

  if (first->n_times != second->n_times)
    return first->n_times > second->n_times ? -1 : 1;

  return strcmp (first->text, second->text);
}

/* Returns the tokens that are frequent enough, most frequent first; their texts belong to
 * counts. */
static GArray *
sort_counts (GHashTable *counts,
             guint       min_frequency)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Count));
  GHashTableIter iter;
  gpointer text, n_times;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &text, &n_times))
    {
      Count count = { text, *(guint64 *) n_times };

      if (count.n_times >= min_frequency)
        g_array_append_val (sorted, count);
    }

  g_array_sort (sorted, compare_counts);

  return sorted;
}

static HeedTokenizer *
train_words (const HeedTokenizerOptions  *options,
             char                       **lines,
             GError                     **error)
{
  g_autoptr(GHashTable) counts = count_tokens (options->kind, lines);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GArray) sorted = NULL;
  guint max_size = options->vocabulary_size != 0 ? options->vocabulary_size : G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (special_words); i++)
    {
      g_hash_table_remove (counts, special_words[i]);
      g_ptr_array_add (words, (gpointer) special_words[i]);
    }

  sorted = sort_counts (counts, options->min_frequency);

  if (sorted->len == 0 && g_hash_table_size (counts) > 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                   "vocabulary: expected words that are there at least %u times (min_frequency), "
                   "found none among %u; "
                   "every word would be unknown",
                   options->min_frequency, g_hash_table_size (counts));
      return NULL;
    }

  for (guint i = 0; i < sorted->len && words->len < max_size; i++)
    g_ptr_array_add (words, (gpointer) g_array_index (sorted, Count, i).text);

  return heed_tokenizer_new_from_words (options->kind, options->rules,
                                        (const char *const *) words->pdata, words->len,
                                        &special_tokens, error);
}

static HeedTokenizer *
train_pieces (const HeedTokenizerOptions  *options,
              char                       **lines,
              guint                        n_lines,
              GError                     **error)
{
  g_autoptr(GHashTable) letters = count_tokens (HEED_TOKENIZER_CHARACTER, lines);
  guint64 n_alphabet = (guint64) g_hash_table_size (letters) * PIECES_PER_LETTER;
  HeedSentencePieceOptions pieces = {
    .vocabulary_size = options->vocabulary_size,
    .character_coverage = n_alphabet <= options->vocabulary_size ? ALL_CHARACTERS : MOST_CHARACTERS,
    .seed = options->seed,
  };
  g_autoptr(GBytes) model = NULL;

  model = heed_sentencepiece_train (&pieces, (const char *const *) lines, n_lines, error);
  if (model == NULL)
    return NULL;

  return heed_tokenizer_new_sentencepiece (options->rules, model, error);
}

/**
 * heed_tokenizer_train:
 * @lines: (array length=n_lines): valid UTF-8
 *
 * The same lines and options give the same tokenizer.
 *
 * Errors: %HEED_ERROR_VOCABULARY if the requested vocabulary cannot be made of the
 * lines, for instance because it is smaller than their alphabet.
 *
 * Returns: (transfer full): a tokenizer for the lines
 */
HeedTokenizer *
heed_tokenizer_train (const HeedTokenizerOptions  *options,
                      const char *const           *lines,
                      guint                        n_lines,
                      GError                     **error)
{
  g_auto(GStrv) normal = NULL;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (lines != NULL || n_lines == 0, NULL);

  normal = normalise_lines (options->rules, lines, n_lines);

  if (options->kind == HEED_TOKENIZER_SENTENCEPIECE)
    return train_pieces (options, normal, n_lines, error);

  return train_words (options, normal, error);
}
