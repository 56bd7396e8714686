/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/training/batches.h"
#include "tests/engine/compare.h"

#define N_PAIRS    103
#define BATCH_SIZE 8

enum { UNKNOWN, PADDING, BEGIN, END, N_SPECIAL };

typedef struct {
  HeedPairs     *pairs;
  HeedTokenizer *text;
  HeedPairRules  rules;
  HeedBatches   *batches;
  HeedArena     *arena;
} Fixture;

/* The source of pair i repeats the word "w<i>" 1 + i % 7 times, and the target is the same. */
static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  HeedSpecialTokens special = { .unknown = UNKNOWN,
                                .padding = PADDING,
                                .begin = BEGIN,
                                .end = END };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_SPECIAL; i++)
    g_ptr_array_add (words, g_strdup_printf ("<%u>", i));
  fixture->pairs = heed_pairs_new ();

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(GString) source = g_string_new (NULL);
      g_autoptr(GString) target = g_string_new (NULL);

      g_ptr_array_add (words, g_strdup_printf ("w%u", i));
      for (guint k = 0; k <= i % 7; k++)
        g_string_append_printf (source, "w%u ", i);
      g_string_append_printf (target, "w%u w%u", i, i);
      heed_pairs_add (fixture->pairs, source->str, target->str);
    }

  fixture->text = heed_tokenizer_new_from_words (HEED_TOKENIZER_WORD, HEED_TEXT_AS_IS,
                                                 (const char *const *) words->pdata, words->len,
                                                 &special, &error);
  g_assert_no_error (error);
  fixture->rules = (HeedPairRules) {
    .source_text = fixture->text,
    .target_text = fixture->text,
    .source_end = TRUE,
    .max_tokens = 100,
  };
  fixture->batches = heed_batches_new (fixture->pairs, &fixture->rules, BATCH_SIZE, &error);
  g_assert_no_error (error);
  fixture->arena = heed_arena_new (4096);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  heed_batches_free (fixture->batches);
  heed_tokenizer_unref (fixture->text);
  heed_pairs_free (fixture->pairs);
  heed_arena_free (fixture->arena);
}

/* Returns the number of the pair that is sentence b of the batch. */
static guint
get_number (const HeedBatch *batch,
            guint            b)
{
  return batch->source.ids[b] - N_SPECIAL;
}

static void
test_batches_every_pair_comes_once_an_epoch (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  for (guint epoch = 0; epoch < 3; epoch++)
    {
      guint n_times[N_PAIRS] = { 0 };

      heed_batches_shuffle (fixture->batches, epoch);
      for (guint i = 0; i < heed_batches_get_n (fixture->batches); i++)
        for (guint shard = 0; shard < 3; shard++)
          {
            HeedBatch batch = heed_batches_get (fixture->batches, i, shard, 3, fixture->arena);

            for (guint b = 0; b < batch.source.n_sentences; b++)
              n_times[get_number (&batch, b)]++;
          }

      for (guint i = 0; i < N_PAIRS; i++)
        g_assert_cmpuint (n_times[i], ==, 1);
    }
}

static void
test_batches_last_one_is_the_rest (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  guint n = heed_batches_get_n (fixture->batches);
  guint n_small = 0;

  g_assert_cmpuint (n, ==, (N_PAIRS + BATCH_SIZE - 1) / BATCH_SIZE);
  for (guint i = 0; i < n; i++)
    {
      HeedBatch batch = heed_batches_get (fixture->batches, i, 0, 1, fixture->arena);

      n_small += batch.source.n_sentences == N_PAIRS % BATCH_SIZE;
    }
  g_assert_cmpuint (n_small, ==, 1);
}

