/* test-folders.c — model folders of other tools
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/formats/folders/argos.c,
 *   engine/formats/folders/config.c,
 *   engine/formats/folders/describe.c,
 *   engine/formats/folders/token-list.c,
 *   engine/formats/folders/ctranslate2-text.c
 */

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/ctranslate2-file.h"
#include "tests/engine/marian-model.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"
#include "tests/engine/zip-file.h"

#define MAX_STEPS 10
#define SAME      1e-12  /* of a log-probability */

static const MarianSizes small = { 16, 4, 32, 2, 2, 20 };
static const MarianSizes others[] = { { 12, 3, 20, 1, 3, 9 },
                                      { 8, 1, 8, 3, 1, 33 },
                                      { 24, 2, 64, 2, 2, 50 } };

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedSession *
decode (HeedModel  *model,
        const char *text)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new (model, text, &error);

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
assert_same_answer (HeedModel  *found,
                    HeedModel  *expected,
                    const char *text,
                    double      tolerance)
{
  g_autoptr(HeedSession) a = decode (found, text);
  g_autoptr(HeedSession) b = decode (expected, text);
  guint n_a, n_b;
  const HeedToken *source_a = heed_session_get_source (a, &n_a);
  const HeedToken *source_b = heed_session_get_source (b, &n_b);

  g_assert_cmpuint (n_a, ==, n_b);
  for (guint i = 0; i < n_a; i++)
    g_assert_cmpstr (source_a[i].text, ==, source_b[i].text);

  g_assert_cmpuint (heed_session_get_n_steps (a), ==, heed_session_get_n_steps (b));
  for (guint t = 0; t < heed_session_get_n_steps (a); t++)
    {
      g_assert_cmpstr (heed_session_get_step (a, t)->token.text, ==,
                       heed_session_get_step (b, t)->token.text);
      g_assert_cmpfloat_with_epsilon (heed_session_get_step (a, t)->log_prob,
                                      heed_session_get_step (b, t)->log_prob, tolerance);
    }
}

/* --- Two tools ------------------------------------------------------------ */

static void
assert_tools_agree (const MarianSizes *sizes,
                    guint32            seed,
                    guint              version)
{
  g_autoptr(MarianModel) numbers = marian_model_new (sizes, seed);
  g_autofree char *huggingface = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autofree char *ctranslate2 =
    marian_model_write_ctranslate2 (numbers, "ctranslate2", version, HEED_DTYPE_F32);
  g_autoptr(HeedModel) a = load (huggingface);
  g_autoptr(HeedModel) b = load (ctranslate2);

  g_assert_cmpuint (heed_model_get_info (a)->n_encoder_layers, ==, sizes->n_encoder_layers);
  g_assert_cmpuint (heed_model_get_info (a)->n_decoder_layers, ==, sizes->n_decoder_layers);
  g_assert_cmpuint (heed_model_get_info (a)->n_heads, ==, sizes->n_heads);
  assert_same_answer (a, b, "ab aab b", 2e-5);
  assert_same_answer (a, b, "", 2e-5);
}

static void
test_folders_two_tools_agree_on_one_model (void)
{
  assert_tools_agree (&small, 1, 6);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_tools_agree (&others[i], 2 + i, 3 + i);
}

static void
test_folders_the_padding_is_never_written (void)
{
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 7);
  g_autofree char *path = NULL;
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  float *bias = (float *) marian_model_find (numbers, "final_logits_bias");

  bias[small.vocabulary - 1] = 100.0f;
  path = marian_model_write_huggingface (numbers, "huggingface", "");
  model = load (path);
  session = decode (model, "ab");
  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    g_assert_cmpuint (heed_session_get_step (session, t)->token.id, !=, small.vocabulary - 1);
}

/* Rounding changes every number a little. The effect after six layers was measured, and is far
 * below that of a wrong scale or row. */
static void
test_folders_fewer_bits_are_nearly_the_same_model (void)
{
  static const struct { HeedDtype dtype; double tolerance; } kinds[] = {
    { HEED_DTYPE_F16, 1e-2 }, { HEED_DTYPE_I16, 2e-2 }, { HEED_DTYPE_I8, 2e-1 },
  };
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 3);
  g_autofree char *huggingface = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autoptr(HeedModel) exact = load (huggingface);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path =
        marian_model_write_ctranslate2 (numbers, "ctranslate2", 6, kinds[i].dtype);
      g_autoptr(HeedModel) rounded = load (path);

      assert_same_answer (rounded, exact, "ab aab b", kinds[i].tolerance);
    }
}

