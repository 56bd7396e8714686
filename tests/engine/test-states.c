/* test-states.c — the states of a sentence, and the plane in which they lie
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/kernels/principal.c
 */

#include <math.h>

#include "engine/decoding/session.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/numbers.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

static const char *const fixtures[] = { "d2l_bahdanau",    "bilstm_general", "luong_dot",
                                        "d2l_transformer", "marian",         "t5",
                                        "torch_prenorm" };

static HeedSession *
walk (HeedModel *model,
      guint      n_source)
{
  const guint32 ids[] = { 5, 6, 7, 4, 8 };
  HeedSession *session = steps_start (model, ids, n_source);

  for (guint t = 0; t < 4; t++)
    steps_force (session, 4 + t);

  return session;
}

/* --- What is in them --- */

/* Compares with the top layer's state in the step itself. */
static void
test_states_are_those_of_the_top_layer (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = walk (model, 5);
  guint top = heed_model_get_info (model)->n_decoder_layers - 1;
  HeedStep *steps[4];
  g_autoptr(HeedMatrix) states = NULL;

  for (guint t = 0; t < 4; t++)
    steps[t] = heed_session_get_step (session, t);
  states = heed_steps_dup_states (steps, 4);
  g_assert_cmpuint (states->n_rows, ==, 4);

  for (guint t = 0; t < 4; t++)
    {
      guint n;
      const float *state = steps_get_trace (steps[t], "state", top, &n);

      g_assert_cmpuint (states->n_columns, ==, n);
      assert_same_floats (states->values + t * n, state, n, "state");
    }
}

/* There is one row per source token, and all rows differ. */
static void
test_states_source_has_a_row_a_token (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = walk (model, 5);
  g_autoptr(HeedMatrix) states = heed_session_dup_source_states (session);
  guint n_source;

  heed_session_get_source (session, &n_source);
  g_assert_cmpuint (states->n_rows, ==, n_source);

  for (guint s = 1; s < n_source; s++)
    {
      float difference = 0.0f;

      for (guint i = 0; i < states->n_columns; i++)
        difference += ABS (states->values[s * states->n_columns + i] - states->values[i]);
      g_assert_cmpfloat (difference, >, 0.0f);
    }
}

/* The context of a step is the weighted sum of exactly these rows. */
static void
test_states_source_is_what_is_looked_at (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 3);
  g_autoptr(HeedSession) session = walk (model, 5);
  g_autoptr(HeedMatrix) states = heed_session_dup_source_states (session);
  const HeedStep *step = heed_session_get_step (session, 1);
  guint n_keys, n;
  const float *weights = heed_step_attention (step, CROSS, &n_keys);
  const float *context = steps_get_trace (step, "context", 0, &n);

  g_assert_cmpuint (n, ==, states->n_columns);
  for (guint i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (guint s = 0; s < n_keys; s++)
        sum += weights[s] * states->values[s * n + i];
      assert_close (context[i], sum, 1e-6, "context");
    }
}

static void
test_states_of_no_steps_are_none (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 3);
  g_autoptr(HeedSession) session = steps_start (model, NULL, 0);
  HeedStep *step;

  g_assert_null (heed_steps_dup_states (NULL, 0));
  heed_session_set_keeps_attention (session, FALSE);
  step = steps_take (session, 1);
  g_assert_null (heed_steps_dup_states (&step, 1));
}

/* --- The plane --- */

/* Finds the largest share of the variance along any direction by a method that the engine does not
 * use: it turns a direction repeatedly towards the points. */
static double
measure_largest_share (const double *points,
                       gsize         n,
                       gsize         width,
                       double       *direction)
{
  g_autofree double *next = g_new (double, width);
  double total = 0.0;
  double along = 0.0;

  for (gsize i = 0; i < n * width; i++)
    total += points[i] * points[i];

  for (gsize k = 0; k < width; k++)
    direction[k] = 1.0 / (1.0 + (double) k);

  for (guint turn = 0; turn < 4000; turn++)
    {
      double length = 0.0;

      for (gsize k = 0; k < width; k++)
        next[k] = 0.0;
      for (gsize i = 0; i < n; i++)
        {
          double product = 0.0;

          for (gsize k = 0; k < width; k++)
            product += points[i * width + k] * direction[k];
          for (gsize k = 0; k < width; k++)
            next[k] += product * points[i * width + k];
        }

      for (gsize k = 0; k < width; k++)
        length += next[k] * next[k];
      for (gsize k = 0; k < width; k++)
        direction[k] = next[k] / sqrt (length);
      along = sqrt (length);
    }

  return along / total;
}

static void
assert_along (const HeedPlane *plane,
              guint            which,
              const double    *points,
              gsize            width,
              const double    *direction)
{
  double sign = 0.0;

  for (guint i = 0; i < plane->n_points; i++)
    {
      double along = 0.0;

      for (gsize k = 0; k < width; k++)
        along += points[i * width + k] * direction[k];
      if (sign == 0.0 && fabs (along) > 1e-3)
        sign = along * plane->points[2 * i + which] > 0.0 ? 1.0 : -1.0;
      assert_close (plane->points[2 * i + which], sign * along, 1e-4, "along a direction");
    }
}

/* Compares with directions from power iteration in double precision; the second is found after the
 * first has been removed. */