static void
test_batches_tokens_are_where_they_belong (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  HeedBatch batch = heed_batches_get (fixture->batches, 1, 0, 1, fixture->arena);
  guint n = batch.source.n_sentences;
  guint n_tokens = 0;

  for (guint b = 0; b < n; b++)
    {
      guint number = get_number (&batch, b);
      guint length = number % 7 + 2;

      g_assert_cmpuint (batch.source.lengths[b], ==, length);
      for (guint s = 0; s < batch.source.n_positions; s++)
        g_assert_cmpuint (batch.source.ids[s * n + b], ==,
                          s + 1 < length    ? number + N_SPECIAL
                          : s + 1 == length ? END
                                            : PADDING);

      for (guint t = 0; t < batch.target.n_positions; t++)
        {
          g_assert_cmpuint (batch.target.read[t * n + b], ==, t == 0 ? BEGIN : number + N_SPECIAL);
          g_assert_cmpuint (batch.target.said[t * n + b], ==, t < 2 ? number + N_SPECIAL : END);
          g_assert_true (batch.target.row_weights[t * n + b] == 1.0f);
        }
      n_tokens += 3;
    }

  g_assert_cmpuint (batch.n_tokens, ==, n_tokens);
  g_assert_null (batch.target.guide);
}

/* Finds the pairs that share a batch with pair 0. */
static void
find_company (Fixture *fixture,
              guint64  seed,
              guint    company[N_PAIRS])
{
  heed_batches_shuffle (fixture->batches, seed);
  memset (company, 0, N_PAIRS * sizeof *company);

  for (guint i = 0; i < heed_batches_get_n (fixture->batches); i++)
    {
      HeedBatch batch = heed_batches_get (fixture->batches, i, 0, 1, fixture->arena);
      gboolean has_first = FALSE;

      for (guint b = 0; b < batch.source.n_sentences; b++)
        has_first |= get_number (&batch, b) == 0;
      for (guint b = 0; b < batch.source.n_sentences; b++)
        company[get_number (&batch, b)] |= has_first;
    }
}

static void
test_batches_order_is_the_seeds (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  guint one[N_PAIRS], same[N_PAIRS], other[N_PAIRS];
  guint n_different = 0;

  find_company (fixture, 5, one);
  find_company (fixture, 5, same);
  find_company (fixture, 6, other);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_assert_cmpuint (one[i], ==, same[i]);
      n_different += one[i] != other[i];
    }
  g_assert_cmpuint (n_different, >, 4);
}

/* From 16 batches on, pairs are sorted by length within a window of several batches, which removes
 * most of the padding. */
static void
test_batches_hold_pairs_of_like_length (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_autoptr(HeedBatches) small = heed_batches_new (fixture->pairs, &fixture->rules, 2, NULL);
  guint n_padding = 0, n_tokens = 0;

  for (guint i = 0; i < heed_batches_get_n (small); i++)
    {
      HeedBatch batch = heed_batches_get (small, i, 0, 1, fixture->arena);

      for (guint b = 0; b < batch.source.n_sentences; b++)
        {
          n_tokens += batch.source.lengths[b];
          n_padding += batch.source.n_positions - batch.source.lengths[b];
        }
    }

  g_assert_cmpuint (n_padding, <, n_tokens / 10);
}

