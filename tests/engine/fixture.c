/* fixture.c — a small model with reference values from PyTorch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/fixture.h"

#include <math.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/formats/opening.h"
#include "tests/engine/compare.h"

static JsonObject *
load_json (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  fixture->parser = json_parser_new ();
  json_parser_load_from_file (fixture->parser, path, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (fixture->parser));
}

static HeedWeights *
load_weights (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  HeedWeights *weights = heed_safetensors_load (path, &error);

  g_assert_no_error (error);

  return weights;
}

/* Recognises the layout from the tensors, as for any model that is opened. */
static void
load_model (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "model.safetensors", NULL);
  g_auto(HeedModelParts) parts = { 0 };
  g_autoptr(HeedJson) config = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;

  heed_model_parts_load (&parts, path, NULL, &error);
  g_assert_no_error (error);
  text = g_hash_table_lookup (parts.metadata, "heed.config");
  config = heed_json_parse (NULL, text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  fixture->places = heed_tensor_places_read (config, &error);
  g_assert_no_error (error);
  fixture->blueprint = parts.blueprint;
  fixture->parameters = g_steal_pointer (&parts.parameters);
}

Fixture *
fixture_load (const char *name)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->folder = g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, NULL);
  fixture->expected = load_json (fixture, "expected.json");
  fixture->gradients = load_weights (fixture, "grads.safetensors");
  load_model (fixture);

  return fixture;
}

void
fixture_free (Fixture *fixture)
{
  heed_parameters_free (fixture->parameters);
  heed_tensor_places_free (fixture->places);
  heed_weights_unref (fixture->gradients);
  g_object_unref (fixture->parser);
  g_free (fixture->folder);
  g_free (fixture);
}

HeedRecurrent
fixture_bind (Fixture        *fixture,
              HeedParameters *parameters)
{
  HeedRecurrent model;
  g_autoptr(GError) error = NULL;

  heed_recurrent_bind (&model, &fixture->blueprint.recurrent, heed_existing_source, parameters,
                       &error);
  g_assert_no_error (error);

  return model;
}

HeedModel *
fixture_load_model (const char *name)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, "model.safetensors", NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

JsonNode *
fixture_get (Fixture    *fixture,
             const char *path)
{
  g_auto(GStrv) keys = g_strsplit (path, "/", -1);
  JsonNode *node = json_object_get_member (fixture->expected, keys[0]);

  for (guint i = 1; keys[i] != NULL; i++)
    {
      g_assert_nonnull (node);
      node = JSON_NODE_HOLDS_ARRAY (node)
             ? json_array_get_element (json_node_get_array (node),
                                       (guint) g_ascii_strtoull (keys[i], NULL, 10))
             : json_object_get_member (json_node_get_object (node), keys[i]);
    }

  g_assert_nonnull (node);

  return node;
}

double
fixture_number (Fixture    *fixture,
                const char *path)
{
  return json_node_get_double (fixture_get (fixture, path));
}

/* Returns the length of a list. */
guint
fixture_count (Fixture    *fixture,
               const char *path)
{
  return json_array_get_length (json_node_get_array (fixture_get (fixture, path)));
}

/* Whether expected.json has a node at a path of objects. */
gboolean
fixture_knows (Fixture    *fixture,
               const char *path)
{
  g_auto(GStrv) keys = g_strsplit (path, "/", -1);
  JsonNode *node = json_object_get_member (fixture->expected, keys[0]);

  for (guint i = 1; keys[i] != NULL && node != NULL; i++)
    node = JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_get_member (json_node_get_object (node), keys[i])
           : NULL;

  return node != NULL;
}

double
fixture_tolerance (Fixture    *fixture,
                   const char *quantity)
{
  g_autofree char *path = g_strconcat ("f32_minus_f64/", quantity, NULL);

  return MAX (5.0 * fixture_number (fixture, path), 1e-6);
}

/* Transposes a list of sentences: n_positions x n_sentences. */
static guint32 *
turn_ids (JsonArray *sentences,
          guint      n_positions)
{
  guint n_sentences = json_array_get_length (sentences);
  guint32 *ids = g_new (guint32, (gsize) n_sentences * n_positions);

  for (guint b = 0; b < n_sentences; b++)
    for (guint t = 0; t < n_positions; t++)
      ids[t * n_sentences + b] =
        (guint32) json_array_get_int_element (json_array_get_array_element (sentences, b), t);

  return ids;
}