static void
test_plane_is_where_points_are_furthest_apart (void)
{
  const gsize n = 9, width = 14;
  g_autofree float *numbers = numbers_new (n * width, 21);
  g_autofree double *points = g_new (double, n * width);
  g_autofree double *direction = g_new (double, width);
  g_autoptr(HeedMatrix) matrix = NULL;
  g_autoptr(HeedPlane) plane = NULL;
  double total = 0.0, left = 0.0, share;

  for (gsize k = 0; k < width; k++)
    {
      double mean = 0.0;

      for (gsize i = 0; i < n; i++)
        numbers[i * width + k] *= 3.0f / (float) (k + 1);
      for (gsize i = 0; i < n; i++)
        mean += numbers[i * width + k] / (double) n;
      for (gsize i = 0; i < n; i++)
        points[i * width + k] = numbers[i * width + k] - mean;
    }
  for (gsize i = 0; i < n * width; i++)
    total += points[i] * points[i];

  matrix = heed_matrix_new (n, width, numbers);
  plane = heed_plane_new (matrix);
  g_assert_nonnull (plane);

  share = measure_largest_share (points, n, width, direction);
  assert_close (plane->shares[0], share, 1e-6, "share of the first");
  assert_along (plane, 0, points, width, direction);

  for (gsize i = 0; i < n; i++)
    {
      double along = 0.0;

      for (gsize k = 0; k < width; k++)
        along += points[i * width + k] * direction[k];
      for (gsize k = 0; k < width; k++)
        points[i * width + k] -= along * direction[k];
    }
  for (gsize i = 0; i < n * width; i++)
    left += points[i] * points[i];

  share = measure_largest_share (points, n, width, direction) * left / total;
  assert_close (plane->shares[1], share, 1e-6, "share of the second");
  assert_along (plane, 1, points, width, direction);
}

/* The sign of a direction is arbitrary, but heed_plane_new() fixes it. */
static void
test_plane_furthest_point_is_positive (void)
{
  for (guint64 seed = 1; seed < 20; seed++)
    {
      g_autofree float *numbers = numbers_new (6 * 5, seed);
      g_autoptr(HeedMatrix) matrix = heed_matrix_new (6, 5, numbers);
      g_autoptr(HeedPlane) plane = heed_plane_new (matrix);
      g_autoptr(HeedPlane) again = heed_plane_new (matrix);

      assert_same_floats (again->points, plane->points, 12, "the same twice");
      for (guint which = 0; which < 2; which++)
        {
          float furthest = 0.0f;

          for (guint i = 0; i < 6; i++)
            if (ABS (plane->points[2 * i + which]) > ABS (furthest))
              furthest = plane->points[2 * i + which];
          g_assert_cmpfloat (furthest, >, 0.0f);
        }
    }
}

/* One token, several identical tokens, and tokens on a line. */
static void
test_plane_of_few_directions (void)
{
  const float alike[] = { 1, 2, 3, 1, 2, 3, 1, 2, 3 };
  const float line[] = { 0, 0, 1, 2, 3, 6 };
  g_autoptr(HeedMatrix) one = heed_matrix_new (1, 3, alike);
  g_autoptr(HeedMatrix) same = heed_matrix_new (3, 3, alike);
  g_autoptr(HeedMatrix) straight = heed_matrix_new (3, 2, line);
  HeedMatrix *flat[] = { one, same };
  g_autoptr(HeedPlane) plane = NULL;

  for (guint m = 0; m < 2; m++)
    {
      g_autoptr(HeedPlane) point = heed_plane_new (flat[m]);

      g_assert_cmpfloat (point->shares[0], ==, 0.0);
      g_assert_cmpfloat (point->shares[1], ==, 0.0);
      for (guint i = 0; i < 2 * point->n_points; i++)
        g_assert_cmpfloat (point->points[i], ==, 0.0f);
    }

  plane = heed_plane_new (straight);
  assert_close (plane->shares[0], 1.0, 1e-9, "all of it");
  assert_close (plane->shares[1], 0.0, 1e-9, "nothing");
  assert_close (plane->points[4], 5.0 / 3.0 * sqrt (5.0), 1e-5, "the last point");
  for (guint i = 0; i < 3; i++)
    assert_close (plane->points[2 * i + 1], 0.0, 1e-6, "across");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *top = g_strconcat ("/engine/states/top-layer/", fixtures[i], NULL);
      g_autofree char *rows = g_strconcat ("/engine/states/a-row-a-token/", fixtures[i], NULL);

      g_test_add_data_func (top, fixtures[i], test_states_are_those_of_the_top_layer);
      g_test_add_data_func (rows, fixtures[i], test_states_source_has_a_row_a_token);
    }

  g_test_add_func ("/engine/states/source-is-what-is-looked-at",
                   test_states_source_is_what_is_looked_at);
  g_test_add_func ("/engine/states/of-no-steps-are-none", test_states_of_no_steps_are_none);
  g_test_add_func ("/engine/states/plane/where-points-are-furthest-apart",
                   test_plane_is_where_points_are_furthest_apart);
  g_test_add_func ("/engine/states/plane/furthest-point-is-positive",
                   test_plane_furthest_point_is_positive);
  g_test_add_func ("/engine/states/plane/of-few-directions", test_plane_of_few_directions);

  return g_test_run ();
}
