/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn is what the engine says when the end token is forced there.
 */

#include <math.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/end-line.h"

#define SENTENCE "I drink a cup of tea in the garden."

static HeedDocument *
open_model (HeedEngineWorker *worker,
            const char       *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), name, NULL);
  HeedDocument *document = heed_document_new (worker);

  heed_document_set_text (document, SENTENCE);
  heed_document_open (document, path);
  while (heed_document_get_is_opening (document) ||
         heed_document_get_state (document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  return document;
}

/* The values equal those of forcing the end token at each step, bit for bit. */
static void
assert_ends (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedModel *model = heed_document_get_model (document);
  g_autoptr(HeedSession) session = heed_session_new (model, SENTENCE, NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      HeedStep *taken = heed_translation_get_step (translation, t);
      g_autoptr(HeedStep) end =
        heed_session_step_forced (session, heed_model_get_end_token (model), NULL);
      g_autoptr(HeedStep) again = NULL;

      g_assert_cmpfloat (taken->end_log_prob, ==, end->log_prob);
      heed_session_rewind (session, t);
      again = heed_session_step_forced (session, taken->token.id, NULL);
    }
}

static void
test_end_line_is_that_of_forcing (gconstpointer name)
{
  HeedEngineWorker *worker = heed_engine_worker_new ();
  HeedDocument *document = open_model (worker, name);

  assert_ends (document);
  g_assert_finalize_object (document);
  g_object_unref (worker);
}

/* The row of a word has the value of its last piece. */
static void
test_end_line_has_one_value_a_row (void)
{
  HeedEngineWorker *worker = heed_engine_worker_new ();
  HeedDocument *document = open_model (worker, "en-fr.safetensors");
  const HeedTranslation *translation = heed_document_get_translation (document);
  g_autoptr(HeedShownAttention) shown =
    heed_shown_attention_new (document, (HeedShownUnits) { TRUE, HEED_SHOWN_AS_WORDS });
  guint n_values, n_steps = translation->steps->len;
  g_autofree double *values = heed_end_line_list (document, shown, &n_values);
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;

  g_assert_cmpuint (n_values, ==, shown->attention->n_rows);
  g_assert_cmpfloat (values[n_values - 1], ==,
                     exp (heed_translation_get_step (translation, n_steps - 1)->log_prob));
  for (guint row = 0; row + 1 < n_values; row++)
    g_assert_cmpfloat (values[row], <, 0.5);

  heed_document_view_select (heed_document_get_view (document), (int) n_steps - 1, -1);
  text = heed_end_line_dup_text (document);
  number = g_strdup_printf ("at step %u it is %.3f.", n_steps, values[n_values - 1]);
  g_assert_nonnull (strstr (text, number));

  g_assert_finalize_object (document);
  g_object_unref (worker);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/app/end-line/is-that-of-forcing", "en-fr.safetensors",
                        test_end_line_is_that_of_forcing);
  g_test_add_data_func ("/app/end-line/is-that-of-forcing-a-transformer",
                        "en-fr-transformer.safetensors", test_end_line_is_that_of_forcing);
  g_test_add_func ("/app/end-line/has-one-value-a-row", test_end_line_has_one_value_a_row);

  return g_test_run ();
}
