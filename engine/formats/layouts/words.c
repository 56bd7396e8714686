/* words.c — finding the vocabularies of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list belongs to an embedding if it has as many words as that has rows. Other lists
 * are skipped and the reason is recorded: they may belong to another model in the same
 * folder.
 */

#include "engine/formats/layouts/words.h"

#include <string.h>

#include "engine/files/file-kind.h"
#include "engine/files/json.h"
#include "engine/files/mapped-file.h"
#include "engine/formats/layouts/special-words.h"
#include "engine/formats/layouts/text-fit.h"
#include "engine/formats/layouts/word-lists.h"
#include "engine/heed.h"
#include "engine/text/tokenizer.h"

#define MAX_WORDS 4000000

static const HeedJsonLimits limits = { 8, 8 * 1000 * 1000 };

/* Names of the two sides in checkpoints and in file names. */
typedef struct {
  const char        *name;
  const char *const *spellings;
  const char        *words_key;
  const char        *tokens_key;
  const char        *text_key;
} Side;

static const char *const source_spellings[] = { "source", "src", "input", NULL };
static const char *const target_spellings[] = { "target", "tgt", "trg", "output", NULL };

static const Side sides[] = {
  { "source", source_spellings, "source_words", "source_tokens", "source_text" },
  { "target", target_spellings, "target_words", "tokens", "target_text" },
};

/* SIDE stands for each spelling of the side; both sides may share a list. */
static const char *const members[] = { "SIDE", "SIDE_vocab", "SIDE_words", "SIDE_lang", NULL };
static const char *const shared_members[] = { "voc_dict", "vocab", NULL };
static const char *const files[] = { "SIDE.json",       "SIDE.txt",
                                     "SIDE_vocab.json", "SIDE_vocab.txt",
                                     "vocab.SIDE.json", "vocab.SIDE.txt",
                                     "vocab.SIDE",      "SIDE.vocab",
                                     "vocab.SIDE.yml",  "SIDE.yml",
                                     "vocab.json",      "vocab.txt",
                                     "vocab.yml",       NULL };

static char *
fill_in (const char *pattern,
         const char *spelling)
{
  g_auto(GStrv) parts = g_strsplit (pattern, "SIDE", -1);

  return g_strjoinv (spelling, parts);
}

/* --- Places of the vocabularies in a file --- */

/* Finds the vocabulary in a list of pairs of a name and a vocabulary, as in early versions of
 * OpenNMT-py. */
static const HeedPickleValue *
find_pair (const HeedPickleValue *list,
           const char            *name)
{
  for (guint i = 0; i < heed_pickle_value_get_size (list); i++)
    {
      const HeedPickleValue *pair = heed_pickle_value_get_item (list, i);

      if (g_strcmp0 (heed_pickle_value_get_text (heed_pickle_value_get_item (pair, 0), NULL),
                     name) == 0)
        return heed_pickle_value_get_item (pair, 1);
    }

  return NULL;
}

static GPtrArray *
find_in_checkpoint (const HeedPickleValue *root,
                    const char            *spelling)
{
  const HeedPickleValue *vocab = heed_pickle_value_find (root, "vocab");
  const HeedPickleValue *of_side = heed_pickle_value_find (vocab, spelling);
  GPtrArray *words;

  if (of_side == NULL)
    of_side = find_pair (vocab, spelling);
  words = heed_word_list_from_pickle (of_side, MAX_WORDS);

  for (guint i = 0; members[i] != NULL && words == NULL; i++)
    {
      g_autofree char *member = fill_in (members[i], spelling);

      words = heed_word_list_from_pickle (heed_pickle_value_find (root, member), MAX_WORDS);
    }

  return words;
}

static GPtrArray *
read_json (const char  *path,
           const char  *spelling,
           GError     **error)
{
  g_autoptr(HeedJson) root = heed_json_load (path, &limits, error);
  const HeedJson *of_side = heed_json_get_member (root, spelling);

  if (root == NULL)
    return NULL;

  return heed_word_list_from_json (heed_json_get_n (of_side) > 0 ? of_side : root, MAX_WORDS);
}

/* A file that should be a vocabulary and is clearly something else is an error: without a
 * vocabulary the model would produce only ids, for no apparent reason. */
static gboolean
check_kind (const char  *path,
            const char  *name,
            GError     **error)
{
  g_autoptr(GBytes) file = heed_mapped_file_load (path, NULL);

  if (file == NULL || heed_file_kind_check (g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                                            HEED_FILE_KIND_TEXT, "a vocabulary", error))
    return TRUE;

  g_prefix_error (error, "%s: ", name);

  return FALSE;
}

/* Returns NULL without an error if there is no such file, or if it has no words; note is set to
 * how other columns were interpreted. */
