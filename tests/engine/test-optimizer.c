/* test-optimizer.c — training steps as PyTorch takes them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/networks/network.h"
#include "engine/networks/random-source.h"
#include "engine/training/optimizer.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/numbers.h"

static const char *const fixtures[] = { "d2l_bahdanau",   "luong_dot",       "luong_general",
                                        "bilstm_general", "d2l_transformer", "torch_prenorm",
                                        "marian" };

#define N_STEPS 5

/* --- Against PyTorch --- */

/* One model in training: its weights, its gradients, and the layers bound to them. */
typedef struct {
  Fixture        *fixture;
  HeedParameters *weights;
  HeedParameters *gradients;
  HeedOptimizer  *optimizer;
  HeedNetwork     network;
} Training;

/* bilstm_general has one bridge weight for both layers. Heed has one for each, so the second layer
 * borrows that of the first. */
static HeedTensor *
tied_source (gpointer     user_data,
             const char  *name,
             guint        n_rows,
             guint        n_columns,
             gboolean     is_optional,
             GError     **error)
{
  g_autofree char *first = g_strdup (name);
  char *layer = strstr (first, "bridge.") != NULL ? strstr (first, "_l1.") : NULL;

  if (layer != NULL)
    layer[2] = '0';

  return heed_existing_source (user_data, first, n_rows, n_columns, is_optional, error);
}

static gboolean
is_tied_to_another (const HeedTensor *tensor)
{
  return strstr (tensor->name, "bridge.") != NULL && strstr (tensor->name, "_l1.") != NULL;
}

static void
training_start (Training   *training,
                const char *name)
{
  g_autoptr(GError) error = NULL;

  training->fixture = fixture_load (name);
  training->weights = heed_parameters_dup (training->fixture->parameters);
  training->gradients = heed_parameters_new_sharing (training->weights);
  training->optimizer = heed_optimizer_new (training->weights);
  heed_network_bind (&training->network, &training->fixture->blueprint, tied_source,
                     training->gradients, &error);
  g_assert_no_error (error);
}

static void
training_clear (Training *training)
{
  heed_optimizer_free (training->optimizer);
  heed_parameters_free (training->gradients);
  heed_parameters_free (training->weights);
  fixture_free (training->fixture);
}

/* PyTorch does not train position tables and Marian's output bias, so their gradients are set to
 * zero. */
static void
clear_untrained (Training *training)
{
  for (guint i = 0; i < heed_parameters_get_n (training->gradients); i++)
    {
      HeedTensor *tensor = heed_parameters_get (training->gradients, i);
      g_auto(HeedTensorPlace) place =
        heed_tensor_places_find (training->fixture->places, tensor->name);

      if (heed_weights_find (training->fixture->gradients, place.name) == NULL)
        memset (tensor->gradient, 0, heed_tensor_n_values (tensor) * sizeof (float));
    }
}

/* Computes the gradients of the fixture's batch. Returns the loss. */
static double
find_loss (Training *training,
           HeedTape *tape)
{
  g_auto(FixtureBatch) batch = fixture_batch (training->fixture);
  double loss;

  heed_parameters_clear_gradients (training->gradients);
  heed_tape_begin (tape, TRUE);
  loss = heed_network_loss (&training->network, tape, &batch.source, &batch.target, 0.0f);
  heed_tape_backward (tape);
  clear_untrained (training);

  return loss;
}

static double
number_at (Training   *training,
           const char *list,
           guint       i)
{
  g_autofree char *path = g_strdup_printf ("adam5/%s/%u", list, i);

  return fixture_number (training->fixture, path);
}

static double
find_norm (Training     *training,
           HeedParallel *parallel,
           guint         i)
{
  g_autoptr(GError) error = NULL;
  double norm;

  const HeedOptimizerStep step = {
    .shards = &training->gradients,
    .n_shards = 1,
    .factor = 1.0,
    .clip_norm = fixture_number (training->fixture, "adam5/clip_total_norm"),
    .learning_rate = fixture_number (training->fixture, "adam5/lr"),
    .number = i + 1,
  };

  heed_optimizer_step (training->optimizer, parallel, &step, &norm, &error);
  g_assert_no_error (error);

  return norm;
}

