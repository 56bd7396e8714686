/* test-cut-model.c — a model whose file is changed while it is in use
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _DEFAULT_SOURCE

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/heed.h"

/* Larger than the size up to which files are copied: 12 MB. */
#define DESCRIPTION \
  "{\"family\": \"recurrent\", \"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0}, " \
  "\"source_vocabulary\": 5000, \"target_vocabulary\": 5000, " \
  "\"cell\": \"gru\", \"source_embedding\": 200, \"target_embedding\": 200, " \
  "\"encoder_layers\": 1, \"encoder_directions\": 1, \"encoder_width\": 200, " \
  "\"decoder_layers\": 1, \"decoder_width\": 200, \"initial_state\": \"copy\", " \
  "\"score\": \"additive\", \"attention_width\": 200, \"query\": \"previous\", " \
  "\"cell_input\": [\"context\", \"embedding\"], \"output\": [\"state\"]}"

static const guint32 source[] = { 5, 6, 7, 8 };

static char *
write_model (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_new_random (DESCRIPTION, 1, &error);
  char *path = NULL;

  g_assert_no_error (error);
  close (g_file_open_tmp ("heed-cut-XXXXXX.safetensors", &path, &error));
  g_assert_true (heed_model_save (model, path, &error));
  g_assert_no_error (error);

  return path;
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
start (HeedModel *model)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error);

  g_assert_no_error (error);

  return session;
}

static void
assert_damaged (const GError *error)
{
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "made shorter"));
}

static void
test_cut_model_step_is_an_error (void)
{
  g_autofree char *path = write_model ();
  g_autoptr(HeedModel) model = load (path);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedStep) step = NULL;

  step = heed_session_step (session, NULL);
  g_assert_nonnull (step);
  g_assert_cmpint (truncate (path, 100000), ==, 0);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_session_step (session, &error));
      assert_damaged (error);
      g_assert_cmpuint (heed_session_get_n_steps (session), ==, 1);
    }

  g_remove (path);
}

static void
test_cut_model_beam_is_an_error (void)
{
  const HeedBeamOptions options = { .width = 3 };
  g_autofree char *path = write_model ();
  g_autoptr(HeedModel) model = load (path);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedBeam) beam = heed_beam_new (session, &options);
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_beam_advance (beam, NULL));
  g_assert_cmpint (truncate (path, 0), ==, 0);
  g_assert_false (heed_beam_advance (beam, &error));
  assert_damaged (error);
  g_remove (path);
}

static void
test_cut_model_new_sentence_and_copy_are_errors (void)
{
  g_autofree char *path = write_model ();
  g_autofree char *other = g_strconcat (path, ".copy", NULL);
  g_autoptr(HeedModel) model = load (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) save_error = NULL;

  g_assert_cmpint (truncate (path, 100000), ==, 0);
  g_assert_null (heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error));
  assert_damaged (error);
  g_assert_false (heed_model_save (model, other, &save_error));
  assert_damaged (save_error);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_remove (path);
}

/* All numbers have already been converted into memory, so the file is no longer needed. */
static void
test_cut_model_half_precision_does_not_care (void)
{
  const HeedSaveOptions options = { .half = TRUE };
  g_autofree char *path = write_model ();
  g_autoptr(HeedModel) whole = load (path);
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedStep) step = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_model_save_as (whole, path, &options, &error));
  model = load (path);
  g_assert_cmpint (truncate (path, 100000), ==, 0);
  session = start (model);
  step = heed_session_step (session, &error);
  g_assert_no_error (error);
  g_assert_nonnull (step);
  g_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/cut-model/step-is-an-error", test_cut_model_step_is_an_error);
  g_test_add_func ("/engine/cut-model/beam-is-an-error", test_cut_model_beam_is_an_error);
  g_test_add_func ("/engine/cut-model/new-sentence-and-copy-are-errors",
                   test_cut_model_new_sentence_and_copy_are_errors);
  g_test_add_func ("/engine/cut-model/half-precision-does-not-care",
                   test_cut_model_half_precision_does_not_care);

  return g_test_run ();
}
