/* test-opening.c — other people's checkpoints are opened, or refused if something is unknown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/formats/beside.c,
 *   engine/formats/halves.c,
 *   engine/formats/unread-weights.c
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/files/weights-file.h"
#include "engine/heed.h"
#include "engine/layers/positions.h"
#include "tests/engine/refused.h"
#include "tests/engine/scratch.h"

/* --- Somebody's weights, changed --- */

typedef struct {
  HeedWeightsFile file;
  GArray         *arrays;  /* of HeedArray */
  GPtrArray      *kept;    /* owns the numbers of added arrays */
} Edited;

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", name, NULL);
}

static Edited *
edit (const char *name)
{
  Edited *edited = g_new0 (Edited, 1);
  g_autofree char *path = find_data (name);
  g_autoptr(GError) error = NULL;
  const HeedArray *arrays;
  guint n_arrays;

  heed_weights_file_load (&edited->file, path, &error);
  g_assert_no_error (error);
  arrays = heed_weights_get (edited->file.weights, &n_arrays);
  edited->arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  g_array_append_vals (edited->arrays, arrays, n_arrays);
  edited->kept = g_ptr_array_new_with_free_func (g_free);

  return edited;
}

static HeedArray *
find (Edited     *edited,
      const char *name)
{
  for (guint i = 0; i < edited->arrays->len; i++)
    if (g_str_equal (g_array_index (edited->arrays, HeedArray, i).name, name))
      return &g_array_index (edited->arrays, HeedArray, i);

  g_error ("no %s", name);
}

static void
drop (Edited     *edited,
      const char *name)
{
  HeedArray *first = (HeedArray *) (gpointer) edited->arrays->data;

  g_array_remove_index (edited->arrays, (guint) (find (edited, name) - first));
}

/* Adds an array; all its numbers are 0.5 if values is NULL. Returns the numbers. */
static float *
add (Edited      *edited,
     const char  *name,
     guint        n_dims,
     const gsize *shape,
     const float *values)
{
  HeedArray array = { .name = name, .dtype = HEED_DTYPE_F32, .n_dims = n_dims, .n_values = 1 };
  float *floats;

  for (guint i = 0; i < n_dims; i++)
    array.n_values *= array.shape[i] = shape[i];
  floats = g_new (float, array.n_values);
  for (gsize i = 0; i < array.n_values; i++)
    floats[i] = values != NULL ? values[i] : 0.5f;
  array.n_bytes = array.n_values * sizeof (float);
  array.data = (const guint8 *) floats;
  g_ptr_array_add (edited->kept, floats);
  g_array_append_val (edited->arrays, array);

  return floats;
}

/* Adds a second tensor with the numbers of an existing one. */
static float *
add_copy (Edited     *edited,
          const char *name,
          const char *original)
{
  const HeedArray array = *find (edited, original);
  g_autofree float *floats = g_new (float, array.n_values);

  heed_array_copy_floats (&array, floats);

  return add (edited, name, array.n_dims, array.shape, floats);
}

static char *
save (Edited     *edited,
      const char *name)
{
  char *path = scratch_path (name);
  g_autoptr(GError) error = NULL;

  heed_safetensors_save (path, (const HeedArray *) (gpointer) edited->arrays->data,
                         edited->arrays->len, NULL, &error);
  g_assert_no_error (error);
  heed_weights_file_clear (&edited->file);
  g_array_unref (edited->arrays);
  g_ptr_array_unref (edited->kept);
  g_free (edited);

  return path;
}

static void
write_text (const char *name,
            const char *text)
{
  g_autofree char *path = scratch_write (name, text, strlen (text));

  g_assert_nonnull (path);
}

static void
take_away (const char *name)
{
  g_autofree char *path = scratch_path (name);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

/* Returns the log-probability of the first token. */
static double
ask (HeedModel *model)
{
  static const guint32 ids[] = { 5, 6, 7 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSession) session =
    heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), &error);
  g_autoptr(HeedStep) step = NULL;

  g_assert_no_error (error);
  step = heed_session_step (session, &error);
  g_assert_no_error (error);

  return step->log_prob;
}

