/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/state-index.h"

#include <math.h>

#define N_DIMENSIONS 2

/* Steps that point into these directions, in degrees, and are as long. */
static HeedMatrix *
point (const double *degrees,
       guint         n,
       float         length)
{
  g_autofree float *values = g_new (float, N_DIMENSIONS * n);

  for (guint i = 0; i < n; i++)
    {
      values[2 * i] = length * (float) cos (degrees[i] * G_PI / 180.0);
      values[2 * i + 1] = length * (float) sin (degrees[i] * G_PI / 180.0);
    }

  return heed_matrix_new (n, N_DIMENSIONS, values);
}

static void
put (HeedStateIndex *index,
     guint           pair,
     double          first,
     double          second)
{
  const double degrees[] = { first, second };
  g_autoptr(HeedMatrix) states = point (degrees, 2, 1.0f + (float) pair);

  heed_state_index_put (index, pair, states);
}

/* Of each pair its nearest step, however long the vectors are; the pair that asks is not
 * among them. */
static void
test_state_index_finds_the_nearest (void)
{
  static const float east[] = { 7.0f, 0.0f };
  g_autoptr(HeedStateIndex) index = heed_state_index_new (4, 1 << 20);
  g_autoptr(GArray) neighbours = NULL;
  const HeedStateNeighbour *first;

  put (index, 0, 0.0, 90.0);
  put (index, 1, 170.0, 60.0);
  put (index, 2, 30.0, 180.0);
  put (index, 3, 100.0, 100.0);
  neighbours = heed_state_index_find (index, east, N_DIMENSIONS, 0, 2);
  g_assert_cmpuint (neighbours->len, ==, 2);
  first = &g_array_index (neighbours, HeedStateNeighbour, 0);
  g_assert_cmpuint (first->pair, ==, 2);
  g_assert_cmpuint (first->step, ==, 0);
  g_assert_cmpfloat_with_epsilon (first->cosine, cos (G_PI / 6.0), 1e-4);
  g_assert_cmpuint (first[1].pair, ==, 1);
  g_assert_cmpuint (first[1].step, ==, 1);
  g_assert_cmpfloat_with_epsilon (first[1].cosine, 0.5, 1e-4);
}

/* Room for four pairs of two steps: of ten that come, those are left that are evenly apart. */
static void
test_state_index_has_an_end (void)
{
  static const float east[] = { 1.0f, 0.0f };
  gsize of_pair = 2 * N_DIMENSIONS * sizeof (gint16);
  g_autoptr(HeedStateIndex) index = heed_state_index_new (10, 4 * of_pair);
  g_autoptr(GArray) neighbours = NULL;
  HeedStateIndexSize size;

  for (guint pair = 0; pair < 10; pair++)
    {
      put (index, pair, 9.0 * pair, 180.0);
      g_assert_cmpuint (heed_state_index_get_size (index).n_bytes, <=, 4 * of_pair);
    }

  size = heed_state_index_get_size (index);
  g_assert_cmpuint (size.stride, ==, 4);
  g_assert_cmpuint (size.n_pairs, ==, 3);
  g_assert_cmpuint (size.n_steps, ==, 6);
  neighbours = heed_state_index_find (index, east, N_DIMENSIONS, G_MAXUINT, 10);
  g_assert_cmpuint (neighbours->len, ==, 3);
  for (guint k = 0; k < neighbours->len; k++)
    g_assert_cmpuint (g_array_index (neighbours, HeedStateNeighbour, k).pair, ==, 4 * k);
}

/* One that is larger than all the room is not kept, and takes nobody's place. */
static void
test_state_index_keeps_what_it_has (void)
{
  static const double many[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  gsize of_pair = 2 * N_DIMENSIONS * sizeof (gint16);
  g_autoptr(HeedStateIndex) index = heed_state_index_new (10, 4 * of_pair);
  g_autoptr(HeedMatrix) large = point (many, 10, 1.0f);

  put (index, 1, 0.0, 1.0);
  heed_state_index_put (index, 0, large);
  g_assert_cmpuint (heed_state_index_get_size (index).n_pairs, ==, 1);
  g_assert_cmpuint (heed_state_index_get_size (index).stride, ==, 1);
  put (index, 1, 5.0, 5.0);
  g_assert_cmpuint (heed_state_index_get_size (index).n_steps, ==, 2);
}

/* Of another model: nothing is near, and nothing is read beyond an end. */
static void
test_state_index_is_of_one_width (void)
{
  static const float wide[] = { 1.0f, 0.0f, 0.0f };
  g_autoptr(HeedStateIndex) index = heed_state_index_new (2, 1 << 20);
  g_autoptr(HeedMatrix) other = heed_matrix_new (1, 3, wide);
  g_autoptr(GArray) neighbours = NULL;

  put (index, 0, 0.0, 1.0);
  heed_state_index_put (index, 1, other);
  g_assert_cmpuint (heed_state_index_get_size (index).n_pairs, ==, 1);
  neighbours = heed_state_index_find (index, wide, 3, G_MAXUINT, 5);
  g_assert_cmpuint (neighbours->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/state-index/finds-the-nearest", test_state_index_finds_the_nearest);
  g_test_add_func ("/app/state-index/has-an-end", test_state_index_has_an_end);
  g_test_add_func ("/app/state-index/keeps-what-it-has", test_state_index_keeps_what_it_has);
  g_test_add_func ("/app/state-index/is-of-one-width", test_state_index_is_of_one_width);

  return g_test_run ();
}
