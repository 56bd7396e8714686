/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "app/core/translation/walk.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/source-effect.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedSourceEffect *effect;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->effect = heed_source_effect_new (fixture->worker);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  g_assert_finalize_object (fixture->effect);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static double
measure (Fixture     *fixture,
         const guint *tokens,
         guint        n_tokens)
{
  heed_source_effect_ask (fixture->effect, fixture->document, tokens, n_tokens);
  while (isnan (heed_source_effect_get_change (fixture->effect)))
    g_main_context_iteration (NULL, TRUE);

  return heed_source_effect_get_change (fixture->effect);
}

/* Measures the same by direct calls of the engine: hides the tokens and forces the translation. */
static double
measure_alone (Fixture     *fixture,
               const guint *tokens,
               guint        n_tokens)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  HeedModel *model = heed_document_get_model (fixture->document);
  g_autoptr(HeedSession) session = heed_session_new (model, SENTENCE, NULL);
  double change = 0.0;

  for (guint i = 0; i < n_tokens; i++)
    g_assert_cmpuint (heed_walk_hide_token (session, tokens[i], NULL), >, 0);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      HeedStep *taken = heed_translation_get_step (translation, t);
      g_autoptr(HeedStep) step = heed_session_step_forced (session, taken->token.id, NULL);

      change += step->log_prob - taken->log_prob;
    }

  return change;
}

static void
test_source_effect_is_that_of_hiding (Fixture       *fixture,
                                      gconstpointer  model)
{
  static const struct {
    guint tokens[3];
    guint n_tokens;
  } spans[] = { { { 3 }, 1 }, { { 1 }, 1 }, { { 5, 6 }, 2 }, { { 1, 3, 5 }, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    g_assert_cmpfloat_with_epsilon (
      measure (fixture, spans[i].tokens, spans[i].n_tokens),
      measure_alone (fixture, spans[i].tokens, spans[i].n_tokens), 1e-9);

  /* The translation is less probable without a word that it translates. */
  g_assert_cmpfloat (measure (fixture, &(guint) { 5 }, 1), <, 0.0);
}

static void
test_source_effect_mass_is_the_column_s (Fixture       *fixture,
                                         gconstpointer  model)
{
  g_autoptr(HeedMatrix) attention =
    heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  double mass = 0.0;

  for (guint row = 0; row < attention->n_rows; row++)
    mass += attention->values[(gsize) row * attention->n_columns + 3];

  measure (fixture, &(guint) { 3 }, 1);
  g_assert_cmpfloat_with_epsilon (heed_source_effect_get_mass (fixture->effect), mass, 1e-5);
  text = heed_source_effect_dup_text (fixture->effect);
  number = g_strdup_printf ("“cup” got %.3f of attention in all", mass);
  g_assert_true (g_str_has_prefix (text, number));
}

/* For words that are apart, the tokens between them are neither counted nor named. */
static void
test_source_effect_of_words_apart_is_theirs (Fixture       *fixture,
                                             gconstpointer  model)
{
  static const guint apart[] = { 1, 3 };
  g_autofree char *text = NULL;
  double alone[2];

  for (guint i = 0; i < 2; i++)
    {
      measure (fixture, &apart[i], 1);
      alone[i] = heed_source_effect_get_mass (fixture->effect);
    }

  measure (fixture, apart, 2);
  g_assert_cmpfloat_with_epsilon (heed_source_effect_get_mass (fixture->effect),
                                  alone[0] + alone[1], 1e-9);
  text = heed_source_effect_dup_text (fixture->effect);
  g_assert_true (g_str_has_prefix (text, "“drink … cup” got "));
}

static void
test_source_effect_of_nothing_is_none (Fixture       *fixture,
                                       gconstpointer  model)
{
  measure (fixture, &(guint) { 3 }, 1);
  heed_source_effect_ask (fixture->effect, NULL, NULL, 0);
  g_assert_null (heed_source_effect_dup_text (fixture->effect));
  heed_source_effect_ask (fixture->effect, fixture->document, (const guint[]) { 3, 99 }, 2);
  g_assert_null (heed_source_effect_dup_text (fixture->effect));
}

#define ADD(name, model, function)                                                                \
  g_test_add ("/app/source-effect/" name, Fixture, model ".safetensors", set_up, function,        \
              tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("is-that-of-hiding", "en-fr", test_source_effect_is_that_of_hiding);
  ADD ("of-a-transformer-is-that-of-hiding", "en-fr-transformer",
       test_source_effect_is_that_of_hiding);
  ADD ("mass-is-the-column-s", "en-fr", test_source_effect_mass_is_the_column_s);
  ADD ("of-words-apart-is-theirs", "en-fr", test_source_effect_of_words_apart_is_theirs);
  ADD ("of-nothing-is-none", "en-fr", test_source_effect_of_nothing_is_none);

  return g_test_run ();
}