/* Where PyTorch's gradient is only rounding noise, Adam still steps by the learning rate, in an
 * unpredictable direction. */
static gboolean
is_noise (Training   *training,
          const char *name)
{
  const char *list = "f32_minus_f64/grads_exactly_zero_in_theory";

  for (guint i = 0; i < fixture_count (training->fixture, list); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", list, i);

      if (g_str_equal (json_node_get_string (fixture_get (training->fixture, path)), name))
        return TRUE;
    }

  /* PyTorch stores the bias of the keys, whose gradient is noise, in one tensor with two others. */
  return g_str_has_suffix (name, "in_proj_bias");
}

/* Returns, for each tensor of the file, the sum of all parameters that are stored in it. */
static GHashTable *
sum_tensors (Training *training)
{
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < heed_parameters_get_n (training->weights); i++)
    {
      const HeedTensor *tensor = heed_parameters_get (training->weights, i);
      g_auto(HeedTensorPlace) place =
        heed_tensor_places_find (training->fixture->places, tensor->name);
      double *sum = g_hash_table_lookup (sums, place.name);

      if (heed_weights_find (training->fixture->gradients, place.name) == NULL ||
          is_tied_to_another (tensor) || is_noise (training, place.name))
        continue;

      if (sum == NULL)
        {
          sum = g_new0 (double, 1);
          g_hash_table_insert (sums, g_strdup (place.name), sum);
        }
      for (gsize v = 0; v < heed_tensor_n_values (tensor); v++)
        *sum += tensor->values[v];
    }

  return sums;
}

/* Adam steps by the learning rate even where a gradient is almost zero, so the more numbers a
 * tensor has, the more of them differ. */
static void
assert_sums (Training *training)
{
  g_autoptr(GHashTable) sums = sum_tensors (training);
  GHashTableIter iter;
  gpointer name, sum;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &name, &sum))
    {
      g_autofree char *path = g_strconcat ("adam5/param_sums/", name, NULL);
      const HeedArray *array = heed_weights_find (training->fixture->gradients, name);

      assert_close (*(double *) sum, fixture_number (training->fixture, path),
                    MAX (1e-4, 2e-6 * (double) array->n_values), path);
    }
}

static void
test_optimizer_five_steps_are_pytorchs (gconstpointer name)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (1);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  Training training;

  training_start (&training, name);
  for (guint i = 0; i < N_STEPS; i++)
    {
      assert_close (find_loss (&training, tape), number_at (&training, "losses", i), 1e-5, "loss");
      assert_close (find_norm (&training, parallel, i), number_at (&training, "grad_norms", i),
                    1e-5 * MAX (1.0, number_at (&training, "grad_norms", i)), "norm");
    }

  assert_close (find_loss (&training, tape), number_at (&training, "losses", N_STEPS), 1e-5,
                "last loss");
  assert_sums (&training);
  training_clear (&training);
}

/* --- Alone --- */

#define N_PARAMETERS 3
#define MAX_SHARDS   3

static const struct { const char *name; guint n_rows, n_columns; } shapes[N_PARAMETERS] = {
  { "a", 4, 5 }, { "b", 1, 17 }, { "c", 3, 3 }
};

/* All weights are zero, so that the size of a step shows exactly. */
static HeedParameters *
new_zeros (void)
{
  HeedParameters *parameters = heed_parameters_new ();
  HeedRandom random = { { 1, 2, 3, 4 } };
  HeedRandomSource source = { parameters, &random };

  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      HeedTensor *tensor = heed_random_source (&source, shapes[i].name, shapes[i].n_rows,
                                               shapes[i].n_columns, FALSE, NULL);

      memset (tensor->values, 0, heed_tensor_n_values (tensor) * sizeof (float));
    }

  return parameters;
}

static void
fill_gradients (HeedParameters *gradients,
                guint64         seed)
{
  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      HeedTensor *tensor = heed_parameters_get (gradients, i);
      gsize n_values = heed_tensor_n_values (tensor);
      g_autofree float *numbers = numbers_new (n_values, seed + i);

      memcpy (tensor->gradient, numbers, n_values * sizeof (float));
    }
}

