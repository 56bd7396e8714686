/* test-transformer-variants.c — variants of the Transformer that no fixture has
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/transformer-description.c,
 *   engine/networks/transformer-infer.c
 */

#include <math.h>
#include <string.h>

#include "engine/files/json-writer.h"
#include "engine/heed.h"
#include "engine/networks/network.h"
#include "engine/networks/parameters.h"
#include "engine/networks/random-source.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

#define MAX_POSITIONS 12
#define N_TARGET      10

/* Different sizes, and options that no fixture uses. */
static const char *const variants[] = {
  "{\"width\": 6, \"heads\": 2, \"encoder_layers\": 1, \"decoder_layers\": 2, \"feed_forward\": 5,"
  " \"norm_place\": \"post\", \"norm_epsilon\": 0.5, \"activation\": \"gelu\", \"positions\": "
  "\"learned\","
  " \"shared_embedding\": true, \"tied_output\": true}",

  "{\"width\": 5, \"encoder_heads\": 3, \"decoder_heads\": 2, \"head_width\": 4, "
  "\"encoder_layers\": 2, \"decoder_layers\": 1,"
  " \"encoder_feed_forward\": 7, \"decoder_feed_forward\": 3, \"norm_place\": \"pre\", \"norm\": "
  "\"rms\", \"norm_epsilon\": 0.5,"
  " \"activation\": \"gelu-tanh\", \"gated\": true, \"positions\": \"relative\", \"buckets\": 6, "
  "\"max_distance\": 8,"
  " \"scale_embedding\": false, \"scale_scores\": false, \"scale_output\": true, \"final_norm\": "
  "true, \"biases\": false}",

  "{\"width\": 8, \"heads\": 4, \"layers\": 1, \"feed_forward\": 4, \"norm_place\": \"pre\", "
  "\"norm_epsilon\": 0.5,"
  " \"activation\": \"swish\", \"gated\": true, \"positions\": \"sinusoid-timescales\", "
  "\"first_position\": 1,"
  " \"embedding_norm\": true, \"decoder_final_norm\": true}",

  ("{\"width\": 4, \"heads\": 1, \"layers\": 1, \"feed_forward\": 4, \"norm_place\": \"post\", "
   "\"norm\": \"rms\","
   " \"norm_epsilon\": 0.5, \"activation\": \"swish\", \"positions\": \"none\"}"),
};

static HeedTransformerDescription
describe (const char *json)
{
  g_autoptr(HeedJson) parsed = heed_json_parse (NULL, json, strlen (json), NULL, NULL);
  g_autoptr(GError) error = NULL;
  HeedTransformerDescription d;

  heed_transformer_description_init (&d);
  d.source_vocabulary = d.target_vocabulary = 9;
  d.max_positions = MAX_POSITIONS;
  heed_transformer_description_parse (&d, parsed, &error);
  g_assert_no_error (error);
  heed_transformer_description_check (&d, &error);
  g_assert_no_error (error);

  return d;
}

/* Norms and biases are random too, so that errors in them show. */
static HeedTensor *
every_source (gpointer     user_data,
              const char  *name,
              guint        n_rows,
              guint        n_columns,
              gboolean     is_optional,
              GError     **error)
{
  HeedRandomSource *source = user_data;
  HeedTensor *tensor = heed_random_source (user_data, name, n_rows, n_columns, FALSE, error);

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    tensor->values[i] += 0.3f * (float) heed_random_uniform (source->random);

  return tensor;
}

typedef struct {
  HeedTransformerDescription  description;
  HeedParameters             *parameters;
  HeedTransformer             model;
} Variant;

static void
variant_start (Variant    *variant,
               const char *json)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  HeedRandomSource source = { parameters, NULL };
  g_autoptr(GError) error = NULL;
  HeedRandom random;

  heed_random_seed (&random, 3);
  source.random = &random;
  variant->description = describe (json);
  heed_transformer_bind (&variant->model, &variant->description, every_source, &source, &error);
  g_assert_no_error (error);
  variant->parameters = g_steal_pointer (&parameters);
}

