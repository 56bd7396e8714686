/* test-arena.c — arrays from an arena are aligned and do not overlap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/base/arena.h"

#define N_ARRAYS 200

/* Sizes such as 0, 1, 63, 64, 65, and now and then one that is larger than the arena. */
static gsize
choose_size (guint i)
{
  return i % 17 == 16 ? 10000 : (i * 37) % 200;
}

static void
test_arena_arrays_are_aligned_and_do_not_overlap (void)
{
  g_autoptr(HeedArena) arena = heed_arena_new (256);
  guint8 *arrays[N_ARRAYS];

  for (guint i = 0; i < N_ARRAYS; i++)
    {
      arrays[i] = heed_arena_allocate (arena, choose_size (i));
      g_assert_cmpuint (GPOINTER_TO_SIZE (arrays[i]) % HEED_ARENA_ALIGNMENT, ==, 0);
      memset (arrays[i], (int) i, choose_size (i));
    }

  for (guint i = 0; i < N_ARRAYS; i++)
    for (gsize byte = 0; byte < choose_size (i); byte++)
      g_assert_cmpuint (arrays[i][byte], ==, i);
}

static void
fill (HeedArena *arena,
      gpointer  *places)
{
  for (guint i = 0; i < N_ARRAYS; i++)
    places[i] = heed_arena_allocate (arena, choose_size (i));
}

/* The arena grows in the first round and has a single block in the second; from then on the same
 * allocations return the same addresses, which a new block would not. */
static void
test_arena_has_grown_after_one_round (void)
{
  g_autoptr(HeedArena) arena = heed_arena_new (1);
  gpointer second[N_ARRAYS], third[N_ARRAYS];

  fill (arena, second);
  heed_arena_reset (arena);
  fill (arena, second);
  heed_arena_reset (arena);
  fill (arena, third);

  for (guint i = 0; i < N_ARRAYS; i++)
    g_assert_true (second[i] == third[i]);

  for (guint i = 1; i < N_ARRAYS; i++)
    g_assert_true ((guint8 *) second[i] >= (guint8 *) second[i - 1] + choose_size (i - 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/arena/arrays-are-aligned-and-do-not-overlap",
                   test_arena_arrays_are_aligned_and_do_not_overlap);
  g_test_add_func ("/engine/arena/has-grown-after-one-round", test_arena_has_grown_after_one_round);

  return g_test_run ();
}
