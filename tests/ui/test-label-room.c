/* test-label-room.c — numbers over narrow words do not overlap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/label-room.h"

static void
test_label_room_first_come_is_seen (void)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (HeedStretch));

  g_assert_true (heed_label_room_take (taken, (HeedStretch) { 10, 30, 5 }, 2));
  g_assert_false (heed_label_room_take (taken, (HeedStretch) { 20, 40, 5 }, 2));
  g_assert_false (heed_label_room_take (taken, (HeedStretch) { 31, 40, 5 }, 2));
  g_assert_false (heed_label_room_take (taken, (HeedStretch) { 0, 9, 5 }, 2));
  g_assert_true (heed_label_room_take (taken, (HeedStretch) { 32, 40, 5 }, 2));
  g_assert_cmpuint (taken->len, ==, 2);
}

static void
test_label_room_each_line_has_its_own (void)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (HeedStretch));

  g_assert_true (heed_label_room_take (taken, (HeedStretch) { 10, 30, 5 }, 2));
  g_assert_true (heed_label_room_take (taken, (HeedStretch) { 10, 30, 25 }, 2));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/label-room/first-come-is-seen", test_label_room_first_come_is_seen);
  g_test_add_func ("/ui/label-room/each-line-has-its-own", test_label_room_each_line_has_its_own);

  return g_test_run ();
}