static const HeedUnreadInfo *
find_unread (HeedModel  *model,
             const char *name)
{
  guint n_unread;
  const HeedUnreadInfo *unread = heed_model_get_unread (model, &n_unread);

  for (guint i = 0; i < n_unread; i++)
    if (g_str_equal (unread[i].tensor.name, name))
      return &unread[i];

  return NULL;
}

static gboolean
warns (HeedModel  *model,
       const char *what)
{
  const char *const *warnings = heed_model_get_warnings (model);

  for (guint i = 0; warnings[i] != NULL; i++)
    if (strstr (warnings[i], what) != NULL)
      return TRUE;

  return FALSE;
}

/* --- Weights that nothing reads --- */

#define TORCH     "layouts/torch-postnorm-gelu/model.pt"
#define CHOICES   "\"heads\": 2, \"activation\": \"gelu\""
#define WIDTH     ((gsize) find (edited, "src_tok_emb.embedding.weight")->shape[1])

static void
test_opening_a_left_over_weight_is_refused_until_it_may_be_ignored (void)
{
  Edited *edited = edit (TORCH);
  const gsize shape[] = { 32, WIDTH };
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;

  add (edited, "pos_embedding.weight", 2, shape, NULL);
  path = save (edited, "learned.safetensors");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "pos_embedding.weight (32 x ");

  write_text ("learned.json", "{" CHOICES ", \"ignore\": [\"pos_*\"]}");
  model = load (path);
  g_assert_false (find_unread (model, "pos_embedding.weight")->is_weight);

  write_text ("learned.json", "{\"ignore\": [\"pos_embeding.weight\"]}");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "pos_embeding.weight");
}

/* Includes biases, projections and additional columns of tensors that are read. */
static void
test_opening_any_kind_of_left_over_is_refused (void)
{
  static const gsize vector[] = { 8 };
  static const struct { const char *of, *name; } extras[] = {
    { TORCH, "generator.proj.bias" },
    { "fixtures/d2l_bahdanau/model.safetensors", "decoder.attention.W_k.bias_of_mine" },
    { "fixtures/luong_general/model.safetensors", "encoder.projection.weight" },
    { "layouts/tutorial/model.pt", "decoder.attention.We.bias" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      Edited *edited = edit (extras[i].of);
      g_autofree char *path = NULL;

      add (edited, extras[i].name, 1, vector, NULL);
      path = save (edited, "extra.safetensors");
      assert_refused (path, HEED_ERROR_UNSUPPORTED, extras[i].name);
    }
}

static void
test_opening_what_is_no_weight_is_only_listed (void)
{
  Edited *edited = edit (TORCH);
  const gsize width = WIDTH;
  const gsize table[] = { 20, 1, width };
  g_autofree float *sinusoids = g_new (float, 20 * width);
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;

  for (guint i = 0; i < 20; i++)
    heed_sinusoids_fill (sinusoids + i * width, (guint) width, i, HEED_SINUSOIDS_INTERLEAVED);
  drop (edited, "positional_encoding.pos_embedding");  /* replaced by the table that the tutorial's
                                                        * own checkpoint has */
  add (edited, "positional_encoding.pos_embedding", 3, table, sinusoids);
  add (edited, "optimizer_state_dict.state.0.exp_avg", 1, &width, NULL);
  add_copy (edited, "tied.weight", "generator.weight");
  path = save (edited, "listed.safetensors");
  write_text ("listed.json", "{" CHOICES "}");
  model = load (path);

  g_assert_nonnull (
    strstr (find_unread (model, "positional_encoding.pos_embedding")->why, "sinusoids"));
  g_assert_nonnull (
    strstr (find_unread (model, "optimizer_state_dict.state.0.exp_avg")->why, "training"));
  g_assert_cmpstr (find_unread (model, "tied.weight")->why, ==, "a copy of generator.weight");
  take_away ("listed.json");
}

static void
test_opening_a_table_that_is_not_computed_is_refused (void)
{
  Edited *edited = edit (TORCH);
  const gsize width = WIDTH;
  const gsize table[] = { 20, 1, width };
  g_autofree float *sinusoids = g_new (float, 20 * width);
  g_autofree char *path = NULL;

  for (guint i = 0; i < 20; i++)
    heed_sinusoids_fill (sinusoids + i * width, (guint) width, i, HEED_SINUSOIDS_HALVES);
  drop (edited, "positional_encoding.pos_embedding");  /* replaced by the table that the tutorial's
                                                        * own checkpoint has */
  add (edited, "positional_encoding.pos_embedding", 3, table, sinusoids);
  path = save (edited, "halves.safetensors");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "positional_encoding.pos_embedding");
}

