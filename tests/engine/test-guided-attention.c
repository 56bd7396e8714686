/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "engine/kernels/softmax.h"
#include "engine/layers/guided-attention.h"
#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"
#include "tests/engine/tiny-model.h"

#include "engine/networks/recurrent-loss.h"

#define N_QUERIES 3
#define N_KEYS    5

static const float guide[N_QUERIES * N_KEYS] = {
  0.0f, 1.0f, 0.0f, 0.0f, 0.0f,
  0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
  0.5f, 0.0f, 0.25f, 0.25f, 0.0f,
};

/* Returns the attention that these scores give; the last key of query 0 is masked. */
static HeedAttentionResult
attend (HeedTape    *tape,
        guint        n_heads,
        const float *scores)
{
  HeedAttentionResult attention = {
    .scores = heed_tape_new_tensor (tape, N_QUERIES * n_heads, N_KEYS),
    .weights = heed_tape_new_tensor (tape, N_QUERIES * n_heads, N_KEYS),
  };

  memcpy (attention.scores->values, scores, sizeof (float) * N_QUERIES * n_heads * N_KEYS);
  for (guint h = 0; h < n_heads; h++)
    heed_tensor_row (attention.scores, h)[N_KEYS - 1] = -INFINITY;
  heed_softmax_forward (attention.weights->values, attention.scores->values, N_QUERIES * n_heads,
                        N_KEYS);

  return attention;
}

static double
find_loss (guint        n_heads,
           const float *scores)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult attention;

  heed_tape_begin (tape, FALSE);
  attention = attend (tape, n_heads, scores);

  return heed_guide_attention (tape, &attention, n_heads, guide, 1.0f);
}

static void
test_guided_attention_gradient_is_the_measured_one (gconstpointer data)
{
  guint n_heads = GPOINTER_TO_UINT (data);
  gsize n = N_QUERIES * n_heads * N_KEYS;
  g_autofree float *scores = numbers_new (n, 11);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult attention;

  heed_tape_begin (tape, TRUE);
  attention = attend (tape, n_heads, scores);
  heed_guide_attention (tape, &attention, n_heads, guide, 0.5f);

  for (gsize i = 0; i < n; i++)
    {
      const float step = 1.0f / 64;
      float there = scores[i];
      double above, below;

      scores[i] = there + step;
      above = find_loss (n_heads, scores);
      scores[i] = there - step;
      below = find_loss (n_heads, scores);
      scores[i] = there;

      assert_close (attention.scores->gradient[i], 0.5 * (above - below) / (2 * step), 2e-4,
                    "d_scores");
    }
}

static void
test_guided_attention_loss_is_the_cross_entropy (void)
{
  float scores[N_QUERIES * N_KEYS] = { 0.0f };

  /* The scores are equal for the four keys of query 0 and the five of query 2; query 1 is not
   * guided. */
  assert_close (find_loss (1, scores), log (4.0) + log (5.0), 1e-6, "loss");
}

/* The attention to the guided key underflows to 0, and the loss stays finite. */
static void
test_guided_attention_pulls_back_from_far_away (void)
{
  float scores[N_QUERIES * N_KEYS] = { 300.0f, -300.0f };
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult attention;
  double loss;

  heed_tape_begin (tape, TRUE);
  attention = attend (tape, 1, scores);
  loss = heed_guide_attention (tape, &attention, 1, guide, 1.0f);

  g_assert_true (isfinite (loss) && loss > 50.0);
  assert_close (attention.scores->gradient[0], 1.0, 1e-6, "where it looks");
  assert_close (attention.scores->gradient[1], -1.0, 1e-6, "where it should");
}

/* --- The whole model --- */

typedef struct {
  HeedParameters *parameters;
  HeedRecurrent   model;
  float           rows[3 * 2 * 4];
} Guided;

