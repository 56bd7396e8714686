/* test-past.c — keys and values that many states share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/past.h"

#define N_LAYERS 3
#define WIDTH    2

/* Each number encodes its layer, its position and its owner. */
static void
fill (HeedPast *past,
      guint     position,
      float     owner)
{
  for (guint layer = 0; layer < N_LAYERS; layer++)
    for (guint i = 0; i < WIDTH; i++)
      {
        heed_past_get_keys (past, layer)[position * WIDTH + i] =
          owner + 100.0f * (float) layer + (float) position;
        heed_past_get_values (past, layer)[position * WIDTH + i] =
          -owner - 100.0f * (float) layer - (float) position;
      }
}

static void
assert_filled (HeedPast *past,
               guint     position,
               float     owner)
{
  for (guint layer = 0; layer < N_LAYERS; layer++)
    for (guint i = 0; i < WIDTH; i++)
      {
        float expected = owner + 100.0f * (float) layer + (float) position;

        g_assert_cmpfloat (heed_past_get_keys (past, layer)[position * WIDTH + i], ==, expected);
        g_assert_cmpfloat (heed_past_get_values (past, layer)[position * WIDTH + i], ==, -expected);
      }
}

static HeedPast *
walk (guint n_positions,
      float owner)
{
  HeedPast *past = heed_past_new (N_LAYERS, WIDTH);

  for (guint position = 0; position < n_positions; position++)
    {
      HeedPast *next = heed_past_extend (past, position);

      fill (next, position, owner);
      heed_past_unref (past);
      past = next;
    }

  return past;
}

static void
test_past_grows_and_keeps_what_it_has (void)
{
  g_autoptr(HeedPast) past = walk (200, 0.0f);

  for (guint position = 0; position < 200; position++)
    assert_filled (past, position, 0.0f);
}

static void
test_past_a_walk_shares_one_block (void)
{
  g_autoptr(HeedPast) past = walk (5, 0.0f);
  g_autoptr(HeedPast) next = heed_past_extend (past, 5);

  g_assert_true (next == past);
}

static void
test_past_two_ways_on_do_not_meet (void)
{
  g_autoptr(HeedPast) past = walk (6, 0.0f);
  g_autoptr(HeedPast) other = heed_past_extend (past, 3);

  fill (other, 3, 1000.0f);
  g_assert_true (other != past);
  for (guint position = 0; position < 6; position++)
    assert_filled (past, position, 0.0f);
  for (guint position = 0; position < 3; position++)
    assert_filled (other, position, 0.0f);
  assert_filled (other, 3, 1000.0f);
}

/* The first thread to extend the past gets the place, whichever it is. */
static gpointer
extend_in_thread (gpointer past)
{
  return heed_past_extend (past, 6);
}

static void
test_past_one_of_many_threads_gets_the_place (void)
{
  g_autoptr(HeedPast) past = walk (6, 0.0f);
  GThread *threads[4];
  guint n_same = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("extend", extend_in_thread, past);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(HeedPast) next = g_thread_join (threads[i]);

      n_same += next == past ? 1 : 0;
      assert_filled (next, 5, 0.0f);
    }

  g_assert_cmpuint (n_same, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/past/grows-and-keeps-what-it-has",
                   test_past_grows_and_keeps_what_it_has);
  g_test_add_func ("/engine/past/a-walk-shares-one-block", test_past_a_walk_shares_one_block);
  g_test_add_func ("/engine/past/two-ways-on-do-not-meet", test_past_two_ways_on_do_not_meet);
  g_test_add_func ("/engine/past/one-of-many-threads-gets-the-place",
                   test_past_one_of_many_threads_gets_the_place);

  return g_test_run ();
}
