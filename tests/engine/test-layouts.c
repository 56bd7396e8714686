/* test-layouts.c — other programs' checkpoints are recognised and give the same results
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/reference/make-layouts.py and make-transformers.py made the checkpoints
 * and computed what they say.
 *
 * Covers: engine/formats/layouts/chatbot.c,
 *   engine/formats/layouts/d2l-transformer.c,
 *   engine/formats/layouts/d2l.c,
 *   engine/formats/layouts/input-feeding.c,
 *   engine/formats/layouts/joeynmt-config.c,
 *   engine/formats/layouts/joeynmt-transformer.c,
 *   engine/formats/layouts/joeynmt.c,
 *   engine/formats/layouts/opennmt.c,
 *   engine/formats/layouts/recognition-say.c,
 *   engine/formats/layouts/recognition.c,
 *   engine/formats/layouts/text-fit.c,
 *   engine/formats/layouts/torch-transformer.c,
 *   engine/formats/layouts/transformer-names.c,
 *   engine/formats/layouts/tutorial.c
 */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define TOLERANCE 2e-6

static const struct { const char *folder, *file, *layout; } checkpoints[] = {
  { "chatbot-concat", "model.tar", "PyTorch's chatbot tutorial" },
  { "chatbot-dot", "model.tar", "PyTorch's chatbot tutorial" },
  { "chatbot-general", "model.tar", "PyTorch's chatbot tutorial" },
  { "ctranslate2", "model.bin", "CTranslate2" },
  { "d2l-lstm-3-layers-new-names", "model.pt", "Dive into Deep Learning, Seq2Seq" },
  { "d2l-scaled-dot", "model.pth", "Dive into Deep Learning, Seq2Seq" },
  { "d2l-transformer-with-biases", "model.pt", "Dive into Deep Learning, the Transformer" },
  { "joeynmt-bahdanau", "model.ckpt", "JoeyNMT, RNN" },
  { "joeynmt-luong", "model.ckpt", "JoeyNMT, RNN" },
  { "joeynmt-transformer-post", "model.ckpt", "JoeyNMT, Transformer" },
  { "joeynmt-transformer-pre", "model.ckpt", "JoeyNMT, Transformer" },
  { "joeynmt-zero", "model.ckpt", "JoeyNMT, RNN" },
  { "marian-separate", "config.json", "Hugging Face, MarianMT" },
  { "opennmt-dot-3-layers", "model.pt", "OpenNMT-py, RNN" },
  { "opennmt-general-bridge", "model.pt", "OpenNMT-py, RNN" },
  { "opennmt-mlp", "model.pt", "OpenNMT-py, RNN" },
  { "opennmt-mlp-bridge", "model.pt", "OpenNMT-py, RNN" },
  { "t5-gated", "config.json", "Hugging Face, T5" },
  { "t5-tied", "config.json", "Hugging Face, T5" },
  { "torch-postnorm-gelu", "model.pt", "nn.Transformer" },
  { "torch-prenorm", "model.pt", "nn.Transformer" },
  { "tutorial", "model.pt", "PyTorch's seq2seq translation tutorial" },
  { "tutorial-lstm-2-layers", "model.pt", "PyTorch's seq2seq translation tutorial" },
};

static HeedModel *
load (guint checkpoint)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "layouts", checkpoints[checkpoint].folder,
                           checkpoints[checkpoint].file, NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static JsonNode *
load_expected (guint checkpoint)
{
  g_autofree char *path = g_test_build_filename (
    G_TEST_DIST, "data", "layouts", checkpoints[checkpoint].folder, "expected.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *root;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);

  return root;
}

static HeedSession *
open_session (HeedModel  *model,
              JsonObject *expected)
{
  JsonArray *source = json_object_get_array_member (expected, "source");
  guint n_ids = json_array_get_length (source);
  g_autofree guint32 *ids = g_new (guint32, n_ids);
  g_autoptr(GError) error = NULL;
  HeedSession *session;

  for (guint i = 0; i < n_ids; i++)
    ids[i] = (guint32) json_array_get_int_element (source, i);

  session = heed_session_new_from_ids (model, ids, n_ids, &error);
  g_assert_no_error (error);

  return session;
}

static void
assert_step (HeedStep   *step,
             JsonObject *expected)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, 0 };
  JsonArray *attention = json_object_get_array_member (expected, "attention");
  guint n_keys;
  const float *weights = heed_step_attention (step, cross, &n_keys);

  g_assert_cmpuint (step->token.id, ==, json_object_get_int_member (expected, "id"));
  g_assert_cmpfloat_with_epsilon (step->log_prob,
                                  json_object_get_double_member (expected, "log_prob"), TOLERANCE);
  g_assert_cmpuint (n_keys, ==, json_array_get_length (attention));
  for (guint i = 0; i < n_keys; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], json_array_get_double_element (attention, i),
                                    TOLERANCE);
}

static void
assert_answers (HeedModel *model,
                guint      checkpoint)
{
  g_autoptr(JsonNode) root = load_expected (checkpoint);
  JsonObject *expected = json_node_get_object (root);
  JsonArray *steps = json_object_get_array_member (expected, "steps");
  g_autoptr(HeedSession) session = open_session (model, expected);

  for (guint t = 0; t < json_array_get_length (steps); t++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
      assert_step (step, json_array_get_object_element (steps, t));
    }
}

