/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/base/matrix.c
 */

#include "engine/files/strided.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define N_STORED 24

/* Fills a storage of its own block with bytes 0 to 23. */
static void
fill (HeedPickleStorage *storage)
{
  guint8 numbers[N_STORED];

  for (guint8 i = 0; i < N_STORED; i++)
    numbers[i] = i;

  *storage = (HeedPickleStorage) { .key = "0", .dtype = HEED_DTYPE_U8, .n_values = N_STORED };
  storage->numbers = scratch_block (numbers, N_STORED);
}

static gboolean
convert (gsize          offset,
         guint          n_dims,
         const gsize   *shape,
         const gsize   *strides,
         GString       *numbers,
         GError       **error)
{
  HeedPickleStorage storage;
  HeedPickleTensor tensor = { &storage, HEED_DTYPE_U8, offset, n_dims, { 0 }, { 0 } };
  HeedArray array = { .name = "x" };
  g_autoptr(GBytes) owned = NULL;
  g_autoptr(GBytes) copy = NULL;
  gsize budget = 100;

  fill (&storage);
  owned = storage.numbers;
  memcpy (tensor.shape, shape, n_dims * sizeof *shape);
  memcpy (tensor.strides, strides, n_dims * sizeof *strides);

  if (!heed_strided_to_array (&tensor, &budget, &array, &copy, error))
    return FALSE;

  g_assert_cmpuint (budget, ==, copy != NULL ? 100 - array.n_bytes : 100);
  g_string_truncate (numbers, 0);
  g_string_append (numbers, copy != NULL ? "copy" : "view");

  for (gsize i = 0; i < array.n_values; i++)
    g_string_append_printf (numbers, " %u", array.data[i]);

  return TRUE;
}

static void
assert_array (gsize        offset,
              guint        n_dims,
              const gsize *shape,
              const gsize *strides,
              const char  *expected)
{
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  convert (offset, n_dims, shape, strides, numbers, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (numbers->str, ==, expected);
}

static void
assert_refused (gsize        offset,
                guint        n_dims,
                const gsize *shape,
                const gsize *strides,
                int          code)
{
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (convert (offset, n_dims, shape, strides, numbers, &error));
  g_assert_error (error, HEED_ERROR, code);
}

#define SIZES(...) (const gsize[]) { __VA_ARGS__ }

static void
test_strided_neighbours_are_viewed (void)
{
  assert_array (2, 2, SIZES (2, 3), SIZES (3, 1), "view 2 3 4 5 6 7");
  assert_array (23, 0, SIZES (0), SIZES (0), "view 23");
  assert_array (0, 3, SIZES (1, 2, 1), SIZES (99, 1, 99), "view 0 1");
}

static void
test_strided_others_are_copied (void)
{
  assert_array (0, 2, SIZES (3, 2), SIZES (1, 3), "copy 0 3 1 4 2 5");
  assert_array (1, 2, SIZES (2, 2), SIZES (12, 3), "copy 1 4 13 16");
  assert_array (5, 2, SIZES (2, 3), SIZES (1, 0), "copy 5 5 5 6 6 6");
  assert_array (0, 3, SIZES (2, 2, 2), SIZES (1, 2, 4), "copy 0 4 2 6 1 5 3 7");
}

static void
test_strided_empty_needs_no_storage (void)
{
  assert_array (1000, 2, SIZES (0, 5), SIZES (1000, 1000), "view");
}

static void
test_strided_beyond_the_storage_is_damaged (void)
{
  assert_refused (24, 0, SIZES (0), SIZES (0), HEED_ERROR_DAMAGED);
  assert_refused (1, 1, SIZES (24), SIZES (1), HEED_ERROR_DAMAGED);
  assert_refused (0, 2, SIZES (2, 2), SIZES (23, 1), HEED_ERROR_DAMAGED);
  assert_refused (G_MAXSIZE, 1, SIZES (2), SIZES (1), HEED_ERROR_DAMAGED);
  assert_refused (G_MAXSIZE, 0, SIZES (0), SIZES (0), HEED_ERROR_DAMAGED);
  assert_refused (2, 1, SIZES (2), SIZES (G_MAXSIZE), HEED_ERROR_DAMAGED);
  assert_refused (0, 2, SIZES (3, 2), SIZES (G_MAXSIZE / 2 + 1, 1), HEED_ERROR_DAMAGED);
  assert_refused (0, 2, SIZES (G_MAXSIZE, 2), SIZES (0, 0), HEED_ERROR_DAMAGED);
}

static void
test_strided_repetition_has_a_budget (void)
{
  assert_array (0, 2, SIZES (1, 10), SIZES (0, 0), "copy 0 0 0 0 0 0 0 0 0 0");
  assert_refused (0, 2, SIZES (11, 10), SIZES (0, 0), HEED_ERROR_TOO_LARGE);
  assert_refused (0, 1, SIZES (G_MAXSIZE), SIZES (0), HEED_ERROR_TOO_LARGE);
}

/* The size of a storage is bounded both by the pickle and by the data. */
static void
test_strided_storage_is_the_smaller_of_what_is_said_and_there (void)
{
  HeedPickleStorage storage;
  HeedPickleTensor tensor = { &storage, HEED_DTYPE_U16, 0, 1, { 12 }, { 1 } };
  HeedArray array = { .name = "x" };
  g_autoptr(GBytes) owned = NULL;
  g_autoptr(GBytes) copy = NULL;
  g_autoptr(GError) error = NULL;
  gsize budget = 100;

  fill (&storage);
  owned = storage.numbers;
  g_assert_true (heed_strided_to_array (&tensor, &budget, &array, &copy, &error));

  storage.n_values = 23;
  g_assert_false (heed_strided_to_array (&tensor, &budget, &array, &copy, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_clear_error (&error);

  storage.n_values = G_MAXSIZE;
  tensor.shape[0] = 13;
  g_assert_false (heed_strided_to_array (&tensor, &budget, &array, &copy, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/strided/neighbours-are-viewed", test_strided_neighbours_are_viewed);
  g_test_add_func ("/engine/strided/others-are-copied", test_strided_others_are_copied);
  g_test_add_func ("/engine/strided/empty-needs-no-storage", test_strided_empty_needs_no_storage);
  g_test_add_func ("/engine/strided/beyond-the-storage-is-damaged",
                   test_strided_beyond_the_storage_is_damaged);
  g_test_add_func ("/engine/strided/repetition-has-a-budget", test_strided_repetition_has_a_budget);
  g_test_add_func ("/engine/strided/storage-is-the-smaller-of-what-is-said-and-there",
                   test_strided_storage_is_the_smaller_of_what_is_said_and_there);

  return g_test_run ();
}