/* --- What a person may choose --------------------------------------------- */

static void
test_folders_a_file_inside_leads_to_the_folder (void)
{
  static const char *const in_huggingface[] = { "config.json", "vocab.json", "source.spm",
                                                "model.safetensors" };
  static const char *const in_ctranslate2[] = { "model.bin", "config.json" };
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 1);
  g_autofree char *huggingface = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autofree char *ctranslate2 =
    marian_model_write_ctranslate2 (numbers, "ctranslate2", 6, HEED_DTYPE_F32);
  g_autoptr(HeedModel) expected = load (huggingface);

  for (guint i = 0; i < G_N_ELEMENTS (in_huggingface); i++)
    {
      g_autofree char *path = g_build_filename (huggingface, in_huggingface[i], NULL);
      g_autoptr(HeedModel) model = load (path);

      assert_same_answer (model, expected, "ab", SAME);
    }

  for (guint i = 0; i < G_N_ELEMENTS (in_ctranslate2); i++)
    {
      g_autofree char *path = g_build_filename (ctranslate2, in_ctranslate2[i], NULL);
      g_autoptr(HeedModel) model = load (path);

      assert_same_answer (model, expected, "ab", 2e-5);
    }
}

static ZipFile
read_file (const char *folder,
           const char *file,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr(GError) error = NULL;
  char *bytes;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);

  return (ZipFile) { name, bytes, n_bytes };
}

static const char metadata[] =
  "{\"from_code\": \"en\", \"from_name\": \"English\", \"to_code\": \"fr\","
  " \"to_name\": \"French\", \"package_version\": \"1.0\"}";

/* Zips a package as Argos publishes it: one SentencePiece model for both languages, above the
 * folder of the weights. */
static char *
pack_argos (const char *ctranslate2)
{
  ZipFile files[] = {
    { "translate-en_fr/metadata.json", metadata, strlen (metadata) },
    read_file (ctranslate2, "source.spm", "translate-en_fr/sentencepiece.model"),
    read_file (ctranslate2, "model.bin", "translate-en_fr/model/model.bin"),
    read_file (ctranslate2, "config.json", "translate-en_fr/model/config.json"),
    read_file (ctranslate2, "shared_vocabulary.json",
               "translate-en_fr/model/shared_vocabulary.json"),
  };
  g_autoptr(GByteArray) zip = zip_file_pack (files, G_N_ELEMENTS (files), TRUE);

  for (guint i = 1; i < G_N_ELEMENTS (files); i++)
    g_free ((gpointer) files[i].bytes);

  return scratch_write ("en_fr.argosmodel", zip->data, zip->len);
}

/* Creates the folder that unpacking the package would leave. */
static char *
unpack_argos (const char *ctranslate2)
{
  static const char *const moves[][2] = {
    { "source.spm", "sentencepiece.model" },
    { "model.bin", "model/model.bin" },
    { "config.json", "model/config.json" },
    { "shared_vocabulary.json", "model/shared_vocabulary.json" },
  };
  char *folder = scratch_make_folder ("argos");
  g_autofree char *model = g_build_filename (folder, "model", NULL);
  g_autofree char *metadata_path = g_build_filename (folder, "metadata.json", NULL);

  g_assert_cmpint (g_mkdir (model, 0700), ==, 0);
  g_assert_true (g_file_set_contents (metadata_path, metadata, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *from = g_build_filename (ctranslate2, moves[i][0], NULL);
      g_autofree char *to = g_build_filename (folder, moves[i][1], NULL);

      g_assert_cmpint (g_rename (from, to), ==, 0);
    }

  return folder;
}

static void
test_folders_argos_packages_are_read_zipped_and_unpacked (void)
{
  static const char *const chosen[] = { "", "metadata.json", "model", "model/model.bin",
                                        "sentencepiece.model" };
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 1);
  g_autofree char *huggingface = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autofree char *ctranslate2 =
    marian_model_write_ctranslate2 (numbers, "ctranslate2", 6, HEED_DTYPE_F32);
  g_autofree char *zip = pack_argos (ctranslate2);
  g_autofree char *folder = unpack_argos (ctranslate2);
  g_autoptr(HeedModel) expected = load (huggingface);
  g_autoptr(HeedModel) zipped = load (zip);

  g_assert_cmpstr (heed_model_get_info (zipped)->name, ==, "English → French");
  g_assert_cmpstr (heed_model_get_info (zipped)->source_language, ==, "en");
  g_assert_cmpstr (heed_model_get_info (zipped)->target_language, ==, "fr");
  g_assert_cmpuint (heed_model_get_info (zipped)->score_variation, ==, HEED_SCORE_AS_IN_PAPER);
  assert_same_answer (zipped, expected, "ab aab", 2e-5);

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    {
      g_autofree char *path = g_build_filename (folder, chosen[i], NULL);
      g_autoptr(HeedModel) model = load (path);

      g_assert_cmpstr (heed_model_get_info (model)->name, ==, "English → French");
      assert_same_answer (model, expected, "ab aab", 2e-5);
    }
}

