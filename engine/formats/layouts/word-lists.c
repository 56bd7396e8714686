/* word-lists.c — reading vocabularies in the usual formats
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A vocabulary is a list of words, or an object from word to id or from id to word. It
 * may be nested a few levels deep in another object: torchtext's "itos" in a "vocab" in
 * a field, a tutorial's "index2word".
 */

#include "engine/formats/layouts/word-lists.h"

#include <string.h>

#include "engine/files/json.h"
#include "engine/files/text-lines.h"

#define MAX_DEPTH 5

/* Names of members that may contain a vocabulary, the most reliable first. */
static const char *const members[] = {
  "itos",         "idx_to_token", "index2word", "idx2word",   "word2index", "stoi",
  "token_to_idx", "words",        "vocab",      "base_field", NULL
};

/* A list that is filled in any order, each word at its id; complete when all words are set. */
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

/* Writes bytes that are not UTF-8 as "\\xff". */
static char *
write_bytes (GBytes *bytes)
{
  GString *text = g_string_new (NULL);
  gsize n_bytes;
  const char *p = g_bytes_get_data (bytes, &n_bytes);

  while (n_bytes > 0)
    {
      gunichar c = *p != '\0' ? g_utf8_get_char_validated (p, (gssize) n_bytes) : (gunichar) -1;
      gsize n_used = c < 0x110000 ? (gsize) (g_utf8_next_char (p) - p) : 1;

      if (c < 0x110000)
        g_string_append_len (text, p, (gssize) n_used);
      else
        g_string_append_printf (text, "\\x%02x", *(const guint8 *) p);
      p += n_used;
      n_bytes -= n_used;
    }

  return g_string_free (text, FALSE);
}

/* Python 2 and byte-level tokenizers store words as bytes. Returns NULL if the value is not a
 * word. */
static char *
dup_word (const HeedPickleValue *value)
{
  return value != NULL && value->kind == HEED_PICKLE_BYTES
         ? write_bytes (value->bytes)
         : g_strdup (heed_pickle_value_get_text (value, NULL));
}

static GPtrArray *
words_of_list (const HeedPickleValue *list)
{
  guint n_words = heed_pickle_value_get_size (list);
  g_autoptr(GPtrArray) slots = new_slots (n_words);

  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *word = dup_word (heed_pickle_value_get_item (list, i));

      if (!fill_slot (slots, i, word))
        return NULL;
    }

  return n_words > 0 ? g_steal_pointer (&slots) : NULL;
}

/* Reads a dict from word to id, or from id to word. */
static GPtrArray *
words_of_dict (const HeedPickleValue *dict)
{
  guint n_words = heed_pickle_value_get_size (dict);
  g_autoptr(GPtrArray) slots = new_slots (n_words);

  for (guint i = 0; i < n_words; i++)
    {
      const HeedPickleValue *key = g_ptr_array_index (dict->items, 2 * i);
      const HeedPickleValue *value = g_ptr_array_index (dict->items, 2 * i + 1);
      gboolean is_word = key->kind == HEED_PICKLE_TEXT || key->kind == HEED_PICKLE_BYTES;
      g_autofree char *word = dup_word (is_word ? key : value);

      if (!fill_slot (slots, heed_pickle_value_get_int (is_word ? value : key, -1), word))
        return NULL;
    }

  return n_words > 0 ? g_steal_pointer (&slots) : NULL;
}

/* Returns word -> 1 + id, from stoi, or the first id of each word. */
static GHashTable *
index_words (GPtrArray             *words,
             const HeedPickleValue *stoi)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = words->len; i > 0; i--)
    g_hash_table_insert (ids, words->pdata[i - 1], GUINT_TO_POINTER (i));

  for (guint i = 0; i < heed_pickle_value_get_size (stoi); i++)
    {
      const char *word = heed_pickle_value_get_text (stoi->items->pdata[2 * i], NULL);
      gint64 id = heed_pickle_value_get_int (stoi->items->pdata[2 * i + 1], -1);

      if (word != NULL && !g_str_equal (word, "<unk>") && id >= 0 && id < (gint64) words->len &&
          g_str_equal (words->pdata[id], word))
        g_hash_table_insert (ids, words->pdata[id], GUINT_TO_POINTER ((guint) id + 1));
    }

  return ids;
}

