/* test-open.c — every path is opened as the model that it is, or refused with the reason
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/formats/loading.c,
 *   engine/models/model.c,
 *   engine/models/model-parts.c,
 *   engine/models/model-sentences.c
 */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/heed.h"
#include "tests/engine/refused.h"
#include "tests/engine/scratch.h"
#include "tests/engine/tiny-model.h"

#define MAX_STEPS 8

static const guint32 source[] = { 6, 9, 15, 11, 18, 21 };

static char *
find_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, NULL);
}

static char *
copy_fixture (const char *fixture,
              const char *name)
{
  g_autofree char *path = find_fixture (fixture);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));

  return scratch_write (name, bytes, n_bytes);
}

static HeedModel *
load (const char *name)
{
  g_autofree char *path = find_fixture (name);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedSession *
decode (HeedModel *model)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error);

  g_assert_no_error (error);
  heed_session_set_max_length (session, MAX_STEPS);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return session;
}

static void
assert_same_answer (const char *path,
                    const char *other,
                    double      tolerance)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);
  g_autoptr(HeedModel) expected_model = load (other);
  g_autoptr(HeedSession) session = decode (model);
  g_autoptr(HeedSession) expected = decode (expected_model);

  g_assert_cmpuint (heed_session_get_n_steps (session), ==, heed_session_get_n_steps (expected));
  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    {
      const HeedStep *step = heed_session_get_step (session, t);
      const HeedStep *expected_step = heed_session_get_step (expected, t);

      g_assert_cmpuint (step->token.id, ==, expected_step->token.id);
      g_assert_cmpfloat_with_epsilon (step->log_prob, expected_step->log_prob, tolerance);
    }
}

/* Each file is d2l_bahdanau (sentences of seven tokens) in another format or with other tensor
 * names. */
static void
test_open_every_container_holds_the_same_model (void)
{
  static const struct { const char *name; double tolerance; } files[] = {
    { "formats/d2l_zip.pt", 1e-9 },
    { "formats/d2l_legacy.pt", 1e-9 },
    { "formats/d2l_nested.pt", 1e-9 },
    { "formats/d2l_dataparallel.pt", 1e-9 },
    { "formats/d2l_newnames.safetensors", 1e-9 },
    { "formats/d2l_newnames_zip.pt", 1e-9 },
    { "formats/d2l_f64.safetensors", 1e-9 },
    { "formats/d2l_fp16.safetensors", 2e-2 },
    { "formats/d2l_fp16.pt", 2e-2 },
    { "formats/d2l_bf16.safetensors", 1e-1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = copy_fixture (files[i].name, "weights.bin");
      g_autofree char *beside = scratch_write ("weights.json", "{\"source_length\": 7}", 20);

      assert_same_answer (path, "d2l_bahdanau/model.safetensors", files[i].tolerance);
    }
}

static void
test_open_padding_that_was_given_is_no_part_of_a_sentence (void)
{
  static const guint32 padded[] = { 6, 9, 15, 3, 1, 1 };
  g_autoptr(HeedModel) model = load ("d2l_bahdanau/model.safetensors");
  g_autoptr(HeedSession) session = heed_session_new_from_ids (model, padded, 6, NULL);
  g_autoptr(HeedSession) bare = heed_session_new_from_ids (model, padded, 3, NULL);
  g_autoptr(HeedStep) step = heed_session_step (session, NULL);
  g_autoptr(HeedStep) bare_step = heed_session_step (bare, NULL);
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);
  g_assert_cmpuint (n_tokens, ==, 4);
  g_assert_cmpfloat (step->log_prob, ==, bare_step->log_prob);
}

static void
test_open_a_pickled_program_is_refused_by_name (void)
{
  g_autofree char *path = find_fixture ("formats/whole_module_MUST_BE_REFUSED.pt");

  assert_refused (path, HEED_ERROR_UNSUPPORTED, "d2l_model.Net");
}

static void
test_open_tensors_that_nobody_knows_are_refused (void)
{
  g_autofree char *path = find_fixture ("formats/views_zip.pt");
  g_autofree char *marian = find_fixture ("formats/marian_pytorch_model.bin");

  assert_refused (marian, HEED_ERROR_UNSUPPORTED, "config.json");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "known layout");
}

