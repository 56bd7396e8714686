/* test-verb.c — a verb gets its options and its arguments, and errors a status
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/verb.h"

static int beam;
static char *received;

static const GOptionEntry options[] = {
  { "beam", 0, 0, G_OPTION_ARG_INT, &beam, "Hypotheses", "N" },
  G_OPTION_ENTRY_NULL
};

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_free (received);
  received = g_strjoinv ("|", arguments);

  return TRUE;
}

static const HeedVerb verb = {
  .name = "echo",
  .summary = "remembers what it was given",
  .options = options,
  .run = run,
};

static void
assert_received (const char *arguments,
                 const char *wanted)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) split = g_strsplit (arguments, " ", -1);

  g_assert_true (heed_verb_run (&verb, split, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (received, ==, wanted);
}

static void
test_verb_options_may_stand_anywhere (void)
{
  assert_received ("echo a --beam 3 b", "a|b");
  g_assert_cmpint (beam, ==, 3);
  assert_received ("echo --beam=4 a b", "a|b");
  g_assert_cmpint (beam, ==, 4);
}

static void
test_verb_a_dash_is_an_argument (void)
{
  assert_received ("echo -", "-");
}

static void
test_verb_two_dashes_end_the_options (void)
{
  assert_received ("echo -- --beam x", "--beam|x");
  assert_received ("echo a -- -5 degrees", "a|-5|degrees");
}

static void
test_verb_an_unknown_option_is_wrong_use (void)
{
  char *arguments[] = { "echo", "--bean", NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_verb_run (&verb, arguments, NULL, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
}

static gboolean
fail (char         **arguments,
      GCancellable  *cancellable,
      GError       **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, arguments[0]);

  return FALSE;
}

static void
assert_phrased (const char *message,
                const char *phrased)
{
  const HeedVerb failing = { .name = "fail", .summary = "fails", .run = fail };
  char *arguments[] = { "fail", "--", (char *) message, NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_verb_run (&failing, arguments, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, phrased);
}

static void
test_verb_every_error_says_expected_and_found (void)
{
  assert_phrased ("No such file", "fail: expected a file that can be used, found: No such file");
  assert_phrased ("model: expected a name, found none", "model: expected a name, found none");
}

static void
test_verb_every_error_has_its_status (void)
{
  const struct
  {
    GQuark   domain;
    int      code;
    HeedExit status;
  } cases[] = {
    { HEED_CLI_ERROR, HEED_CLI_ERROR_MISSED, HEED_EXIT_MISSED },
    { HEED_CLI_ERROR, HEED_CLI_ERROR_USE, HEED_EXIT_USE },
    { HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, HEED_EXIT_DATA },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, HEED_EXIT_DATA },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, HEED_EXIT_INTERRUPTED },
  };

  g_assert_cmpint (heed_verb_exit_status (NULL), ==, HEED_EXIT_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "what");

      g_assert_cmpint (heed_verb_exit_status (error), ==, cases[i].status);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/verb/options-may-stand-anywhere", test_verb_options_may_stand_anywhere);
  g_test_add_func ("/app/verb/a-dash-is-an-argument", test_verb_a_dash_is_an_argument);
  g_test_add_func ("/app/verb/two-dashes-end-the-options", test_verb_two_dashes_end_the_options);
  g_test_add_func ("/app/verb/an-unknown-option-is-wrong-use",
                   test_verb_an_unknown_option_is_wrong_use);
  g_test_add_func ("/app/verb/every-error-says-expected-and-found",
                   test_verb_every_error_says_expected_and_found);
  g_test_add_func ("/app/verb/every-error-has-its-status", test_verb_every_error_has_its_status);

  return g_test_run ();
}