/* A vocabulary of OpenNMT-py may have its special tokens twice. stoi determines which of them is
 * used in text and as begin and end of a target; the others are renamed to "<s>#2", which occurs
 * in no text. Words that are not in stoi become the first <unk>, whatever stoi has for "<unk>":
 * its row is the one that was trained. */
static void
settle_doubled (GPtrArray             *words,
                const HeedPickleValue *stoi)
{
  g_autoptr(GHashTable) ids = NULL;
  g_autoptr(GPtrArray) others = g_ptr_array_new ();

  if (stoi == NULL || stoi->kind != HEED_PICKLE_DICT)
    return;

  ids = index_words (words, stoi);
  for (guint i = 0; i < words->len; i++)
    if (GPOINTER_TO_UINT (g_hash_table_lookup (ids, words->pdata[i])) != i + 1)
      g_ptr_array_add (others, GUINT_TO_POINTER (i));

  for (guint i = 0; i < others->len; i++)
    {
      guint id = GPOINTER_TO_UINT (others->pdata[i]);
      g_autofree char *word = words->pdata[id];

      words->pdata[id] = g_strdup_printf ("%s#%u", word, id);
    }
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

  if (words != NULL)
    settle_doubled (words, heed_pickle_value_find (value, "stoi"));

  /* A text with features is a list of pairs of a name and a field; the first field has the
   * words. */
  if (words == NULL)
    {
      const HeedPickleValue *first =
        heed_pickle_value_get_item (heed_pickle_value_find (value, "fields"), 0);

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

/* Reads an object from word to id, or from id, which is a string in JSON, to word. */
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

static gboolean
is_number (const char *text)
{
  char *end;

  if (*text == '\0' || strspn (text, "+-.0123456789eEinf") != strlen (text))
    return FALSE;

  g_ascii_strtod (text, &end);

  return *end == '\0';
}

/* Returns the beginning of the number after a word, separated by a tab or a space; NULL if there
 * is none. */
static const char *
find_number (const char *line)
{
  const char *tab = strrchr (line, '\t');
  const char *space = tab == NULL ? strrchr (line, ' ') : tab;

  return space != NULL && space > line && is_number (space + 1) ? space + 1 : NULL;
}

/* Returns whether every word is followed by a number: the score in SentencePiece's .vocab, or a
 * count. */
static gboolean
has_numbers (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (find_number (lines->pdata[i]) == NULL)
      return FALSE;

  return lines->len > 0;
}

/* Orders the words by the numbers after them, if these are ids: each of 0, 1, ... once. */
static GPtrArray *
order_by_ids (GPtrArray *lines)
{
  g_autoptr(GPtrArray) slots = new_slots (lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *number = find_number (lines->pdata[i]);
      g_autofree char *word =
        g_strndup (lines->pdata[i], (gsize) (number - 1 - (const char *) lines->pdata[i]));
      guint64 id;

      if (!g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT32, &id, NULL) ||
          !fill_slot (slots, (gint64) id, word))
        return NULL;
    }

  return g_steal_pointer (&slots);
}

/* Ids that decrease from line to line could also be counts. */
static gboolean
is_falling (GPtrArray *lines)
{
  for (guint i = 1; i < lines->len; i++)
    if (g_ascii_strtod (find_number (lines->pdata[i]), NULL) >=
        g_ascii_strtod (find_number (lines->pdata[i - 1]), NULL))
      return FALSE;

  return lines->len > 1;
}

static void
drop_numbers (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      char *line = lines->pdata[i];

      line[find_number (line) - 1 - line] = '\0';
    }
}

