/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/gold-weights.h"

#include "engine/heed.h"

static void
assert_read (const char *links,
             const char *probabilities,
             double      sure_from,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = heed_gold_weights_apply (links, probabilities, sure_from, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

/* As awesome-align writes them: in another file, in the same order. */
static void
test_gold_weights_may_be_apart (void)
{
  assert_read ("2-0  0-1\t11s1\r", " 0.9996337890625 1e-05 1.0000001\n", 0.5, "2-0 0p1 11s1");
  assert_read ("0-0 1p1 2?2 3S3", "0.4 1 1 0.49999", 0.5, "0p0 1p1 2?2 3p3");
  assert_read (" ", "", 0.5, "");
  assert_read ("0-0:0.1 1-1", "0.9 0.1", 0.5, "0-0:0.1 1p1");
}

static void
test_gold_weights_may_be_in_the_line (void)
{
  assert_read ("0-0:0.4 1-1:0.5 2-2 3-3:1e-7 4p4:1", NULL, 0.5,
               "0p0:0.4 1-1:0.5 2-2 3p3:1e-7 4p4:1");
}

/* Whoever parses it says so. */
static void
test_gold_weights_leave_what_is_no_link (void)
{
  assert_read ("x 12 - 0-0:nan 1-1: \xff 7", NULL, 0.5, "x 12 - 0-0:nan 1-1: \xff 7");
  assert_read ("x 12 :", "0.1 0.1 0.1", 0.5, "x 12 :");
}

static void
assert_refused (const char *links,
                const char *probabilities,
                const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_gold_weights_apply (links, probabilities, 0.5, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_gold_weights_must_fit (void)
{
  static const char *const wrong[] = { "nan", "inf", "-0.5", "1.01", "0.5x", "0,5", "1e999",
                                       "0.5:1", "tensor(0.5)" };

  assert_refused ("0-0 1-1", "0.5", "probabilities: expected as many as links, 2, found 1");
  assert_refused ("", "0.5", "probabilities: expected as many as links, 0, found 1");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *probabilities = g_strconcat ("0.5 ", wrong[i], NULL);
      g_autofree char *message =
        g_strdup_printf ("probability 2: expected a number from 0 to 1, found “%s”", wrong[i]);

      assert_refused ("0-0 1-1", probabilities, message);
    }
  assert_refused ("0-0", "\xff" "0000000000000000000000000000000",
                  "probability 1: expected a number from 0 to 1, found “\xef\xbf\xbd"
                  "00000000000000000000000…”");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/gold-weights/may-be-apart", test_gold_weights_may_be_apart);
  g_test_add_func ("/app/gold-weights/may-be-in-the-line", test_gold_weights_may_be_in_the_line);
  g_test_add_func ("/app/gold-weights/leave-what-is-no-link",
                   test_gold_weights_leave_what_is_no_link);
  g_test_add_func ("/app/gold-weights/must-fit", test_gold_weights_must_fit);

  return g_test_run ();
}
