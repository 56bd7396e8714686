/* test-shown-evidence.c — evidence is computed in the background for the shown translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/translation/evidence-finder.c
 */

#include <math.h>

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/views/shown-evidence.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker  *worker;
  HeedDocument      *document;
  HeedShownEvidence *evidence;
  guint              n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

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
  fixture->evidence = heed_shown_evidence_new (fixture->worker);
  g_signal_connect_swapped (fixture->evidence, "changed", G_CALLBACK (changed_cb), fixture);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  g_assert_finalize_object (fixture->evidence);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static HeedMatrix *
find (Fixture          *fixture,
      HeedEvidenceKind  kind)
{
  heed_shown_evidence_update (fixture->evidence, fixture->document, 1u << kind);
  while (heed_shown_evidence_is_coming (fixture->evidence, kind))
    g_main_context_iteration (NULL, TRUE);

  return heed_shown_evidence_get (fixture->evidence, kind);
}

/* Computes the same by direct calls of the engine, for the shown tokens. */
static HeedMatrix *
find_alone (Fixture          *fixture,
            HeedEvidenceKind  kind)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autoptr(HeedSession) session =
    heed_session_new (heed_document_get_model (fixture->document), SENTENCE, NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      g_autoptr(HeedStep) step = heed_session_step_forced (
        session, heed_translation_get_step (translation, t)->token.id, NULL);
    }

  return heed_session_dup_evidence (session, &(HeedEvidenceWish) { kind, translation->site, 0 },
                                    NULL);
}

static void
assert_same (const HeedMatrix *found,
             const HeedMatrix *expected)
{
  g_assert_nonnull (found);
  g_assert_cmpuint (found->n_rows, ==, expected->n_rows);
  g_assert_cmpuint (found->n_columns, ==, expected->n_columns);
  for (guint i = 0; i < found->n_rows * found->n_columns; i++)
    g_assert_cmpfloat_with_epsilon (found->values[i], expected->values[i], 1e-6);
}

static void
test_shown_evidence_is_the_engine_s (Fixture       *fixture,
                                     gconstpointer  model)
{
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      g_autoptr(HeedMatrix) expected = find_alone (fixture, kind);

      assert_same (find (fixture, kind), expected);
    }
}

/* Known evidence of a translation is not computed again. */
static void
test_shown_evidence_stays_while_the_steps_do (Fixture       *fixture,
                                              gconstpointer  model)
{
  HeedMatrix *found = find (fixture, HEED_EVIDENCE_OCCLUSION);
  guint n_changes = fixture->n_changes;

  find (fixture, HEED_EVIDENCE_SHARE);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes + 1);
  g_assert_true (find (fixture, HEED_EVIDENCE_OCCLUSION) == found);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes + 1);
}

/* A new sentence has new evidence; that of the old sentence never arrives. */
static void
test_shown_evidence_of_a_newer_sentence_counts (Fixture       *fixture,
                                                gconstpointer  model)
{
  heed_shown_evidence_update (fixture->evidence, fixture->document, 1 << HEED_EVIDENCE_OCCLUSION);
  heed_document_set_text (fixture->document, "The cat sleeps.");
  heed_shown_evidence_update (fixture->evidence, fixture->document, 1 << HEED_EVIDENCE_OCCLUSION);
  g_assert_false (heed_shown_evidence_is_coming (fixture->evidence, HEED_EVIDENCE_OCCLUSION));
  settle (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (
    find (fixture, HEED_EVIDENCE_OCCLUSION)->n_columns, ==,
    heed_translation_get_n_source (heed_document_get_translation (fixture->document)));
}

/* Norms depend on the selected attention, including the user's changes. */
static void
test_shown_evidence_of_another_place_is_another (Fixture       *fixture,
                                                 gconstpointer  model)
{
  HeedDocumentView *view = heed_document_get_view (fixture->document);
  g_autoptr(HeedMatrix) before = heed_matrix_ref (find (fixture, HEED_EVIDENCE_NORM));
  HeedMatrix *found;

  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 });
  settle (fixture);
  found = find (fixture, HEED_EVIDENCE_NORM);
  g_assert_true (found != before);
  g_assert_cmpfloat (found->values[0], !=, before->values[0]);

  heed_document_set_hidden (fixture->document, 1, TRUE);
  settle (fixture);
  found = find (fixture, HEED_EVIDENCE_NORM);
  g_assert_cmpfloat (found->values[1], ==, 0.0f);
}

