/* test-tape.c — gradients are accumulated on the tape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/tape/operations.h"
#include "engine/tape/tape.h"

static void
fill (float *numbers,
      gsize  n,
      float  value)
{
  for (gsize i = 0; i < n; i++)
    numbers[i] = value;
}

static void
assert_all (const float *numbers,
            gsize        n,
            float        value)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (numbers[i], ==, value);
}

/* Returns a tape whose memory still contains numbers of a previous pass. */
static HeedTape *
new_used_tape (void)
{
  HeedTape *tape = heed_tape_new ();

  heed_tape_begin (tape, TRUE);
  fill (heed_tape_new_tensor (tape, 40, 40)->values, 1600, NAN);
  heed_tape_begin (tape, TRUE);

  return tape;
}

static void
test_tape_what_is_first_is_written_and_the_rest_added (void)
{
  g_autoptr(HeedTape) tape = new_used_tape ();
  HeedTensor *x = heed_tape_new_tensor (tape, 3, 5);
  float ones[15], twos[15];

  fill (ones, 15, 1.0f);
  fill (twos, 15, 2.0f);
  heed_tape_add_gradient (tape, x, ones);
  assert_all (x->gradient, 15, 1.0f);
  heed_tape_add_gradient (tape, x, twos);
  assert_all (x->gradient, 15, 3.0f);
}

static void
test_tape_rows_of_a_whole_leave_the_others_alone (void)
{
  g_autoptr(HeedTape) tape = new_used_tape ();
  HeedTensor *whole = heed_tape_new_tensor (tape, 4, 5);
  HeedTensor *rows = heed_tape_view_rows (tape, whole, 1, 2);
  float ones[10];
  gboolean adds;

  fill (ones, 10, 1.0f);
  heed_tape_add_gradient (tape, rows, ones);
  assert_all (whole->gradient, 5, 0.0f);
  assert_all (whole->gradient + 5, 10, 1.0f);
  assert_all (whole->gradient + 15, 5, 0.0f);

  heed_tape_take_gradient (tape, whole, &adds);
  g_assert_true (adds);
}

/* The weights of a loaded model are shared by threads: the backward pass must not write into
 * them. */
static void
test_tape_what_needs_no_gradient_is_left_alone (void)
{
  g_autoptr(HeedTape) tape = new_used_tape ();
  HeedTensor *weight = heed_tape_new_tensor (tape, 3, 5);
  float *lost;

  weight->needs_gradient = FALSE;
  lost = heed_tape_gradient (tape, weight);
  assert_all (lost, 15, 0.0f);
  fill (lost, 15, 1.0f);
  g_assert_null (weight->gradient);
  assert_all (heed_tape_gradient (tape, weight), 15, 0.0f);
}

static void
test_tape_a_sum_sends_the_same_to_both_sides (void)
{
  g_autoptr(HeedTape) tape = new_used_tape ();
  HeedTensor *x = heed_tape_new_tensor (tape, 3, 5);
  HeedTensor *twice;

  fill (x->values, 15, 1.0f);
  twice = heed_add (tape, x, x);
  fill (heed_tape_gradient (tape, twice), 15, 0.5f);
  heed_tape_backward (tape);
  assert_all (x->gradient, 15, 1.0f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/tape/what-is-first-is-written-and-the-rest-added",
                   test_tape_what_is_first_is_written_and_the_rest_added);
  g_test_add_func ("/engine/tape/rows-of-a-whole-leave-the-others-alone",
                   test_tape_rows_of_a_whole_leave_the_others_alone);
  g_test_add_func ("/engine/tape/what-needs-no-gradient-is-left-alone",
                   test_tape_what_needs_no_gradient_is_left_alone);
  g_test_add_func ("/engine/tape/a-sum-sends-the-same-to-both-sides",
                   test_tape_a_sum_sends_the_same_to_both_sides);

  return g_test_run ();
}
