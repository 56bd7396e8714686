/* test-folder-fixtures.c — Hugging Face's own results for its model folders
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/formats/folders/marian.c,
 *   engine/formats/folders/t5.c
 */

#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"

#define FLOOR 1e-6

typedef struct
{
  JsonParser *parser;
  JsonObject *root;
  JsonArray  *source;       /* B x T, padded */
  JsonArray  *lengths;
  JsonArray  *greedy;
  guint       max_steps;
  double      tolerance;    /* of a log-probability */
} Expected;

static char *
find_fixture (const char *name,
              const char *file)
{
  return g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, file, NULL);
}

static void
load_expected (Expected   *expected,
               const char *name)
{
  g_autofree char *path = find_fixture (name, "expected.json");
  g_autoptr(GError) error = NULL;

  expected->parser = json_parser_new ();
  json_parser_load_from_file (expected->parser, path, &error);
  g_assert_no_error (error);
  expected->root = json_node_get_object (json_parser_get_root (expected->parser));
  expected->source = json_object_get_array_member (expected->root, "src");
  expected->lengths = json_object_get_array_member (expected->root, "src_len");
  expected->greedy =
    json_object_get_array_member (json_object_get_object_member (expected->root, "f64"), "greedy");
  expected->max_steps = (guint) json_object_get_int_member (expected->root, "max_steps");
  expected->tolerance =
    MAX (FLOOR, 5.0 * json_object_get_double_member (
                        json_object_get_object_member (expected->root, "f32_minus_f64"), "logp"));
}

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedSession *
start (HeedModel      *model,
       const Expected *expected,
       guint           sentence)
{
  JsonArray *row = json_array_get_array_element (expected->source, sentence);
  guint n_ids = (guint) json_array_get_int_element (expected->lengths, sentence);
  g_autofree guint32 *ids = g_new (guint32, n_ids);
  g_autoptr(GError) error = NULL;
  HeedSession *session;

  for (guint i = 0; i < n_ids; i++)
    ids[i] = (guint32) json_array_get_int_element (row, i);

  session = heed_session_new_from_ids (model, ids, n_ids, &error);
  g_assert_no_error (error);
  heed_session_set_max_length (session, expected->max_steps);

  return session;
}

/* Compares the five best candidates of a step, where the fixture lists them; the banned token is
 * never among them. */
static void
assert_candidates (const HeedStep *step,
                   const Expected *expected,
                   JsonObject     *greedy,
                   guint           t)
{
  JsonArray *ids, *log_probs;

  if (!json_object_has_member (greedy, "top5_ids"))
    return;

  ids = json_array_get_array_element (json_object_get_array_member (greedy, "top5_ids"), t);
  log_probs = json_array_get_array_element (json_object_get_array_member (greedy, "top5_logp"), t);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      g_assert_cmpuint (step->candidates[i].token.id, ==,
                        (guint32) json_array_get_int_element (ids, i));
      assert_close (step->candidates[i].log_prob, json_array_get_double_element (log_probs, i),
                    expected->tolerance, "a candidate's log-probability");
    }
}

static void
assert_greedy (const char *path,
               const char *name)
{
  Expected expected;
  g_autoptr(HeedModel) model = load (path);

  load_expected (&expected, name);
  for (guint sentence = 0; sentence < json_array_get_length (expected.greedy); sentence++)
    {
      JsonObject *greedy = json_array_get_object_element (expected.greedy, sentence);
      JsonArray *ids = json_object_get_array_member (greedy, "ids");
      g_autoptr(HeedSession) session = start (model, &expected, sentence);

      for (guint t = 0; t < json_array_get_length (ids); t++)
        {
          g_autoptr(HeedStep) step = heed_session_step (session, NULL);

          g_assert_nonnull (step);
          g_assert_cmpuint (step->token.id, ==, (guint32) json_array_get_int_element (ids, t));
          assert_candidates (step, &expected, greedy, t);
        }
    }

  g_object_unref (expected.parser);
}

static void
test_folder_fixtures_greedy_is_as_expected (void)
{
  static const char *const names[] = { "marian", "t5" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = find_fixture (names[i], "");
      g_autofree char *config = find_fixture (names[i], "config.json");
      g_autofree char *weights = find_fixture (names[i], "model.safetensors");

      assert_greedy (folder, names[i]);
      assert_greedy (config, names[i]);
      assert_greedy (weights, names[i]);
    }
}