typedef struct {
  HeedParameters *weights;
  HeedParameters *shards[MAX_SHARDS];
  guint           n_shards;
  HeedOptimizer  *optimizer;
} Bare;

static Bare
bare_new (guint n_shards)
{
  Bare bare = { .weights = new_zeros (), .n_shards = n_shards };

  bare.optimizer = heed_optimizer_new (bare.weights);
  for (guint k = 0; k < n_shards; k++)
    bare.shards[k] = heed_parameters_new_sharing (bare.weights);

  return bare;
}

static void
bare_clear (Bare *bare)
{
  for (guint k = 0; k < bare->n_shards; k++)
    heed_parameters_free (bare->shards[k]);
  heed_optimizer_free (bare->optimizer);
  heed_parameters_free (bare->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bare, bare_clear)

static double
bare_step (Bare    *bare,
           guint    n_threads,
           double   factor,
           double   clip_norm,
           guint64  step_number)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (n_threads);
  g_autoptr(GError) error = NULL;
  double norm = 0.0;

  const HeedOptimizerStep step = { bare->shards, bare->n_shards, factor,
                                   clip_norm,    0.01,           step_number };

  heed_optimizer_step (bare->optimizer, parallel, &step, &norm, &error);
  g_assert_no_error (error);

  return norm;
}

static void
assert_same_weights (const Bare *found,
                     const Bare *expected)
{
  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (found->weights, i);
      gsize n_values = heed_tensor_n_values (tensor);

      assert_same_floats (tensor->values, heed_parameters_get (expected->weights, i)->values,
                          n_values, tensor->name);
      assert_same_floats (heed_optimizer_get_first (found->optimizer, i),
                          heed_optimizer_get_first (expected->optimizer, i), n_values, "first");
      assert_same_floats (heed_optimizer_get_second (found->optimizer, i),
                          heed_optimizer_get_second (expected->optimizer, i), n_values, "second");
    }
}

/* Both moments are bias-corrected, so the first step has the size of the learning rate, whatever
 * the gradient. */
static void
test_optimizer_first_step_is_the_learning_rate (void)
{
  g_auto(Bare) bare = bare_new (1);

  fill_gradients (bare.shards[0], 10);
  bare_step (&bare, 1, 1.0, 0.0, 1);

  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (bare.weights, i);
      const float *gradient = heed_parameters_get (bare.shards[0], i)->gradient;

      for (gsize v = 0; v < heed_tensor_n_values (tensor); v++)
        assert_close (tensor->values[v], gradient[v] > 0.0f ? -0.01 : 0.01, 0.01 * 1e-6,
                      tensor->name);
    }
}

static void
test_optimizer_norm_is_of_all_gradients_together (void)
{
  g_auto(Bare) bare = bare_new (1);
  double squares = 0.0;

  fill_gradients (bare.shards[0], 20);
  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (bare.shards[0], i);

      for (gsize v = 0; v < heed_tensor_n_values (tensor); v++)
        squares += (double) tensor->gradient[v] * tensor->gradient[v];
    }

  assert_close (bare_step (&bare, 1, 0.5, 1.0, 1), 0.5 * sqrt (squares), 1e-9, "norm");
}

/* The first moment is a tenth of the clipped gradient. */
static void
test_optimizer_clips_what_is_too_long (void)
{
  const struct
  {
    double factor, clip;
  } cases[] = { { 1.0, 0.0 }, { 1.0, 0.5 }, { 0.25, 1.0 }, { 1.0, 1000.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Bare) bare = bare_new (1);
      double norm, left;

      fill_gradients (bare.shards[0], 30);
      norm = bare_step (&bare, 1, cases[i].factor, cases[i].clip, 1);
      left =
        cases[i].factor * (cases[i].clip == 0.0 ? 1.0 : MIN (1.0, cases[i].clip / (norm + 1e-6)));

      for (gsize v = 0; v < heed_tensor_n_values (heed_parameters_get (bare.weights, 0)); v++)
        assert_close (heed_optimizer_get_first (bare.optimizer, 0)[v],
                      0.1 * left * heed_parameters_get (bare.shards[0], 0)->gradient[v], 1e-7,
                      "first moment");
    }
}

