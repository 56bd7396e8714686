/* test-huggingface.c — MarianMT folders as Hugging Face writes them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/formats/folders/tokenizer-file.c
 */

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/marian-model.h"
#include "tests/engine/scratch.h"

static const MarianSizes sizes = { 16, 4, 32, 1, 1, 12 };

static char *
write_model (void)
{
  g_autoptr(MarianModel) numbers = marian_model_new (&sizes, 1);

  return marian_model_write_huggingface (numbers, "huggingface", "");
}

static char *
read_text (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
write_text (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Replaces from, which the file must contain, with to. */
static void
change (const char *folder,
        const char *name,
        const char *from,
        const char *to)
{
  g_autofree char *text = read_text (folder, name);
  g_autoptr(GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  write_text (folder, name, changed->str);
}

static void
assert_refused (const char *folder,
                const char *what,
                const char *change_made)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (folder, NULL, &error);

  if (model != NULL)
    g_error ("%s: loaded", change_made);
  if (error->domain != HEED_ERROR || strstr (error->message, what) == NULL)
    g_error ("%s: expected %s in: %s", change_made, what, error->message);
}

static void
test_huggingface_wrong_fields_are_named (void)
{
  static const struct { const char *from; const char *to; const char *what;
  } changes[] = {
    { "\"d_model\": 16", "\"d_model\": -16", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": 0", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": 4294967312", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": 9223372036854775807", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": 16.5", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": \"16\"", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": [16]", "config.json: d_model" },
    { "\"d_model\": 16", "\"d_model\": true", "config.json: d_model" },
    { "\"encoder_layers\": 1", "\"encoder_layers\": 0", "config.json: encoder_layers" },
    { "\"decoder_layers\": 1", "\"decoder_layers\": 1000000", "config.json: decoder_layers" },
    { "\"encoder_attention_heads\": 4", "\"encoder_attention_heads\": -4",
      "config.json: encoder_attention_heads" },
    { "\"decoder_ffn_dim\": 32", "\"decoder_ffn_dim\": {}", "config.json: decoder_ffn_dim" },
    { "\"vocab_size\": 12", "\"vocab_size\": 0", "config.json: vocab_size" },
    { "\"vocab_size\": 12", "\"vocab_size\": 1000000000000", "config.json: vocab_size" },
    { "\"max_position_embeddings\": 64", "\"max_position_embeddings\": -1",
      "config.json: max_position_embeddings" },
    { "\"activation_function\": \"swish\"", "\"activation_function\": \"sine\"",
      "activation_function" },
    { "\"activation_function\": \"swish\"", "\"activation_function\": 7", "activation_function" },
    { "\"scale_embedding\": true", "\"scale_embedding\": 1", "config.json: scale_embedding" },
    { "\"pad_token_id\": 11", "\"pad_token_id\": -1", "config.json: pad_token_id" },
    { "\"eos_token_id\": 0", "\"eos_token_id\": \"</s>\"", "config.json: eos_token_id" },
    { "[[11]]", "3", "bad_words_ids" },
    { "[[11]]", "[11]", "bad_words_ids" },
    { "[[11]]", "[[1, 2]]", "bad_words_ids" },
    { "[[11]]", "[[\"<pad>\"]]", "bad_words_ids" },
    { "\"model_type\": \"marian\"", "\"model_type\": 3", "config.json: model_type" },
    { "\"model_type\": \"marian\"", "\"model_type\": null", "config.json: model_type" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *folder = write_model ();

      change (folder, "config.json", changes[i].from, changes[i].to);
      assert_refused (folder, changes[i].what, changes[i].to);
    }
}

/* Each field is valid, but does not match the weights. */
static void
test_huggingface_fields_must_fit_the_weights (void)
{
  static const struct { const char *from; const char *to; const char *what; } changes[] = {
    { "\"d_model\": 16", "\"d_model\": 32", "expected" },
    { "\"decoder_layers\": 1", "\"decoder_layers\": 2", "model.decoder.layers.1." },
    { "\"encoder_attention_heads\": 4", "\"encoder_attention_heads\": 3", "heads" },
    { "\"decoder_ffn_dim\": 32", "\"decoder_ffn_dim\": 16", "model.decoder.layers.0.fc1" },
    { "\"eos_token_id\": 0", "\"eos_token_id\": 3000", "token" },
    { "[[11]]", "[[12]]", "banned" },
    { "[[11]]", "[[-1]]", "config.json: bad_words_ids[0][0]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *folder = write_model ();

      change (folder, "config.json", changes[i].from, changes[i].to);
      assert_refused (folder, changes[i].what, changes[i].to);
    }
}

static void
test_huggingface_wrong_vocabularies_are_refused (void)
{
  static const struct { const char *from; const char *to; const char *what; } changes[] = {
    { "\"</s>\": 0", "\"</s>\": -1", "vocab.json" },
    { "\"</s>\": 0", "\"</s>\": 12", "vocab.json" },
    { "\"</s>\": 0", "\"</s>\": 1", "vocab.json" },
    { "\"</s>\": 0", "\"</s>\": 0.5", "vocab.json" },
    { "\"</s>\": 0", "\"</s>\": {\"a\": 0}", "vocab.json" },
    { "{\"</s>\": 0", "[0", "vocab.json" },
    { "\"</s>\": 0", "\"<unk>\": 0", "vocab.json" },
    { ", \"<pad>\": 11", "", "vocab.json: expected the special tokens" },
    { "\"▁w8\": 8, ", "",
      "vocab.json: expected 12 tokens, as many as the embedding has rows, found 11" },
    { "\"▁w8\": 8, \"▁w9\": 9, ", "", "none with id 8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *folder = write_model ();

      change (folder, "vocab.json", changes[i].from, changes[i].to);
      assert_refused (folder, changes[i].what, changes[i].to);
    }
}

static char *
dup_ids (HeedModel  *model,
         const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) list = g_string_new (NULL);
  guint n_ids = 0;
  g_autofree guint32 *ids = heed_model_encode_source (model, text, &n_ids, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (list, i == 0 ? "%u" : " %u", ids[i]);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
test_huggingface_added_tokens_of_marian_are_found_in_text (void)
{
  g_autofree char *folder = write_model ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = NULL;
  g_autofree char *ids = NULL;

  change (folder, "vocab.json", "\"▁w8\": 8, ", "");
  write_text (folder, "added_tokens.json", "{\"<2fr>\": 8}");
  model = heed_model_load (folder, NULL, &error);
  g_assert_no_error (error);
  ids = dup_ids (model, "aab <2fr> b</s>");
  g_assert_cmpstr (ids, ==, "5 6 8 2 4 0");
}

/* Sixteen rows for thirteen tokens: the size is rounded up to a multiple of eight. */
static void
test_huggingface_names_that_are_made_up_are_said (void)
{
  const MarianSizes rounded = { 16, 4, 32, 1, 1, 16 };
  g_autoptr(MarianModel) numbers = marian_model_new (&rounded, 1);
  g_autofree char *folder = marian_model_write_huggingface (numbers, "rounded", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = NULL;
  const char *why;

  change (folder, "vocab.json", "\"▁w12\": 12, \"▁w13\": 13, \"▁w14\": 14, \"<pad>\": 15",
          "\"<pad>\": 12");
  change (folder, "config.json", "\"pad_token_id\": 15, \"decoder_start_token_id\": 15",
          "\"pad_token_id\": 12, \"decoder_start_token_id\": 12");
  model = heed_model_load (folder, NULL, &error);
  g_assert_no_error (error);
  why = heed_model_get_metadata (model, "heed.why");
  g_assert_nonnull (strstr (why, "\"source_words\": \"vocab.json has no token for 3 of the "
                                 "embedding's 16 rows, which are called #13"));
  g_assert_cmpstr (heed_model_get_target_token (model, 13).text, ==, "#13");
  g_assert_null (heed_model_get_warnings (model)[0]);
}

static const char tokenizer[] =
  "{\"added_tokens\": [{\"id\": 0, \"content\": \"</s>\"}, {\"id\": 11, \"content\": \"<pad>\"}],"
  " \"pre_tokenizer\": {\"type\": \"Sequence\","
  " \"pretokenizers\": [{\"type\": \"WhitespaceSplit\"}, {\"type\": \"Metaspace\"}]},"
  " \"post_processor\": {\"type\": \"TemplateProcessing\","
  " \"single\": [{\"Sequence\": {\"id\": \"A\"}},"
  " {\"SpecialToken\": {\"id\": \"</s>\"}}], \"special_tokens\": {\"</s>\": {\"ids\": [0]}}},"
  " \"decoder\": {\"type\": \"Metaspace\"},"
  " \"model\": {\"type\": \"Unigram\", \"unk_id\": 1, \"vocab\": [[\"</s>\", 0], [\"<unk>\", 0],"
  " [\"▁\", -2], [\"a\", -2], [\"b\", -2], [\"▁a\", -1], [\"ab\", -1], [\"▁w7\", -9],"
  " [\"▁w8\", -9], [\"▁w9\", -9], [\"▁w10\", -9], [\"<pad>\", 0]]}}";

/* Writes a folder as newer versions of transformers do: without vocab.json and .spm files. */
static char *
write_with_tokenizer (const char *json)
{
  static const char *const others[] = { "vocab.json", "source.spm", "target.spm" };
  char *folder = write_model ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (folder, others[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  write_text (folder, "tokenizer.json", json);

  return folder;
}

static void
test_huggingface_marian_reads_tokenizer_json (void)
{
  g_autofree char *folder = write_with_tokenizer (tokenizer);
  const guint32 ids[] = { 5, 6, 2, 4 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (folder, NULL, &error);
  g_autofree char *encoded = NULL;
  g_autofree char *decoded = NULL;

  g_assert_no_error (error);
  g_assert_true (heed_model_get_info (model)->has_text);
  encoded = dup_ids (model, "aab b");
  g_assert_cmpstr (encoded, ==, "5 6 2 4");
  g_assert_nonnull (
    strstr (heed_model_get_metadata (model, "heed.why"), "post_processor of tokenizer.json"));
  decoded = heed_model_decode_target (model, ids, G_N_ELEMENTS (ids));
  g_assert_cmpstr (decoded, ==, "aab b");
}

static void
test_huggingface_a_tokenizer_json_that_is_not_read_is_named (void)
{
  g_autoptr(GString) strange = g_string_new (tokenizer);
  g_autofree char *folder = NULL;
  g_autoptr(HeedModel) model = NULL;

  g_assert_cmpuint (g_string_replace (strange, "WhitespaceSplit", "Syllables", 1), ==, 1);
  folder = write_with_tokenizer (strange->str);
  model = heed_model_load (folder, NULL, NULL);
  g_assert_false (heed_model_get_info (model)->has_text);
  g_assert_nonnull (strstr (heed_model_get_metadata (model, "heed.no_text"), "Syllables"));
}

static void
test_huggingface_other_models_are_told_what_they_lack (void)
{
  static const struct { const char *config; const char *what;
  } models[] = {
    { "{\"model_type\": \"gpt2\", \"architectures\": [\"GPT2LMHeadModel\"]}",
      "a decoder without an encoder" },
    { "{\"model_type\": \"llama\", \"architectures\": [\"LlamaForCausalLM\"]}",
      "a decoder without an encoder" },
    { "{\"model_type\": \"brandnew\", \"architectures\": [\"BrandNewForCausalLM\"]}",
      "a decoder without an encoder" },
    { "{\"model_type\": \"bert\", \"architectures\": [\"BertForMaskedLM\"]}",
      "an encoder without a decoder" },
    { "{\"model_type\": \"bart\", \"is_encoder_decoder\": true}",
      "an encoder–decoder of another kind" },
    { "{\"model_type\": \"whatever\"}", "no encoder–decoder" },
    { "{}", "model_type" },
    { "[]", "config.json" },
    { "", "config.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *folder = write_model ();

      write_text (folder, "config.json", models[i].config);
      assert_refused (folder, models[i].what, models[i].config);
    }
}

static void
test_huggingface_every_truncated_file_is_refused (void)
{
  static const char *const names[] = { "config.json", "vocab.json", "source.spm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = write_model ();
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *whole = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &whole, &n_bytes, NULL));
      for (gsize n_kept = 0; n_kept < n_bytes; n_kept += 1 + n_bytes / 64)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(HeedModel) model = NULL;

          g_assert_true (g_file_set_contents (path, whole, (gssize) n_kept, NULL));
          model = heed_model_load (folder, NULL, &error);
          g_assert_true (model != NULL || error != NULL);
          if (i < 2)
            g_assert_null (model);
        }
    }
}

static void
test_huggingface_weights_that_are_not_there_are_named (void)
{
  g_autofree char *folder = write_model ();
  g_autofree char *weights = g_build_filename (folder, "model.safetensors", NULL);

  g_assert_cmpint (g_remove (weights), ==, 0);
  assert_refused (folder, "pytorch_model.bin", "no weights");

  write_text (folder, "model.safetensors.index.json", "{}");
  assert_refused (folder, "weight_map of 1 to", "an index");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/huggingface/wrong-fields-are-named",
                   test_huggingface_wrong_fields_are_named);
  g_test_add_func ("/engine/huggingface/fields-must-fit-the-weights",
                   test_huggingface_fields_must_fit_the_weights);
  g_test_add_func ("/engine/huggingface/wrong-vocabularies-are-refused",
                   test_huggingface_wrong_vocabularies_are_refused);
  g_test_add_func ("/engine/huggingface/added-tokens-of-marian-are-found-in-text",
                   test_huggingface_added_tokens_of_marian_are_found_in_text);
  g_test_add_func ("/engine/huggingface/names-that-are-made-up-are-said",
                   test_huggingface_names_that_are_made_up_are_said);
  g_test_add_func ("/engine/huggingface/marian-reads-tokenizer-json",
                   test_huggingface_marian_reads_tokenizer_json);
  g_test_add_func ("/engine/huggingface/a-tokenizer-json-that-is-not-read-is-named",
                   test_huggingface_a_tokenizer_json_that_is_not_read_is_named);
  g_test_add_func ("/engine/huggingface/other-models-are-told-what-they-lack",
                   test_huggingface_other_models_are_told_what_they_lack);
  g_test_add_func ("/engine/huggingface/every-truncated-file-is-refused",
                   test_huggingface_every_truncated_file_is_refused);
  g_test_add_func ("/engine/huggingface/weights-that-are-not-there-are-named",
                   test_huggingface_weights_that_are_not_there_are_named);

  return g_test_run ();
}