/* The numbers after the words are used as ids if all of them can be ids; otherwise they are
 * dropped, and the ids are the line numbers. */
static GPtrArray *
drop_columns (GPtrArray   *lines,
              const char **note)
{
  g_autoptr(GPtrArray) kept = lines;
  GPtrArray *ordered;

  if (!has_numbers (lines))
    return g_steal_pointer (&kept);

  ordered = order_by_ids (lines);
  if (ordered != NULL && is_falling (lines))
    {
      *note = "the numbers behind the words may be ids or counts";
      g_ptr_array_unref (ordered);
      return NULL;
    }

  *note = ordered != NULL ? "the numbers behind the words are their ids"
                          : "the numbers behind the words are scores or counts, and not used";
  if (ordered != NULL)
    return ordered;

  drop_numbers (lines);

  return g_steal_pointer (&kept);
}

static GPtrArray *
read_lines (const char *path,
            guint       most)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTextLines) lines = heed_text_lines_open (path, &error);
  const char *line;

  while (lines != NULL && words->len <= most &&
         (line = heed_text_lines_next (lines, NULL, &error)) != NULL)
    g_ptr_array_add (words, g_strdup (line));

  return error == NULL && words->len > 0 && words->len <= most ? g_steal_pointer (&words) : NULL;
}

/**
 * heed_word_list_from_lines:
 * @note: (out): how a second column was interpreted; NULL if there is none
 */
GPtrArray *
heed_word_list_from_lines (const char  *path,
                           guint        most,
                           const char **note)
{
  GPtrArray *lines = read_lines (path, most);

  *note = NULL;

  return lines != NULL ? drop_columns (lines, note) : NULL;
}

/* --- In YAML: Marian's vocab.yml --- */

/* Handles "text" with JSON escapes, 'text' with doubled quotes, and plain text. */
static char *
unquote (const char *text)
{
  gsize n_bytes = strlen (text);
  const HeedJsonLimits limits = { 1, 1 };
  g_autoptr(HeedJson) json = NULL;
  g_autofree char *inner = NULL;
  g_auto(GStrv) parts = NULL;

  if (n_bytes < 2 || text[0] != text[n_bytes - 1] || (text[0] != '"' && text[0] != '\''))
    return g_strdup (text);

  if (text[0] == '"')
    {
      json = heed_json_parse (NULL, text, n_bytes, &limits, NULL);
      return g_strdup (heed_json_get_text (json));
    }

  inner = g_strndup (text + 1, n_bytes - 2);
  parts = g_strsplit (inner, "''", -1);

  return g_strjoinv ("'", parts);
}

/* Reads "- word", or "word: id". */
static gboolean
take_yaml_line (GPtrArray *slots,
                guint      number,
                char      *line)
{
  char *colon = strrchr (line, ':');
  g_autofree char *word = NULL;
  guint64 id = number;

  if (g_str_has_prefix (line, "- "))
    {
      word = unquote (g_strstrip (line + 2));
      return fill_slot (slots, number, word);
    }

  if (colon == NULL ||
      !g_ascii_string_to_unsigned (g_strstrip (colon + 1), 10, 0, G_MAXINT32, &id, NULL))
    return FALSE;

  *colon = '\0';
  word = unquote (g_strstrip (line));

  return fill_slot (slots, (gint64) id, word);
}

GPtrArray *
heed_word_list_from_yaml (const char *path,
                          guint       most)
{
  g_autoptr(GPtrArray) lines = read_lines (path, most);
  g_autoptr(GPtrArray) slots = lines != NULL ? new_slots (lines->len) : NULL;

  for (guint i = 0; slots != NULL && i < lines->len; i++)
    if (!take_yaml_line (slots, i, lines->pdata[i]))
      return NULL;

  return g_steal_pointer (&slots);
}
