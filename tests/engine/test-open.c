/* test-open.c — whatever a path leads to is read, or refused for what it is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/heed.h"

#define MAX_STEPS 8

static const guint32 source[] = { 6, 9, 15, 11, 18, 21 };

static char *
find_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, NULL);
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
assert_same_answer (const char *name,
                    const char *other,
                    double      tolerance)
{
  g_autoptr(HeedModel) model = load (name);
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

static void
test_open_every_container_holds_the_same_model (void)
{
  static const struct { const char *name; double tolerance; } files[] = {
    { "formats/d2l_zip.pt", 1e-9 },
    { "formats/d2l_legacy.pt", 1e-9 },
    { "formats/d2l_nested.pt", 1e-9 },
    { "formats/d2l_dataparallel.pt", 1e-9 },
    { "formats/d2l_f64.safetensors", 1e-9 },
    { "formats/d2l_fp16.safetensors", 2e-2 },
    { "formats/d2l_fp16.pt", 2e-2 },
    { "formats/d2l_bf16.safetensors", 1e-1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    assert_same_answer (files[i].name, "formats/d2l_zip.pt", files[i].tolerance);

  assert_same_answer ("formats/d2l_newnames_zip.pt", "formats/d2l_newnames.safetensors", 1e-9);
}

static void
assert_refused (const char *path,
                int         code,
                const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_load (path, NULL, &error));
  g_assert_error (error, HEED_ERROR, code);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
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

  assert_refused (path, HEED_ERROR_UNSUPPORTED, "known layout");
}

static void
test_open_a_file_that_is_no_model_says_so (void)
{
  g_autofree char *path = find_fixture ("formats/views.json");
  g_autofree char *folder = find_fixture ("formats");

  assert_refused (path, HEED_ERROR_UNSUPPORTED, "another file");
  assert_refused (folder, HEED_ERROR_UNSUPPORTED, "folder");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/open/every-container-holds-the-same-model", test_open_every_container_holds_the_same_model);
  g_test_add_func ("/engine/open/a-pickled-program-is-refused-by-name", test_open_a_pickled_program_is_refused_by_name);
  g_test_add_func ("/engine/open/tensors-that-nobody-knows-are-refused", test_open_tensors_that_nobody_knows_are_refused);
  g_test_add_func ("/engine/open/a-file-that-is-no-model-says-so", test_open_a_file_that_is_no_model_says_so);

  return g_test_run ();
}
