/* test-translation.c — the counts of a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-fixture.h"

#include "app/window/pages/parts/measures.h"

/* Returns the fake engine's translation of the words. */
static HeedTranslation *
translate (const char *words)
{
  g_autoptr(HeedModel) model = heed_model_load ("sound", NULL, NULL);
  g_autoptr(HeedSession) session = heed_session_new (model, words, NULL);
  HeedTranslation *translation = heed_translation_new ();
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);
  for (guint t = 0; t + 1 < n_tokens; t++)
    g_ptr_array_add (translation->steps, heed_session_step (session, NULL));

  return translation;
}

/* Each letter stands for a token. */
static void
assert_repeated (const char *letters,
                 guint       expected)
{
  g_autoptr(HeedTranslation) translation = heed_translation_new ();
  g_autoptr(HeedTranslation) alphabet = translate ("a b c d e f g h");

  for (const char *letter = letters; *letter != '\0'; letter++)
    g_ptr_array_add (translation->steps,
                     heed_step_ref (heed_translation_get_step (alphabet, (guint) (*letter - 'a'))));

  g_assert_cmpuint (heed_translation_count_repeated (translation), ==, expected);
}

static void
test_translation_counts_what_repeats (void)
{
  assert_repeated ("", 0);
  assert_repeated ("abcdefgh", 0);
  assert_repeated ("abbb", 3);
  assert_repeated ("abcbcbc", 6);
  assert_repeated ("habchabchabc", 12);

  /* A repetition may end in the middle of a cycle. */
  assert_repeated ("habcabcabca", 10);
}

static void
test_translation_twice_is_no_loop (void)
{
  assert_repeated ("abb", 0);
  assert_repeated ("habcabc", 0);
  assert_repeated ("bbba", 0);
}

static void
test_translation_says_that_it_was_cut_off (void)
{
  g_autoptr(HeedTranslation) translation = translate ("a b c");
  guint32 last = heed_translation_get_step (translation, 2)->token.id;
  g_autofree char *cut = heed_measures_new_cut_text (translation, last + 1);
  g_autofree char *ended = heed_measures_new_cut_text (translation, last);

  g_assert_cmpstr (cut, ==, "Stopped after 3 tokens: the model had not ended the sentence.");
  g_assert_null (ended);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/translation/counts-what-repeats", test_translation_counts_what_repeats);
  g_test_add_func ("/app/translation/twice-is-no-loop", test_translation_twice_is_no_loop);
  g_test_add_func ("/app/translation/says-that-it-was-cut-off",
                   test_translation_says_that_it_was_cut_off);

  return g_test_run ();
}
