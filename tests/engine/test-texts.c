/* test-texts.c — text becomes the tokens that a model's own program makes of it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of tests/data/texts are small models with the files that such
 * programs leave beside them; what is right was worked out by those programs or
 * by hand.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

static HeedModel *
load (const char *path)
{
  g_autofree char *full = g_path_is_absolute (path) ? g_strdup (path)
                                                    : g_test_build_filename (G_TEST_DIST, "data", "texts", path, NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (full, NULL, &error);

  g_assert_no_error (error);

  return model;
}

/* The tokens of a source, "|" between them. */
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/texts/tutorial-folds-accents-and-parts-marks",
                   test_texts_tutorial_folds_accents_and_parts_marks);

  return g_test_run ();
}