static GPtrArray *
find_beside (HeedRecognition  *recognition,
             const char       *name,
             const char       *spelling,
             gboolean         *is_there,
             const char      **note,
             GError          **error)
{
  g_autofree char *folder = g_path_get_dirname (recognition->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  *note = NULL;
  *is_there = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  if (!*is_there || !check_kind (path, name, error))
    return NULL;

  if (g_str_has_suffix (path, ".json"))
    return read_json (path, spelling, error);

  return g_str_has_suffix (path, ".yml") ? heed_word_list_from_yaml (path, MAX_WORDS)
                                         : heed_word_list_from_lines (path, MAX_WORDS, note);
}

/* --- Saying them --- */

/* If no special token has a known spelling, the ids set by the layout are kept. */
static void
say_special (HeedRecognition *recognition,
             const Side      *side,
             GPtrArray       *words)
{
  g_autoptr(HeedJson) tokens = heed_special_words_find (words);

  if (heed_json_get_n (tokens) == 0)
    return;

  heed_json_set (recognition->json, side->tokens_key, g_steal_pointer (&tokens));
  heed_json_set_text (recognition->why, side->tokens_key, "as the vocabulary spells them");
}

static void
say_words (HeedRecognition *recognition,
           const Side      *side,
           GPtrArray       *words,
           const char      *where)
{
  HeedJson *list = heed_json_set_list (recognition->json, side->words_key);

  for (guint i = 0; i < words->len; i++)
    heed_json_add_text (list, words->pdata[i]);

  heed_json_set_text (recognition->why, side->words_key, where);
  say_special (recognition, side, words);
  heed_text_fit_say (recognition, side->text_key, words);
}

/* Takes ownership of the list. Returns FALSE if it is NULL, or does not fit this embedding. */
static gboolean
try_words (HeedRecognition *recognition,
           const Side      *side,
           GPtrArray       *list,
           guint            n_rows,
           const char      *where)
{
  g_autoptr(GPtrArray) words = list;
  g_autofree char *why = NULL;

  if (words == NULL)
    return FALSE;

  if (words->len == n_rows)
    {
      say_words (recognition, side, words, where);
      return TRUE;
    }

  why = g_strdup_printf ("not those of %s, which has %u words where the embedding has %u rows",
                         where, words->len, n_rows);
  heed_json_set_text (recognition->why, side->words_key, why);

  return FALSE;
}

static gboolean
try_checkpoint (HeedRecognition *recognition,
                const Side      *side,
                guint            n_rows)
{
  const HeedPickleValue *root = recognition->root;

  for (guint i = 0; side->spellings[i] != NULL; i++)
    if (try_words (recognition, side, find_in_checkpoint (root, side->spellings[i]), n_rows,
                   "the checkpoint"))
      return TRUE;

  for (guint i = 0; shared_members[i] != NULL; i++)
    if (try_words (
          recognition, side,
          heed_word_list_from_pickle (heed_pickle_value_find (root, shared_members[i]), MAX_WORDS),
          n_rows, "the checkpoint"))
      return TRUE;

  return FALSE;
}

/* A file that is named like a vocabulary must be one, of either side. Others may be anything:
 * "source.txt" more often contains sentences than words. Returns TRUE also if the file does not
 * exist; *is_found is set to whether its words are used. */
static gboolean
try_file (HeedRecognition  *recognition,
          const Side       *side,
          guint             n_rows,
          const char       *pattern,
          gboolean         *is_found,
          GError          **error)
{
  g_autofree char *useless = NULL;

  for (guint i = 0; side->spellings[i] != NULL; i++)
    {
      g_autofree char *name = fill_in (pattern, side->spellings[i]);
      g_autoptr(GError) file_error = NULL;
      gboolean is_there;
      const char *note;
      GPtrArray *words =
        find_beside (recognition, name, side->spellings[i], &is_there, &note, &file_error);
      g_autofree char *where = g_strconcat (name, note != NULL ? "; " : "", note, NULL);
      gboolean has_words = words != NULL;

      if (file_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&file_error));
          return FALSE;
        }

      *is_found = try_words (recognition, side, words, n_rows, where);
      if (has_words)
        return TRUE;

      if (note != NULL)
        {
          g_autofree char *why = g_strdup_printf ("%s is not read: %s", name, note);

          heed_json_set_text (recognition->why, side->words_key, why);
          return TRUE;
        }

      if (is_there && useless == NULL)
        useless = g_steal_pointer (&name);
    }

  if (useless == NULL || strstr (pattern, "vocab") == NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s: expected a list of words, or a number for each from 0, found something else",
               useless);

  return FALSE;
}

static gboolean
try_files (HeedRecognition  *recognition,
           const Side       *side,
           guint             n_rows,
           GError          **error)
{
  gboolean is_found = FALSE;

  for (guint i = 0; files[i] != NULL && !is_found; i++)
    if (!try_file (recognition, side, n_rows, files[i], &is_found, error))
      return FALSE;

  return TRUE;
}

gboolean
heed_words_say (HeedRecognition  *recognition,
                guint             n_source_rows,
                guint             n_target_rows,
                GError          **error)
{
  const guint n_rows[] = { n_source_rows, n_target_rows };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (n_rows[i] > 0 && n_rows[i] <= MAX_WORDS &&
        heed_json_get_member (recognition->json, sides[i].words_key) == NULL &&
        !try_checkpoint (recognition, &sides[i], n_rows[i]) &&
        !try_files (recognition, &sides[i], n_rows[i], error))
      return FALSE;

  return TRUE;
}
