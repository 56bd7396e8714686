/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/special-words.h"

#include "engine/files/json-writer.h"

static void
test_special_words_are_spelled_in_many_ways (void)
{
  g_assert_true (heed_special_words_has ("<s>"));
  g_assert_true (heed_special_words_has ("[PAD]"));
  g_assert_true (heed_special_words_has ("SOS"));
  g_assert_true (heed_special_words_has ("<2fr>"));
  g_assert_false (heed_special_words_has ("<>"));
  g_assert_false (heed_special_words_has ("sos"));
  g_assert_false (heed_special_words_has (""));
}

static void
assert_found (const char *list,
              const char *expected)
{
  g_auto(GStrv) words = g_strsplit (list, " ", -1);
  g_autoptr(GPtrArray) array = g_ptr_array_new ();
  g_autoptr(HeedJson) found = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (array, words[i]);
  found = heed_special_words_find (array);
  line = heed_json_to_line (found);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_special_words_have_the_lowest_ids (void)
{
  assert_found ("<pad> <unk> a <s> </s> <s>",
                "{\"unknown\": 1, \"padding\": 0, \"begin\": 3, \"end\": 4}");
  assert_found ("SOS EOS a", "{\"begin\": 0, \"end\": 1}");
  assert_found ("a b", "{}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/special-words/are-spelled-in-many-ways",
                   test_special_words_are_spelled_in_many_ways);
  g_test_add_func ("/engine/special-words/have-the-lowest-ids",
                   test_special_words_have_the_lowest_ids);

  return g_test_run ();
}
