/* test-positions.c — sinusoids, position tables, and the buckets of relative positions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/layers/positions.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define WIDTH 10

static void
test_positions_sinusoids_are_their_formulas (void)
{
  const guint positions[] = { 0, 1, 2, 17, 500 };
  float interleaved[WIDTH], halves[WIDTH], timescales[WIDTH];

  for (guint p = 0; p < G_N_ELEMENTS (positions); p++)
    {
      heed_sinusoids_fill (interleaved, WIDTH, positions[p], HEED_SINUSOIDS_INTERLEAVED);
      heed_sinusoids_fill (halves, WIDTH, positions[p], HEED_SINUSOIDS_HALVES);
      heed_sinusoids_fill (timescales, WIDTH, positions[p], HEED_SINUSOIDS_TIMESCALES);

      for (guint i = 0; i < WIDTH / 2; i++)
        {
          double a = positions[p] / pow (10000.0, 2.0 * i / WIDTH);
          double b = positions[p] * exp (-(double) i * log (10000.0) / (WIDTH / 2 - 1));

          assert_close (interleaved[2 * i], sin (a), 1e-6, "interleaved sine");
          assert_close (interleaved[2 * i + 1], cos (a), 1e-6, "interleaved cosine");
          assert_close (halves[i], sin (a), 1e-6, "sine of the first half");
          assert_close (halves[WIDTH / 2 + i], cos (a), 1e-6, "cosine of the second half");
          assert_close (timescales[i], sin (b), 1e-6, "sine of a timescale");
          assert_close (timescales[WIDTH / 2 + i], cos (b), 1e-6, "cosine of a timescale");
        }
    }
}

/* Values of _relative_position_bucket() of transformers 4.26 for 32 buckets and a largest distance
 * of 128. */
static void
test_positions_buckets_are_those_of_t5 (void)
{
  const struct { int distance; guint both_ways, backwards;
  } cases[] = { { 0, 0, 0 },      { 1, 17, 0 },     { -1, 1, 1 },        { 7, 23, 0 },
                { -7, 7, 7 },     { 8, 24, 0 },     { -8, 8, 8 },        { -15, 9, 15 },
                { -16, 10, 16 },  { 40, 28, 0 },    { -40, 12, 23 },     { 127, 31, 0 },
                { -127, 15, 31 }, { -128, 15, 31 }, { -100000, 15, 31 }, { 100000, 31, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (heed_distance_bucket (cases[i].distance, TRUE, 32, 128), ==,
                        cases[i].both_ways);
      g_assert_cmpuint (heed_distance_bucket (cases[i].distance, FALSE, 32, 128), ==,
                        cases[i].backwards);
    }
}

/* Three positions of two sentences; the third uses the same row as the first. */
static HeedTensor *
run_positions (HeedTape *tape,
               gpointer  user_data)
{
  HeedTensor *const *inputs = user_data;
  const float *rows[] = { heed_tensor_row (inputs[1], 2), heed_tensor_row (inputs[1], 0),
                          heed_tensor_row (inputs[1], 2) };

  return heed_add_positions (tape, inputs[0], 1.5f, rows, 2, inputs[1]);
}

static void
test_positions_gradients_are_the_slopes (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", 6, 5, 1);
  g_autoptr(LayerTensor) table = layer_tensor_new ("table", 4, 5, 2);
  HeedTensor *inputs[] = { x, table, NULL };

  assert_layer_gradients (run_positions, inputs, inputs);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/positions/sinusoids-are-their-formulas",
                   test_positions_sinusoids_are_their_formulas);
  g_test_add_func ("/engine/positions/buckets-are-those-of-t5",
                   test_positions_buckets_are_those_of_t5);
  g_test_add_func ("/engine/positions/gradients-are-the-slopes",
                   test_positions_gradients_are_the_slopes);

  return g_test_run ();
}
