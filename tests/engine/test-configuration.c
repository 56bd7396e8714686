/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/blueprint.c,
 *   engine/networks/fields.c
 */

#include <string.h>

#include "engine/training/configuration.h"
#include "tests/engine/compare.h"

static gboolean
parse (HeedTrainingConfiguration  *configuration,
       const char                 *json,
       GError                    **error)
{
  return heed_training_configuration_parse (configuration, json, "/data/of", error);
}

static void
test_configuration_everything_is_read (void)
{
  const char *json =
    "{\"name\": \"Everything\", \"source_language\": \"en\", \"target_language\": \"zh\","
    " \"data\": {\"train\": \"train.tsv\", \"valid\": \"../valid.tsv\", \"max_tokens\": 33, "
    "\"pairs\": 77},"
    " \"source_text\": {\"tokenizer\": \"word\", \"lowercase\": true, \"space_punctuation\": true, "
    "\"min_frequency\": 2},"
    " \"target_text\": {\"tokenizer\": \"character\", \"vocabulary\": 900},"
    " \"model\": {\"cell\": \"lstm\", \"decoder_width\": 44},"
    " \"training\": {\"batch_size\": 12, \"epochs\": 3, \"batches\": 50, \"learning_rate\": 0.25, "
    "\"warmup\": 9,"
    "                \"decay\": \"cosine\", \"clip_norm\": 2.5, \"dropout\": 0.5, "
    "\"label_smoothing\": 0.125,"
    "                \"guided_alignment\": 0.75, \"guided_decay\": true, \"guided_links\": "
    "\"union\","
    "                \"seed\": 123456789012, \"shards\": 7}}";
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  parse (&c, json, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (c.name, ==, "Everything");
  g_assert_cmpstr (c.source_language, ==, "en");
  g_assert_cmpstr (c.target_language, ==, "zh");
  g_assert_cmpstr (c.train_path, ==, "/data/of/train.tsv");
  g_assert_cmpstr (c.valid_paths[0], ==, "/data/valid.tsv");
  g_assert_cmpuint (c.max_tokens, ==, 33);
  g_assert_cmpuint (c.n_pairs, ==, 77);
  g_assert_cmpint (c.source_text.kind, ==, HEED_TOKENIZER_WORD);
  g_assert_cmpint (c.source_text.rules, ==, HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION);
  g_assert_cmpuint (c.source_text.min_frequency, ==, 2);
  g_assert_cmpuint (c.source_text.vocabulary_size, ==, 0);
  g_assert_cmpint (c.target_text.kind, ==, HEED_TOKENIZER_CHARACTER);
  g_assert_cmpuint (c.target_text.vocabulary_size, ==, 900);
  g_assert_cmpint (c.model.recurrent.cell, ==, HEED_CELL_LSTM);
  g_assert_cmpuint (c.model.recurrent.decoder_width, ==, 44);
  g_assert_cmpuint (c.batch_size, ==, 12);
  g_assert_cmpuint (c.n_epochs, ==, 3);
  g_assert_cmpuint (c.n_batches, ==, 50);
  g_assert_cmpuint (c.n_warmup, ==, 9);
  g_assert_cmpint (c.decay, ==, HEED_DECAY_COSINE);
  g_assert_cmpint (c.guided_links, ==, HEED_SYMMETRISE_UNION);
  g_assert_true (c.guided_decay);
  g_assert_cmpuint (c.seed, ==, 123456789012);
  g_assert_cmpuint (c.n_shards, ==, 7);
  assert_close (c.learning_rate, 0.25, 0.0, "learning_rate");
  assert_close (c.clip_norm, 2.5, 0.0, "clip_norm");
  assert_close (c.dropout, 0.5, 0.0, "dropout");
  assert_close (c.label_smoothing, 0.125, 0.0, "label_smoothing");
  assert_close (c.guided_alignment, 0.75, 0.0, "guided_alignment");
}

static void
test_configuration_defaults_are_a_whole_one (void)
{
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  parse (&c, "{\"data\": {\"train\": \"a\"}}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (c.source_text.kind, ==, HEED_TOKENIZER_SENTENCEPIECE);
  g_assert_cmpuint (c.source_text.vocabulary_size, >, 0);
  g_assert_null (c.valid_paths);
  g_assert_null (c.task.task);
  g_assert_true (c.guided_alignment == 0.0f);

  heed_blueprint_set_vocabularies (&c.model, 10, 10);
  heed_blueprint_check (&c.model, &error);
  g_assert_no_error (error);
}

static void
test_configuration_several_files_are_read (void)
{
  const char *json =
    "{\"source_language\": \"en\","
    " \"data\": {\"train\": [{\"file\": \"a.tsv\", \"share\": 3}, {\"file\": \"../b.tsv\", "
    "\"weights\": {\"php\": 0.5}}],"
    "            \"epoch_pairs\": 500, \"swap\": true, \"valid\": [\"v.tsv\", \"/w.tsv\"],"
    "            \"augment\": {\"final_mark\": 0.25, \"contractions\": 0.5}}}";
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  parse (&c, json, &error);
  g_assert_no_error (error);
  g_assert_null (c.train_path);
  g_assert_cmpuint (c.mixture.n_files, ==, 2);
  g_assert_cmpuint (c.mixture.n_pairs, ==, 500);
  g_assert_true (c.swap);
  g_assert_cmpstr (c.mixture.files[0].path, ==, "/data/of/a.tsv");
  g_assert_cmpstr (c.mixture.files[1].path, ==, "/data/b.tsv");
  assert_close (c.mixture.files[0].share, 3.0, 0.0, "share");
  assert_close (c.mixture.files[1].share, 1.0, 0.0, "share");
  g_assert_cmpstr (c.mixture.files[1].weights[0].origin, ==, "php");
  assert_close (c.mixture.files[1].weights[0].weight, 0.5, 0.0, "weight");
  g_assert_cmpstr (c.valid_paths[0], ==, "/data/of/v.tsv");
  g_assert_cmpstr (c.valid_paths[1], ==, "/w.tsv");
  g_assert_null (c.valid_paths[2]);
  assert_close (c.augmentation.final_mark, 0.25, 0.0, "final_mark");
  assert_close (c.augmentation.contractions, 0.5, 0.0, "contractions");
}

/* A single file with augmentation is sampled, like several files. */
static void
test_configuration_one_file_is_augmented (void)
{
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  parse (&c, "{\"data\": {\"train\": \"a\", \"augment\": {\"lower_case\": 1}}}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (c.mixture.n_files, ==, 1);
  g_assert_cmpstr (c.mixture.files[0].path, ==, "/data/of/a");
}

/* A task sets the kind of tokens, unless the configuration sets another. */
static void
test_configuration_task_brings_its_text (void)
{
  g_auto(HeedTrainingConfiguration) own = { 0 }, other = { 0 };
  g_autoptr(GError) error = NULL;

  parse (&own, "{\"data\": {\"task\": \"digits-en\"}}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (own.source_text.kind, ==, HEED_TOKENIZER_CHARACTER);
  g_assert_cmpint (own.target_text.kind, ==, HEED_TOKENIZER_WORD);

  parse (
    &other,
    "{\"data\": {\"task\": \"digits-en\"}, \"target_text\": {\"tokenizer\": \"sentencepiece\"}}",
    &error);
  g_assert_no_error (error);
  g_assert_cmpint (other.target_text.kind, ==, HEED_TOKENIZER_SENTENCEPIECE);
  g_assert_cmpuint (other.target_text.vocabulary_size, >, 0);
}

/* --- Wrong ones --- */

static void
assert_refused (const char *json,
                const char *what)
{
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *expected = g_strconcat (what, ": expected ", NULL);

  if (parse (&c, json, &error))
    g_error ("%s was taken", json);

  g_assert_true (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED) ||
                 g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED));
  g_assert_true (g_str_has_prefix (error->message, "configuration"));
  if (strstr (error->message, expected) == NULL)
    g_error ("%s: %s", json, error->message);
  g_assert_nonnull (strstr (error->message, ", found "));
  g_assert_null (strchr (error->message, '\n'));
}

/* Refuses each value of wrong as the member of the object. */
static void
assert_all_refused (const char        *object,
                    const char        *member,
                    const char *const *wrong)
{
  for (guint i = 0; wrong[i] != NULL; i++)
    {
      g_autofree char *json = NULL;

      if (object == NULL)
        json = g_strdup_printf ("{\"data\": {\"train\": \"a\"}, \"%s\": %s}", member, wrong[i]);
      else if (g_str_equal (object, "data"))
        json = g_strdup_printf ("{\"data\": {\"train\": \"a\", \"%s\": %s}}", member, wrong[i]);
      else
        json = g_strdup_printf ("{\"data\": {\"train\": \"a\"}, \"%s\": {\"%s\": %s}}", object,
                                member, wrong[i]);
      assert_refused (json, member);
    }
}

static void
test_configuration_every_member_of_a_wrong_type_is_named (void)
{
  static const char *const no_text[] = { "3", "true", "null", "[]", "{}", NULL };
  static const char *const no_number[] = { "\"3\"", "true", "null", "[1]", "{}", NULL };
  static const char *const no_boolean[] = { "\"true\"", "1", "null", "[true]", "{}", NULL };
  static const char *const no_object[] = { "\"a\"", "1", "null", "[]", "true", NULL };
  static const struct
  {
    const char *object;
    const char *member;
    const char *const *wrong;
  } members[] = {
    { NULL, "name", no_text },
    { NULL, "source_language", no_text },
    { NULL, "target_language", no_text },
    { NULL, "source_text", no_object },
    { NULL, "target_text", no_object },
    { NULL, "model", no_object },
    { NULL, "training", no_object },
    { "data", "valid", no_text },
    { "data", "max_tokens", no_number },
    { "data", "pairs", no_number },
    { "data", "task", no_text },
    { "data", "swap", no_boolean },
    { "source_text", "tokenizer", no_text },
    { "source_text", "lowercase", no_boolean },
    { "target_text", "space_punctuation", no_boolean },
    { "target_text", "vocabulary", no_number },
    { "target_text", "min_frequency", no_number },
    { "training", "batch_size", no_number },
    { "training", "epochs", no_number },
    { "training", "batches", no_number },
    { "training", "learning_rate", no_number },
    { "training", "warmup", no_number },
    { "training", "decay", no_text },
    { "training", "clip_norm", no_number },
    { "training", "dropout", no_number },
    { "training", "dropout_place", no_text },
    { "training", "embedding_deviation", no_number },
    { "training", "label_smoothing", no_number },
    { "training", "guided_alignment", no_number },
    { "training", "guided_decay", no_boolean },
    { "training", "guided_links", no_text },
    { "training", "seed", no_number },
    { "training", "shards", no_number },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    assert_all_refused (members[i].object, members[i].member, members[i].wrong);
}

static void
test_configuration_every_number_out_of_range_is_named (void)
{
  static const struct
  {
    const char *object;
    const char *member;
    const char *wrong[5];
  } members[] = {
    { "data", "max_tokens", { "0", "-1", "1e9", "2.5" } },
    { "data", "pairs", { "0", "-1", "1e300", "2.5" } },
    { "source_text", "vocabulary", { "-1", "1e9", "0.5" } },
    { "source_text", "min_frequency", { "-1", "1e9", "0.5" } },
    { "training", "batch_size", { "0", "-1", "65537", "1.5" } },
    { "training", "epochs", { "0", "1e9" } },
    { "training", "batches", { "-1", "1e12" } },
    { "training", "learning_rate", { "0", "-0.1", "11" } },
    { "training", "warmup", { "-1", "1e12" } },
    { "training", "clip_norm", { "-1", "1e10" } },
    { "training", "dropout", { "-0.1", "1" } },
    { "training", "label_smoothing", { "-0.1", "1" } },
    { "training", "guided_alignment", { "-0.1", "1001" } },
    { "training", "seed", { "-1", "1e17" } },
    { "training", "shards", { "0", "65" } },
    { "training", "decay", { "\"slow\"", "\"\"" } },
    { "training", "dropout_place", { "\"nowhere\"" } },
    { "training", "embedding_deviation", { "-1", "101" } },
    { "training", "guided_links", { "\"all\"" } },
    { "source_text", "tokenizer", { "\"bpe\"" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    assert_all_refused (members[i].object, members[i].member, members[i].wrong);
}

static void
test_configuration_unknown_members_are_named (void)
{
  assert_refused ("{\"data\": {\"train\": \"a\"}, \"speed\": 1}", "configuration");
  assert_refused ("{\"data\": {\"train\": \"a\", \"test\": \"b\"}}", "data");
  assert_refused ("{\"data\": {\"train\": \"a\", \"epoch_pairs\": 3}}", "data");
  assert_refused ("{\"data\": {\"train\": [{\"file\": \"a\"}], \"pairs\": 3}}", "data");
  assert_refused ("{\"data\": {\"train\": \"a\", \"pairs\": 3, \"augment\": {}}}", "pairs");
  assert_refused ("{\"data\": {\"train\": \"a\", \"augment\": {\"upper_case\": 1}}}", "augment");
  assert_refused ("{\"data\": {\"train\": \"a\", \"augment\": []}}", "augment");
  assert_refused ("{\"data\": {\"train\": \"a\", \"augment\": {\"contractions\": 1}}}",
                  "contractions");
  assert_refused ("{\"data\": {\"task\": \"copy\", \"augment\": {}}}", "data");
  assert_refused ("{\"data\": {\"train\": \"a\", \"valid\": [3]}}", "valid[0]");
  assert_refused ("{\"data\": {\"train\": \"a\"}, \"source_text\": {\"lower\": true}}",
                  "source_text");
  assert_refused ("{\"data\": {\"train\": \"a\"}, \"training\": {\"batchsize\": 3}}", "training");
}

static void
test_configuration_without_data_is_refused (void)
{
  assert_refused ("{}", "data");
  assert_refused ("{\"data\": {}}", "data.train");
  assert_refused ("{\"data\": []}", "data");
  assert_refused ("[]", "configuration");
  assert_refused ("3", "configuration");
  assert_refused ("", "configuration: JSON: line 1");
  assert_refused ("{\"data\": ", "configuration: JSON: line 1");
}

static void
test_configuration_that_is_too_deep_is_refused (void)
{
  g_autofree char *lists = g_strnfill (200000, '[');
  g_autofree char *inside = g_strconcat ("{\"data\": {\"train\": \"a\"}, \"run\": ", lists, NULL);

  assert_refused (lists, "configuration: JSON");
  assert_refused (inside, "configuration: JSON");
}

static void
test_configuration_guiding_nothing_is_refused (void)
{
  assert_refused ("{\"data\": {\"train\": \"a\"}, \"model\": {\"score\": \"none\"},"
                  " \"training\": {\"guided_alignment\": 1}}", "guided_alignment");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/configuration/everything-is-read",
                   test_configuration_everything_is_read);
  g_test_add_func ("/engine/configuration/defaults-are-a-whole-one",
                   test_configuration_defaults_are_a_whole_one);
  g_test_add_func ("/engine/configuration/several-files-are-read",
                   test_configuration_several_files_are_read);
  g_test_add_func ("/engine/configuration/one-file-is-augmented",
                   test_configuration_one_file_is_augmented);
  g_test_add_func ("/engine/configuration/task-brings-its-text",
                   test_configuration_task_brings_its_text);
  g_test_add_func ("/engine/configuration/every-member-of-a-wrong-type-is-named",
                   test_configuration_every_member_of_a_wrong_type_is_named);
  g_test_add_func ("/engine/configuration/every-number-out-of-range-is-named",
                   test_configuration_every_number_out_of_range_is_named);
  g_test_add_func ("/engine/configuration/unknown-members-are-named",
                   test_configuration_unknown_members_are_named);
  g_test_add_func ("/engine/configuration/without-data-is-refused",
                   test_configuration_without_data_is_refused);
  g_test_add_func ("/engine/configuration/that-is-too-deep-is-refused",
                   test_configuration_that_is_too_deep_is_refused);
  g_test_add_func ("/engine/configuration/guiding-nothing-is-refused",
                   test_configuration_guiding_nothing_is_refused);

  return g_test_run ();
}
