/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "engine/heed.h"
#include "engine/models/model.h"
#include "tests/engine/tiny-model.h"

#define ATTENTION_TOLERANCE 1e-6  /* PyTorch's own float32 is off by 1.5e-7 */
#define HALF_TOLERANCE      2e-2  /* of a log-probability */

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "d2l-trained", name, NULL);
}

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedModel *
load_book (void)
{
  g_autofree char *path = find_data ("model.safetensors");

  return load (path);
}

static HeedSession *
decode (HeedModel  *model,
        const char *source)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new (model, source, &error);

  g_assert_no_error (error);
  heed_session_set_max_length (session, 10);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return session;
}

/* attention_f64 has a column for each of the ten positions of the source, but no row for the step
 * of the end token. */
static void
assert_attention (HeedSession *session,
                  JsonArray   *expected)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, 0 };

  for (guint t = 0; t < json_array_get_length (expected) && t < heed_session_get_n_steps (session);
       t++)
    {
      JsonArray *row = json_array_get_array_element (expected, t);
      guint n_keys;
      const float *weights =
        heed_step_attention (heed_session_get_step (session, t), cross, &n_keys);

      for (guint s = 0; s < json_array_get_length (row); s++)
        g_assert_cmpfloat_with_epsilon (s < n_keys ? weights[s] : 0.0,
                                        json_array_get_double_element (row, s),
                                        ATTENTION_TOLERANCE);
    }
}

static void
test_model_file_a_description_beside_weights_is_enough (void)
{
  g_autoptr(HeedModel) model = load_book ();
  g_autofree char *path = find_data ("expected.json");
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *cases;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases =
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "cases");
  g_assert_cmpuint (json_array_get_length (cases), >, 3);

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      g_autoptr(HeedSession) session =
        decode (model, json_object_get_string_member (one, "source"));
      g_autofree char *target = heed_session_dup_target (session);

      g_assert_cmpstr (target, ==, json_object_get_string_member (one, "output"));
      assert_attention (session, json_object_get_array_member (one, "attention_f64"));
    }
}

/* Saves the model with these options, loads it again and compares every step of a sentence. */
static void
assert_saved_model_answers (const HeedSaveOptions *options,
                            double                 tolerance)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-model-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.safetensors", NULL);
  g_autoptr(HeedModel) model = load_book ();
  g_autoptr(HeedSession) before = decode (model, "he's calm .");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) saved = NULL;
  g_autoptr(HeedSession) after = NULL;

  heed_model_save_as (model, path, options, &error);
  g_assert_no_error (error);
  saved = load (path);
  after = decode (saved, "he's calm .");

  g_assert_cmpuint (heed_session_get_n_steps (after), ==, heed_session_get_n_steps (before));
  for (guint t = 0; t < heed_session_get_n_steps (before); t++)
    {
      const HeedStep *one = heed_session_get_step (before, t);
      const HeedStep *other = heed_session_get_step (after, t);

      g_assert_cmpstr (other->token.text, ==, one->token.text);
      g_assert_cmpfloat_with_epsilon (other->log_prob, one->log_prob, tolerance);
    }

  g_assert_cmpstr (heed_model_get_metadata (saved, "heed.card"), ==, options->card);
  g_assert_cmpstr (heed_model_get_info (saved)->name, ==,
                   options->name != NULL ? options->name : heed_model_get_info (model)->name);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_model_file_saved_model_gives_the_same_bits (void)
{
  const HeedSaveOptions options = { .card = "{\"score\": \"none\"}", .name = "Ours" };

  assert_saved_model_answers (&options, G_MINDOUBLE);
}

static void
test_model_file_half_the_bits_give_nearly_the_same (void)
{
  assert_saved_model_answers (&(HeedSaveOptions) { .half = TRUE }, HALF_TOLERANCE);
}

