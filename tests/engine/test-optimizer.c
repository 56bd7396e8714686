/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/heed.h"
#include "engine/training/optimizer.h"
#include "tests/engine/fixture.h"

#define LEARNING_RATE 0.005
#define CLIP_NORM     1.0
#define N_STEPS       5

/* bilstm_general shares one bridge between its layers, which here are two
 * tensors with gradients of their own; its gradients are held to PyTorch's in
 * test-recurrent.c. */
static const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general" };

/* One model, its gradients, and what changes it. */
typedef struct
{
  HeedParameters *own;       /* numbers that may change */
  HeedParameters *gradients;
  HeedRecurrent   model;
  HeedOptimizer  *optimizer;
  HeedParallel   *parallel;
  HeedTape       *tape;
} Trained;

static Trained
new_trained (Fixture *fixture)
{
  Trained trained = { .own = heed_parameters_dup (fixture->parameters) };

  trained.gradients = heed_parameters_new_sharing (trained.own);
  trained.model = fixture_bind (fixture, trained.gradients);
  trained.optimizer = heed_optimizer_new (trained.own);
  trained.parallel = heed_parallel_new (2);
  trained.tape = heed_tape_new ();

  return trained;
}

static void
clear_trained (Trained *trained)
{
  heed_tape_free (trained->tape);
  heed_parallel_free (trained->parallel);
  heed_optimizer_free (trained->optimizer);
  heed_parameters_free (trained->gradients);
  heed_parameters_free (trained->own);
}

static double
compute_loss (Trained            *trained,
              const FixtureBatch *batch,
              gboolean            is_recording)
{
  double loss;

  heed_parameters_clear_gradients (trained->gradients);
  heed_tape_begin (trained->tape, is_recording);
  loss = heed_recurrent_loss (&trained->model, trained->tape, &batch->source, &batch->target, 0.0f, NULL);
  if (is_recording)
    heed_tape_backward (trained->tape);

  return loss;
}

static double
expect (Fixture    *fixture,
        const char *what,
        guint       i)
{
  g_autofree char *path = g_strdup_printf ("adam5/%s/%u", what, i);

  return fixture_number (fixture, path);
}

static void
test_optimizer_five_steps_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  Trained trained = new_trained (fixture);
  double tolerance = fixture_tolerance (fixture, "loss");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_STEPS; i++)
    {
      double loss = compute_loss (&trained, &batch, TRUE);
      double norm;

      g_assert_cmpfloat_with_epsilon (loss, expect (fixture, "losses", i), tolerance);
      heed_optimizer_step (trained.optimizer, trained.parallel, &trained.gradients, 1,
                           1.0, CLIP_NORM, LEARNING_RATE, i + 1, &norm, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (norm, expect (fixture, "grad_norms", i), 10.0 * tolerance);
    }

  g_assert_cmpfloat_with_epsilon (compute_loss (&trained, &batch, FALSE), expect (fixture, "losses", N_STEPS), tolerance);
  clear_trained (&trained);
}

static void
test_optimizer_gradient_that_is_no_number_changes_nothing (void)
{
  g_autoptr(Fixture) fixture = fixture_load ("luong_dot");
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  Trained trained = new_trained (fixture);
  HeedTensor *spoilt = heed_parameters_get (trained.gradients, 3);
  g_autoptr(GError) error = NULL;
  double before, norm;

  before = compute_loss (&trained, &batch, TRUE);
  spoilt->gradient[1] = NAN;
  g_assert_false (heed_optimizer_step (trained.optimizer, trained.parallel, &trained.gradients, 1,
                                       1.0, CLIP_NORM, LEARNING_RATE, 1, &norm, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_true (g_str_has_prefix (error->message, spoilt->name));
  g_assert_true (compute_loss (&trained, &batch, FALSE) == before);
  clear_trained (&trained);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/optimizer/five-steps-are-pytorchs/%s", fixtures[f]);

      g_test_add_data_func (path, fixtures[f], test_optimizer_five_steps_are_pytorchs);
    }
  g_test_add_func ("/engine/optimizer/gradient-that-is-no-number-changes-nothing",
                   test_optimizer_gradient_that_is_no_number_changes_nothing);

  return g_test_run ();
}
