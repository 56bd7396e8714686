/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "app/window/desktop/problem.h"
#include "config.h"
#include "engine/heed.h"

static char *
describe (GQuark domain,
          int    code)
{
  g_autoptr(GError) error =
    g_error_new_literal (domain, code, "header: expected JSON, found noise");
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_open (&problem, "/a/folder/model.safetensors", error);
  g_assert_true (g_str_has_suffix (problem.detail, "header: expected JSON, found noise"));
  g_assert_nonnull (g_strstr_len (problem.title, -1, "“model.safetensors”"));

  return g_steal_pointer (&problem.title);
}

static void
test_problem_kinds_are_told_apart (void)
{
  g_autofree char *damaged = describe (HEED_ERROR, HEED_ERROR_DAMAGED);
  g_autofree char *unsupported = describe (HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_autofree char *missing = describe (G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_autofree char *other = describe (G_IO_ERROR, G_IO_ERROR_FAILED);

  g_assert_cmpstr (damaged, !=, unsupported);
  g_assert_cmpstr (unsupported, !=, missing);
  g_assert_cmpstr (missing, !=, other);
}

static void
test_problem_name_that_is_not_utf8_is_still_shown (void)
{
  g_autoptr(GError) error = g_error_new_literal (HEED_ERROR, HEED_ERROR_DAMAGED, "short");
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_open (&problem, "/a/mod\xe8le", error);

  g_assert_true (g_utf8_validate (problem.title, -1, NULL));
}

static void
test_problem_of_a_sentence_keeps_the_detail (void)
{
  g_autoptr(GError) error =
    g_error_new_literal (HEED_ERROR, HEED_ERROR_NOT_FINITE, "W_k: expected finite, found NaN");
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_decode (&problem, error);

  g_assert_cmpstr (problem.detail, ==, "W_k: expected finite, found NaN");
  g_assert_cmpstr (problem.title, !=, "");
}

/* Messages of the engine are translated, except for the names and numbers of the file. */
static void
test_problem_is_told_in_the_person_s_language (void)
{
  g_autoptr(GError) error =
    g_error_new_literal (HEED_ERROR, HEED_ERROR_DAMAGED,
                         "a.npz: W_k: expected bytes from 7 to at most 9, found 7 to 12");
  g_auto(HeedProblem) problem = { 0 };

  g_setenv ("LANGUAGE", "fr", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("HEED_LOCALES"));
  textdomain (GETTEXT_PACKAGE);
  heed_problem_describe_open (&problem, "/a/a.npz", error);
  g_setenv ("LANGUAGE", "en", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("HEED_LOCALES"));

  g_assert_null (strstr (problem.detail, "expected"));
  g_assert_null (strstr (problem.detail, "found"));
  g_assert_nonnull (strstr (problem.detail, "a.npz: W_k"));
  g_assert_nonnull (strstr (problem.detail, "7 to 12"));
}

/* A message of another form is shown unchanged. */
static void
test_problem_in_other_words_is_told_as_it_is (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "No room left");
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_open (&problem, "/a/a.npz", error);
  g_assert_cmpstr (problem.detail, ==, "No room left");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/problem/kinds-are-told-apart", test_problem_kinds_are_told_apart);
  g_test_add_func ("/app/problem/name-that-is-not-utf8-is-still-shown",
                   test_problem_name_that_is_not_utf8_is_still_shown);
  g_test_add_func ("/app/problem/of-a-sentence-keeps-the-detail",
                   test_problem_of_a_sentence_keeps_the_detail);

  g_test_add_func ("/app/problem/in-other-words-is-told-as-it-is",
                   test_problem_in_other_words_is_told_as_it_is);
  g_test_add_func ("/app/problem/is-told-in-the-person-s-language",
                   test_problem_is_told_in_the_person_s_language);

  return g_test_run ();
}
