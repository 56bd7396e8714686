/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/word-lists.h"

#include <string.h>

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

static void
assert_lines (const char *text,
              const char *expected)
{
  g_autofree char *path = scratch_write ("words.txt", text, strlen (text));
  g_autoptr(GPtrArray) words = heed_word_list_from_lines (path, 3);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/word-lists/of-json-have-many-shapes", test_word_lists_of_json_have_many_shapes);
  g_test_add_func ("/engine/word-lists/with-gaps-and-doubles-are-none", test_word_lists_with_gaps_and_doubles_are_none);
  g_test_add_func ("/engine/word-lists/of-lines-are-read-as-far-as-they-may-go",
                   test_word_lists_of_lines_are_read_as_far_as_they_may_go);

  return g_test_run ();
}