static void
test_opening_a_copy_that_differs_is_refused (void)
{
  Edited *edited = edit (TORCH);
  g_autofree char *path = NULL;

  add_copy (edited, "tied.weight", "generator.weight")[0] += 1.0f;
  path = save (edited, "differs.safetensors");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "tied.weight");
}

static void
test_opening_a_missing_output_layer_is_not_tied_by_guess (void)
{
  Edited *edited = edit (TORCH);
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;

  drop (edited, "generator.weight");
  drop (edited, "generator.bias");
  path = save (edited, "tied.safetensors");
  assert_refused (path, HEED_ERROR_UNSUPPORTED, "\"tied_output\": true");

  write_text ("tied.json", "{" CHOICES ", \"tied_output\": true}");
  model = load (path);
  g_assert_cmpuint (heed_model_get_info (model)->n_parameters, >, 0);
}

/* --- Models that weights cannot tell apart --- */

#define D2L "layouts/d2l-scaled-dot/model.pth"

/* Renames all cells of the decoder to or from the names that d2l uses since 1.0. */
static void
rename_cells (Edited     *edited,
              const char *from,
              const char *to)
{
  for (guint i = 0; i < edited->arrays->len; i++)
    {
      HeedArray *array = &g_array_index (edited->arrays, HeedArray, i);

      if (g_str_has_prefix (array->name, from))
        {
          char *name = g_strconcat (to, array->name + strlen (from), NULL);

          g_ptr_array_add (edited->kept, name);
          array->name = name;
        }
    }
}

static void
test_opening_d2l_without_attention_shows_none (void)
{
  Edited *edited = edit (D2L);
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;

  rename_cells (edited, "state_dict.encoder.rnn.", "state_dict.encoder.rnn.rnn.");
  rename_cells (edited, "state_dict.decoder.rnn.", "state_dict.decoder.rnn.rnn.");
  path = save (edited, "plain.safetensors");
  model = load (path);

  g_assert_cmpint (heed_model_get_info (model)->score, ==, HEED_SCORE_NONE);
  g_assert_cmpuint (heed_model_get_n_layers (model, HEED_ATTENTION_CROSS), ==, 0);
}

static void
test_opening_asks_where_weights_fit_two_models (void)
{
  g_autofree char *path = save (edit (D2L), "either.safetensors");
  g_autofree char *described = find_data (D2L);
  g_autoptr(GPtrArray) choices = heed_model_list_choices (path, NULL, NULL);
  g_autoptr(HeedModel) expected = load (described);
  g_autoptr(HeedModel) without = NULL;
  g_autoptr(HeedModel) with = NULL;

  assert_refused (path, HEED_ERROR_AMBIGUOUS, "without attention");
  assert_refused (path, HEED_ERROR_AMBIGUOUS, "scaled dot product");
  assert_refused (path, HEED_ERROR_AMBIGUOUS, "\"score\": \"scaled-dot\"");

  g_assert_cmpuint (choices->len, ==, 2);
  without =
    heed_model_load_as (path, ((HeedModelChoice *) choices->pdata[0])->description, NULL, NULL);
  with =
    heed_model_load_as (path, ((HeedModelChoice *) choices->pdata[1])->description, NULL, NULL);
  g_assert_cmpint (heed_model_get_info (without)->score, ==, HEED_SCORE_NONE);
  g_assert_cmpint (heed_model_get_info (with)->score, ==, HEED_SCORE_SCALED_DOT);
  g_assert_cmpfloat (ask (with), ==, ask (expected));
}

/* The description of a model can be written beside its weights as it is: loading then gives the
 * same model, or the same question. */
static void
test_opening_a_description_can_be_written_beside (void)
{
  static const char *const names[] = {
    TORCH, D2L, "layouts/tutorial/model.pt", "fixtures/d2l_transformer/model.safetensors"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *original = find_data (names[i]);
      g_autofree char *path = save (edit (names[i]), "written.safetensors");
      g_autofree char *description = heed_model_describe (original, NULL, NULL);
      g_autoptr(HeedModel) expected = load (original);
      g_autoptr(HeedModel) model = NULL;

      write_text ("written.json", description);
      model = load (path);
      g_assert_cmpfloat (ask (model), ==, ask (expected));
    }
}