static void
variant_clear (Variant *variant)
{
  heed_parameters_free (variant->parameters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Variant, variant_clear)

static const guint32 source_ids[] = { 4, 7, 5, 8, 6, 1 };
static const guint32 source_lengths[] = { 3, 2 };
static const guint32 target_ids[2 * N_TARGET] = { 2, 2, 4, 5, 6, 3, 8, 8, 1, 7,
                                                  0, 5, 3, 3, 4, 6, 7, 7, 2, 1 };

static HeedTensor *
decode (HeedTape *tape,
        gpointer  user_data)
{
  const Variant *variant = user_data;
  const HeedTokenBatch source = { source_ids, source_lengths, 3, 2 };
  const HeedTransformerInput input = { .ids = target_ids, .n_positions = N_TARGET, .n_rows = 2 };
  HeedTransformerMemory memory;
  HeedTransformerResult result;

  heed_transformer_encode (&variant->model, tape, &source, NULL, &memory);
  heed_transformer_decode (&variant->model, tape, &memory, &input, NULL, &result);

  return heed_transformer_logits (&variant->model, tape, result.output);
}

/* Returns a weighted sum of all logits. */
static double
combine (HeedTape      *tape,
         const Variant *variant,
         const float   *factors)
{
  HeedTensor *logits;

  heed_tape_begin (tape, FALSE);
  logits = decode (tape, (gpointer) variant);

  return gradient_combine (logits->values, factors, heed_tensor_n_values (logits));
}

/* A whole model has more curvature than a layer, so slopes measured in float are less exact; but a
 * wrong term would be off by as much as the gradient itself. A bias of the keys adds the same
 * number to every score, so its true gradient is 0 and the measured one is noise. */
static void
assert_slopes (const Variant    *variant,
               const HeedTensor *tensor,
               const float      *factors)
{
  const float step = 1.0f / 256;
  g_autoptr(HeedTape) tape = heed_tape_new ();
  double largest = 0.1;

  if (g_str_has_suffix (tensor->name, "key.bias"))
    return;

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    largest = MAX (largest, fabs (tensor->gradient[i]));

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    {
      float before = tensor->values[i];
      double up, down;

      tensor->values[i] = before + step;
      up = combine (tape, variant, factors);
      tensor->values[i] = before - step;
      down = combine (tape, variant, factors);
      tensor->values[i] = before;
      assert_close (tensor->gradient[i], (up - down) / (2 * step), 0.01 * largest, tensor->name);
    }
}

static void
test_transformer_variants_gradients_are_the_slopes (gconstpointer json)
{
  g_auto(Variant) variant = { 0 };
  g_autoptr(HeedParameters) trained = NULL;
  g_autoptr(HeedTape) tape = heed_tape_new ();
  g_autofree float *factors = NULL;
  g_autoptr(GError) error = NULL;
  HeedTensor *logits;

  variant_start (&variant, json);
  trained = heed_parameters_new_sharing (variant.parameters);
  heed_transformer_bind (&variant.model, &variant.description, heed_existing_source, trained,
                         &error);
  g_assert_no_error (error);

  heed_tape_begin (tape, TRUE);
  logits = decode (tape, &variant);
  factors = numbers_new (heed_tensor_n_values (logits), 9);
  memcpy (heed_tape_gradient (tape, logits), factors,
          heed_tensor_n_values (logits) * sizeof *factors);
  heed_tape_backward (tape);

  for (guint i = 0; i < heed_parameters_get_n (trained); i++)
    assert_slopes (&variant, heed_parameters_get (trained, i), factors);
}

/* A sentence in a batch, followed by padding, has the same results as alone. */
static void
test_transformer_variants_padding_changes_nothing (gconstpointer json)
{
  g_auto(Variant) variant = { 0 };
  g_autoptr(HeedTape) tape = heed_tape_new ();
  g_autoptr(HeedTape) alone = heed_tape_new ();
  const guint32 ids[] = { 7, 8 };
  const HeedTokenBatch source = { ids, NULL, 2, 1 };
  guint32 read[N_TARGET];
  HeedTransformerInput input = { .ids = read, .n_positions = N_TARGET, .n_rows = 1 };
  HeedTransformerMemory memory;
  HeedTransformerResult result;
  HeedTensor *batch, *logits;

  variant_start (&variant, json);
  for (guint t = 0; t < N_TARGET; t++)
    read[t] = target_ids[2 * t + 1];

  heed_tape_begin (tape, FALSE);
  batch = decode (tape, &variant);
  heed_tape_begin (alone, FALSE);
  heed_transformer_encode (&variant.model, alone, &source, NULL, &memory);
  heed_transformer_decode (&variant.model, alone, &memory, &input, NULL, &result);
  logits = heed_transformer_logits (&variant.model, alone, result.output);

  for (guint t = 0; t < N_TARGET; t++)
    for (guint v = 0; v < logits->n_columns; v++)
      assert_close (heed_tensor_row (batch, 2 * t + 1)[v], heed_tensor_row (logits, t)[v], 2e-5,
                    "logit");
}

/* Later tokens do not affect earlier logits. */
static void
test_transformer_variants_the_future_is_not_seen (gconstpointer json)
{
  g_auto(Variant) variant = { 0 };
  g_autoptr(HeedTape) tape = heed_tape_new ();
  const guint32 ids[] = { 7, 8 };
  const HeedTokenBatch source = { ids, NULL, 2, 1 };
  HeedTensor *logits[2];
  HeedTransformerMemory memory;

  variant_start (&variant, json);
  heed_tape_begin (tape, FALSE);
  heed_transformer_encode (&variant.model, tape, &source, NULL, &memory);

  for (guint i = 0; i < 2; i++)
    {
      guint32 read[N_TARGET] = { 2, 5, 6, 7, 8, 4, 3, 2, 1, i == 0 ? 0 : 8 };
      HeedTransformerInput input = { .ids = read, .n_positions = N_TARGET, .n_rows = 1 };
      HeedTransformerResult result;

      heed_transformer_decode (&variant.model, tape, &memory, &input, NULL, &result);
      logits[i] = heed_transformer_logits (&variant.model, tape, result.output);
    }

  assert_same_floats (logits[0]->values, logits[1]->values,
                      (gsize) (N_TARGET - 1) * logits[0]->n_columns, "before");
  g_assert_cmpfloat (heed_tensor_row (logits[0], N_TARGET - 1)[0], !=,
                     heed_tensor_row (logits[1], N_TARGET - 1)[0]);
}

/* A description is read back as it was written, whatever its options. */
static void
test_transformer_variants_descriptions_survive_json (gconstpointer json)
{
  HeedTransformerDescription d = describe (json);
  HeedTransformerDescription again;
  g_autoptr(HeedJson) written = NULL;
  g_autoptr(HeedJson) rewritten = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  d.banned[0] = 8;
  d.n_banned = 1;
  written = heed_transformer_description_to_json (&d);
  heed_transformer_description_init (&again);
  heed_transformer_description_parse (&again, written, &error);
  g_assert_no_error (error);

  rewritten = heed_transformer_description_to_json (&again);
  first = heed_json_to_line (written);
  second = heed_json_to_line (rewritten);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (again.encoder.n_layers, ==, d.encoder.n_layers);
  g_assert_cmpuint (again.decoder.feed_forward, ==, d.decoder.feed_forward);
  g_assert_cmpuint (again.banned[0], ==, 8);
}

/* --- What is wrong is named --- */

static void
test_transformer_variants_wrong_fields_are_named (void)
{
  static const struct { const char *json, *message;
  } cases[] = {
    { "{\"width\": 0}", "width: expected at least 1, found 0" },
    { "{\"heads\": 5}", "encoder_heads: expected a divisor of width 8, found 5" },
    { "{\"decoder_heads\": 0}", "decoder_heads: expected at least 1, found 0" },
    { "{\"encoder_layers\": 0}", "encoder_layers: expected at least 1, found 0" },
    { "{\"decoder_layers\": 33}",
      "decoder_layers: expected a whole number from 0 to 32, found 33" },
    { "{\"feed_forward\": 0}", "encoder_feed_forward: expected at least 1, found 0" },
    { "{\"norm\": \"batch\"}", "norm: expected one of layer, rms, found \"batch\"" },
    { "{\"norm_place\": 1}", "norm_place: expected one of pre, post, found 1" },
    { "{\"norm_epsilon\": 0}", "norm_epsilon: expected more than 0, found 0" },
    { "{\"activation\": \"tanh\"}",
      "activation: expected one of relu, gelu, gelu-tanh, swish, found \"tanh\"" },
    { "{\"width\": 9, \"heads\": 3}",
      "positions: sinusoid-interleaved: expected an even width, found 9" },
    { "{\"positions\": \"learned\", \"max_positions\": 0}",
      "max_positions: expected more than first_position 0, found 0" },
    { "{\"positions\": \"relative\", \"buckets\": 2}", "buckets: expected at least 4, found 2" },
    { "{\"positions\": \"relative\", \"buckets\": 32, \"max_distance\": 16}",
      "max_distance: expected more than 16, half the buckets, found 16" },
    { "{\"source_vocabulary\": 10, \"shared_embedding\": true}",
      "shared_embedding: expected as many source tokens as target tokens, 9, found 10" },
    { "{\"banned\": [9]}", "banned: expected ids below 9, found 9" },
    { "{\"banned\": 3}", "banned: expected a list of at most 8 ids, found 3" },
    { "{\"biases\": \"no\"}", "biases: expected true or false, found \"no\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeedJson) json =
        heed_json_parse (NULL, cases[i].json, strlen (cases[i].json), NULL, NULL);
      HeedTransformerDescription d =
        describe ("{\"width\": 8, \"heads\": 2, \"layers\": 1, \"feed_forward\": 4}");
      g_autoptr(GError) error = NULL;

      g_assert_false (heed_transformer_description_parse (&d, json, &error) &&
                      heed_transformer_description_check (&d, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "gradients-are-the-slopes", test_transformer_variants_gradients_are_the_slopes },
    { "padding-changes-nothing", test_transformer_variants_padding_changes_nothing },
    { "the-future-is-not-seen", test_transformer_variants_the_future_is_not_seen },
    { "descriptions-survive-json", test_transformer_variants_descriptions_survive_json },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint v = 0; v < G_N_ELEMENTS (variants); v++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/transformer-variants/%s/%u", tests[i].what, v);

        g_test_add_data_func (path, variants[v], tests[i].test);
      }

  g_test_add_func ("/engine/transformer-variants/wrong-fields-are-named",
                   test_transformer_variants_wrong_fields_are_named);

  return g_test_run ();
}
