/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/word-lists.h"

#include <string.h>

#include "tests/engine/pickle-text.h"
#include "tests/engine/scratch.h"

#define MOST 100

static char *
join (GPtrArray *words)
{
  if (words == NULL)
    return g_strdup ("none");

  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

static void
assert_json (const char *text,
             const char *expected)
{
  g_autoptr(HeedJson) json = heed_json_parse (NULL, text, strlen (text), NULL, NULL);
  g_autoptr(GPtrArray) words = heed_word_list_from_json (json, MOST);
  g_autofree char *found = join (words);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_word_lists_of_json_have_many_shapes (void)
{
  assert_json ("[\"a\", \"b\"]", "a b");
  assert_json ("{\"b\": 1, \"a\": 0}", "a b");
  assert_json ("{\"1\": \"b\", \"0\": \"a\"}", "a b");
  assert_json ("{\"name\": \"x\", \"index2word\": {\"0\": \"a\"}}", "a");
  assert_json ("{\"vocab\": {\"itos\": [\"a\"]}}", "a");
}

static void
test_word_lists_with_gaps_and_doubles_are_none (void)
{
  assert_json ("[]", "none");
  assert_json ("[\"a\", 1]", "none");
  assert_json ("{\"a\": 0, \"b\": 2}", "none");
  assert_json ("{\"a\": 0, \"b\": 0}", "none");
  assert_json ("{\"a\": -1}", "none");
  assert_json ("{\"0\": \"a\", \"00\": \"b\"}", "none");
  assert_json ("{\"x\": {\"y\": {}}}", "none");
  assert_json ("3", "none");
}

/* --- Of pickles, in the protocol that is text --- */

static void
append_word (GString    *pickle,
             const char *word)
{
  g_string_append_printf (pickle, "V%s\n", word);
}

/* Reads {"itos": [...], "stoi": {...}}; numbers has one for each word of stoi, or is NULL. */
static GPtrArray *
read_pickle (const char *const *itos,
             const char *const *stoi,
             const guint       *numbers)
{
  g_autoptr(GString) text = g_string_new ("(dVitos\n(l");
  g_autoptr(HeedPickle) pickle = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; itos[i] != NULL; i++)
    {
      append_word (text, itos[i]);
      g_string_append_c (text, 'a');
    }
  g_string_append (text, "sVstoi\n(d");
  for (guint i = 0; stoi[i] != NULL; i++)
    {
      append_word (text, stoi[i]);
      g_string_append_printf (text, "I%u\ns", numbers[i]);
    }
  g_string_append (text, "s.");

  pickle = pickle_text_parse (text->str, text->len, &error);
  g_assert_no_error (error);

  return heed_word_list_from_pickle (pickle->root, 1000 * 1000);
}

static void
assert_settled (const char *itos,
                const char *stoi,
                const guint *numbers,
                const char *expected)
{
  g_auto(GStrv) words = g_strsplit (itos, " ", -1);
  g_auto(GStrv) known = g_strsplit (stoi, " ", -1);
  g_autoptr(GPtrArray) list =
    read_pickle ((const char *const *) words, (const char *const *) known, numbers);
  g_autofree char *found = join (list);

  g_assert_cmpstr (found, ==, expected);
}

/* torchtext's stoi has the last position of a repeated word, and the first <unk> for words that it
 * lacks. */
static void
test_word_lists_of_which_of_two_stoi_says (void)
{
  const guint last[] = { 1, 2, 5, 4, 6 };
  const guint first[] = { 0, 1 };
  const guint middle[] = { 1 };
  const guint wrong[] = { 7, 0 };

  assert_settled ("<unk> <unk> <blank> <s> </s> <s> a", "<unk> <blank> <s> </s> a", last,
                  "<unk> <unk>#1 <blank> <s>#3 </s> <s> a");
  assert_settled ("<s> </s> <s> a", "<s> </s>", first, "<s> </s> <s>#2 a");
  assert_settled ("<s> <s> <s>", "<s>", middle, "<s>#0 <s> <s>#2");
  assert_settled ("<s> b <s>", "<s> b", wrong, "<s> b <s>#2");
}

static void
assert_pickle (const char *text,
               gsize       n_bytes,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) pickle = pickle_text_parse (text, n_bytes, &error);
  g_autoptr(GPtrArray) words = NULL;
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  words = heed_word_list_from_pickle (pickle->root, MOST);
  found = join (words);
  g_assert_cmpstr (found, ==, expected);
}

/* C: bytes preceded by their length, from Python 3; S: a string of Python 2. */
#define PYTHON_3 "\x80\x03](C\x03the" "C\x02\xc3\xa9" "C\x03\xffm\0" "e."
#define PYTHON_2 "(dS'\xe9t\xe9'\nI1\nsS'a'\nI0\ns."

