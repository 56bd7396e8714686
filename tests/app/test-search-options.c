/* test-search-options.c — --beam, --sample and their related options are parsed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/search-options.h"

#include <math.h>

#include "app/cli/verb.h"

static void
test_search_options_not_given_are_greedy (void)
{
  const HeedSearchOptions given = HEED_SEARCH_OPTIONS_DEFAULT;
  HeedWalk decoding = { 0 };

  g_assert_true (heed_search_options_parse (&given, &decoding, NULL));
  g_assert_cmpuint (decoding.beam.width, ==, 1);
  g_assert_cmpuint (decoding.beam.max_length, ==, 0);
  g_assert_cmpint (decoding.beam.length_rule, ==, HEED_LENGTH_POWER);
  g_assert_cmpfloat (decoding.beam.length_penalty, ==, 1.0);
  g_assert_cmpfloat (decoding.beam.coverage_penalty, ==, 0.0);
  g_assert_false (decoding.is_sampled);
}

static void
test_search_options_say_what_they_say (void)
{
  HeedSearchOptions given = HEED_SEARCH_OPTIONS_DEFAULT;
  HeedWalk decoding = { .n_target = 7 };

  given.beam = 3;
  given.max_length = 9;
  given.length_rule = (char *) "gnmt";
  given.length_penalty = 0.6;
  given.coverage_penalty = 0.2;
  g_assert_true (heed_search_options_parse (&given, &decoding, NULL));
  g_assert_cmpuint (decoding.beam.width, ==, 3);
  g_assert_cmpuint (decoding.beam.max_length, ==, 9);
  g_assert_cmpint (decoding.beam.length_rule, ==, HEED_LENGTH_GNMT);
  g_assert_cmpfloat (decoding.beam.length_penalty, ==, 0.6);
  g_assert_cmpfloat (decoding.beam.coverage_penalty, ==, 0.2);
  g_assert_cmpuint (decoding.n_target, ==, 7);

  given = (HeedSearchOptions) { .beam = 1,
                                .length_penalty = 1.0,
                                .sample = TRUE,
                                .temperature = 0.5,
                                .top_k = 4,
                                .top_p = 0.9,
                                .seed = 11 };
  g_assert_true (heed_search_options_parse (&given, &decoding, NULL));
  g_assert_true (decoding.is_sampled);
  g_assert_cmpfloat (decoding.sampling.temperature, ==, 0.5);
  g_assert_cmpuint (decoding.sampling.top_k, ==, 4);
  g_assert_cmpfloat (decoding.sampling.top_p, ==, 0.9);
  g_assert_cmpuint (decoding.sampling.seed, ==, 11);
}

static void
assert_refused (const HeedSearchOptions *given,
                const char              *message)
{
  HeedWalk decoding = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_search_options_parse (given, &decoding, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_search_options_errors_name_the_option (void)
{
  HeedSearchOptions given = HEED_SEARCH_OPTIONS_DEFAULT;

#define REFUSE(member, value, message) \
  G_STMT_START { \
    given = (HeedSearchOptions) HEED_SEARCH_OPTIONS_DEFAULT; \
    given.sample = TRUE; \
    given.member = (value); \
    assert_refused (&given, (message)); \
  } G_STMT_END

  REFUSE (beam, 0, "--beam: expected 1 to 1000, found 0");
  REFUSE (beam, 2, "--sample: expected without --beam, found with it");
  REFUSE (length_penalty, -1.0, "--length-penalty: expected 0 to 100, found -1");
  REFUSE (coverage_penalty, INFINITY, "--coverage-penalty: expected 0 to 100, found inf");
  REFUSE (temperature, NAN, "--temperature: expected 0 to 1e+06, found nan");
  REFUSE (top_k, -1, "--top-k: expected 0 to 2147483647, found -1");
  REFUSE (top_p, 0.0, "--top-p: expected a number above 0 and at most 1, found 0");
  REFUSE (length_rule, (char *) "log", "--length-rule: expected power|gnmt, found log");

  given = (HeedSearchOptions) HEED_SEARCH_OPTIONS_DEFAULT;
  given.seed = 3;
  assert_refused (
    &given, "--temperature, --top-k, --top-p and --seed: expected with --sample, found without it");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/search-options/not-given-are-greedy",
                   test_search_options_not_given_are_greedy);
  g_test_add_func ("/app/search-options/say-what-they-say", test_search_options_say_what_they_say);
  g_test_add_func ("/app/search-options/errors-name-the-option",
                   test_search_options_errors_name_the_option);

  return g_test_run ();
}
