/* test-recurrent.c — recurrent models give PyTorch's numbers, forward and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/recurrent-forced.c,
 *         engine/networks/recurrent-loss.c,
 *   engine/networks/description.c,
 *   engine/networks/infer.c,
 *   engine/networks/network.c
 */

#include <string.h>

#include "engine/tape/operations.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/layer.h"
#include "tests/engine/tiny-model.h"

static const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general",
                                        "bilstm_general" };

/* Returns the number of positions that the encoder reads, including padding if it reads that. */
static guint
n_encoded (Fixture            *fixture,
           const FixtureBatch *batch,
           guint               sentence)
{
  return fixture->blueprint.recurrent.padding == HEED_PADDING_READ ? batch->source.n_positions
                                                           : batch->source.lengths[sentence];
}

static void
test_recurrent_encoder_outputs_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedRecurrent model = fixture_bind (fixture, fixture->parameters);
  double tolerance = fixture_tolerance (fixture, "enc/enc_outputs");
  HeedRecurrentMemory memory;

  heed_tape_begin (tape, FALSE);
  heed_recurrent_encode (&model, tape, &batch.source, &memory);

  for (guint b = 0; b < batch.source.n_sentences; b++)
    for (guint s = 0; s < n_encoded (fixture, &batch, b); s++)
      for (guint i = 0; i < memory.attention.values->n_columns; i++)
        {
          g_autofree char *path = g_strdup_printf ("f64/enc/enc_outputs/%u/%u/%u", b, s, i);

          assert_close (
            heed_tensor_row (memory.attention.values, s * batch.source.n_sentences + b)[i],
            fixture_number (fixture, path), tolerance, path);
        }
}

/* "enc_state" of a GRU, "enc_h" and "enc_c" of an LSTM. */
static void
assert_states (Fixture                   *fixture,
               const HeedRecurrentMemory *memory,
               const char                *quantity,
               gboolean                   is_c)
{
  g_autofree char *measured = g_strconcat ("enc/", quantity, NULL);
  double tolerance = fixture_tolerance (fixture, measured);

  for (guint layer = 0; layer < fixture->blueprint.recurrent.n_decoder_layers; layer++)
    {
      const HeedCellState *cell = &memory->initial.cells[layer];
      const HeedTensor *state = is_c ? cell->c : cell->h;

      for (guint b = 0; b < state->n_rows; b++)
        for (guint i = 0; i < state->n_columns; i++)
          {
            g_autofree char *path = g_strdup_printf ("f64/enc/%s/%u/%u/%u", quantity, layer, b, i);

            assert_close (heed_tensor_row (state, b)[i], fixture_number (fixture, path), tolerance,
                          path);
          }
    }
}

static void
test_recurrent_first_states_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedRecurrent model = fixture_bind (fixture, fixture->parameters);
  gboolean is_lstm = fixture->blueprint.recurrent.cell == HEED_CELL_LSTM;
  HeedRecurrentMemory memory;

  heed_tape_begin (tape, FALSE);
  heed_recurrent_encode (&model, tape, &batch.source, &memory);

  assert_states (fixture, &memory, is_lstm ? "enc_h" : "enc_state", FALSE);
  if (is_lstm)
    assert_states (fixture, &memory, "enc_c", TRUE);
}

static void
test_recurrent_attention_and_loss_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedRecurrent model = fixture_bind (fixture, fixture->parameters);
  HeedTensor **weights;
  double loss;

  heed_tape_begin (tape, FALSE);
  loss = heed_recurrent_loss (&model, tape, &batch.source, &batch.target, 0.0f, &weights);
  assert_close (loss, fixture_number (fixture, "f64/loss"), fixture_tolerance (fixture, "loss"),
                "loss");

  for (guint b = 0; b < batch.source.n_sentences; b++)
    for (guint t = 0; t < batch.numbers[4][b]; t++)
      for (guint s = 0; s < batch.source.n_positions; s++)
        {
          g_autofree char *path = g_strdup_printf ("f64/attention/attention/%u/%u/%u", b, t, s);

          assert_close (heed_tensor_row (weights[t], b)[s], fixture_number (fixture, path),
                        fixture_tolerance (fixture, "attention"), path);
        }
}

static void
test_recurrent_every_gradient_is_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  g_autoptr(HeedParameters) trained = heed_parameters_new_sharing (fixture->parameters);
  HeedRecurrent model = fixture_bind (fixture, trained);

  heed_tape_begin (tape, TRUE);
  heed_recurrent_loss (&model, tape, &batch.source, &batch.target, 0.0f, NULL);
  heed_tape_backward (tape);

  fixture_assert_gradients (fixture, trained);
}

/* --- What no fixture has: the other first states, and the other combinations --- */

typedef struct {
  HeedRecurrent  model;
  HeedTokenBatch source;
} Variant;

/* Returns the decoder's first state and the output of one step. */
static HeedTensor *
run_variant (HeedTape *tape,
             gpointer  user_data)
{
  static const guint32 read[] = { 4, 5 };
  const Variant *variant = user_data;
  HeedTensor *parts[2 * HEED_MAX_LAYERS + 1];
  HeedRecurrentMemory memory;
  HeedRecurrentState state;
  HeedRecurrentStep step;
  guint n_parts = 0;

  heed_recurrent_encode (&variant->model, tape, &variant->source, &memory);
  for (guint layer = 0; layer < variant->model.description.n_decoder_layers; layer++)
    {
      parts[n_parts++] = memory.initial.cells[layer].h;
      if (memory.initial.cells[layer].c != NULL)
        parts[n_parts++] = memory.initial.cells[layer].c;
    }

  state = memory.initial;
  heed_recurrent_step (&variant->model, tape, &memory, &(HeedRecurrentInput) { read, NULL }, &state,
                       &step);
  parts[n_parts++] = step.output;

  return heed_concatenate (tape, parts, n_parts);
}