static void
test_model_file_numbers_too_large_for_half_are_refused (void)
{
  HeedDescription description = tiny_description ();
  HeedParameters *parameters = tiny_parameters_new (&description, 1);
  HeedModelParts parts = {
    .blueprint = { .recurrent = description }, .parameters = parameters,
    .source_special = TINY_TOKENS, .target_special = TINY_TOKENS
  };
  g_autofree char *folder = g_dir_make_tmp ("heed-model-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "half.safetensors", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = NULL;

  heed_parameters_get (parameters, 3)->values[1] = -65520.0f;
  model = heed_model_new_from_parts (&parts, &error);
  g_assert_no_error (error);

  g_assert_false (heed_model_save_as (model, path, &(HeedSaveOptions) { .half = TRUE }, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A bias may be absent, but one that is present is read and must be finite. */
static void
test_model_file_every_tensor_must_be_finite (void)
{
  HeedDescription description = tiny_description ();
  g_autofree char *folder = g_dir_make_tmp ("heed-model-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.safetensors", NULL);
  g_autoptr(HeedModel) model = tiny_model_new (&description, 1);
  HeedParameters *parameters = heed_model_get_parts (model)->parameters;

  for (guint i = 0; i < heed_parameters_get_n (parameters); i++)
    {
      HeedTensor *tensor = heed_parameters_get (parameters, i);
      float sound = tensor->values[tensor->n_columns - 1];
      g_autofree char *message = g_strdup_printf (
        "%s: expected finite numbers, found nan at [0, %u]", tensor->name, tensor->n_columns - 1);
      g_autoptr(GError) error = NULL;

      tensor->values[tensor->n_columns - 1] = NAN;
      g_assert_true (heed_model_save (model, path, &error));
      g_assert_null (heed_model_load (path, NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
      g_assert_cmpstr (error->message, ==, message);
      tensor->values[tensor->n_columns - 1] = sound;
    }

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_model_file_bias_of_another_length_is_refused (void)
{
  HeedDescription description = tiny_description ();
  g_autofree char *folder = g_dir_make_tmp ("heed-model-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "shorter.safetensors", NULL);
  g_autoptr(HeedModel) model = tiny_model_new (&description, 1);
  HeedParameters *parameters = heed_model_get_parts (model)->parameters;
  guint n_biases = 0;

  for (guint i = 0; i < heed_parameters_get_n (parameters); i++)
    {
      HeedTensor *tensor = heed_parameters_get (parameters, i);
      g_autofree char *message = g_strdup_printf ("%s: expected 1 x %u, found 1 x %u", tensor->name,
                                                  tensor->n_columns, tensor->n_columns - 1);
      g_autoptr(GError) error = NULL;

      if (strstr (tensor->name, "bias") == NULL)
        continue;

      n_biases++;
      tensor->n_columns--;
      g_assert_true (heed_model_save (model, path, &error));
      g_assert_null (heed_model_load (path, NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_SHAPE);
      g_assert_cmpstr (error->message, ==, message);
      tensor->n_columns++;
    }

  g_assert_cmpuint (n_biases, >=, 6);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/model-file/a-description-beside-weights-is-enough",
                   test_model_file_a_description_beside_weights_is_enough);
  g_test_add_func ("/engine/model-file/saved-model-gives-the-same-bits",
                   test_model_file_saved_model_gives_the_same_bits);
  g_test_add_func ("/engine/model-file/half-the-bits-give-nearly-the-same",
                   test_model_file_half_the_bits_give_nearly_the_same);
  g_test_add_func ("/engine/model-file/numbers-too-large-for-half-are-refused",
                   test_model_file_numbers_too_large_for_half_are_refused);
  g_test_add_func ("/engine/model-file/every-tensor-must-be-finite",
                   test_model_file_every_tensor_must_be_finite);
  g_test_add_func ("/engine/model-file/bias-of-another-length-is-refused",
                   test_model_file_bias_of_another_length_is_refused);

  return g_test_run ();
}
