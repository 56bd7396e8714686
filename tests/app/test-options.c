/* test-options.c — invalid options are refused with helpful messages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/options.h"
#include "app/cli/verb.h"

static void
test_options_a_range_has_both_its_ends (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_options_check_range ("--beam", 1, 1, 5, NULL));
  g_assert_true (heed_options_check_range ("--beam", 5, 1, 5, NULL));
  g_assert_false (heed_options_check_range ("--beam", 0, 1, 5, NULL));
  g_assert_false (heed_options_check_range ("--beam", 6, 1, 5, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
  g_assert_cmpstr (error->message, ==, "--beam: expected 1 to 5, found 6");
}

static void
test_options_text_is_utf8 (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_options_check_text ("--target", NULL, NULL));
  g_assert_true (heed_options_check_text ("--target", "d\xc3\xa9j\xc3\xa0", NULL));
  g_assert_false (heed_options_check_text ("--target", "d\xe9j\xe0", &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "--target: expected UTF-8, found byte 0xe9 at offset 1");
}

static void
test_options_a_number_is_only_digits (void)
{
  const char *const wrong[] = { "",    "-1",  "+1",
                                "1.5", "0x1", " 1",
                                "1 ",  "11",  "99999999999999999999" };
  guint64 number = 0;

  g_assert_true (heed_options_parse_unsigned ("--mask", "10", 10, &number, NULL));
  g_assert_cmpuint (number, ==, 10);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (heed_options_parse_unsigned ("--mask", wrong[i], 10, &number, &error));
      g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
    }
}

static void
test_options_a_choice_is_one_of_the_list (void)
{
  const char *const formats[] = { "json", "text", "csv", NULL };
  g_autoptr(GError) error = NULL;
  guint choice = 9;

  g_assert_true (heed_options_parse_choice ("--format", NULL, formats, &choice, NULL));
  g_assert_cmpuint (choice, ==, 0);
  g_assert_true (heed_options_parse_choice ("--format", "csv", formats, &choice, NULL));
  g_assert_cmpuint (choice, ==, 2);
  g_assert_false (heed_options_parse_choice ("--format", "xml", formats, &choice, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
  g_assert_cmpstr (error->message, ==, "--format: expected json|text|csv, found xml");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/options/a-range-has-both-its-ends",
                   test_options_a_range_has_both_its_ends);
  g_test_add_func ("/app/options/text-is-utf8", test_options_text_is_utf8);
  g_test_add_func ("/app/options/a-number-is-only-digits", test_options_a_number_is_only_digits);
  g_test_add_func ("/app/options/a-choice-is-one-of-the-list",
                   test_options_a_choice_is_one_of_the_list);

  return g_test_run ();
}
