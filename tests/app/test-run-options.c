/* test-run-options.c — the "run" of a training configuration is parsed or refused
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/run-options.h"

static void
test_run_options_all_may_be_left_out (void)
{
  const char *const configurations[] = { "{}", "{\"run\": {}}", "[]", "no JSON" };

  for (guint i = 0; i < G_N_ELEMENTS (configurations); i++)
    {
      g_auto(HeedRunOptions) options = { 0 };

      g_assert_true (heed_run_options_parse (&options, configurations[i], "/data", NULL));
      g_assert_null (options.output);
      g_assert_null (options.card);
      g_assert_cmpuint (options.valid_every, ==, 500);
      g_assert_cmpuint (options.checkpoint_every, ==, 60);
      g_assert_cmpuint (options.n_translated, ==, 200);
      g_assert_cmpint (options.select, ==, HEED_SELECT_BLEU);
      g_assert_cmpint (options.bleu_tokenizer, ==, HEED_BLEU_13A);
    }
}

static void
test_run_options_say_what_they_say (void)
{
  const char *configuration = "{\"run\": {\"output\": \"models/toy.safetensors\", \"valid_every\": "
                              "7, \"checkpoint_every\": 0,"
                              " \"translate\": 3, \"select\": \"loss\", \"bleu_tokenizer\": "
                              "\"zh\", \"card\": {\"licence\": \"CC0\"}}}";
  g_auto(HeedRunOptions) options = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_run_options_parse (&options, configuration, "/data", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (options.output, ==, "/data/models/toy.safetensors");
  g_assert_cmpuint (options.valid_every, ==, 7);
  g_assert_cmpuint (options.checkpoint_every, ==, 0);
  g_assert_cmpuint (options.n_translated, ==, 3);
  g_assert_cmpint (options.select, ==, HEED_SELECT_LOSS);
  g_assert_cmpint (options.bleu_tokenizer, ==, HEED_BLEU_ZH);
  g_assert_cmpstr (options.card, ==, "{\"licence\": \"CC0\"}");
}

static void
test_run_options_errors_name_the_member (void)
{
  const struct
  {
    const char *run;
    const char *message;
  } cases[] = {
    { "3", "configuration: run: expected an object, found 3" },
    { "{\"valid_evry\": 7}",
      "configuration: run: expected output, valid_every, patience, checkpoint_every, translate, "
      "select, bleu_tokenizer, half, card, found valid_evry" },
    { "{\"valid_every\": -1}",
      "configuration: run.valid_every: expected a whole number from 0 to 2147483647, found -1" },
    { "{\"valid_every\": 1.5}",
      "configuration: run.valid_every: expected a whole number from 0 to 2147483647, found 1.5" },
    { "{\"output\": []}", "configuration: run.output: expected a text, found a list of 0" },
    { "{\"select\": \"speed\"}",
      "configuration: run.select: expected one of bleu, loss, found \"speed\"" },
    { "{\"card\": \"good\"}", "configuration: run.card: expected an object, found \"good\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *configuration = g_strdup_printf ("{\"run\": %s}", cases[i].run);
      g_auto(HeedRunOptions) options = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_false (heed_run_options_parse (&options, configuration, "/data", &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_run_options_are_not_the_engines (void)
{
  g_autofree char *stripped =
    heed_run_options_strip ("{\"name\": \"toy\",\n \"run\": {\"select\": \"loss\"}}");
  g_autofree char *foreign = heed_run_options_strip ("no JSON");

  g_assert_cmpstr (stripped, ==, "{\"name\": \"toy\"}");
  g_assert_cmpstr (foreign, ==, "no JSON");
}

/* The engine refuses such nesting; code that looks at the file before it must not recurse. */
static void
test_run_options_too_deep_are_left_to_the_engine (void)
{
  g_autofree char *lists = g_strnfill (200000, '[');
  g_autofree char *deep = g_strconcat ("{\"run\": ", lists, NULL);
  g_autofree char *stripped = heed_run_options_strip (deep);
  g_auto(HeedRunOptions) options = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_run_options_parse (&options, deep, "/data", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (stripped, ==, deep);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/run-options/all-may-be-left-out", test_run_options_all_may_be_left_out);
  g_test_add_func ("/app/run-options/say-what-they-say", test_run_options_say_what_they_say);
  g_test_add_func ("/app/run-options/errors-name-the-member",
                   test_run_options_errors_name_the_member);
  g_test_add_func ("/app/run-options/are-not-the-engines", test_run_options_are_not_the_engines);
  g_test_add_func ("/app/run-options/too-deep-are-left-to-the-engine",
                   test_run_options_too_deep_are_left_to_the_engine);

  return g_test_run ();
}
