/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With real models: what is asked for must be what the engine then looks at.
 */

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/views/attention-editor.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker    *worker;
  HeedDocument        *document;
  GtkWidget           *heatmap;
  HeedAttentionEditor *editor;
  HeedShownAttention  *shown;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    {
      g_assert_cmpint (heed_document_get_state (fixture->document), !=, HEED_DOCUMENT_FAILED);
      g_main_context_iteration (NULL, TRUE);
    }

  g_clear_pointer (&fixture->shown, heed_shown_attention_free);
  fixture->shown = heed_shown_attention_new (fixture->document,
                                             (HeedShownUnits) { TRUE, HEED_SHOWN_AS_WORDS });
  heed_attention_editor_set_shown (fixture->editor, fixture->shown);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->heatmap = g_object_ref_sink (heed_heatmap_new ());
  fixture->editor = heed_attention_editor_new (HEED_HEATMAP (fixture->heatmap));
  heed_attention_editor_set_document (fixture->editor, fixture->document);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  g_object_unref (fixture->editor);
  g_object_unref (fixture->heatmap);
  heed_shown_attention_free (fixture->shown);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_action_group_activate_action (heed_attention_editor_get_actions (fixture->editor), action,
                                  NULL);
  settle (fixture);
}

static void
set_weight (Fixture *fixture,
            int      row,
            int      column,
            double   weight)
{
  heed_attention_editor_set_weight (fixture->editor, row, column, weight);
  settle (fixture);
}

static float
get_shown (Fixture *fixture,
           guint    row,
           guint    column)
{
  return fixture->shown->attention
    ->values[(gsize) row * fixture->shown->attention->n_columns + column];
}

static guint
count_changes (Fixture *fixture)
{
  return heed_change_list_get_n (heed_document_get_changes (fixture->document));
}

/* Returns the weight of a token, since the row shown may be that of a word of several. */
static float
get_token (Fixture *fixture,
           guint    row,
           guint    column)
{
  return fixture->shown->tokens->values[(gsize) row * fixture->shown->tokens->n_columns + column];
}

static void
test_attention_editor_cell_has_what_was_asked (Fixture       *fixture,
                                               gconstpointer  model)
{
  set_weight (fixture, 1, 3, 0.6);
  g_assert_cmpfloat_with_epsilon (get_token (fixture, 1, 3), 0.6f, 1e-5f);
  set_weight (fixture, 1, 5, 0.3);
  g_assert_cmpfloat_with_epsilon (get_token (fixture, 1, 5), 0.3f, 1e-5f);
  g_assert_cmpuint (count_changes (fixture), ==, 1);

  /* The first cell is scaled with the others, in the same proportions as before. */
  g_assert_cmpfloat (get_token (fixture, 1, 3), <, 0.6f);
  g_assert_cmpfloat (get_token (fixture, 1, 3), >, 0.4f);

  set_weight (fixture, 1, 5, 1.0);
  g_assert_cmpfloat_with_epsilon (get_token (fixture, 1, 5), 1.0f, 1e-6f);
  set_weight (fixture, 1, 5, 0.0);
  g_assert_cmpfloat_with_epsilon (get_token (fixture, 1, 5), 0.0f, 1e-6f);
}

