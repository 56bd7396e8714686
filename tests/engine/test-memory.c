/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/base/memory.h"

#include <string.h>

#include "engine/heed.h"

static void
test_memory_what_fits_is_counted (void)
{
  g_autoptr(GError) error = NULL;
  guint64 n_taken = 0;

  g_assert_true (heed_memory_take (&n_taken, 1000, "a", &error));
  g_assert_true (heed_memory_take (&n_taken, 24, "b", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_taken, ==, 1024);
}

static void
test_memory_what_does_not_fit_is_named (void)
{
  g_autoptr(GError) error = NULL;
  guint64 n_taken = 7;

  g_assert_false (heed_memory_take (&n_taken, G_MAXUINT64, "the embedding", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "the embedding"));
  g_assert_cmpuint (n_taken, ==, 7);
}

static void
test_memory_many_small_ones_do_not_fit_either (void)
{
  guint64 n_taken = 0;
  guint n_fit = 0;

  while (heed_memory_take (&n_taken, G_GUINT64_CONSTANT (1) << 32, "4 GB", NULL))
    n_fit++;

  g_assert_cmpuint (n_fit, <, 1 << 20);
  g_assert_cmpuint (n_taken, ==, (guint64) n_fit << 32);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/memory/what-fits-is-counted", test_memory_what_fits_is_counted);
  g_test_add_func ("/engine/memory/what-does-not-fit-is-named",
                   test_memory_what_does_not_fit_is_named);
  g_test_add_func ("/engine/memory/many-small-ones-do-not-fit-either",
                   test_memory_many_small_ones_do_not_fit_either);

  return g_test_run ();
}