static void
assert_source (HeedModel  *model,
               const char *text,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) found = g_string_new (NULL);
  guint n_ids = 0;
  g_autofree guint32 *ids = heed_model_encode_source (model, text, &n_ids, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (found, i == 0 ? "%u" : " %u", ids[i]);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_folders_argos_codes_split_what_moses_parts_without_lists (void)
{
  static const char codes[] = "#version: 0.2\na b</w>\n";
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 1);
  g_autofree char *ctranslate2 =
    marian_model_write_ctranslate2 (numbers, "codes", 6, HEED_DTYPE_F32);
  g_autofree char *folder = unpack_argos (ctranslate2);
  g_autofree char *pieces = g_build_filename (folder, "sentencepiece.model", NULL);
  g_autofree char *path = g_build_filename (folder, "bpe.model", NULL);
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GError) error = NULL;
  guint n_ids;

  g_assert_cmpint (g_remove (pieces), ==, 0);
  g_assert_true (g_file_set_contents (path, codes, -1, NULL));
  model = load (folder);
  assert_source (model, "ab b, ab!", "6 4 1 6 1");
  g_assert_nonnull (strstr (heed_model_get_warnings (model)[0], "bpe.model: Moses"));
  g_assert_null (heed_model_encode_source (model, "ab.", &n_ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

/* --- What is made of them ------------------------------------------------- */

static void
test_folders_a_converted_model_answers_identically (void)
{
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 5);
  g_autofree char *huggingface = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autofree char *ctranslate2 =
    marian_model_write_ctranslate2 (numbers, "ctranslate2", 6, HEED_DTYPE_I8);
  const char *const paths[] = { huggingface, ctranslate2 };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *converted = scratch_path ("converted.safetensors");
      g_autoptr(HeedModel) model = load (paths[i]);
      g_autoptr(HeedModel) own = NULL;
      g_autoptr(GError) error = NULL;

      heed_model_save (model, converted, &error);
      g_assert_no_error (error);
      own = load (converted);
      assert_same_answer (own, model, "ab aab b", SAME);
      g_assert_cmpstr (heed_model_get_info (own)->name, ==, heed_model_get_info (model)->name);
    }
}

static void
test_folders_without_a_vocabulary_tokens_are_ids (void)
{
  g_autoptr(MarianModel) numbers = marian_model_new (&small, 1);
  g_autofree char *path = marian_model_write_huggingface (numbers, "huggingface", "");
  g_autofree char *words = g_build_filename (path, "vocab.json", NULL);
  g_autoptr(HeedModel) with = load (path);
  g_autoptr(HeedModel) without = NULL;
  static const guint32 ids[] = { 5, 6, 4 };
  g_autoptr(HeedSession) a = NULL;
  g_autoptr(HeedSession) b = NULL;

  g_assert_cmpint (g_remove (words), ==, 0);
  without = load (path);
  g_assert_true (heed_model_get_info (with)->has_text);
  g_assert_false (heed_model_get_info (without)->has_text);

  a = heed_session_new_from_ids (with, ids, G_N_ELEMENTS (ids), NULL);
  b = heed_session_new_from_ids (without, ids, G_N_ELEMENTS (ids), NULL);
  for (guint t = 0; t < 3; t++)
    {
      g_autoptr(HeedStep) expected = heed_session_step (a, NULL);
      g_autoptr(HeedStep) found = heed_session_step (b, NULL);
      g_autofree char *text = g_strdup_printf ("#%u", found->token.id);

      g_assert_cmpuint (found->token.id, ==, expected->token.id);
      g_assert_cmpstr (found->token.text, ==, text);
    }
}

/* --- Texts ---------------------------------------------------------------- */

static char *
copy_folder (const char        *from,
             const char        *name,
             const char *const *files)
{
  char *folder = scratch_make_folder (name);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path =
        g_test_build_filename (G_TEST_DIST, "data", "layouts", from, files[i], NULL);
      g_autofree char *to = g_build_filename (folder, files[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) n_bytes, NULL));
    }

  return folder;
}