static void
test_attention_editor_what_is_not_there_is_not_edited (Fixture       *fixture,
                                                       gconstpointer  model)
{
  set_weight (fixture, 999, 3, 0.6);
  set_weight (fixture, 1, 999, 0.6);
  set_weight (fixture, -1, -1, 0.6);
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

static void
test_attention_editor_pinned_row_stays (Fixture       *fixture,
                                        gconstpointer  model)
{
  guint n_columns = fixture->shown->attention->n_columns;
  g_autofree float *row = NULL;

  heed_document_view_select (heed_document_get_view (fixture->document), 3, -1);
  row = g_memdup2 (&fixture->shown->tokens->values[3 * (gsize) fixture->shown->tokens->n_columns],
                   n_columns * sizeof *row);
  activate (fixture, "pin-row");
  g_assert_cmpuint (count_changes (fixture), ==, 1);

  /* If an earlier token changes, the edited row keeps its weights. */
  heed_document_choose (
    fixture->document, 1,
    heed_translation_get_step (heed_document_get_translation (fixture->document), 1)
      ->candidates[1].token.id);
  settle (fixture);
  for (guint column = 0; column < n_columns; column++)
    g_assert_cmpfloat_with_epsilon (
      fixture->shown->tokens->values[3 * (gsize) fixture->shown->tokens->n_columns + column],
      row[column], 1e-5f);

  heed_document_view_select (heed_document_get_view (fixture->document), 3, -1);
  activate (fixture, "pin-row");
  g_assert_cmpuint (count_changes (fixture), ==, 1);
}

static float
get_largest (Fixture *fixture,
             guint    row)
{
  float largest = 0.0f;

  for (guint column = 0; column < fixture->shown->attention->n_columns; column++)
    largest = MAX (largest, get_shown (fixture, row, column));

  return largest;
}

static void
test_attention_editor_sharpens_and_flattens (Fixture       *fixture,
                                             gconstpointer  model)
{
  float before = get_largest (fixture, 1);

  heed_document_view_select (heed_document_get_view (fixture->document), 1, -1);
  activate (fixture, "flatten-row");
  activate (fixture, "flatten-row");
  g_assert_cmpfloat (get_largest (fixture, 1), <, before);
  g_assert_cmpuint (count_changes (fixture), ==, 1);

  activate (fixture, "sharpen-row");
  activate (fixture, "sharpen-row");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
  g_assert_cmpfloat (get_largest (fixture, 1), ==, before);

  activate (fixture, "sharpen-row");
  g_assert_cmpfloat (get_largest (fixture, 1), >, before);
}

static void
test_attention_editor_edits_the_head_that_is_shown (Fixture       *fixture,
                                                    gconstpointer  model)
{
  HeedDocumentView *view = heed_document_get_view (fixture->document);
  float other;

  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 2 });
  settle (fixture);
  other = get_shown (fixture, 1, 3);
  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 });
  settle (fixture);
  set_weight (fixture, 1, 3, 0.7);
  g_assert_cmpfloat_with_epsilon (get_shown (fixture, 1, 3), 0.7f, 1e-5f);
  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 2 });
  settle (fixture);
  g_assert_cmpfloat (get_shown (fixture, 1, 3), ==, other);

  activate (fixture, "everywhere");
  set_weight (fixture, 1, 3, 0.9);
  for (int head = 0; head < 4; head++)
    {
      heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, head });
      settle (fixture);
      g_assert_cmpfloat_with_epsilon (get_shown (fixture, 1, 3), 0.9f, 1e-5f);
    }
}

static void
test_attention_editor_silenced_head_speaks_again (Fixture       *fixture,
                                                  gconstpointer  model)
{
  double before =
    heed_translation_get_log_prob (heed_document_get_translation (fixture->document));

  activate (fixture, "silence");
  g_assert_cmpuint (count_changes (fixture), ==, 1);
  g_assert_cmpfloat (
    heed_translation_get_log_prob (heed_document_get_translation (fixture->document)), !=, before);
  activate (fixture, "silence");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
  g_assert_cmpfloat (
    heed_translation_get_log_prob (heed_document_get_translation (fixture->document)), ==, before);
}

/* A word of several pieces is one cell, whose weight is distributed over its pieces. */
static void
test_attention_editor_word_is_edited_as_one (Fixture       *fixture,
                                             gconstpointer  model)
{
  const HeedWordMap *columns;
  float sum = 0.0f;
  int column = -1;

  heed_document_set_text (fixture->document, "The xylophonist admires extraordinarily.");
  settle (fixture);
  for (guint i = 0; i < fixture->shown->columns->n_words; i++)
    if (fixture->shown->columns->starts[i + 1] - fixture->shown->columns->starts[i] > 1)
      column = (int) i;
  g_assert_cmpint (column, >=, 0);

  set_weight (fixture, 0, column, 0.8);
  columns = fixture->shown->columns;
  for (guint key = columns->starts[column]; key < columns->starts[column + 1]; key++)
    sum += get_token (fixture, 0, key);
  g_assert_cmpfloat_with_epsilon (sum, 0.8f, 1e-4f);
  heed_change_list_undo (heed_document_get_changes (fixture->document));
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

#define ADD(name, model, function)                                                                \
  g_test_add ("/app/attention-editor/" name, Fixture, model ".safetensors", set_up, function,     \
              tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("cell-has-what-was-asked", "en-fr", test_attention_editor_cell_has_what_was_asked);
  ADD ("cell-of-a-mean-has-what-was-asked", "en-fr-multi-head",
       test_attention_editor_cell_has_what_was_asked);
  ADD ("what-is-not-there-is-not-edited", "en-fr",
       test_attention_editor_what_is_not_there_is_not_edited);
  ADD ("pinned-row-stays", "en-fr", test_attention_editor_pinned_row_stays);
  ADD ("pinned-row-of-heads-stays", "en-fr-multi-head", test_attention_editor_pinned_row_stays);
  ADD ("sharpens-and-flattens", "en-fr", test_attention_editor_sharpens_and_flattens);
  ADD ("edits-the-head-that-is-shown", "en-fr-multi-head",
       test_attention_editor_edits_the_head_that_is_shown);
  ADD ("silenced-head-speaks-again", "en-fr-multi-head",
       test_attention_editor_silenced_head_speaks_again);
  ADD ("word-is-edited-as-one", "en-fr", test_attention_editor_word_is_edited_as_one);

  return g_test_run ();
}