static void
test_opening_a_question_stays_one_until_it_is_answered (void)
{
  g_autofree char *path = save (edit (D2L), "asked.safetensors");
  g_autofree char *description = heed_model_describe (path, NULL, NULL);

  g_assert_nonnull (strstr (description, "\"choose\""));
  write_text ("asked.json", description);
  assert_refused (path, HEED_ERROR_AMBIGUOUS, "without attention");
  take_away ("asked.json");
}

/* No tensor shows the number of heads or norm_first: if the user sets one, the other is guessed; a
 * choice of both leaves nothing to guess. */
static void
test_opening_asks_how_many_heads_nn_transformer_has (void)
{
  g_autofree char *path = save (edit (TORCH), "heads.safetensors");
  g_autofree char *described = find_data (TORCH);
  g_autoptr(GPtrArray) choices = heed_model_list_choices (path, NULL, NULL);
  g_autoptr(HeedModel) expected = load (described);
  g_autoptr(HeedModel) chosen = NULL;

  assert_refused (path, HEED_ERROR_AMBIGUOUS, "\"norm_place\": \"pre\"");
  assert_refused (path, HEED_ERROR_AMBIGUOUS, "and 8 more");
  g_assert_cmpuint (choices->len, ==, 12);
  g_assert_cmpstr (((HeedModelChoice *) choices->pdata[0])->description, ==,
                   "{\"heads\": 4, \"norm_place\": \"post\"}");

  chosen = heed_model_load_as (
    path, "{\"heads\": 2, \"norm_place\": \"post\", \"activation\": \"gelu\"}", NULL, NULL);
  g_assert_cmpfloat (ask (chosen), ==, ask (expected));
  g_assert_null (strstr (heed_model_get_metadata (chosen, "heed.guessed"), "heads"));
  g_assert_null (strstr (heed_model_get_metadata (chosen, "heed.guessed"), "norm_place"));
}

static void
test_opening_what_was_guessed_is_marked (void)
{
  g_autofree char *path = save (edit (TORCH), "guessed.safetensors");
  g_autofree char *description = heed_model_describe (path, NULL, NULL);
  g_autoptr(HeedModel) guessed = NULL;
  g_autoptr(HeedModel) said = NULL;

  g_assert_nonnull (strstr (description, "\"guessed\""));

  write_text ("guessed.json", "{\"heads\": 4}");
  guessed = load (path);
  g_assert_nonnull (
    strstr (heed_model_get_metadata (guessed, "heed.guessed"), "\"norm_place\": [\"pre\"]"));
  g_assert_true (warns (guessed, "norm_place"));

  write_text ("guessed.json", "{\"norm_place\": \"post\"}");
  said = load (path);
  g_assert_null (strstr (heed_model_get_metadata (said, "heed.guessed"), "norm_place"));
  g_assert_nonnull (strstr (heed_model_get_metadata (said, "heed.guessed"), "\"heads\": [1, 2"));
  take_away ("guessed.json");
}

/* --- One way of opening --- */

static void
test_opening_model_json_is_beside_any_file (void)
{
  g_autofree char *path = save (edit (D2L), "weights-of-mine.safetensors");
  g_autoptr(HeedModel) model = NULL;

  write_text ("model.json", "{\"score\": \"none\", \"cell_input\": [\"embedding\", \"context\"]}");
  model = load (path);
  g_assert_cmpint (heed_model_get_info (model)->score, ==, HEED_SCORE_NONE);
  take_away ("model.json");
}

static void
test_opening_a_description_that_is_not_used_is_said (void)
{
  g_autofree char *original = find_data ("layouts/tutorial/model.pt");
  g_autofree char *path = scratch_path ("own.safetensors");
  g_autoptr(HeedModel) model = load (original);
  g_autoptr(HeedModel) own = NULL;
  g_autoptr(HeedModel) other = NULL;

  g_assert_true (heed_model_save (model, path, NULL));
  write_text ("model.json", "{\"score\": \"none\"}");
  own = load (path);
  g_assert_true (warns (own, "model.json is not used"));

  write_text ("model.json", "{\"class_name\": \"Functional\", \"config\": {}}");
  g_free (path);
  path = save (edit ("layouts/tutorial/model.pt"), "others.safetensors");
  other = load (path);
  g_assert_true (warns (other, "model.json is not used"));
  take_away ("model.json");
}

