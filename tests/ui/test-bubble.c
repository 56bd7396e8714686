/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/bubble.h"

static void
test_bubble_is_inside_and_beside (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 1000; i++)
    {
      HeedRectangle about = { g_rand_double_range (random, 0.0, 760.0),
                              g_rand_double_range (random, 0.0, 560.0), 40.0, 30.0 };
      HeedRectangle place = heed_bubble_place (about, 200.0, 50.0, 800.0, 600.0);

      g_assert_cmpfloat (place.x, >=, 0.0);
      g_assert_cmpfloat (place.y, >=, 0.0);
      g_assert_cmpfloat (place.x + place.width, <=, 800.0);
      g_assert_cmpfloat (place.y + place.height, <=, 600.0);
      g_assert_true (place.y >= about.y + about.height || place.y + place.height <= about.y);
    }
}

static void
test_bubble_in_no_room_starts_at_the_edge (void)
{
  HeedRectangle place =
    heed_bubble_place ((HeedRectangle) { 5.0, 5.0, 10.0, 10.0 }, 200.0, 50.0, 40.0, 30.0);

  g_assert_cmpfloat (place.x, >=, 0.0);
  g_assert_cmpfloat (place.y, >=, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/bubble/is-inside-and-beside", test_bubble_is_inside_and_beside);
  g_test_add_func ("/ui/bubble/in-no-room-starts-at-the-edge",
                   test_bubble_in_no_room_starts_at_the_edge);

  return g_test_run ();
}