static void
intervene (HeedSession            *session,
           const HeedIntervention *wish)
{
  g_autoptr(GError) error = NULL;

  heed_session_intervene (session, wish, &error);
  g_assert_no_error (error);
}

/* Computes by direct calls of the engine what the changes of test_shown_evidence_is_of_changes()
 * make of the document's sentence. */
static HeedMatrix *
find_changed (Fixture          *fixture,
              HeedEvidenceKind  kind)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  HeedAttentionSite all = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  guint n_source = heed_translation_get_n_source (translation);
  g_autofree guint32 *ids = g_new (guint32, n_source);
  g_autofree float *row = g_new0 (float, n_source);
  g_autoptr(HeedSession) session = NULL;

  for (guint s = 0; s < n_source; s++)
    ids[s] = translation->source->tokens[s].id;
  row[0] = 1.0f;
  session = heed_session_new_from_ids (heed_document_get_model (fixture->document), ids, n_source,
                                       NULL);
  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, all, HEED_EVERY_STEP,
                                            .key = 1 });
  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_PIN_ROW, all, 1, .weights = row,
                                            .n_weights = n_source });
  for (guint t = 0; t < translation->steps->len; t++)
    {
      g_autoptr(HeedStep) step = heed_session_step_forced (
        session, heed_translation_get_step (translation, t)->token.id, NULL);
    }

  return heed_session_dup_evidence (session, &(HeedEvidenceWish) { kind, translation->site, 0 },
                                    NULL);
}

/* A hidden token, a row of one step, and a replaced token. */
static void
test_shown_evidence_is_of_changes (Fixture       *fixture,
                                   gconstpointer  model)
{
  HeedAttentionSite all = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN };
  const HeedPin pin = { all, 1, 0, 1.0f };
  g_autoptr(HeedMatrix) before = heed_matrix_ref (find (fixture, HEED_EVIDENCE_OCCLUSION));
  guint32 other =
    heed_document_get_translation (fixture->document)->source->tokens[0].id;

  heed_document_set_hidden (fixture->document, 1, TRUE);
  heed_change_list_put (heed_document_get_changes (fixture->document),
                        heed_change_new (&(HeedChange) { .kind = HEED_CHANGE_ROW, .is_on = TRUE,
                                                         .site = all, .position = 1,
                                                         .pins = &pin, .n_pins = 1 }));
  heed_document_replace (fixture->document, 2, 1, &other, 1);
  settle (fixture);
  g_assert_cmpuint (heed_document_get_translation (fixture->document)->source->tokens[2].id, ==,
                    other);

  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      g_autoptr(HeedMatrix) expected = find_changed (fixture, kind);

      assert_same (find (fixture, kind), expected);
    }
  g_assert_cmpfloat (find (fixture, HEED_EVIDENCE_OCCLUSION)->values[0], !=, before->values[0]);
}

static void
test_shown_evidence_needs_no_attention (Fixture       *fixture,
                                        gconstpointer  model)
{
  g_autoptr(HeedMatrix) expected = find_alone (fixture, HEED_EVIDENCE_SHARE);

  assert_same (find (fixture, HEED_EVIDENCE_SHARE), expected);
  g_assert_null (find (fixture, HEED_EVIDENCE_NORM));
  g_assert_null (heed_shown_evidence_get_error (fixture->evidence, HEED_EVIDENCE_NORM));
}

#define ADD(name, model, function)                                                             \
  g_test_add ("/app/shown-evidence/" name, Fixture, model ".safetensors", set_up, function,    \
              tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("is-the-engine-s", "en-fr", test_shown_evidence_is_the_engine_s);
  ADD ("of-a-transformer-is-the-engine-s", "en-fr-transformer",
       test_shown_evidence_is_the_engine_s);
  ADD ("stays-while-the-steps-do", "en-fr", test_shown_evidence_stays_while_the_steps_do);
  ADD ("of-a-newer-sentence-counts", "en-fr", test_shown_evidence_of_a_newer_sentence_counts);
  ADD ("of-another-place-is-another", "en-fr-transformer",
       test_shown_evidence_of_another_place_is_another);
  ADD ("is-of-changes", "en-fr", test_shown_evidence_is_of_changes);
  ADD ("needs-no-attention", "en-fr-none", test_shown_evidence_needs_no_attention);

  return g_test_run ();
}