static void
test_word_lists_of_words_may_be_bytes (void)
{
  assert_pickle (PYTHON_3, sizeof PYTHON_3 - 1, "the é \\xffm\\x00");
  assert_pickle (PYTHON_2, sizeof PYTHON_2 - 1, "a \\xe9t\\xe9");
}

/* Takes minutes if each word is looked up by a linear search of stoi. */
static void
test_word_lists_of_many_words_are_read_at_once (void)
{
  enum { N_WORDS = 200 * 1000 };
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *numbers = g_new (guint, N_WORDS);
  g_autoptr(GPtrArray) list = NULL;

  for (guint i = 0; i < N_WORDS; i++)
    {
      numbers[i] = i;
      g_ptr_array_add (words, g_strdup_printf ("w%u", i));
    }
  g_ptr_array_add (words, NULL);

  list = read_pickle ((const char *const *) words->pdata, (const char *const *) words->pdata,
                      numbers);
  g_assert_cmpuint (list->len, ==, N_WORDS);
  g_assert_cmpstr (g_ptr_array_index (list, N_WORDS - 1), ==, "w199999");
}

static void
assert_lines (const char *text,
              const char *expected)
{
  g_autofree char *path = scratch_write ("words.txt", text, strlen (text));
  const char *note;
  g_autoptr(GPtrArray) words = heed_word_list_from_lines (path, 3, &note);
  g_autofree char *found = join (words);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_word_lists_of_lines_are_read_as_far_as_they_may_go (void)
{
  assert_lines ("a\nb\n", "a b");
  assert_lines ("a\r\nb", "a b");
  assert_lines ("", "none");
  assert_lines ("a\nb\nc\nd\n", "none");
  assert_lines ("a\n\xff\n", "none");
}

static void
assert_columns (const char *text,
                const char *expected,
                const char *part)
{
  g_autofree char *path = scratch_write ("columns.vocab", text, strlen (text));
  const char *note;
  g_autoptr(GPtrArray) words = heed_word_list_from_lines (path, MOST, &note);
  g_autofree char *found = join (words);

  g_assert_cmpstr (found, ==, expected);
  if (part == NULL)
    g_assert_null (note);
  else
    g_assert_nonnull (strstr (note, part));
}

static void
test_word_lists_of_lines_may_have_numbers_behind_the_words (void)
{
  assert_columns ("<unk>\t0\n<s>\t0\n▁the\t-3.25\n1\t-9e-05\n", "<unk> <s> ▁the 1",
                  "scores or counts");
  assert_columns ("the 120\ncat 7\nthe@@ 7\n", "the cat the@@", "scores or counts");
  assert_columns ("cat\t1\nthe\t0\nsat\t2\n", "the cat sat", "are their ids");
  assert_columns ("the 2\ncat 1\nsat 0\n", "none", "ids or counts");
  assert_columns ("the\n1 2\n", "the 1 2", NULL);
  assert_columns ("the cat\nsat on\n", "the cat sat on", NULL);
}

static void
assert_yaml (const char *text,
             const char *expected)
{
  g_autofree char *path = scratch_write ("vocab.yml", text, strlen (text));
  g_autoptr(GPtrArray) words = heed_word_list_from_yaml (path, MOST);
  g_autofree char *found = join (words);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_word_lists_of_yaml_are_marians (void)
{
  assert_yaml ("</s>: 0\n<unk>: 1\n\"\\u2581the\": 3\n'it''s': 2\n", "</s> <unk> it's ▁the");
  assert_yaml ("\":\": 0\n\"a: b\": 1\n", ": a: b");
  assert_yaml ("- <unk>\n- 'a'\n", "<unk> a");
  assert_yaml ("a: 0\nb: 0\n", "none");
  assert_yaml ("a: 0\nb\n", "none");
  assert_yaml ("a: 0\n\"b: 1\n\"\\x\": 2\n", "none");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/word-lists/of-json-have-many-shapes",
                   test_word_lists_of_json_have_many_shapes);
  g_test_add_func ("/engine/word-lists/with-gaps-and-doubles-are-none",
                   test_word_lists_with_gaps_and_doubles_are_none);
  g_test_add_func ("/engine/word-lists/of-which-of-two-stoi-says",
                   test_word_lists_of_which_of_two_stoi_says);
  g_test_add_func ("/engine/word-lists/of-words-may-be-bytes",
                   test_word_lists_of_words_may_be_bytes);
  g_test_add_func ("/engine/word-lists/of-many-words-are-read-at-once",
                   test_word_lists_of_many_words_are_read_at_once);
  g_test_add_func ("/engine/word-lists/of-lines-are-read-as-far-as-they-may-go",
                   test_word_lists_of_lines_are_read_as_far_as_they_may_go);
  g_test_add_func ("/engine/word-lists/of-lines-may-have-numbers-behind-the-words",
                   test_word_lists_of_lines_may_have_numbers_behind_the_words);
  g_test_add_func ("/engine/word-lists/of-yaml-are-marians", test_word_lists_of_yaml_are_marians);

  return g_test_run ();
}
