/* test-texts.c — text is split into the same tokens as by a model's own program
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of tests/data/texts are small models with the files that such
 * programs leave beside them; what is right was worked out by those programs or
 * by hand.
 *
 * Covers: engine/formats/model-text.c,
 *   engine/formats/folders/added-words.c,
 *   engine/formats/folders/t5-text.c,
 *   engine/text/subword-model.c
 */

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

static HeedModel *
load (const char *path)
{
  g_autofree char *full = g_path_is_absolute (path)
                          ? g_strdup (path)
                          : g_test_build_filename (G_TEST_DIST, "data", "texts", path, NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (full, NULL, &error);

  g_assert_no_error (error);

  return model;
}

/* Returns the tokens of a source text, separated by "|". */
static char *
dup_tokens (HeedModel  *model,
            const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSession) session = heed_session_new (model, text, &error);
  g_autoptr(GString) joined = g_string_new (NULL);
  const HeedToken *tokens;
  guint n_tokens;

  g_assert_no_error (error);
  tokens = heed_session_get_source (session, &n_tokens);
  for (guint i = 0; i < n_tokens; i++)
    g_string_append_printf (joined, "%s%s", i == 0 ? "" : "|", tokens[i].text);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
translate (HeedModel  *model,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSession) session = heed_session_new (model, text, &error);

  g_assert_no_error (error);
  heed_session_set_max_length (session, 10);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return heed_session_dup_target (session);
}

static void
assert_tokens (const char *path,
               const char *text,
               const char *expected)
{
  g_autoptr(HeedModel) model = load (path);
  g_autofree char *tokens = dup_tokens (model, text);

  g_assert_cmpstr (tokens, ==, expected);
}

static void
assert_translation (const char *path,
                    const char *text,
                    const char *expected)
{
  g_autoptr(HeedModel) model = load (path);
  g_autofree char *translation = translate (model, text);

  g_assert_cmpstr (translation, ==, expected);
}

/* --- Tutorials --- */

static void
test_texts_tutorial_folds_accents_and_parts_marks (void)
{
  assert_tokens ("tutorial/model.pt", "J'ai froid.", "j|ai|froid|EOS");
  assert_tokens ("tutorial/model.pt", "  Je suis FATIGUÉ !", "je|suis|fatigue|!|EOS");
  assert_translation ("tutorial/model.pt", "J'ai froid.", "i m cold");
  assert_tokens ("tutorial/chatbot.tar", "What's up?", "what|s|up|?|EOS");
}

/* --- JoeyNMT --- */

static void
test_texts_joeynmt_splits_by_the_files_that_it_names (void)
{
  assert_tokens ("joeynmt-bpe/model.ckpt", "The lower cat", "the|l@@|ow@@|er|c@@|at|</s>");
  assert_tokens ("joeynmt-sentencepiece/model.ckpt", "the lower cat", "▁|the|▁lower|▁cat|</s>");
}

static char *
join_target (HeedModel         *model,
             const char *const *tokens)
{
  g_autofree guint32 *ids = g_new (guint32, g_strv_length ((char **) tokens));
  guint n_ids = 0;

  for (; tokens[n_ids] != NULL; n_ids++)
    g_assert_true (heed_model_find_target_token (model, tokens[n_ids], &ids[n_ids]));

  return heed_model_decode_target (model, ids, n_ids);
}

static void
test_texts_pieces_are_joined_when_written (void)
{
  static const char *const cat[] = { "die", "ka@@", "tze", "tief@@", "er", NULL };
  g_autoptr(HeedModel) model = load ("joeynmt-bpe/model.ckpt");
  g_autofree char *text = join_target (model, cat);
  g_autofree char *path = scratch_path ("kept.safetensors");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) kept = NULL;
  g_autofree char *kept_text = NULL;
  g_autofree char *kept_tokens = NULL;

  g_assert_cmpstr (text, ==, "die katze tiefer");

  heed_model_save (model, path, &error);
  g_assert_no_error (error);
  kept = load (path);
  kept_text = join_target (kept, cat);
  kept_tokens = dup_tokens (kept, "The lower cat");
  g_assert_cmpstr (kept_text, ==, "die katze tiefer");
  g_assert_cmpstr (kept_tokens, ==, "the|l@@|ow@@|er|c@@|at|</s>");
}