static void
test_opening_described_models_find_their_words_and_begin_sources (void)
{
  static const double expected[] = { .1608, .1739, .1325, .1746, .1948, .1634 };
  g_autofree char *path = find_data ("opening/source-begin/model.pt");
  g_autofree char *beside = find_data ("opening/source-begin/model.json");
  g_autofree char *words = find_data ("opening/source-begin/vocab.json");
  g_autoptr(HeedModel) model = load (path);
  g_autofree char *text = NULL;
  g_autofree char *path_begun = NULL;
  g_autoptr(HeedModel) begun = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedStep) step = NULL;
  g_autoptr(GString) description = NULL;
  const float *weights;
  guint n_keys;

  g_assert_true (heed_model_get_info (model)->has_text);
  g_assert_cmpstr (heed_model_get_source_token (model, 4).text, ==, "zwei");

  g_assert_true (g_file_get_contents (beside, &text, NULL, NULL));
  description = g_string_new (text);
  g_string_insert (description, 1, "\"source_begin\": true,");
  path_begun = save (edit ("opening/source-begin/model.pt"), "begun.safetensors");
  write_text ("begun.json", description->str);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (words, &text, NULL, NULL));
  write_text ("vocab.json", text);
  begun = load (path_begun);
  session = heed_session_new (begun, "zwei kinder spielen .", NULL);
  step = heed_session_step (session, NULL);
  weights = heed_step_attention (step, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, &n_keys);
  g_assert_cmpuint (n_keys, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_keys; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], expected[i], 6e-5);
  take_away ("vocab.json");
}

static void
test_opening_sizes_of_one_do_not_count (void)
{
  Edited *edited = edit ("fixtures/d2l_bahdanau/model.safetensors");
  HeedArray *array = find (edited, "decoder.attention.w_v.weight");
  g_autofree char *original =
    save (edit ("fixtures/d2l_bahdanau/model.safetensors"), "no-ones.safetensors");
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedModel) expected = load (original);

  array->n_dims = 2;  /* a column */
  array->shape[0] = array->n_values;
  array->shape[1] = 1;
  array = find (edited, "decoder.dense.weight");
  array->n_dims = 4;
  array->shape[3] = array->shape[1];
  array->shape[2] = array->shape[0];
  array->shape[0] = array->shape[1] = 1;
  path = save (edited, "ones.safetensors");
  model = load (path);
  g_assert_cmpfloat (ask (model), ==, ask (expected));
}

static void
test_opening_biases_of_embeddings_are_added (void)
{
  Edited *plain = edit ("fixtures/d2l_bahdanau/model.safetensors");
  Edited *edited = edit ("fixtures/d2l_bahdanau/model.safetensors");
  const HeedArray *embedding = find (plain, "encoder.embedding.weight");
  const gsize width = embedding->shape[1];
  const gsize shape[] = { embedding->shape[0], width };
  float *added = add_copy (plain, "encoder.embedding.weight of mine", "encoder.embedding.weight");
  g_autofree char *path = NULL;
  g_autofree char *plain_path = NULL;
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedModel) expected = NULL;

  for (gsize i = 0; i < shape[0] * shape[1]; i++)
    added[i] += 0.5f;
  drop (plain, "encoder.embedding.weight");
  find (plain, "encoder.embedding.weight of mine")->name = "encoder.embedding.weight";
  add (edited, "encoder.embedding.bias", 1, &width, NULL);
  plain_path = save (plain, "plain-embedding.safetensors");
  path = save (edited, "biased-embedding.safetensors");
  model = load (path);
  expected = load (plain_path);
  g_assert_cmpfloat (ask (model), ==, ask (expected));
}

/* --- Several files --- */

static void
test_opening_two_halves_are_one_model (void)
{
  static const char *const names[] = { "opening/two-files/encoder.pt",
                                       "opening/two-files/decoder.pt", "opening/two-files" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_data (names[i]);
      g_autoptr(HeedModel) model = load (path);
      g_autoptr(HeedSession) session = heed_session_new (model, "je suis fatigue", NULL);
      g_autoptr(HeedStep) step = heed_session_step (session, NULL);

      g_assert_cmpstr (step->token.text, ==, "i");
    }
}