/* Fourteen ids: eight pieces, and six of the hundred <extra_id_…> tokens. */
static void
test_folders_t5_has_its_pieces_and_ids_beyond (void)
{
  static const char *const files[] = { "config.json", "model.safetensors", NULL };
  g_autofree char *folder = copy_folder ("t5-gated", "t5", files);
  g_autofree char *path = g_build_filename (folder, "spiece.model", NULL);
  g_autoptr(GByteArray) pieces = model_new_small (MODEL_UNIGRAM);
  g_autoptr(HeedModel) model = NULL;
  guint32 id = 0;

  g_assert_true (g_file_set_contents (path, (const char *) pieces->data, pieces->len, NULL));
  model = load (folder);
  g_assert_true (heed_model_get_info (model)->has_text);
  g_assert_cmpuint (heed_model_get_info (model)->score_variation, ==,
                    HEED_SCORE_UNSCALED | HEED_SCORE_DISTANCE_BIAS);
  assert_source (model, "aab b", "6 7 3 5");
  g_assert_cmpstr (heed_model_get_target_token (model, 8).text, ==, "<extra_id_99>");
  g_assert_cmpstr (heed_model_get_target_token (model, 13).text, ==, "<extra_id_94>");
  g_assert_true (heed_model_find_source_token (model, "▁a", &id));
  g_assert_cmpuint (id, ==, 6);
}

/* Rows between tokens are not taken for the padding that rounds up an embedding's size. */
static void
test_folders_t5_says_which_names_are_made_up (void)
{
  static const char *const files[] = { "config.json", "model.safetensors", NULL };
  g_autofree char *folder = copy_folder ("t5-gated", "t5-gap", files);
  g_autofree char *path = g_build_filename (folder, "spiece.model", NULL);
  g_autofree char *settings = g_build_filename (folder, "tokenizer_config.json", NULL);
  g_autofree char *added = g_build_filename (folder, "added_tokens.json", NULL);
  g_autoptr(GByteArray) pieces = model_new_small (MODEL_UNIGRAM);
  g_autoptr(HeedModel) rounded = NULL;
  g_autoptr(HeedModel) with_gap = NULL;

  g_assert_true (g_file_set_contents (path, (const char *) pieces->data, pieces->len, NULL));
  g_assert_true (g_file_set_contents (settings, "{\"extra_ids\": 0}", -1, NULL));
  rounded = load (folder);
  g_assert_nonnull (strstr (heed_model_get_metadata (rounded, "heed.why"),
                            "spiece.model has no token for 6 of the embedding's 14 rows"));
  g_assert_null (heed_model_get_metadata (rounded, "heed.guessed"));
  g_assert_null (heed_model_get_warnings (rounded)[0]);

  g_assert_true (g_file_set_contents (added, "{\"<z>\": 13}", -1, NULL));
  with_gap = load (folder);
  g_assert_nonnull (strstr (heed_model_get_metadata (with_gap, "heed.why"),
                            "no token for 5 of the embedding's 14 rows"));
  g_assert_nonnull (strstr (heed_model_get_metadata (with_gap, "heed.guessed"), "source_words"));
  g_assert_nonnull (strstr (heed_model_get_warnings (with_gap)[0], "source_words"));
}

static void
test_folders_ctranslate2_without_pieces_splits_at_spaces (void)
{
  static const char *const files[] = { "config.json", "model.bin", "shared_vocabulary.json", NULL };
  g_autofree char *folder = copy_folder ("ctranslate2", "words", files);
  g_autoptr(HeedModel) model = load (folder);

  assert_source (model, "w0 w3 strange", "3 6 12");
}

/* --- Hostile folders ------------------------------------------------------ */

static void
assert_refused (const char *folder,
                const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_load (folder, NULL, &error));
  if (error->domain != HEED_ERROR || strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_folders_other_ctranslate2_models_say_what_they_are (void)
{
  static const struct { const char *spec; guint revision; const char *what; } models[] = {
    { "TransformerDecoderSpec", 8, "a decoder without an encoder" },
    { "TransformerDecoderModelSpec", 8, "a decoder without an encoder" },
    { "WhisperSpec", 3, "WhisperSpec" },
    { "TransformerSpec", 1, "revision" },
    { "TransformerSpec", 6, "vocabulary" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *folder = scratch_make_folder ("other");
      g_autofree char *path = g_build_filename (folder, "model.bin", NULL);
      g_autofree char *words = g_build_filename (folder, "shared_vocabulary.txt", NULL);
      g_autoptr(GBytes) file =
        ctranslate2_file_finish (ctranslate2_file_new (6, models[i].spec, models[i].revision));

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL),
                                          (gssize) g_bytes_get_size (file), NULL));
      g_assert_true (g_file_set_contents (words, "<s>\n</s>\n", -1, NULL));
      assert_refused (folder, models[i].what);
    }
}