/* The table of scores lists, for each score, the layouts that have it. */
static void
assert_is_in_table_of_scores (HeedModel  *model,
                              const char *why)
{
  const HeedScoreInfo *score = heed_score_get_info (heed_model_get_info (model)->score);
  g_autoptr(JsonNode) root = json_from_string (why, NULL);
  const char *layout = json_object_get_string_member (json_node_get_object (root), "layout");

  if (score->kind != HEED_SCORE_NONE && !g_strv_contains (score->layouts, layout))
    g_error ("%s: expected a layout of the table of scores, found %s", score->name, layout);
}

static void
test_layouts_checkpoint_answers_as_its_program (gconstpointer data)
{
  guint checkpoint = GPOINTER_TO_UINT (data);
  g_autoptr(HeedModel) model = load (checkpoint);
  const char *why = heed_model_get_metadata (model, "heed.why");

  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, checkpoints[checkpoint].layout));
  assert_is_in_table_of_scores (model, why);
  assert_answers (model, checkpoint);
}

static void
test_layouts_converted_checkpoint_answers_the_same (gconstpointer data)
{
  guint checkpoint = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("heed-layouts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "converted.safetensors", NULL);
  g_autoptr(HeedModel) model = load (checkpoint);
  g_autoptr(HeedModel) converted = NULL;
  g_autoptr(GError) error = NULL;

  heed_model_save (model, path, &error);
  g_assert_no_error (error);
  converted = heed_model_load (path, NULL, &error);
  g_assert_no_error (error);
  assert_answers (converted, checkpoint);
  g_assert_cmpint (heed_model_get_info (converted)->has_text, ==,
                   heed_model_get_info (model)->has_text);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- The examples in resources/layouts --- */

/* chosen: what the user must choose, because the weights do not show it, as the example says. */
static const struct { const char *example, *weights, *chosen; } examples[] = {
  { "chatbot-concat", "layouts/chatbot-concat/model.tar", NULL },
  { "chatbot-dot", "fixtures/luong_dot/model.safetensors", NULL },
  { "chatbot-general", "fixtures/luong_general/model.safetensors", NULL },
  { "d2l", "fixtures/formats/d2l_zip.pt", NULL },
  { "d2l-transformer", "layouts/d2l-transformer-with-biases/model.pt", NULL },
  { "input-feeding", "fixtures/bilstm_general/model.safetensors", NULL },
  { "joeynmt", "layouts/joeynmt-bahdanau/model.ckpt", NULL },
  { "opennmt", "layouts/opennmt-general-bridge/model.pt", NULL },
  { "torch-transformer", "layouts/torch-prenorm/model.pt",
    "{\"heads\": 4, \"norm_place\": \"post\"}" },
  { "tutorial", "layouts/tutorial/model.pt", NULL },
};

static char *
copy_to_scratch (const char *path,
                 const char *name)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);

  return scratch_write (name, bytes, n_bytes);
}

static HeedSession *
decode (const char *path,
        const char *chosen)
{
  static const guint32 ids[] = { 6, 4, 9 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load_as (path, chosen, NULL, &error);
  HeedSession *session;

  g_assert_no_error (error);
  session = heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), &error);
  g_assert_no_error (error);
  heed_session_set_max_length (session, 4);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return session;
}

static void
test_layouts_example_says_what_is_recognised (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *weights = g_test_build_filename (G_TEST_DIST, "data", examples[i].weights, NULL);
  g_autofree char *example = g_strdup_printf ("%s/../resources/layouts/%s.json",
                                              g_test_get_dir (G_TEST_DIST), examples[i].example);
  g_autofree char *bare = copy_to_scratch (weights, "bare.pt");
  g_autofree char *described = copy_to_scratch (weights, "described.pt");
  g_autofree char *beside = copy_to_scratch (example, "described.json");
  g_autoptr(HeedSession) recognised = decode (bare, examples[i].chosen);
  g_autoptr(HeedSession) said = decode (described, NULL);

  g_assert_null (heed_model_get_metadata (heed_session_get_model (said), "heed.why"));
  g_assert_cmpuint (heed_session_get_n_steps (said), ==, heed_session_get_n_steps (recognised));
  for (guint t = 0; t < heed_session_get_n_steps (said); t++)
    {
      const HeedStep *one = heed_session_get_step (said, t);
      const HeedStep *other = heed_session_get_step (recognised, t);

      g_assert_cmpuint (one->token.id, ==, other->token.id);
      g_assert_cmpfloat (one->log_prob, ==, other->log_prob);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checkpoints); i++)
    {
      g_autofree char *answers = g_strconcat ("/engine/layouts/checkpoint-answers-as-its-program/",
                                              checkpoints[i].folder, NULL);
      g_autofree char *converted = g_strconcat (
        "/engine/layouts/converted-checkpoint-answers-the-same/", checkpoints[i].folder, NULL);

      g_test_add_data_func (answers, GUINT_TO_POINTER (i),
                            test_layouts_checkpoint_answers_as_its_program);
      g_test_add_data_func (converted, GUINT_TO_POINTER (i),
                            test_layouts_converted_checkpoint_answers_the_same);
    }
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path =
        g_strconcat ("/engine/layouts/example-says-what-is-recognised/", examples[i].example, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i),
                            test_layouts_example_says_what_is_recognised);
    }

  return g_test_run ();
}