/* Compares with the ids that transformers' generate() returned, start token first. */
static void
test_folder_fixtures_greedy_is_what_generate_gave (void)
{
  g_autofree char *folder = find_fixture ("marian", "");
  g_autoptr(HeedModel) model = load (folder);
  Expected expected;
  JsonArray *sequences;

  load_expected (&expected, "marian");
  sequences = json_object_get_array_member (
    json_object_get_object_member (expected.root, "hf_transformers"), "greedy");

  for (guint sentence = 0; sentence < json_array_get_length (sequences); sentence++)
    {
      JsonArray *ids = json_array_get_array_element (sequences, sentence);
      g_autoptr(HeedSession) session = start (model, &expected, sentence);

      for (guint t = 1; t < json_array_get_length (ids) && !heed_session_is_finished (session); t++)
        {
          g_autoptr(HeedStep) step = heed_session_step (session, NULL);

          g_assert_cmpuint (step->token.id, ==, (guint32) json_array_get_int_element (ids, t));
        }
    }

  g_object_unref (expected.parser);
}

static double
sum_log_probs (HeedSession *session)
{
  double sum = 0.0;

  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    sum += heed_session_get_step (session, t)->log_prob;

  return sum;
}

/* generate() counts the start token as part of the length, but not the end token. */
static void
test_folder_fixtures_beam_finds_what_generate_finds (void)
{
  const HeedBeamOptions four = { .width = 4, .length_penalty = 1.0 };
  g_autofree char *folder = find_fixture ("marian", "");
  g_autoptr(HeedModel) model = load (folder);
  Expected expected;
  JsonArray *beams;

  load_expected (&expected, "marian");
  beams = json_object_get_array_member (
    json_object_get_object_member (expected.root, "hf_transformers"), "beam4");

  for (guint sentence = 0; sentence < json_array_get_length (beams); sentence++)
    {
      JsonObject *found = json_array_get_object_element (beams, sentence);
      JsonArray *ids =
        json_array_get_array_element (json_object_get_array_member (found, "sequences"), 0);
      g_autoptr(HeedSession) session = start (model, &expected, sentence);
      g_autoptr(HeedBeam) beam = heed_beam_new (session, &four);
      g_autoptr(HeedSession) best = NULL;
      guint n_steps;

      while (!heed_beam_is_finished (beam))
        g_assert_true (heed_beam_advance (beam, NULL));
      best = heed_beam_dup_best (beam);
      n_steps = heed_session_get_n_steps (best);

      for (guint t = 0; t < n_steps; t++)
        g_assert_cmpuint (heed_session_get_step (best, t)->token.id, ==,
                          (guint32) json_array_get_int_element (ids, t + 1));
      assert_close (
        sum_log_probs (best) / (n_steps + (n_steps < expected.max_steps ? 0 : 1)),
        json_array_get_double_element (json_object_get_array_member (found, "scores"), 0),
        expected.tolerance, "the score of a beam");
    }

  g_object_unref (expected.parser);
}

static void
copy_file (const char *from,
           const char *folder,
           const char *name)
{
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (from, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) n_bytes, NULL));
}

/* Tied tensors that share a storage, as torch.save() writes them, are read as one tensor. */
static void
test_folder_fixtures_tied_copies_are_one_tensor (void)
{
  g_autofree char *folder = scratch_make_folder ("tied");
  g_autofree char *config = find_fixture ("marian", "config.json");
  g_autofree char *weights = find_fixture ("formats", "marian_pytorch_model.bin");
  g_autofree char *plain_folder = find_fixture ("marian", "");
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedModel) plain = load (plain_folder);

  copy_file (config, folder, "config.json");
  copy_file (weights, folder, "pytorch_model.bin");
  assert_greedy (folder, "marian");
  model = load (folder);
  g_assert_cmpuint (heed_model_get_info (model)->n_parameters, ==,
                    heed_model_get_info (plain)->n_parameters);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/folder-fixtures/greedy-is-as-expected",
                   test_folder_fixtures_greedy_is_as_expected);
  g_test_add_func ("/engine/folder-fixtures/greedy-is-what-generate-gave",
                   test_folder_fixtures_greedy_is_what_generate_gave);
  g_test_add_func ("/engine/folder-fixtures/beam-finds-what-generate-finds",
                   test_folder_fixtures_beam_finds_what_generate_finds);
  g_test_add_func ("/engine/folder-fixtures/tied-copies-are-one-tensor",
                   test_folder_fixtures_tied_copies_are_one_tensor);

  return g_test_run ();
}
