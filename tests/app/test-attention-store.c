/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/translation/pair-attention.c
 */

#include "app/core/corpus/attention-store.h"

#define N_STEPS   3
#define N_COLUMNS 3

/* Two heads over two words "a b" and "c", of which the first source word is in two pieces. */
static void
fill (HeedPairAttention *attention)
{
  static const guint column_words[N_COLUMNS] = { 0, 0, 1 };
  static const guint target_words[N_STEPS - 1] = { 0, 1 };
  static const float values[2 * N_STEPS * N_COLUMNS] = {
    0.5f, 0.25f, 0.25f,  0.0f, 0.0f, 1.0f,  1.0f, 0.0f, 0.0f,
    0.0f, 0.0f, 1.0f,    0.0f, 0.5f, 0.5f,  0.0f, 0.0f, 1.0f,
  };

  *attention = (HeedPairAttention) {
    .n_heads = 2, .n_steps = N_STEPS, .n_columns = N_COLUMNS, .n_target_tokens = N_STEPS - 1,
    .n_source_words = 2, .n_target_words = 2, .stop_column = 2,
    .column_words = g_memdup2 (column_words, sizeof column_words),
    .target_words = g_memdup2 (target_words, sizeof target_words),
    .values = g_memdup2 (values, sizeof values),
  };
}

static void
assert_cell (const HeedMatrix *matrix,
             guint             row,
             guint             column,
             double            expected)
{
  g_assert_cmpfloat_with_epsilon (matrix->values[row * matrix->n_columns + column], expected,
                                  1e-6);
}

static void
test_attention_store_gives_back_what_it_got (void)
{
  g_autoptr(HeedAttentionStore) store = heed_attention_store_new (5, 1 << 20);
  g_auto(HeedPairAttention) put = { 0 };
  g_auto(HeedPairAttention) got = { 0 };
  g_auto(HeedPairAttention) none = { 0 };
  guint n_stored;

  fill (&put);
  heed_attention_store_put (store, 3, &put);
  heed_attention_store_put (store, 1, &put);
  heed_attention_store_put (store, 3, &put);
  g_assert_true (heed_attention_store_has (store, 3));
  g_assert_false (heed_attention_store_has (store, 0));
  g_assert_false (heed_attention_store_get (store, 0, &none));
  g_assert_true (heed_attention_store_get (store, 1, &got));
  g_assert_cmpuint (got.n_heads, ==, 2);
  g_assert_cmpuint (got.stop_column, ==, 2);
  g_assert_cmpmem (got.values, 18 * sizeof (float), put.values, 18 * sizeof (float));
  g_assert_cmpmem (got.column_words, 3 * sizeof (guint), put.column_words, 3 * sizeof (guint));
  g_assert_cmpmem (got.target_words, 2 * sizeof (guint), put.target_words, 2 * sizeof (guint));
  g_assert_cmpuint (heed_attention_store_get_n_bytes (store, &n_stored), ==,
                    2 * (7 * 4 + 5 * 4 + 18 * 4));
  g_assert_cmpuint (n_stored, ==, 2);
}

static void
test_attention_store_has_an_end (void)
{
  g_autoptr(HeedAttentionStore) store = heed_attention_store_new (3, 200);
  g_auto(HeedPairAttention) put = { 0 };
  guint n_stored;

  fill (&put);
  heed_attention_store_put (store, 0, &put);
  heed_attention_store_put (store, 1, &put);
  g_assert_true (heed_attention_store_has (store, 0));
  g_assert_false (heed_attention_store_has (store, 1));
  g_assert_cmpuint (heed_attention_store_get_n_bytes (store, &n_stored), <=, 200);
}

/* Heads by their weights, pieces summed, steps about what they emit or read. */
static void
test_pair_attention_is_read_in_any_way (void)
{
  static const float second[] = { 0.0f, 1.0f };
  static const float both[] = { 0.5f, 0.5f };
  g_auto(HeedPairAttention) attention = { 0 };
  g_autoptr(HeedMatrix) tokens = NULL;
  g_autoptr(HeedMatrix) mean = NULL;
  g_autoptr(HeedMatrix) emitted = NULL;
  g_autoptr(HeedMatrix) read = NULL;

  fill (&attention);
  tokens = heed_pair_attention_dup_tokens (&attention, second);
  assert_cell (tokens, 1, 1, 0.5);
  mean = heed_pair_attention_dup_tokens (&attention, both);
  assert_cell (mean, 0, 0, 0.25);

  emitted = heed_pair_attention_dup_words (&attention, mean, 0);
  g_assert_cmpuint (emitted->n_rows, ==, 2);
  g_assert_cmpuint (emitted->n_columns, ==, 2);
  assert_cell (emitted, 0, 0, 0.375);
  assert_cell (emitted, 0, 1, 0.625);
  assert_cell (emitted, 1, 1, 0.75);

  read = heed_pair_attention_dup_words (&attention, mean, 1);
  assert_cell (read, 0, 1, 0.75);
  assert_cell (read, 1, 0, 0.5);
}

static void
test_pair_attention_may_be_none (void)
{
  static const float weights[] = { 1.0f };
  g_auto(HeedPairAttention) attention = { 0 };

  g_assert_null (heed_pair_attention_dup_tokens (&attention, weights));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/attention-store/gives-back-what-it-got",
                   test_attention_store_gives_back_what_it_got);
  g_test_add_func ("/app/attention-store/has-an-end", test_attention_store_has_an_end);
  g_test_add_func ("/app/pair-attention/is-read-in-any-way",
                   test_pair_attention_is_read_in_any_way);
  g_test_add_func ("/app/pair-attention/may-be-none", test_pair_attention_may_be_none);

  return g_test_run ();
}