static void
test_open_a_file_that_is_no_model_says_so (void)
{
  g_autofree char *path = find_fixture ("formats/views.json");
  g_autofree char *folder = find_fixture ("formats");

  assert_refused (path, HEED_ERROR_UNSUPPORTED, "found a file of JSON");
  assert_refused (folder, HEED_ERROR_UNSUPPORTED, "folder");
}

/* Copies the files of a folder but writes other bytes for part. Returns the new folder. */
static char *
copy_with_other_part (const char *folder,
                      const char *part,
                      const char *bytes)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", folder, NULL);
  char *to = g_dir_make_tmp ("heed-parts-XXXXXX", NULL);
  g_autofree char *other = NULL;
  g_autoptr(GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *old = g_build_filename (from, name, NULL);
      g_autofree char *new = g_build_filename (to, name, NULL);
      g_autofree char *content = NULL;
      gsize n_bytes;

      if (g_file_get_contents (old, &content, &n_bytes, NULL))
        g_assert_true (g_file_set_contents (new, content, (gssize) n_bytes, NULL));
    }

  other = g_build_filename (to, part, NULL);
  g_assert_true (g_file_set_contents (other, bytes, -1, NULL));

  return to;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A Git LFS pointer, or a web page, in the place of a file. */
static void
test_open_a_part_that_was_not_downloaded_is_named (void)
{
  static const struct { const char *folder, *file, *part; } models[] = {
    { "beside", "nothing.pt", "vocab.json" },
    { "beside", "nothing.pt", "nothing.pt" },
    { "layouts/ctranslate2", "", "model.bin" },
    { "layouts/ctranslate2", "", "config.json" },
    { "layouts/ctranslate2", "", "shared_vocabulary.json" },
    { "fixtures/marian", "", "model.safetensors" },
    { "fixtures/marian", "", "config.json" },
    { "fixtures/t5", "", "spiece.model" },
    { "texts/t5-json", "", "tokenizer.json" },
    { "texts/t5", "", "added_tokens.json" },
  };
  static const struct { const char *bytes, *what; } others[] = {
    { "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "Git LFS pointer" },
    { "<!doctype html>\n<title>Sign in</title>\n", "a web page" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (others); j++)
      {
        g_autofree char *folder =
          copy_with_other_part (models[i].folder, models[i].part, others[j].bytes);
        g_autofree char *path = g_build_filename (folder, models[i].file, NULL);

        assert_refused (path, HEED_ERROR_UNSUPPORTED, others[j].what);
        assert_refused (path, HEED_ERROR_UNSUPPORTED, models[i].part);
        remove_folder (folder);
      }
}

/* --- Weights and descriptions written here --- */

/* Writes a file in which each named tensor has one number; tensors is NULL-terminated. */
static char *
write_tensors (const char        *name,
               const char *const *tensors)
{
  static const float number = 1.0f;
  g_autoptr(GArray) arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  g_autoptr(GError) error = NULL;
  char *path = scratch_path (name);

  for (guint i = 0; tensors[i] != NULL; i++)
    {
      const HeedArray array = {
        .name = tensors[i], .dtype = HEED_DTYPE_F32, .n_dims = 1, .shape = { 1 }, .n_values = 1,
        .data = (const guint8 *) &number, .n_bytes = sizeof number,
      };

      g_array_append_val (arrays, array);
    }

  heed_safetensors_save (path, (const HeedArray *) (gpointer) arrays->data, arrays->len, NULL,
                         &error);
  g_assert_no_error (error);

  return path;
}

static void
test_open_half_a_model_is_called_what_it_is (void)
{
  static const char *const gpt2[] = { "wte.weight", "h.0.ln_1.weight", "h.0.attn.c_attn.weight",
                                      NULL };
  static const char *const llama[] = { "model.embed_tokens.weight",
                                       "model.layers.0.self_attn.q_proj.weight", NULL };
  static const char *const bert[] = { "embeddings.word_embeddings.weight",
                                      "encoder.layer.0.attention.self.query.weight", NULL };
  static const char *const nothing[] = { NULL };
  g_autofree char *gpt2_path = write_tensors ("gpt2.safetensors", gpt2);
  g_autofree char *llama_path = write_tensors ("llama.safetensors", llama);
  g_autofree char *bert_path = write_tensors ("bert.safetensors", bert);
  g_autofree char *nothing_path = write_tensors ("nothing.safetensors", nothing);

  assert_refused (gpt2_path, HEED_ERROR_UNSUPPORTED,
                  "a language model, which has only a decoder (h.0.attn.c_attn.weight)");
  assert_refused (llama_path, HEED_ERROR_UNSUPPORTED, "a language model, which has only a decoder");
  assert_refused (bert_path, HEED_ERROR_UNSUPPORTED, "found an encoder only");
  assert_refused (nothing_path, HEED_ERROR_UNSUPPORTED, "found none in the file");
}

/* Loads a copy of d2l's weights with this description beside it. */
static HeedModel *
load_described (const char  *description,
                GError     **error)
{
  g_autofree char *path = copy_fixture ("formats/d2l_zip.pt", "described.pt");
  g_autofree char *beside = scratch_write ("described.json", description, strlen (description));

  return heed_model_load (path, NULL, error);
}

static void
test_open_a_description_changes_what_was_recognised (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model =
    load_described ("{\"name\": \"Mine\", \"source_length\": 7, \"comment\": \"x\","
                    " \"tokens\": {\"begin\": 4, \"end\": 5, \"padding\": 0}}",
                    &error);
  const char *config, *why;

  g_assert_no_error (error);
  config = heed_model_get_metadata (model, "heed.config");
  why = heed_model_get_metadata (model, "heed.why");
  g_assert_nonnull (strstr (config, "\"source_length\": 7"));
  g_assert_nonnull (strstr (config, "\"score\": \"additive\""));
  g_assert_nonnull (strstr (why, "\"source_length\": \"the description beside the weights\""));
  g_assert_cmpstr (heed_model_get_info (model)->name, ==, "Mine");
  g_assert_cmpuint (heed_model_get_end_token (model), ==, 5);
}

static void
test_open_a_description_of_a_family_stands_alone (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = load_described ("{\"family\": \"recurrent\"}", &error);

  g_assert_null (model);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

static void
assert_description_refused (const char *description,
                            const char *what)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = load_described (description, &error);

  g_assert_null (model);
  g_assert_nonnull (error);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_open_a_wrong_field_is_named (void)
{
  assert_description_refused ("{\"scorre\": \"dot\"}", "scorre");
  assert_description_refused ("{\"score\": \"dott\"}", "score: expected one of none, additive");
  assert_description_refused ("{\"score\": 3}", "score");
  assert_description_refused ("{\"source_length\": -1}", "source_length");
  assert_description_refused ("{\"source_length\": \"ten\"}", "source_length");
  assert_description_refused ("{\"cell\": \"lstm\"}",
                              "weight_ih_l0: expected 48 x 8, found 36 x 8");
  assert_description_refused ("{\"query\": \"current\"}", "cell_input");
  assert_description_refused ("{\"decoder_width\": 13}", "decoder_width");
  assert_description_refused ("{\"tokens\": {\"begin\": 22}}", "begin token");
  assert_description_refused ("{\"tokens\": [1]}", "tokens");
  assert_description_refused ("{\"tensors\": 1}", "tensors");
  assert_description_refused ("{\"tensors\": {\"decoder.output.*\": \"x\"}}", "decoder.output.*");
  assert_description_refused ("{\"tensors\": {\"decoder.output.weight\": {\"name\": 3}}}",
                              "decoder.output.weight");
  assert_description_refused ("{\"tensors\": {\"decoder.output.weight\": []}}",
                              "decoder.output.weight");
  assert_description_refused ("{\"tensors\": {\"decoder.output.weight\": {\"name\": \"nosuch\"}}}",
                              "nosuch");
  assert_description_refused ("{\"source_text\": {\"tokenizer\": 3}}", "tokenizer");
  assert_description_refused ("{\"source_words\": [\"a\", \"b\", \"c\", \"d\"]}",
                              "source vocabulary: expected 24");
  assert_description_refused ("{\"source_words\": 3}", "source_words");
  assert_description_refused ("[]", "described.json");
  assert_description_refused ("{", "described.json");
}

/* Each file is in a folder of its own, because files beside it would be read too. */
static void
test_open_a_cut_file_is_refused (void)
{
  static const char *const names[] = { "formats/d2l_newnames_zip.pt", "formats/d2l_legacy.pt",
                                       "formats/d2l_fp16.safetensors" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_fixture (names[i]);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      for (gsize n_kept = 0; n_kept < n_bytes; n_kept += n_kept < 300 ? 11 : 911)
        {
          g_autofree char *cut = scratch_write ("cut.pt", bytes, n_kept);
          g_autoptr(GError) error = NULL;

          g_assert_null (heed_model_load (cut, NULL, &error));
          g_assert_true (error->domain == HEED_ERROR);
        }
    }
}

/* --- JSON that would end a program that follows it --- */

#define N_BRACKETS 200000

/* Refuses an otherwise sound file with this metadata. */
static void
assert_metadata_refused (const char *key,
                         const char *value,
                         const char *what)
{
  const HeedDescription description = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&description, 1);
  g_autofree char *sound = scratch_path ("sound.safetensors");
  g_autofree char *hostile = scratch_path ("hostile.safetensors");
  g_autoptr(HeedWeights) weights = NULL;
  g_autoptr(GHashTable) metadata = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;
  const HeedArray *arrays;
  guint n_arrays;

  heed_model_save (model, sound, &error);
  g_assert_no_error (error);
  weights = heed_safetensors_load (sound, &error);
  g_assert_no_error (error);
  arrays = heed_weights_get (weights, &n_arrays);

  g_hash_table_insert (metadata, (gpointer) "heed.config",
                       (gpointer) heed_weights_find_metadata (weights, "heed.config"));
  g_hash_table_insert (metadata, (gpointer) key, (gpointer) value);
  g_assert_true (heed_safetensors_save (hostile, arrays, n_arrays, metadata, NULL));
  assert_refused (hostile, HEED_ERROR_DAMAGED, what);
}

static void
test_open_json_that_is_too_deep_is_refused (void)
{
  g_autofree char *lists = g_strnfill (N_BRACKETS, '[');
  g_autoptr(GString) objects = g_string_new (NULL);
  g_autofree char *described = NULL;
  g_autofree char *beside = NULL;

  for (guint i = 0; i < N_BRACKETS; i++)
    g_string_append (objects, "{\"tensors\":");

  assert_metadata_refused ("heed.config", objects->str,
                           "heed.config: JSON: expected at most 8 levels");
  assert_metadata_refused ("heed.config", lists, "heed.config: JSON: expected at most 8 levels");
  assert_metadata_refused ("heed.source_vocabulary", lists,
                           "heed.source_vocabulary: JSON: expected at most 1 levels");
  assert_metadata_refused ("heed.target_vocabulary", "[\"a\",",
                           "heed.target_vocabulary: JSON: line 1");

  described = copy_fixture ("formats/d2l_zip.pt", "described.pt");
  beside = scratch_write ("described.json", objects->str, objects->len);
  assert_refused (described, HEED_ERROR_DAMAGED, "described.json: JSON: expected at most 8 levels");
  g_assert_cmpint (g_remove (beside), ==, 0);
}

static void
test_open_a_model_is_not_made_of_json_that_is_too_deep (void)
{
  g_autofree char *deep = g_strnfill (N_BRACKETS, '[');
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_new_random (deep, 1, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

/* --- A vocabulary beside the weights --- */

static JsonNode *
read_json (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "d2l-trained", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *root;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);

  return root;
}

/* Without its vocabulary the model would show ids instead of words, without a reason. */
static void
test_open_a_broken_vocabulary_is_named (void)
{
  static const char *const broken[] = {
    "", "[", "[]", "{}", "3", "{\"a\": 0, \"b\": 0}", "[1, 2]", "{\"a\": \"b\"}", "x"
  };
  g_autofree char *deep = g_strnfill (N_BRACKETS, '[');

  for (guint i = 0; i <= G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *folder =
        copy_with_other_part ("beside", "vocab.json", i < G_N_ELEMENTS (broken) ? broken[i] : deep);
      g_autofree char *path = g_build_filename (folder, "nothing.pt", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_model_load (path, NULL, &error));
      g_assert_true (error->domain == HEED_ERROR);
      if (strstr (error->message, "vocab.json: ") == NULL)
        g_error ("expected vocab.json in: %s", error->message);
      remove_folder (folder);
    }
}

/* Writes {"src": [...], "tgt": [...]}. */
static void
write_vocabulary (void)
{
  g_autoptr(JsonNode) description = read_json ("model.json");
  g_autoptr(JsonNode) vocabulary = json_node_new (JSON_NODE_OBJECT);
  JsonObject *from = json_node_get_object (description);
  JsonObject *to = json_object_new ();
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  json_object_set_member (to, "src",
                          json_node_copy (json_object_get_member (from, "source_words")));
  json_object_set_member (to, "tgt",
                          json_node_copy (json_object_get_member (from, "target_words")));
  json_node_take_object (vocabulary, to);
  text = json_to_string (vocabulary, FALSE);
  path = scratch_write ("vocab.json", text, strlen (text));
}

static void
assert_translates (HeedModel  *model,
                   const char *sentence,
                   const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSession) session = heed_session_new (model, sentence, &error);
  g_autofree char *target = NULL;

  g_assert_no_error (error);
  heed_session_set_max_length (session, 10);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  target = heed_session_dup_target (session);
  g_assert_cmpstr (target, ==, expected);
}

static void
test_open_the_books_model_needs_only_its_vocabulary (void)
{
  g_autofree char *path = copy_fixture ("../d2l-trained/model.safetensors", "book.safetensors");
  g_autoptr(JsonNode) expected = read_json ("expected.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (expected), "cases");
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GError) error = NULL;

  write_vocabulary ();
  model = heed_model_load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (heed_model_get_info (model)->has_text);
  g_assert_nonnull (
    strstr (heed_model_get_metadata (model, "heed.why"), "\"source_words\": \"vocab.json\""));

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);

      assert_translates (model, json_object_get_string_member (one, "source"),
                         json_object_get_string_member (one, "output"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/open/every-container-holds-the-same-model",
                   test_open_every_container_holds_the_same_model);
  g_test_add_func ("/engine/open/padding-that-was-given-is-no-part-of-a-sentence",
                   test_open_padding_that_was_given_is_no_part_of_a_sentence);
  g_test_add_func ("/engine/open/a-pickled-program-is-refused-by-name",
                   test_open_a_pickled_program_is_refused_by_name);
  g_test_add_func ("/engine/open/tensors-that-nobody-knows-are-refused",
                   test_open_tensors_that_nobody_knows_are_refused);
  g_test_add_func ("/engine/open/a-part-that-was-not-downloaded-is-named",
                   test_open_a_part_that_was_not_downloaded_is_named);
  g_test_add_func ("/engine/open/a-file-that-is-no-model-says-so",
                   test_open_a_file_that_is_no_model_says_so);
  g_test_add_func ("/engine/open/half-a-model-is-called-what-it-is",
                   test_open_half_a_model_is_called_what_it_is);
  g_test_add_func ("/engine/open/a-description-changes-what-was-recognised",
                   test_open_a_description_changes_what_was_recognised);
  g_test_add_func ("/engine/open/a-description-of-a-family-stands-alone",
                   test_open_a_description_of_a_family_stands_alone);
  g_test_add_func ("/engine/open/a-wrong-field-is-named", test_open_a_wrong_field_is_named);
  g_test_add_func ("/engine/open/a-cut-file-is-refused", test_open_a_cut_file_is_refused);
  g_test_add_func ("/engine/open/json-that-is-too-deep-is-refused",
                   test_open_json_that_is_too_deep_is_refused);
  g_test_add_func ("/engine/open/a-model-is-not-made-of-json-that-is-too-deep",
                   test_open_a_model_is_not_made_of_json_that_is_too_deep);
  g_test_add_func ("/engine/open/a-broken-vocabulary-is-named",
                   test_open_a_broken_vocabulary_is_named);
  g_test_add_func ("/engine/open/the-books-model-needs-only-its-vocabulary",
                   test_open_the_books_model_needs_only_its_vocabulary);

  return g_test_run ();
}
