/* test-progress.c — the progress of a long operation, in messages that fit
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "app/cli/progress.h"

static void
assert_seconds (double      seconds,
                const char *wanted)
{
  g_autofree char *text = heed_progress_format_seconds (seconds);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_progress_seconds_become_a_time (void)
{
  assert_seconds (0.0, "0:00");
  assert_seconds (59.4, "0:59");
  assert_seconds (59.6, "1:00");
  assert_seconds (3599.0, "59:59");
  assert_seconds (3600.0, "1:00:00");
  assert_seconds (90061.0, "25:01:01");
}

static void
test_progress_an_unknown_time_is_a_question_mark (void)
{
  assert_seconds (NAN, "?");
  assert_seconds (INFINITY, "?");
  assert_seconds (-1.0, "?");
}

static void
assert_bar (double      fraction,
            guint       n_columns,
            const char *wanted)
{
  g_autofree char *bar = heed_progress_format_bar (fraction, "Épo", n_columns);

  g_assert_cmpstr (bar, ==, wanted);
}

static void
test_progress_a_bar_fills_from_the_left (void)
{
  assert_bar (0.0, 80, "[....................]   0 %  Épo");
  assert_bar (0.5, 80, "[##########..........]  50 %  Épo");
  assert_bar (1.0, 80, "[####################] 100 %  Épo");
}

static void
test_progress_a_bar_never_leaves_its_frame (void)
{
  assert_bar (-3.0, 80, "[....................]   0 %  Épo");
  assert_bar (7.0, 80, "[####################] 100 %  Épo");
  assert_bar (NAN, 80, "[....................]   0 %  Épo");
}

static void
test_progress_a_bar_fits_the_terminal (void)
{
  assert_bar (0.5, 30, "[##########..........]  50 %  ");
  assert_bar (0.5, 31, "[##########..........]  50 %  É");
  assert_bar (0.5, 0, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/progress/seconds-become-a-time", test_progress_seconds_become_a_time);
  g_test_add_func ("/app/progress/an-unknown-time-is-a-question-mark",
                   test_progress_an_unknown_time_is_a_question_mark);
  g_test_add_func ("/app/progress/a-bar-fills-from-the-left",
                   test_progress_a_bar_fills_from_the_left);
  g_test_add_func ("/app/progress/a-bar-never-leaves-its-frame",
                   test_progress_a_bar_never_leaves_its_frame);
  g_test_add_func ("/app/progress/a-bar-fits-the-terminal", test_progress_a_bar_fits_the_terminal);

  return g_test_run ();
}
