/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/plain-words.h"

#include <string.h>

#include "engine/heed.h"

/* Joins the words with "|". */
static void
assert_parted (const char *text,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *parted = heed_plain_words_part (text, &error);
  g_auto(GStrv) parts = NULL;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  parts = g_strsplit (parted, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, parts[i]);
  g_ptr_array_add (words, NULL);
  found = g_strjoinv ("|", (char **) words->pdata);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_plain_words_are_parted_from_marks (void)
{
  assert_parted ("", "");
  assert_parted ("the cat", "the|cat");
  assert_parted ("Yes, été !", "Yes|,|été|!");
  assert_parted ("  Why?!  ", "Why|?|!");
  assert_parted ("a,b,,c", "a|,|b|,|,|c");
}

/* The normaliser removes spaces before a comma. */
static void
test_plain_words_have_commas_within_numbers (void)
{
  assert_parted ("3,500 cats", "3,500|cats");
  assert_parted ("3 ,500", "3,500");
  assert_parted ("3, 500", "3|,|500");
  assert_parted ("3,a a,3 3,", "3|,|a|a|,|3|3|,");
}

static void
test_plain_words_refuse_what_needs_lists (void)
{
  static const char *const texts[] = { "The end.", "it's", "a-b", "a\tb", "\"a\"", "a²", "猫",
                                       "e\xcc\x81", "a\xc2\xa0?" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_plain_words_part (texts[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, "Moses"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/plain-words/are-parted-from-marks",
                   test_plain_words_are_parted_from_marks);
  g_test_add_func ("/engine/plain-words/have-commas-within-numbers",
                   test_plain_words_have_commas_within_numbers);
  g_test_add_func ("/engine/plain-words/refuse-what-needs-lists",
                   test_plain_words_refuse_what_needs_lists);

  return g_test_run ();
}