static void
assert_slopes (const HeedDescription *description)
{
  static const guint32 ids[] = { 4, 7, 5, 8, 6, 1 };
  static const guint32 lengths[] = { 3, 2 };
  g_autoptr(HeedParameters) parameters = tiny_parameters_new (description, 3);
  g_autoptr(HeedParameters) trained = heed_parameters_new_sharing (parameters);
  g_autofree HeedTensor **inputs = g_new0 (HeedTensor *, heed_parameters_get_n (trained) + 1);
  Variant variant = { .source = { ids, lengths, 3, 2 } };
  g_autoptr(GError) error = NULL;
  guint n_inputs = 0;

  heed_recurrent_bind (&variant.model, description, heed_existing_source, trained, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < heed_parameters_get_n (trained); i++)
    if (strstr (heed_parameters_get (trained, i)->name, "decoder.output") == NULL)
      inputs[n_inputs++] = heed_parameters_get (trained, i);

  assert_layer_gradients (run_variant, &variant, inputs);
}

static void
test_recurrent_gradients_of_first_states_are_the_slopes (void)
{
  HeedDescription d = tiny_description ();

  d.n_encoder_layers = d.n_decoder_layers = 2;
  d.bridge_input = HEED_BRIDGE_ALL;
  d.bridge_activation = HEED_NONLINEARITY_NONE;
  assert_slopes (&d);

  d.cell = HEED_CELL_LSTM;
  d.bridge_input = HEED_BRIDGE_TOP;
  d.bridge_activation = HEED_NONLINEARITY_TANH;
  d.initial_cell = HEED_INITIAL_CELL_STATE;
  assert_slopes (&d);

  d.initial = HEED_INITIAL_TOP;
  assert_slopes (&d);

  d.encoder_width = d.decoder_width;
  d.initial_cell = HEED_INITIAL_CELL_CELL;
  assert_slopes (&d);
}

static void
test_recurrent_gradients_of_a_plain_combination_are_the_slopes (void)
{
  HeedDescription d = tiny_description ();

  d.query = HEED_QUERY_CURRENT;
  d.cell_input = (HeedPartList) { { HEED_PART_EMBEDDING, HEED_PART_ATTENTIONAL }, 2 };
  d.combine = (HeedPartList) { { HEED_PART_CONTEXT, HEED_PART_STATE }, 2 };
  d.combine_width = 5;
  d.combine_activation = HEED_NONLINEARITY_NONE;
  d.output = (HeedPartList) { { HEED_PART_ATTENTIONAL }, 1 };
  assert_slopes (&d);
}

/* An attentional state that the model does not read is computed for display only, and not in
 * training. */
static void
test_recurrent_training_makes_nothing_that_is_not_read (void)
{
  static const guint32 ids[] = { 4, 7 };
  static const guint32 read[] = { 4, 5 };
  HeedDescription d = tiny_description ();
  g_autoptr(HeedParameters) parameters = NULL;
  g_autoptr(HeedTape) tape = heed_tape_new ();
  const HeedTokenBatch source = { ids, NULL, 1, 2 };
  HeedRecurrent model;

  d.combine = (HeedPartList) { { HEED_PART_CONTEXT, HEED_PART_STATE }, 2 };
  d.combine_width = 5;

  for (guint way = 0; way < 4; way++)
    {
      gboolean is_training = way & 1, is_read = way & 2;
      HeedRecurrentMemory memory;
      HeedRecurrentState state;
      HeedRecurrentStep step;

      d.output = (HeedPartList) { { is_read ? HEED_PART_ATTENTIONAL : HEED_PART_STATE }, 1 };
      g_clear_pointer (&parameters, heed_parameters_free);
      parameters = tiny_parameters_new (&d, 3);
      g_assert_true (heed_recurrent_bind (&model, &d, heed_existing_source, parameters, NULL));

      heed_tape_begin (tape, is_training);
      heed_recurrent_encode (&model, tape, &source, &memory);
      state = memory.initial;
      heed_recurrent_step (&model, tape, &memory, &(HeedRecurrentInput) { read, NULL }, &state,
                       &step);
      g_assert_cmpint (step.attentional != NULL, ==, is_read || !is_training);
    }
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "encoder-outputs-are-pytorchs", test_recurrent_encoder_outputs_are_pytorchs },
    { "first-states-are-pytorchs", test_recurrent_first_states_are_pytorchs },
    { "attention-and-loss-are-pytorchs", test_recurrent_attention_and_loss_are_pytorchs },
    { "every-gradient-is-pytorchs", test_recurrent_every_gradient_is_pytorchs },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/recurrent/%s/%s", tests[i].what, fixtures[f]);

        g_test_add_data_func (path, fixtures[f], tests[i].test);
      }
  g_test_add_func ("/engine/recurrent/gradients-of-first-states-are-the-slopes",
                   test_recurrent_gradients_of_first_states_are_the_slopes);
  g_test_add_func ("/engine/recurrent/gradients-of-a-plain-combination-are-the-slopes",
                   test_recurrent_gradients_of_a_plain_combination_are_the_slopes);
  g_test_add_func ("/engine/recurrent/training-makes-nothing-that-is-not-read",
                   test_recurrent_training_makes_nothing_that_is_not_read);

  return g_test_run ();
}