static void
test_opening_a_missing_half_is_named (void)
{
  g_autofree char *encoder = save (edit ("opening/two-files/encoder.pt"), "my-encoder.safetensors");
  g_autofree char *decoder = save (edit ("opening/two-files/decoder.pt"), "dec.safetensors");

  assert_refused (encoder, HEED_ERROR_UNSUPPORTED, "my-decoder.safetensors, is not beside it");
  assert_refused (decoder, HEED_ERROR_UNSUPPORTED, "enc.safetensors, is not beside it");
}

static void copy_config (const char *from,
                         const char *folder);

static void
test_opening_parts_with_an_index_are_one_model (void)
{
  static const char index[] =
    "{\"weight_map\": {\"lm_head.weight\": \"model-00001-of-00002.safetensors\","
    " \"shared.weight\": \"model-00002-of-00002.safetensors\"}}";
  Edited *first = edit ("opening/t5-of-transformers-4/model.safetensors");
  Edited *second = edit ("opening/t5-of-transformers-4/model.safetensors");
  g_autofree char *whole = find_data ("opening/t5-of-transformers-4");
  g_autofree char *folder = scratch_make_folder ("parts");
  g_autofree char *first_path = NULL;
  g_autofree char *second_path = NULL;
  g_autoptr(HeedModel) expected = load (whole);
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedModel) of_part = NULL;

  g_array_set_size (first->arrays, 7);
  g_array_remove_range (second->arrays, 0, 7);
  first_path = save (first, "parts/model-00001-of-00002.safetensors");
  second_path = save (second, "parts/model-00002-of-00002.safetensors");
  copy_config ("opening/t5-of-transformers-4/config.json", folder);
  write_text ("parts/model.safetensors.index.json", index);
  model = load (folder);
  of_part = load (second_path);
  g_assert_cmpfloat (ask (model), ==, ask (expected));
  g_assert_cmpfloat (ask (of_part), ==, ask (expected));

  take_away ("parts/model-00002-of-00002.safetensors");
  assert_refused (folder, HEED_ERROR_UNSUPPORTED, "found no model-00002-of-00002.safetensors");
}

/* --- Flags that contradict tensors --- */

static void
copy_config (const char *from,
             const char *folder)
{
  g_autofree char *source = find_data (from);
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (folder, "config.json", NULL);

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_opening_t5_of_either_transformers_is_the_same (void)
{
  g_autofree char *old = find_data ("opening/t5-of-transformers-4");
  g_autofree char *new = find_data ("opening/t5-of-transformers-5");
  g_autoptr(HeedModel) four = load (old);
  g_autoptr(HeedModel) five = load (new);

  g_assert_cmpfloat_with_epsilon (ask (four), -1.5892, 5e-5);
  g_assert_cmpfloat (ask (five), ==, ask (four));
}

static void
test_opening_any_copy_of_a_shared_matrix_will_do (void)
{
  static const char *const names[] = { "decoder.embed_tokens.weight",
                                       "encoder.embed_tokens.weight" };
  g_autofree char *old = find_data ("opening/t5-of-transformers-4");
  g_autoptr(HeedModel) expected = load (old);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Edited *edited = edit ("opening/t5-of-transformers-4/model.safetensors");
      g_autofree char *folder = scratch_make_folder ("copy");
      g_autofree char *path = NULL;
      g_autoptr(HeedModel) model = NULL;

      find (edited, "shared.weight")->name = names[i];
      path = save (edited, "copy/model.safetensors");
      copy_config ("opening/t5-of-transformers-4/config.json", folder);
      model = load (folder);
      g_assert_cmpfloat (ask (model), ==, ask (expected));
    }
}

