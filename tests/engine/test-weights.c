/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/weights-builder.h"

static const guint8 numbers[8];

static const HeedArray first = {
  .name = "encoder.weight", .dtype = HEED_DTYPE_U8, .n_dims = 1, .shape = { 8 },
  .n_values = 8, .data = numbers, .n_bytes = 8,
};

static const HeedArray second = {
  .name = "decoder.weight", .dtype = HEED_DTYPE_F32, .n_dims = 2, .shape = { 1, 2 },
  .n_values = 2, .data = numbers, .n_bytes = 8,
};

static void
test_weights_name_leads_to_array (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  const HeedArray *found;

  g_assert_true (heed_weights_add_array (weights, &first));
  g_assert_true (heed_weights_add_array (weights, &second));

  found = heed_weights_find (weights, "decoder.weight");
  g_assert_nonnull (found);
  g_assert_cmpuint (found->dtype, ==, HEED_DTYPE_F32);
  g_assert_cmpuint (found->shape[1], ==, 2);
  g_assert_true (found->data == numbers);
  g_assert_null (heed_weights_find (weights, "decoder"));
}

static void
test_weights_order_is_kept (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  const HeedArray *arrays;
  guint n_arrays;

  heed_weights_add_array (weights, &first);
  heed_weights_add_array (weights, &second);
  arrays = heed_weights_get (weights, &n_arrays);

  g_assert_cmpuint (n_arrays, ==, 2);
  g_assert_cmpstr (arrays[0].name, ==, "encoder.weight");
  g_assert_cmpstr (arrays[1].name, ==, "decoder.weight");
}

static void
test_weights_second_of_a_name_is_refused (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  HeedArray same = second;
  guint n_arrays;

  same.name = first.name;
  g_assert_true (heed_weights_add_array (weights, &first));
  g_assert_false (heed_weights_add_array (weights, &same));

  heed_weights_get (weights, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 1);
  g_assert_cmpuint (heed_weights_find (weights, first.name)->dtype, ==, HEED_DTYPE_U8);
}

static void
test_weights_names_are_copied (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  char name[] = "a";
  HeedArray array = first;

  array.name = name;
  heed_weights_add_array (weights, &array);
  name[0] = 'b';

  g_assert_nonnull (heed_weights_find (weights, "a"));
  g_assert_null (heed_weights_find (weights, "b"));
}

static void
test_weights_metadata_is_found (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();

  heed_weights_add_metadata (weights, "heed", "1");
  heed_weights_add_metadata (weights, "heed", "2");

  g_assert_cmpstr (heed_weights_find_metadata (weights, "heed"), ==, "2");
  g_assert_null (heed_weights_find_metadata (weights, "format"));
}

static void
set_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

static void
test_weights_blocks_live_as_long (void)
{
  gboolean is_gone = FALSE;
  HeedWeights *weights = heed_weights_new ();
  GBytes *block = g_bytes_new_with_free_func (numbers, sizeof numbers, set_flag, &is_gone);

  heed_weights_keep_block (weights, block);
  g_bytes_unref (block);
  heed_weights_ref (weights);
  heed_weights_unref (weights);
  g_assert_false (is_gone);

  heed_weights_unref (weights);
  g_assert_true (is_gone);
}

static void
test_weights_counts_do_not_wrap (void)
{
  HeedArray array = { .dtype = HEED_DTYPE_F32, .n_dims = 2, .shape = { 3, 5 } };

  g_assert_true (heed_array_count (&array));
  g_assert_cmpuint (array.n_values, ==, 15);
  g_assert_cmpuint (array.n_bytes, ==, 60);

  array.shape[0] = G_MAXSIZE / 2 + 1;
  array.shape[1] = 2;
  g_assert_false (heed_array_count (&array));

  array.shape[0] = G_MAXSIZE / 4 + 1;
  array.shape[1] = 1;
  g_assert_false (heed_array_count (&array));

  array.n_dims = 0;
  g_assert_true (heed_array_count (&array));
  g_assert_cmpuint (array.n_values, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/weights/name-leads-to-array", test_weights_name_leads_to_array);
  g_test_add_func ("/engine/weights/order-is-kept", test_weights_order_is_kept);
  g_test_add_func ("/engine/weights/second-of-a-name-is-refused",
                   test_weights_second_of_a_name_is_refused);
  g_test_add_func ("/engine/weights/names-are-copied", test_weights_names_are_copied);
  g_test_add_func ("/engine/weights/metadata-is-found", test_weights_metadata_is_found);
  g_test_add_func ("/engine/weights/blocks-live-as-long", test_weights_blocks_live_as_long);
  g_test_add_func ("/engine/weights/counts-do-not-wrap", test_weights_counts_do_not_wrap);

  return g_test_run ();
}