static double
run (Guided   *guided,
     gboolean  is_recording)
{
  static const guint32 ids[4 * 2] = { 4, 5, 6, 7, 8, 3, 3, 1 };
  static const guint32 lengths[2] = { 4, 3 };
  static const guint32 read[3 * 2] = { 2, 2, 4, 5, 6, 3 };
  static const guint32 said[3 * 2] = { 4, 5, 6, 3, 3, 3 };
  static const float row_weights[3 * 2] = { 1.0f, 1.0f, 1.0f, 1.0f, 1.0f, 0.0f };
  HeedTokenBatch source = { ids, lengths, 4, 2 };
  HeedGuide wanted = { .rows = guided->rows, .weight = 2.0f };
  HeedTargetBatch target = { read, said, row_weights, 3, &wanted, NULL };
  g_autoptr(HeedTape) tape = heed_tape_new ();
  double loss;

  heed_tape_begin (tape, is_recording);
  loss = heed_recurrent_loss (&guided->model, tape, &source, &target, 0.0f, NULL);
  if (is_recording)
    heed_tape_backward (tape);

  return loss + wanted.weight * wanted.loss;
}

static void
check_gradient (Guided     *guided,
                HeedTensor *tensor,
                gsize       i)
{
  const float step = 1.0f / 128;
  float there = tensor->values[i];
  double above, below;

  tensor->values[i] = there + step;
  above = run (guided, FALSE);
  tensor->values[i] = there - step;
  below = run (guided, FALSE);
  tensor->values[i] = there;

  assert_close (tensor->gradient[i], (above - below) / (2 * step), 5e-3, tensor->name);
}

static void
test_guided_attention_reaches_every_weight_of_a_model (gconstpointer data)
{
  HeedDescription description = tiny_description ();
  g_autoptr(HeedParameters) parameters = NULL;
  g_autoptr(HeedParameters) trained = NULL;
  g_autoptr(GError) error = NULL;
  Guided guided = {
    .rows = { [1] = 1.0f, [4] = 0.5f, [5] = 0.5f, [8 + 2] = 1.0f, [16 + 3] = 1.0f }
  };

  description.query = GPOINTER_TO_UINT (data);
  if (description.query == HEED_QUERY_CURRENT)
    description.cell_input = (HeedPartList) { { HEED_PART_EMBEDDING }, 1 };
  parameters = tiny_parameters_new (&description, 3);
  trained = heed_parameters_new_sharing (parameters);
  g_assert_true (
    heed_recurrent_bind (&guided.model, &description, heed_existing_source, trained, &error));
  run (&guided, TRUE);

  for (guint p = 0; p < heed_parameters_get_n (trained); p++)
    {
      HeedTensor *tensor = heed_parameters_get (trained, p);
      gsize n = heed_tensor_n_values (tensor);

      for (gsize i = 0; i < n; i += MAX (n / 5, 1))
        check_gradient (&guided, tensor, i);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/engine/guided-attention/gradient-is-the-measured-one/one-head",
                        GUINT_TO_POINTER (1), test_guided_attention_gradient_is_the_measured_one);
  g_test_add_data_func ("/engine/guided-attention/gradient-is-the-measured-one/four-heads",
                        GUINT_TO_POINTER (4), test_guided_attention_gradient_is_the_measured_one);
  g_test_add_func ("/engine/guided-attention/loss-is-the-cross-entropy",
                   test_guided_attention_loss_is_the_cross_entropy);
  g_test_add_func ("/engine/guided-attention/pulls-back-from-far-away",
                   test_guided_attention_pulls_back_from_far_away);
  g_test_add_data_func ("/engine/guided-attention/reaches-every-weight-of-a-model/previous",
                        GUINT_TO_POINTER (HEED_QUERY_PREVIOUS),
                        test_guided_attention_reaches_every_weight_of_a_model);
  g_test_add_data_func ("/engine/guided-attention/reaches-every-weight-of-a-model/current",
                        GUINT_TO_POINTER (HEED_QUERY_CURRENT),
                        test_guided_attention_reaches_every_weight_of_a_model);

  return g_test_run ();
}
