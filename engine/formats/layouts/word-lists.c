/* word-lists.c — vocabularies in the shapes that people save them in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A vocabulary is a list of words, or an object from word to id or from id to
 * word. It may lie a few levels deep in something else: torchtext's "itos" in a
 * "vocab" in a field, a tutorial's "index2word".
 */

#include "engine/formats/layouts/word-lists.h"

#include "engine/files/text-lines.h"

#define MAX_DEPTH 5

/* Where a vocabulary lies in what holds it, the surest first. */
static const char *const members[] = {
  "itos", "idx_to_token", "index2word", "idx2word", "word2index", "stoi", "token_to_idx", "words", "vocab",
  "base_field", NULL
};

/* Words in any order, each for an id of its own; complete when all are there. */
static GPtrArray *
new_slots (guint n_words)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (slots, (gint) n_words);

  return slots;
}

static gboolean
fill_slot (GPtrArray  *slots,
           gint64      id,
           const char *word)
{
  if (word == NULL || id < 0 || id >= (gint64) slots->len || slots->pdata[id] != NULL ||
      !g_utf8_validate (word, -1, NULL))
    return FALSE;

  slots->pdata[id] = g_strdup (word);

  return TRUE;
}

/* --- In a pickle --- */

static GPtrArray *
words_of_list (const HeedPickleValue *list)
{
  guint n_words = heed_pickle_value_get_size (list);
  g_autoptr(GPtrArray) slots = new_slots (n_words);

  for (guint i = 0; i < n_words; i++)
    if (!fill_slot (slots, i, heed_pickle_value_get_text (heed_pickle_value_get_item (list, i), NULL)))
      return NULL;

  return n_words > 0 ? g_steal_pointer (&slots) : NULL;
}

/* From word to id, or from id to word. */
static GPtrArray *
words_of_dict (const HeedPickleValue *dict)
{
  guint n_words = heed_pickle_value_get_size (dict);
  g_autoptr(GPtrArray) slots = new_slots (n_words);

  for (guint i = 0; i < n_words; i++)
    {
      const HeedPickleValue *key = g_ptr_array_index (dict->items, 2 * i);
      const HeedPickleValue *value = g_ptr_array_index (dict->items, 2 * i + 1);
      gboolean is_word = key->kind == HEED_PICKLE_TEXT;

      if (!fill_slot (slots, heed_pickle_value_get_int (is_word ? value : key, -1),
                      heed_pickle_value_get_text (is_word ? key : value, NULL)))
        return NULL;
    }

  return n_words > 0 ? g_steal_pointer (&slots) : NULL;
}

static GPtrArray *
find_in_pickle (const HeedPickleValue *value,
                guint                  most,
                guint                  depth)
{
  GPtrArray *words = NULL;

  if (value == NULL || depth > MAX_DEPTH)
    return NULL;

  if (heed_pickle_value_get_size (value) <= most && value->kind == HEED_PICKLE_LIST)
    words = words_of_list (value);
  else if (heed_pickle_value_get_size (value) <= most && value->kind == HEED_PICKLE_DICT)
    words = words_of_dict (value);

  for (guint i = 0; members[i] != NULL && words == NULL; i++)
    words = find_in_pickle (heed_pickle_value_find (value, members[i]), most, depth + 1);

  /* A text with features is a list of pairs of a name and a field; the first has the words. */
  if (words == NULL)
    {
      const HeedPickleValue *first = heed_pickle_value_get_item (heed_pickle_value_find (value, "fields"), 0);

      words = find_in_pickle (heed_pickle_value_get_item (first, 1), most, depth + 1);
    }

  return words;
}

GPtrArray *
heed_word_list_from_pickle (const HeedPickleValue *value,
                            guint                  most)
{
  return find_in_pickle (value, most, 0);
}

/* --- In JSON --- */

static GPtrArray *
words_of_json_list (const HeedJson *list)
{
  guint n_words = heed_json_get_n (list);
  g_autoptr(GPtrArray) slots = new_slots (n_words);

  for (guint i = 0; i < n_words; i++)
    if (!fill_slot (slots, i, heed_json_get_text (heed_json_get_nth (list, i))))
      return NULL;

  return n_words > 0 ? g_steal_pointer (&slots) : NULL;
}

/* From word to id, or from an id, which JSON must write as a text, to its word. */
static GPtrArray *
words_of_json_object (const HeedJson *object)
{
  g_autoptr(GPtrArray) slots = new_slots (heed_json_get_n (object));

  for (guint i = 0; i < slots->len; i++)
    {
      const HeedJson *value = heed_json_get_nth (object, i);
      const char *name = heed_json_get_name (value);
      guint64 id;
      gint64 whole;

      if (heed_json_get_whole (value, &whole) ? !fill_slot (slots, whole, name)
          : heed_json_get_text (value) == NULL ||
            !g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT32, &id, NULL) ||
            !fill_slot (slots, (gint64) id, heed_json_get_text (value)))
        return NULL;
    }

  return slots->len > 0 ? g_steal_pointer (&slots) : NULL;
}

static GPtrArray *
find_in_json (const HeedJson *json,
              guint           most,
              guint           depth)
{
  GPtrArray *words = NULL;

  if (json == NULL || depth > MAX_DEPTH)
    return NULL;

  if (heed_json_is_list (json))
    return heed_json_get_n (json) <= most ? words_of_json_list (json) : NULL;

  if (heed_json_is_object (json) && heed_json_get_n (json) <= most)
    words = words_of_json_object (json);

  for (guint i = 0; members[i] != NULL && words == NULL; i++)
    words = find_in_json (heed_json_get_member (json, members[i]), most, depth + 1);

  return words;
}

GPtrArray *
heed_word_list_from_json (const HeedJson *json,
                          guint           most)
{
  return find_in_json (json, most, 0);
}

/* --- In a text file, a word a line --- */

GPtrArray *
heed_word_list_from_lines (const char *path,
                           guint       most)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTextLines) lines = heed_text_lines_open (path, &error);
  const char *line;

  while (lines != NULL && words->len <= most && (line = heed_text_lines_next (lines, NULL, &error)) != NULL)
    g_ptr_array_add (words, g_strdup (line));

  return error == NULL && words->len > 0 && words->len <= most ? g_steal_pointer (&words) : NULL;
}