static void
test_optimizer_shards_add_up (void)
{
  g_auto(Bare) many = bare_new (MAX_SHARDS);
  g_auto(Bare) one = bare_new (1);

  for (guint k = 0; k < MAX_SHARDS; k++)
    fill_gradients (many.shards[k], 40 + 10 * k);

  for (guint i = 0; i < N_PARAMETERS; i++)
    {
      HeedTensor *sum = heed_parameters_get (one.shards[0], i);

      for (guint k = 0; k < MAX_SHARDS; k++)
        for (gsize v = 0; v < heed_tensor_n_values (sum); v++)
          sum->gradient[v] += heed_parameters_get (many.shards[k], i)->gradient[v];
    }

  g_assert_cmpfloat (bare_step (&many, 1, 1.0, 1.0, 1), ==, bare_step (&one, 1, 1.0, 1.0, 1));
  assert_same_weights (&many, &one);
}

static void
test_optimizer_threads_change_no_bit (void)
{
  g_auto(Bare) one = bare_new (MAX_SHARDS);

  for (guint step = 1; step <= 3; step++)
    {
      for (guint k = 0; k < MAX_SHARDS; k++)
        fill_gradients (one.shards[k], 100 * step + 10 * k);
      bare_step (&one, 1, 0.5, 1.0, step);
    }

  for (guint n_threads = 2; n_threads <= 4; n_threads++)
    {
      g_auto(Bare) several = bare_new (MAX_SHARDS);

      for (guint step = 1; step <= 3; step++)
        {
          for (guint k = 0; k < MAX_SHARDS; k++)
            fill_gradients (several.shards[k], 100 * step + 10 * k);
          bare_step (&several, n_threads, 0.5, 1.0, step);
        }

      assert_same_weights (&several, &one);
    }
}

static void
test_optimizer_nan_is_named_and_changes_nothing (void)
{
  const float bad[] = { NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(Bare) bare = bare_new (1);
      g_auto(Bare) untouched = bare_new (1);
      g_autoptr(HeedParallel) parallel = heed_parallel_new (1);
      g_autoptr(GError) error = NULL;
      const HeedOptimizerStep step = { bare.shards, 1, 1.0, 1.0, 0.01, 1 };
      double norm = 42.0;

      fill_gradients (bare.shards[0], 50);
      heed_parameters_get (bare.shards[0], 1)->gradient[16] = bad[i];

      g_assert_false (heed_optimizer_step (bare.optimizer, parallel, &step, &norm, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
      g_assert_true (g_str_has_prefix (error->message, "b: expected a finite gradient, found "));
      g_assert_cmpfloat (norm, ==, 42.0);
      assert_same_weights (&bare, &untouched);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    {
      g_autofree char *path =
        g_strconcat ("/engine/optimizer/five-steps-are-pytorchs/", fixtures[f], NULL);

      g_test_add_data_func (path, fixtures[f], test_optimizer_five_steps_are_pytorchs);
    }

  g_test_add_func ("/engine/optimizer/first-step-is-the-learning-rate",
                   test_optimizer_first_step_is_the_learning_rate);
  g_test_add_func ("/engine/optimizer/norm-is-of-all-gradients-together",
                   test_optimizer_norm_is_of_all_gradients_together);
  g_test_add_func ("/engine/optimizer/clips-what-is-too-long",
                   test_optimizer_clips_what_is_too_long);
  g_test_add_func ("/engine/optimizer/shards-add-up", test_optimizer_shards_add_up);
  g_test_add_func ("/engine/optimizer/threads-change-no-bit", test_optimizer_threads_change_no_bit);
  g_test_add_func ("/engine/optimizer/nan-is-named-and-changes-nothing",
                   test_optimizer_nan_is_named_and_changes_nothing);

  return g_test_run ();
}