/* Only the output layer is in the file, and the flag says that it is also the embedding. */
static void
test_opening_the_output_layer_is_a_copy_too (void)
{
  Edited *shared = edit ("opening/t5-of-transformers-4/model.safetensors");
  Edited *output = edit ("opening/t5-of-transformers-4/model.safetensors");
  g_autofree char *shared_folder = scratch_make_folder ("shared-only");
  g_autofree char *output_folder = scratch_make_folder ("output-only");
  g_autofree char *shared_path = NULL;
  g_autofree char *output_path = NULL;
  g_autoptr(HeedModel) expected = NULL;
  g_autoptr(HeedModel) model = NULL;

  drop (shared, "lm_head.weight");
  drop (output, "lm_head.weight");
  find (output, "shared.weight")->name = "lm_head.weight";
  shared_path = save (shared, "shared-only/model.safetensors");
  output_path = save (output, "output-only/model.safetensors");
  copy_config ("opening/t5-of-transformers-5/config.json", shared_folder);
  copy_config ("opening/t5-of-transformers-5/config.json", output_folder);
  expected = load (shared_folder);
  model = load (output_folder);
  g_assert_cmpfloat (ask (model), ==, ask (expected));

  copy_config ("opening/t5-of-transformers-4/config.json",
               shared_folder); /* no flag ties the output layer, and its tensor is missing */
  assert_refused (shared_folder, HEED_ERROR_UNSUPPORTED, "\"tied_output\": true");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/opening/a-left-over-weight-is-refused-until-it-may-be-ignored",
                   test_opening_a_left_over_weight_is_refused_until_it_may_be_ignored);
  g_test_add_func ("/engine/opening/any-kind-of-left-over-is-refused",
                   test_opening_any_kind_of_left_over_is_refused);
  g_test_add_func ("/engine/opening/what-is-no-weight-is-only-listed",
                   test_opening_what_is_no_weight_is_only_listed);
  g_test_add_func ("/engine/opening/a-table-that-is-not-computed-is-refused",
                   test_opening_a_table_that_is_not_computed_is_refused);
  g_test_add_func ("/engine/opening/a-copy-that-differs-is-refused",
                   test_opening_a_copy_that_differs_is_refused);
  g_test_add_func ("/engine/opening/a-missing-output-layer-is-not-tied-by-guess",
                   test_opening_a_missing_output_layer_is_not_tied_by_guess);
  g_test_add_func ("/engine/opening/d2l-without-attention-shows-none",
                   test_opening_d2l_without_attention_shows_none);
  g_test_add_func ("/engine/opening/asks-where-weights-fit-two-models",
                   test_opening_asks_where_weights_fit_two_models);
  g_test_add_func ("/engine/opening/a-description-can-be-written-beside",
                   test_opening_a_description_can_be_written_beside);
  g_test_add_func ("/engine/opening/a-question-stays-one-until-it-is-answered",
                   test_opening_a_question_stays_one_until_it_is_answered);
  g_test_add_func ("/engine/opening/asks-how-many-heads-nn-transformer-has",
                   test_opening_asks_how_many_heads_nn_transformer_has);
  g_test_add_func ("/engine/opening/what-was-guessed-is-marked",
                   test_opening_what_was_guessed_is_marked);
  g_test_add_func ("/engine/opening/model-json-is-beside-any-file",
                   test_opening_model_json_is_beside_any_file);
  g_test_add_func ("/engine/opening/a-description-that-is-not-used-is-said",
                   test_opening_a_description_that_is_not_used_is_said);
  g_test_add_func ("/engine/opening/described-models-find-their-words-and-begin-sources",
                   test_opening_described_models_find_their_words_and_begin_sources);
  g_test_add_func ("/engine/opening/sizes-of-one-do-not-count",
                   test_opening_sizes_of_one_do_not_count);
  g_test_add_func ("/engine/opening/biases-of-embeddings-are-added",
                   test_opening_biases_of_embeddings_are_added);
  g_test_add_func ("/engine/opening/two-halves-are-one-model",
                   test_opening_two_halves_are_one_model);
  g_test_add_func ("/engine/opening/a-missing-half-is-named", test_opening_a_missing_half_is_named);
  g_test_add_func ("/engine/opening/parts-with-an-index-are-one-model",
                   test_opening_parts_with_an_index_are_one_model);
  g_test_add_func ("/engine/opening/t5-of-either-transformers-is-the-same",
                   test_opening_t5_of_either_transformers_is_the_same);
  g_test_add_func ("/engine/opening/any-copy-of-a-shared-matrix-will-do",
                   test_opening_any_copy_of_a_shared_matrix_will_do);
  g_test_add_func ("/engine/opening/the-output-layer-is-a-copy-too",
                   test_opening_the_output_layer_is_a_copy_too);

  return g_test_run ();
}