/* Loads the checkpoint with from replaced by to in its config.yaml. */
static HeedModel *
load_with_config (const char *from,
                  const char *to)
{
  static const char *const files[] = { "model.ckpt", "src_vocab.txt", "trg_vocab.txt", "bpe.codes",
                                       "config.yaml" };
  HeedModel *model;
  g_autofree char *folder = scratch_make_folder ("joeynmt");
  g_autofree char *path = g_build_filename (folder, "model.ckpt", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *source =
        g_test_build_filename (G_TEST_DIST, "data", "texts", "joeynmt-bpe", files[i], NULL);
      g_autofree char *copy = g_build_filename (folder, files[i], NULL);
      g_autofree char *content = NULL;
      gsize n_bytes;
      g_autoptr(GError) error = NULL;

      g_file_get_contents (source, &content, &n_bytes, &error);
      g_assert_no_error (error);
      if (g_str_has_suffix (files[i], ".yaml"))
        {
          g_auto(GStrv) parts = g_strsplit (content, from, -1);

          g_assert_nonnull (parts[1]);
          g_free (content);
          content = g_strjoinv (to, parts);
          n_bytes = strlen (content);
        }
      g_file_set_contents (copy, content, (gssize) n_bytes, &error);
      g_assert_no_error (error);
    }

  model = load (path);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *copy = g_build_filename (folder, files[i], NULL);

      g_assert_cmpint (g_remove (copy), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return model;
}

static void
assert_no_text (HeedModel  *model,
                const char *why)
{
  const char *said = heed_model_get_metadata (model, "heed.no_text");

  g_assert_false (heed_model_get_info (model)->has_text);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, why));
}

static void
test_texts_joeynmt_what_cannot_be_done_is_refused (void)
{
  static const struct { const char *from, *to, *why;
  } changes[] = {
    { "codes: \"bpe.codes\"", "codes: \"bpe.codes\"\n            pretokenizer: \"moses\"",
      "pretokenizer" },
    { "lowercase: True", "normalize: True", "normalize" },
    { "tokenizer_type: \"subword-nmt\"", "tokenizer_type: \"fastbpe\"", "fastbpe" },
    { "bpe.codes", "lost.codes", "lost.codes" },
    { "codes: \"bpe.codes\"", "codes: \"bpe.codes\"\n            separator: \"~~\"", "separator" },
    { "level: \"bpe\"", "level: \"phrase\"", "phrase" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(HeedModel) model = load_with_config (changes[i].from, changes[i].to);
      guint n_ids;
      g_autoptr(GError) error = NULL;

      assert_no_text (model, changes[i].why);
      g_assert_null (heed_model_encode_source (model, "the cat", &n_ids, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
      g_assert_nonnull (strstr (error->message, changes[i].why));
    }
}

/* --- Hugging Face --- */

static void
test_texts_t5_finds_added_tokens_in_text (void)
{
  assert_tokens ("t5", "the <extra_id_0> sat on <extra_id_1>",
                 "▁|t|h|e|<extra_id_0>|▁s|at|▁|o|n|<extra_id_1>|</s>");
  assert_tokens ("t5", "<2fr> the</s>", "<2fr>|▁|t|h|e|</s>");
}

static void
test_texts_t5_reads_tokenizer_json (void)
{
  g_autoptr(HeedModel) model = load ("t5-json");
  g_autofree char *path = scratch_path ("json.safetensors");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) kept = NULL;
  g_autofree char *tokens = NULL;

  assert_tokens ("t5-json", "the cat", "▁|t|h|e|▁cat|</s>");
  assert_tokens ("t5-json", "the <extra_id_0> <extra_id_1>",
                 "▁|t|h|e|▁|<extra_id_0>|▁|<extra_id_1>|</s>");

  heed_model_save (model, path, &error);
  g_assert_no_error (error);
  kept = load (path);
  tokens = dup_tokens (kept, "the <extra_id_0> cat");
  g_assert_cmpstr (tokens, ==, "▁|t|h|e|▁|<extra_id_0>|▁cat|</s>");
}

/* --- Vocabularies --- */

static void
test_texts_numbers_behind_words_are_no_words (void)
{
  assert_translation ("columns/model.pt", "Je suis fatigué", "i am tired");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/texts/tutorial-folds-accents-and-parts-marks",
                   test_texts_tutorial_folds_accents_and_parts_marks);
  g_test_add_func ("/engine/texts/joeynmt-splits-by-the-files-that-it-names",
                   test_texts_joeynmt_splits_by_the_files_that_it_names);
  g_test_add_func ("/engine/texts/pieces-are-joined-when-written",
                   test_texts_pieces_are_joined_when_written);
  g_test_add_func ("/engine/texts/joeynmt-what-cannot-be-done-is-refused",
                   test_texts_joeynmt_what_cannot_be_done_is_refused);
  g_test_add_func ("/engine/texts/t5-finds-added-tokens-in-text",
                   test_texts_t5_finds_added_tokens_in_text);
  g_test_add_func ("/engine/texts/t5-reads-tokenizer-json", test_texts_t5_reads_tokenizer_json);
  g_test_add_func ("/engine/texts/numbers-behind-words-are-no-words",
                   test_texts_numbers_behind_words_are_no_words);

  return g_test_run ();
}