static void
test_batches_long_pairs_are_left_out (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autoptr(HeedBatches) some = NULL;
  g_autoptr(HeedBatches) none = NULL;
  g_autoptr(GError) error = NULL;
  guint n_pairs = 0;

  fixture->rules.max_tokens = 4;
  some = heed_batches_new (fixture->pairs, &fixture->rules, 1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_PAIRS; i++)
    n_pairs += i % 7 + 2 <= 4;
  g_assert_cmpuint (heed_batches_get_n (some), ==, n_pairs);

  fixture->rules.max_tokens = 1;
  none = heed_batches_new (fixture->pairs, &fixture->rules, 1, &error);
  g_assert_null (none);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

static void
test_batches_read_padding_up_to_a_length (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr(HeedBatches) padded = NULL;
  g_autoptr(GError) error = NULL;
  guint n_pairs = 0;

  fixture->rules.source_length = 6;
  padded = heed_batches_new (fixture->pairs, &fixture->rules, 1, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < heed_batches_get_n (padded); i++)
    {
      HeedBatch batch = heed_batches_get (padded, i, 0, 1, fixture->arena);

      g_assert_cmpuint (batch.source.n_positions, ==, 6);
      g_assert_cmpuint (batch.source.lengths[0], <=, 6);
    }
  for (guint i = 0; i < N_PAIRS; i++)
    n_pairs += i % 7 + 2 <= 6;
  g_assert_cmpuint (heed_batches_get_n (padded), ==, n_pairs);
}

/* Each guide row is a distribution over the source words; the end token is linked to the end
 * token. */
static void
test_batches_guide_is_a_distribution (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAligner) aligner =
    heed_batches_learn_links (fixture->batches, NULL, NULL, NULL, &error);

  g_assert_true (
    heed_batches_align (fixture->batches, aligner, HEED_SYMMETRISE_UNION, NULL, &error));

  for (guint i = 0; i < heed_batches_get_n (fixture->batches); i++)
    {
      HeedBatch batch = heed_batches_get (fixture->batches, i, 0, 1, fixture->arena);
      guint n = batch.source.n_sentences, n_keys = batch.source.n_positions;
      guint n_guided = 0;

      for (guint row = 0; row < batch.target.n_positions * n; row++)
        {
          const float *guide = batch.target.guide->rows + row * n_keys;
          guint length = batch.source.lengths[row % n];
          double sum = 0.0;

          for (guint s = 0; s < n_keys; s++)
            {
              sum += guide[s];
              g_assert_true (guide[s] == 0.0f || s < length);
            }
          n_guided += sum > 0.0;
          if (sum > 0.0)
            assert_close (sum, 1.0, 1e-6, "row");
          if (row / n == 2)
            g_assert_true (guide[length - 1] == 1.0f);
          else
            g_assert_true (guide[length - 1] == 0.0f);
        }

      g_assert_cmpuint (n_guided, ==, batch.n_guided);
      g_assert_cmpuint (n_guided, >, n);
    }
}

/* A begin token in front shifts every link by one and has no link itself. */
static void
test_batches_guide_passes_over_a_begin_token (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_autoptr(HeedBatches) begun = NULL;
  g_autoptr(HeedAligner) aligner = NULL;

  fixture->rules.source_begin = TRUE;
  begun = heed_batches_new (fixture->pairs, &fixture->rules, 1, NULL);
  aligner = heed_batches_learn_links (begun, NULL, NULL, NULL, NULL);
  g_assert_true (heed_batches_align (begun, aligner, HEED_SYMMETRISE_UNION, NULL, NULL));

  for (guint i = 0; i < heed_batches_get_n (begun); i++)
    {
      HeedBatch batch = heed_batches_get (begun, i, 0, 1, fixture->arena);
      guint n_keys = batch.source.n_positions;

      g_assert_cmpuint (batch.source.ids[0], ==, BEGIN);
      for (guint t = 0; t < 3; t++)
        g_assert_true (batch.target.guide->rows[t * n_keys] == 0.0f);
      g_assert_true (batch.target.guide->rows[2 * n_keys + n_keys - 1] == 1.0f);
    }
}

static void
test_batches_shards_without_pairs_are_empty (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  HeedBatch batch = heed_batches_get (fixture->batches, 0, 63, 64, fixture->arena);

  g_assert_cmpuint (batch.source.n_sentences, ==, 0);
  g_assert_cmpuint (batch.n_tokens, ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/engine/batches/" name, Fixture, NULL, set_up, test_batches_ ## function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("every-pair-comes-once-an-epoch", every_pair_comes_once_an_epoch);
  ADD ("last-one-is-the-rest", last_one_is_the_rest);
  ADD ("tokens-are-where-they-belong", tokens_are_where_they_belong);
  ADD ("order-is-the-seeds", order_is_the_seeds);
  ADD ("hold-pairs-of-like-length", hold_pairs_of_like_length);
  ADD ("long-pairs-are-left-out", long_pairs_are_left_out);
  ADD ("read-padding-up-to-a-length", read_padding_up_to_a_length);
  ADD ("guide-is-a-distribution", guide_is_a_distribution);
  ADD ("guide-passes-over-a-begin-token", guide_passes_over_a_begin_token);
  ADD ("shards-without-pairs-are-empty", shards_without_pairs_are_empty);

  return g_test_run ();
}