static guint32 *
list_numbers (JsonArray *array)
{
  guint32 *numbers = g_new (guint32, json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    numbers[i] = (guint32) json_array_get_int_element (array, i);

  return numbers;
}

guint32 *
fixture_source (Fixture *fixture,
                guint    sentence,
                guint   *n_ids)
{
  JsonArray *source = json_object_get_array_member (fixture->expected, "src");
  JsonArray *lengths = json_object_get_array_member (fixture->expected, "src_len");

  *n_ids = (guint) json_array_get_int_element (lengths, sentence);

  return list_numbers (json_array_get_array_element (source, sentence));
}

/* d2l averages over all positions of a sentence and sums over
 * sentences; the others average over all real tokens. */
static float *
weigh_rows (Fixture       *fixture,
            const guint32 *lengths,
            guint          n_positions,
            guint          n_sentences)
{
  const char *kind = json_object_get_string_member (fixture->expected, "loss_kind");
  float *row_weights = g_new0 (float, (gsize) n_positions * n_sentences);
  guint n_tokens = 0;

  for (guint b = 0; b < n_sentences; b++)
    n_tokens += lengths[b];

  for (guint t = 0; t < n_positions; t++)
    for (guint b = 0; b < n_sentences; b++)
      if (t < lengths[b])
        row_weights[t * n_sentences + b] =
          1.0f / (g_str_has_prefix (kind, "sum") ? n_positions : n_tokens);

  return row_weights;
}

FixtureBatch
fixture_batch (Fixture *fixture)
{
  JsonArray *source = json_object_get_array_member (fixture->expected, "src");
  JsonArray *read = json_object_get_array_member (fixture->expected, "tgt_in");
  guint n_sentences = json_array_get_length (source);
  guint n_source = json_array_get_length (json_array_get_array_element (source, 0));
  guint n_target = json_array_get_length (json_array_get_array_element (read, 0));
  FixtureBatch batch = { 0 };

  batch.numbers[0] = turn_ids (source, n_source);
  batch.numbers[1] = list_numbers (json_object_get_array_member (fixture->expected, "src_len"));
  batch.numbers[2] = turn_ids (read, n_target);
  batch.numbers[3] =
    turn_ids (json_object_get_array_member (fixture->expected, "tgt_out"), n_target);
  batch.numbers[4] = list_numbers (json_object_get_array_member (fixture->expected, "tgt_len"));
  batch.source = (HeedTokenBatch) { batch.numbers[0], batch.numbers[1], n_source, n_sentences };
  batch.target = (HeedTargetBatch) {
    .read = batch.numbers[2],
    .said = batch.numbers[3],
    .row_weights = weigh_rows (fixture, batch.numbers[4], n_target, n_sentences),
    .n_positions = n_target,
  };

  return batch;
}

void
fixture_batch_clear (FixtureBatch *batch)
{
  for (guint i = 0; i < G_N_ELEMENTS (batch->numbers); i++)
    g_free (batch->numbers[i]);
  g_free ((float *) batch->target.row_weights);
}

/* --- Gradients --- */

/* Adds the gradient of this parameter to the sum for its array: the gradient of an array of the
 * file that is used in several places is the sum over them. Arrays without an expected gradient
 * are not trained by PyTorch. */
static void
add_gradient (Fixture          *fixture,
              const HeedTensor *tensor,
              GHashTable       *sums)
{
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (fixture->places, tensor->name);
  const HeedArray *expected = heed_weights_find (fixture->gradients, place.name);
  float *sum = expected != NULL ? g_hash_table_lookup (sums, expected) : NULL;
  gsize n_columns;

  if (expected == NULL)
    return;

  n_columns = expected->n_dims == 2 ? expected->shape[1] : expected->n_values;
  if (sum == NULL)
    {
      sum = g_new0 (float, expected->n_values);
      g_hash_table_insert (sums, (gpointer) expected, sum);
    }

  for (guint row = 0; row < tensor->n_rows; row++)
    for (guint column = 0; column < tensor->n_columns; column++)
      sum[(row + place.first_row) * n_columns + column + place.first_column] +=
        tensor->gradient[(gsize) row * tensor->n_columns + column];
}

/* The error of PyTorch's own gradient is recorded relative to each tensor's
 * largest value, or as one absolute number for all tensors. */
static double
find_gradient_tolerance (Fixture *fixture,
                         double   largest)
{
  double tolerance = fixture_knows (fixture, "f32_minus_f64/grad_rel")
                     ? fixture_tolerance (fixture, "grad_rel") * largest
                     : fixture_tolerance (fixture, "grad_abs");

  return MAX (tolerance, 1e-6);
}

static void
assert_one_gradient (Fixture         *fixture,
                     const HeedArray *expected,
                     const float     *found)
{
  const double *values = (const double *) expected->data;
  double largest = 0.0;

  for (gsize i = 0; i < expected->n_values; i++)
    largest = MAX (largest, fabs (values[i]));

  for (gsize i = 0; i < expected->n_values; i++)
    assert_close (found[i], values[i], find_gradient_tolerance (fixture, largest), expected->name);
}

void
fixture_assert_gradients (Fixture        *fixture,
                          HeedParameters *trained)
{
  g_autoptr(GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer expected, found;
  guint n_expected;

  for (guint i = 0; i < heed_parameters_get_n (trained); i++)
    add_gradient (fixture, heed_parameters_get (trained, i), sums);

  heed_weights_get (fixture->gradients, &n_expected);
  g_assert_cmpuint (g_hash_table_size (sums), ==, n_expected);

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &expected, &found))
    assert_one_gradient (fixture, expected, found);
}