static void
test_folders_wrong_fields_of_ctranslate2_are_named (void)
{
  static const struct { const char *config; const char *what; } configs[] = {
    { "{\"add_source_eos\": 1}", "config.json: add_source_eos" },
    { "{\"bos_token\": 1}", "config.json: bos_token" },
    { "{\"layer_norm_epsilon\": -1}", "config.json: layer_norm_epsilon" },
    { "{\"layer_norm_epsilon\": \"small\"}", "config.json: layer_norm_epsilon" },
    { "{\"decoder_start_token\": \"nowhere\"}", "begin token" },
    { "{\"eos_token\": \"nowhere\"}", "end token" },
    { "[]", "config.json" },
    { "", "config.json" },
  };
  static const char *const files[] = { "model.bin", "shared_vocabulary.json", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autofree char *folder = copy_folder ("ctranslate2", "wrong", files);
      g_autofree char *path = g_build_filename (folder, "config.json", NULL);

      g_assert_true (g_file_set_contents (path, configs[i].config, -1, NULL));
      assert_refused (folder, configs[i].what);
    }
}

/* With fewer words than rows, tokens would silently get the wrong words. */
static void
test_folders_a_cut_vocabulary_of_ctranslate2_is_refused (void)
{
  static const char *const files[] = { "config.json", "model.bin", NULL };
  static const char *const lists[] = { "[]", "[\"<s>\", \"</s>\"]",
                                       "[\"<unk>\", \"<s>\", \"</s>\", \"a\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *folder = copy_folder ("ctranslate2", "cut", files);
      g_autofree char *path = g_build_filename (folder, "shared_vocabulary.json", NULL);

      g_assert_true (g_file_set_contents (path, lists[i], -1, NULL));
      assert_refused (folder, "shared_vocabulary.json: expected 13 tokens");
    }
}

static void
test_folders_one_without_a_model_says_what_was_expected (void)
{
  g_autofree char *folder = scratch_make_folder ("empty");

  assert_refused (folder, "model.bin");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/folders/two-tools-agree-on-one-model",
                   test_folders_two_tools_agree_on_one_model);
  g_test_add_func ("/engine/folders/the-padding-is-never-written",
                   test_folders_the_padding_is_never_written);
  g_test_add_func ("/engine/folders/fewer-bits-are-nearly-the-same-model",
                   test_folders_fewer_bits_are_nearly_the_same_model);
  g_test_add_func ("/engine/folders/a-file-inside-leads-to-the-folder",
                   test_folders_a_file_inside_leads_to_the_folder);
  g_test_add_func ("/engine/folders/argos-packages-are-read-zipped-and-unpacked",
                   test_folders_argos_packages_are_read_zipped_and_unpacked);
  g_test_add_func ("/engine/folders/argos-codes-split-what-moses-parts-without-lists",
                   test_folders_argos_codes_split_what_moses_parts_without_lists);
  g_test_add_func ("/engine/folders/a-converted-model-answers-identically",
                   test_folders_a_converted_model_answers_identically);
  g_test_add_func ("/engine/folders/without-a-vocabulary-tokens-are-ids",
                   test_folders_without_a_vocabulary_tokens_are_ids);

  g_test_add_func ("/engine/folders/t5-has-its-pieces-and-ids-beyond",
                   test_folders_t5_has_its_pieces_and_ids_beyond);
  g_test_add_func ("/engine/folders/t5-says-which-names-are-made-up",
                   test_folders_t5_says_which_names_are_made_up);
  g_test_add_func ("/engine/folders/ctranslate2-without-pieces-splits-at-spaces",
                   test_folders_ctranslate2_without_pieces_splits_at_spaces);
  g_test_add_func ("/engine/folders/other-ctranslate2-models-say-what-they-are",
                   test_folders_other_ctranslate2_models_say_what_they_are);
  g_test_add_func ("/engine/folders/wrong-fields-of-ctranslate2-are-named",
                   test_folders_wrong_fields_of_ctranslate2_are_named);
  g_test_add_func ("/engine/folders/a-cut-vocabulary-of-ctranslate2-is-refused",
                   test_folders_a_cut_vocabulary_of_ctranslate2_is_refused);
  g_test_add_func ("/engine/folders/one-without-a-model-says-what-was-expected",
                   test_folders_one_without_a_model_says_what_was_expected);

  return g_test_run ();
}
