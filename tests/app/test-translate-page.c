/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/models/examples.c,
 *   app/window/pages/parts/attention-remarks.c,
 *   app/window/pages/views/attention-views.c,
 *   app/window/pages/translate/effect-line.c,
 *   app/window/pages/translate/example-buttons.c,
 *   app/window/pages/translate/hidden-words.c,
 *   app/window/pages/translate/inspected-row.c,
 *   app/window/pages/translate/place-choice.c,
 *   app/window/pages/parts/remarks.c,
 *   app/window/pages/parts/shown-attention.c,
 *   app/window/pages/translate/sink-words.c,
 *   app/window/pages/parts/source-entry.c,
 *   app/window/pages/translate/split-layout.c,
 *   app/window/pages/translate/stack-choice.c,
 *   app/window/pages/translate/token-tooltip.c,
 *   app/window/pages/translate/translate-as-page.c,
 *   app/window/pages/translate/translate-display.c,
 *   app/window/pages/translate/translate-export.c,
 *   app/window/pages/translate/translate-parts.c,
 *   app/window/pages/views/view-toolbar.c,
 *   app/window/pages/parts/word-selection.c,
 *   app/window/pages/translate/zoom-keys.c
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/words/word-map.h"
#include "app/window/document/document-changes.h"
#include "app/window/page.h"
#include "app/window/pages/translate/translate-page.h"
#include "app/window/pages/views/sink-chooser.h"
#include "app/window/pages/views/view-toolbar.h"
#include "tests/ui/drawn.h"
#include "ui/attention-table.h"
#include "ui/attention-wall.h"
#include "ui/heatmap-picture.h"
#include "ui/heatmap.h"
#include "ui/number-format.h"
#include "ui/ribbons.h"
#include "ui/running-text.h"
#include "ui/site-chooser.h"
#include "ui/step-inspector.h"
#include "ui/target-sentence.h"
#include "ui/token-finder.h"
#include "ui/token-strip.h"
#include "window-fixture.h"

typedef struct {
  DocumentFixture  base;
  GtkWidget       *window;
  GtkWidget       *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (&fixture->base, user_data);
  fixture->page = heed_translate_page_new ();
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->base.document);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_frames (fixture->page, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  GtkWidget *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));

  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);

  document_fixture_tear_down (&fixture->base);
}

static GtkWidget *
find (Fixture *fixture,
      GType    type)
{
  return find_widget (fixture->page, type);
}

static void
decode (Fixture    *fixture,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY)), text);
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  wait_for_frames (fixture->page, 2);
}

static void
decode_again (Fixture *fixture)
{
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  wait_for_frames (fixture->page, 2);
}

static const char *
get_stack_page (Fixture *fixture)
{
  GtkWidget *stack = gtk_widget_get_ancestor (find (fixture, HEED_TYPE_HEATMAP), GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
test_translate_page_shows_both_sentences (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  decode (fixture, "one two");

  g_assert_cmpstr (get_stack_page (fixture), ==, "heatmap");
  g_assert_cmpuint (
    heed_token_strip_get_n_tokens (HEED_TOKEN_STRIP (find (fixture, HEED_TYPE_TOKEN_STRIP))), ==,
    3);
  g_assert_cmpstr (heed_target_sentence_get_text (
                     HEED_TARGET_SENTENCE (find (fixture, HEED_TYPE_TARGET_SENTENCE))),
                   ==, "ONE TWO");
}

static void
count_texts_cb (guint *n_texts)
{
  (*n_texts)++;
}

/* Updating the entry must not clear the text of the document in between. */
static void
test_translate_page_shows_another_sentence_of_the_document (Fixture       *fixture,
                                                            gconstpointer  user_data)
{
  GtkEditable *entry = GTK_EDITABLE (find_widget (fixture->page, GTK_TYPE_ENTRY));
  guint n_texts = 0;

  heed_document_set_text (fixture->base.document, "one two");
  g_signal_connect_swapped (fixture->base.document, "notify::text", G_CALLBACK (count_texts_cb),
                            &n_texts);
  heed_document_set_text (fixture->base.document, "three");

  g_assert_cmpuint (n_texts, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "three");
  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, "three");
}

static void
test_translate_page_empty_entry_invites (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  GtkWidget *example;

  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "empty");

  example = find_widget (
    gtk_widget_get_ancestor (find (fixture, HEED_TYPE_HEATMAP), GTK_TYPE_STACK), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (example, "clicked");
  decode_again (fixture);

  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==,
                   gtk_button_get_label (GTK_BUTTON (example)));
  g_assert_cmpstr (get_stack_page (fixture), ==, "heatmap");
}

/* New steps delay the inspector's update; it must happen without another event. */
static void
test_translate_page_inspector_follows_new_steps (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  HeedStepInspector *inspector = HEED_STEP_INSPECTOR (find (fixture, HEED_TYPE_STEP_INSPECTOR));

  decode (fixture, "one two");
  wait_for_frames (fixture->page, 2);

  for (int column = 0; column < 3; column++)
    {
      heed_document_view_select (heed_document_get_view (fixture->base.document), 0, column);
      g_signal_emit_by_name (fixture->base.document, "steps-changed");
      g_assert_cmpint (heed_step_inspector_get_selected_source (inspector), ==, column - 1);
      wait_for_frames (fixture->page, 3);
      g_assert_cmpint (heed_step_inspector_get_selected_source (inspector), ==, column);
    }
}

/* Table and heatmap share the selection, and a hidden table has no rows. */
static void
test_translate_page_table_stands_in_for_the_heatmap (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  GtkSelectionModel *lines;
  GtkWidget *table;

  decode (fixture, "one two");
  gtk_widget_activate_action (fixture->page, "translate.table", NULL);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "table");

  table = find (fixture, HEED_TYPE_ATTENTION_TABLE);
  lines = gtk_column_view_get_model (GTK_COLUMN_VIEW (find_widget (table, GTK_TYPE_COLUMN_VIEW)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==,
                    heed_document_get_n_steps (fixture->base.document) * 3);

  gtk_selection_model_select_item (lines, 4, TRUE);
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->base.document)),
                   ==, 1);
  g_assert_cmpint (heed_document_view_get_column (heed_document_get_view (fixture->base.document)),
                   ==, 1);

  heed_document_view_select (heed_document_get_view (fixture->base.document), 0, 2);
  wait_for_frames (fixture->page, 2);
  g_assert_true (gtk_selection_model_is_selected (lines, 2));

  gtk_widget_activate_action (fixture->page, "translate.table", NULL);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "heatmap");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, 0);
}

static void
test_translate_page_model_without_attention_says_so (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  decode (fixture, "one two");

  g_assert_cmpstr (get_stack_page (fixture), ==, "no-attention");
}

static void
test_translate_page_click_on_a_token_hides_it (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  GtkWidget *strip = find (fixture, HEED_TYPE_TOKEN_STRIP);
  HeedMatrix *matrix;

  decode (fixture, "one two");
  g_signal_emit_by_name (strip, "token-activated", 1);
  decode_again (fixture);

  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  g_assert_cmpfloat (matrix->values[1 * 3 + 1], ==, 0.0f);
  g_assert_true (heed_token_strip_get_hidden (HEED_TOKEN_STRIP (strip), 1));

  g_signal_emit_by_name (strip, "token-activated", 1);
  decode_again (fixture);

  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  g_assert_cmpfloat (matrix->values[1 * 3 + 1], >, 0.5f);
  g_assert_false (heed_token_strip_get_hidden (HEED_TOKEN_STRIP (strip), 1));
}

static void
test_translate_page_click_on_a_candidate_goes_on_from_there (Fixture       *fixture,
                                                             gconstpointer  user_data)
{
  g_autofree char *joined = NULL;

  decode (fixture, "one two three");
  heed_document_view_select (heed_document_get_view (fixture->base.document), 1, -1);
  g_signal_emit_by_name (find (fixture, HEED_TYPE_STEP_INSPECTOR), "candidate-activated", 902);
  decode_again (fixture);

  joined = join_target (fixture->base.document);
  g_assert_cmpstr (joined, ==, "ONE third THREE <eos>");
}

static void
test_translate_page_selection_is_the_same_everywhere (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedTargetSentence *target = HEED_TARGET_SENTENCE (find (fixture, HEED_TYPE_TARGET_SENTENCE));

  decode (fixture, "one two three");

  g_signal_emit_by_name (heatmap, "cell-selected", 2, 1);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->base.document)),
                   ==, 2);
  g_assert_cmpint (heed_target_sentence_get_selected (target), ==, 2);
  g_assert_cmpint (
    heed_token_strip_get_selected (HEED_TOKEN_STRIP (find (fixture, HEED_TYPE_TOKEN_STRIP))), ==,
    1);

  g_signal_emit_by_name (target, "token-activated", 0);
  g_signal_emit_by_name (find (fixture, HEED_TYPE_STEP_INSPECTOR), "source-activated", 3);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_heatmap_get_selected_row (heatmap), ==, 0);
  g_assert_cmpint (heed_heatmap_get_selected_column (heatmap), ==, 3);
}

static void
wait_for_site (Fixture           *fixture,
               HeedAttentionKind  kind)
{
  while (heed_document_get_translation (fixture->base.document)->site.kind != kind)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (fixture->page, 2);
}

typedef struct {
  const char *text;
  gboolean    is_found;
} Search;

static void
search_cb (GtkWidget *widget,
           gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL)
    search->is_found = TRUE;
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  Search search = { text, FALSE };

  for_each_widget (fixture->page, search_cb, &search);

  return search.is_found;
}

static void
test_translate_page_one_attention_offers_no_choice (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  decode (fixture, "one two");
  g_assert_false (gtk_widget_get_visible (find (fixture, HEED_TYPE_SITE_CHOOSER)));
}

static const HeedHeatmapNotes *
get_notes (Fixture *fixture)
{
  HeedHeatmapView *view =
    heed_heatmap_get_view (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));

  return heed_heatmap_picture_get_notes (heed_heatmap_view_get_picture (view));
}

static void
assert_titles (Fixture    *fixture,
               const char *rows,
               const char *columns)
{
  g_assert_cmpstr (get_notes (fixture)->row_title, ==, rows);
  g_assert_cmpstr (get_notes (fixture)->column_title, ==, columns);
}

/* Queries the tooltip of the selected token, as Ctrl+F1 does. */
static void
assert_tooltip (GtkWidget *widget)
{
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_shown = FALSE;

  g_assert_true (gtk_widget_get_has_tooltip (widget));
  g_signal_emit_by_name (widget, "query-tooltip", 0, 0, TRUE, tooltip, &is_shown);
  g_assert_true (is_shown);
  g_object_unref (tooltip);
}

static void
test_translate_page_numbers_are_the_models (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  decode (fixture, "one two three");
  g_assert_true (says (fixture, "per token p 0.905 · entropy 0.72 bits"));
  g_assert_false (says (fixture, "confidence"));
  g_assert_false (says (fixture, "· coverage"));
  g_assert_cmpstr (get_notes (fixture)->rows[1], ==, "p = 0.905");

  heed_document_view_select (heed_document_get_view (fixture->base.document), 1, -1);
  wait_for_frames (fixture->page, 2);
  g_assert_true (says (fixture, "“TWO” p 0.905 · per token"));
  assert_tooltip (find (fixture, HEED_TYPE_TARGET_SENTENCE));
}

static void
test_translate_page_attention_is_said_in_words (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  decode (fixture, "one two three four five");
  g_assert_true (says (fixture, "Follows the order of the source (correlation 0."));
  g_assert_true (says (fixture, "✓ 6 tokens: each row sums to 1"));

  decode (fixture, "one two");
  g_assert_false (says (fixture, "Follows the order"));
}

static void
test_translate_page_a_chosen_word_is_said_for_the_verdict (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);

  decode (fixture, "one two three four five");
  heed_document_view_select_cell (view, 0, 1);
  wait_for_frames (fixture->page, 3);
  g_assert_true (says (fixture, "“two” got "));
  g_assert_false (says (fixture, "Follows the order of the source"));

  heed_document_view_select_cell (view, -1, -1);
  wait_for_frames (fixture->page, 3);
  g_assert_false (says (fixture, "“two” got "));
  g_assert_true (says (fixture, "Follows the order of the source"));
}

/* Several columns are selected in the heatmap with Shift. */
static void
test_translate_page_chosen_words_are_said_together (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  HeedHeatmapView *heatmap =
    heed_heatmap_get_view (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));

  decode (fixture, "one two three four five");
  heed_document_view_select_cell (view, 0, 1);
  wait_for_frames (fixture->page, 3);
  heed_heatmap_view_extend (heatmap, 3);
  wait_for_frames (fixture->page, 3);
  g_assert_true (says (fixture, "“two three four” got "));

  heed_heatmap_view_extend (heatmap, 0);
  wait_for_frames (fixture->page, 3);
  g_assert_true (says (fixture, "“one two” got "));

  heed_document_view_select_cell (view, 0, 4);
  wait_for_frames (fixture->page, 3);
  g_assert_true (says (fixture, "“five” got "));
}

/* With Control, words anywhere are added; chips, columns and the line agree. */
static void
test_translate_page_words_apart_are_said_together (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  GtkWidget *strip = find (fixture, HEED_TYPE_TOKEN_STRIP);
  guint n_span;

  decode (fixture, "one two three four five");
  g_signal_emit_by_name (strip, "token-toggled", 1);
  wait_for_frames (fixture->page, 3);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 1);
  g_assert_true (says (fixture, "“two” got "));

  g_signal_emit_by_name (strip, "token-toggled", 3);
  wait_for_frames (fixture->page, 3);
  heed_heatmap_view_get_span (
    heed_heatmap_get_view (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP))), &n_span);
  g_assert_cmpuint (n_span, ==, 2);
  g_assert_true (says (fixture, "“two … four” got "));

  /* The first is removed, and the document's selection moves to the remaining one. */
  g_signal_emit_by_name (strip, "token-toggled", 1);
  wait_for_frames (fixture->page, 3);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 3);
  g_assert_true (says (fixture, "“four” got "));
}

static gboolean
is_tempered (Fixture *fixture)
{
  g_autoptr(HeedScene) now = heed_scene_new ();

  heed_page_describe (HEED_PAGE (fixture->page), now);

  return heed_scene_has (now, HEED_SCENE_TEMPERED);
}

/* A lesson that asks for every row is not done with one. */
static void
test_translate_page_lesson_wants_every_row_sharpened (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  GtkWidget *heatmap = find (fixture, HEED_TYPE_HEATMAP);

  decode (fixture, "one two three");
  g_assert_true (gtk_widget_activate_action (heatmap, "attention.sharpen-row", NULL));
  decode_again (fixture);
  g_assert_false (is_tempered (fixture));

  g_assert_true (gtk_widget_activate_action (heatmap, "attention.sharpen-all", NULL));
  decode_again (fixture);
  g_assert_true (is_tempered (fixture));
}

static void
take_changes (const HeedFigure *figure,
              gpointer          data)
{
  *(char **) data = heed_figure_new_changes_line (figure);
}

static char *
export_changes (Fixture *fixture)
{
  char *changes = NULL;

  g_assert_true (heed_page_use_figure (HEED_PAGE (fixture->page), take_changes, &changes));

  return changes;
}

/* What is exported says what was changed, and says nothing while "before" is shown. */
static void
test_translate_page_export_says_what_is_hidden (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_autofree char *unchanged = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *before = NULL;

  decode (fixture, "one two");
  unchanged = export_changes (fixture);
  g_assert_null (unchanged);

  heed_document_set_hidden (fixture->base.document, 1, TRUE);
  decode_again (fixture);
  changed = export_changes (fixture);
  g_assert_cmpstr (changed, ==, "Changed: Token 2 “two” hidden");

  heed_document_set_shows_before (fixture->base.document, TRUE);
  wait_for_frames (fixture->page, 2);
  before = export_changes (fixture);
  g_assert_null (before);
}

static void
test_translate_page_what_is_hidden_is_hatched_and_named (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  decode (fixture, "one two three");
  g_assert_false (heed_heatmap_notes_has_hatching (get_notes (fixture)));

  heed_document_set_hidden (fixture->base.document, 1, TRUE);
  decode_again (fixture);
  g_assert_true (get_notes (fixture)->hidden[1]);
  g_assert_false (get_notes (fixture)->hidden[0]);
  g_assert_true (says (fixture, "not read: “two”"));
  g_assert_true (says (fixture, "✓ 4 tokens: each row sums to 1"));
}

static void
test_translate_page_what_rests_on_the_end_can_be_left_out (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  HeedSinkChooser *sinks;
  HeedMatrix *matrix;
  float sum = 0.0f;

  decode (fixture, "one two three four");
  sinks = HEED_SINK_CHOOSER (find (fixture, HEED_TYPE_SINK_CHOOSER));
  g_assert_true (says (fixture, "Rests on “⟨eos⟩”"));
  g_assert_true (says (fixture, "“⟨eos⟩” takes 83"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sinks)));
  g_assert_nonnull (strstr (heed_heatmap_notes_get_column (get_notes (fixture), 4), "83"));
  g_assert_null (heed_heatmap_notes_get_column (get_notes (fixture), 0));

  heed_sink_chooser_set_rule (sinks, HEED_SINKS_SHARED);
  wait_for_frames (fixture->page, 3);
  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  for (guint column = 0; column < 5; column++)
    sum += matrix->values[column];
  g_assert_cmpfloat_with_epsilon (sum, 1.0f, 1e-6f);
  g_assert_cmpfloat (matrix->values[4], ==, 0.0f);
  g_assert_true (get_notes (fixture)->hidden[4]);
  g_assert_cmpstr (get_notes (fixture)->quantity, ==, "α shared out");
  g_assert_true (g_str_has_suffix (get_notes (fixture)->column_title, " · α shared out"));

  /* The messages still describe the attention as computed by the model. */
  g_assert_true (says (fixture, "“⟨eos⟩” takes 83"));
  g_assert_true (says (fixture, "✓ 5 tokens: each row sums to 1"));
}

static void
test_translate_page_a_head_can_be_chosen (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  HeedMatrix *matrix;

  decode (fixture, "one two three");
  g_assert_true (gtk_widget_get_visible (find (fixture, HEED_TYPE_SITE_CHOOSER)));
  g_signal_emit_by_name (find (fixture, HEED_TYPE_SITE_CHOOSER), "site-chosen",
                         HEED_ATTENTION_CROSS, 0, 2);
  wait_for_frames (fixture->page, 2);

  /* Head 2 attends two tokens further. */
  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  g_assert_cmpfloat (matrix->values[2], >, 0.5f);
  assert_titles (fixture, "target: English, as emitted", "source: English");
}

static GtkWidget *
find_button_of_heads (Fixture *fixture)
{
  return find_widget (find (fixture, HEED_TYPE_SITE_CHOOSER), GTK_TYPE_MENU_BUTTON);
}

/* Two of four boxes are unchecked; the matrix is the mean of the other two heads. */
static void
test_translate_page_some_heads_have_a_mean (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  const HeedTranslation *translation = heed_document_get_translation (fixture->base.document);
  GtkWidget *boxes, *box;

  decode (fixture, "one two three");
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_button_of_heads (fixture)));
  boxes = gtk_popover_get_child (
    gtk_menu_button_get_popover (GTK_MENU_BUTTON (find_button_of_heads (fixture))));
  box = gtk_widget_get_first_child (boxes);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), FALSE);
  box = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (box));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), FALSE);
  wait_for_frames (fixture->page, 2);

  g_assert_cmpuint (heed_document_view_get_heads (
                      heed_document_get_view (fixture->base.document)), ==, 0xa);
  for (guint row = 0; row < 2; row++)
    {
      guint n_keys;
      HeedStep *step = heed_translation_get_step (translation, row);
      const float *second =
        heed_step_attention (step, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 }, &n_keys);
      const float *fourth =
        heed_step_attention (step, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 3 }, &n_keys);

      for (guint key = 0; key < n_keys; key++)
        g_assert_cmpfloat_with_epsilon (
          heed_heatmap_get_matrix (heatmap)->values[row * n_keys + key],
          0.5f * (second[key] + fourth[key]), 1e-6);
    }
  g_assert_true (says (fixture, "Mean of heads 2, 4"));

  /* Choosing a single head ends the selection of several. */
  g_signal_emit_by_name (find (fixture, HEED_TYPE_SITE_CHOOSER), "site-chosen",
                         HEED_ATTENTION_CROSS, 0, 2);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpuint (translation->heads, ==, 0);
  g_assert_cmpfloat (heed_heatmap_get_matrix (heatmap)->values[2], >, 0.5f);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (find_button_of_heads (fixture)));
}

static void
test_translate_page_encoder_is_source_by_source (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedMatrix *matrix;

  decode (fixture, "one two three");
  g_signal_emit_by_name (find (fixture, HEED_TYPE_SITE_CHOOSER), "site-chosen",
                         HEED_ATTENTION_ENCODER_SELF, 1, 1);
  wait_for_site (fixture, HEED_ATTENTION_ENCODER_SELF);

  matrix = heed_heatmap_get_matrix (heatmap);
  g_assert_cmpuint (matrix->n_rows, ==, 4);
  g_assert_cmpuint (matrix->n_columns, ==, 4);
  assert_titles (fixture, "source: English", "source: English");
  g_assert_true (says (fixture, "Source token 1 — “one”"));
  g_assert_true (says (fixture, "looks mostly at “two”"));

  g_signal_emit_by_name (heatmap, "cell-selected", 2, 3);
  wait_for_frames (fixture->page, 2);
  g_assert_true (says (fixture, "Source token 3 — “three”"));
  g_assert_cmpint (heed_heatmap_get_selected_row (heatmap), ==, 2);
  g_assert_cmpint (
    heed_token_strip_get_selected (HEED_TOKEN_STRIP (find (fixture, HEED_TYPE_TOKEN_STRIP))), ==,
    3);
}

static void
test_translate_page_decoder_is_target_by_target (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  HeedMatrix *matrix;

  decode (fixture, "one two");
  heed_document_view_select (heed_document_get_view (fixture->base.document), 2, -1);
  g_signal_emit_by_name (find (fixture, HEED_TYPE_SITE_CHOOSER), "site-chosen",
                         HEED_ATTENTION_DECODER_SELF, 0, 0);
  wait_for_site (fixture, HEED_ATTENTION_DECODER_SELF);

  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  g_assert_cmpuint (matrix->n_rows, ==, 3);
  g_assert_cmpuint (matrix->n_columns, ==, 3);
  g_assert_cmpfloat (matrix->values[0], ==, 1.0f);
  g_assert_cmpfloat (matrix->values[1], ==, 0.0f);
  g_assert_true (says (fixture, "Step 3"));
  g_assert_true (says (fixture, "looks mostly at “⟨bos⟩”"));
  assert_titles (fixture, "target: English, as emitted", "target: English, as read back");
  g_assert_true (get_notes (fixture)->is_causal);

  /* A column is not a source token here. */
  g_signal_emit_by_name (find (fixture, HEED_TYPE_HEATMAP), "cell-selected", 2, 1);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (
    heed_token_strip_get_selected (HEED_TOKEN_STRIP (find (fixture, HEED_TYPE_TOKEN_STRIP))), ==,
    -1);
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *label)
{
  GtkWidget *toolbar = find (fixture, HEED_TYPE_VIEW_TOOLBAR);
  GtkWidget *button = NULL;

  for (guint i = 0; button == NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (
                     GTK_BUTTON (drawn_find (toolbar, GTK_TYPE_TOGGLE_BUTTON, i))), label) == 0)
      button = drawn_find (toolbar, GTK_TYPE_TOGGLE_BUTTON, i);

  return button;
}

static void
choose_units (Fixture   *fixture,
              HeedShownAs units)
{
  gtk_widget_activate_action (fixture->page, "view.units", "s",
                              units == HEED_SHOWN_AS_WORDS ? "words" : "pieces");
  wait_for_frames (fixture->page, 2);
}

/* "un +do it" is read as three pieces and an end token, which form two words and an end. */
static void
test_translate_page_words_are_the_sum_of_their_columns (Fixture       *fixture,
                                                        gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  g_autoptr(HeedMatrix) pieces = NULL;
  HeedMatrix *words;

  decode (fixture, "un +do it");
  g_assert_true (gtk_widget_get_mapped (find_button (fixture, "Words")));
  choose_units (fixture, HEED_SHOWN_AS_PIECES);
  pieces = heed_matrix_ref (heed_heatmap_get_matrix (heatmap));
  choose_units (fixture, HEED_SHOWN_AS_WORDS);
  words = heed_heatmap_get_matrix (heatmap);

  g_assert_cmpuint (pieces->n_rows, ==, 4);
  g_assert_cmpuint (words->n_rows, ==, 3);
  g_assert_cmpuint (words->n_columns, ==, 3);
  g_assert_cmpfloat_with_epsilon (words->values[0],
                                  (pieces->values[0] + pieces->values[1] + pieces->values[4] +
                                   pieces->values[5]) / 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (words->values[3],
                                  pieces->values[8] + pieces->values[9], 1e-6);
}

static void
test_translate_page_words_are_the_same_everywhere (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedTargetSentence *target = HEED_TARGET_SENTENCE (find (fixture, HEED_TYPE_TARGET_SENTENCE));
  HeedTokenStrip *strip = HEED_TOKEN_STRIP (find (fixture, HEED_TYPE_TOKEN_STRIP));
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);

  decode (fixture, "un +do it");
  choose_units (fixture, HEED_SHOWN_AS_WORDS);
  g_assert_cmpuint (heed_token_strip_get_n_tokens (strip), ==, 3);
  g_assert_cmpstr (heed_target_sentence_get_text (target), ==, "UNDO IT");

  /* The second piece of a word selects the word. */
  heed_document_view_select (view, 1, 1);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_heatmap_get_selected_row (heatmap), ==, 0);
  g_assert_cmpint (heed_heatmap_get_selected_column (heatmap), ==, 0);
  g_assert_cmpint (heed_target_sentence_get_selected (target), ==, 0);
  g_assert_cmpint (heed_token_strip_get_selected (strip), ==, 0);

  /* If a word is attended to, its piece with the most weight is selected. */
  g_signal_emit_by_name (heatmap, "cell-selected", 0, 0);
  g_assert_cmpint (heed_document_view_get_step (view), ==, 1);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 1);
  g_signal_emit_by_name (heatmap, "cell-selected", 1, 1);
  g_assert_cmpint (heed_document_view_get_step (view), ==, 2);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 2);
  g_signal_emit_by_name (target, "token-activated", 1);
  g_assert_cmpint (heed_document_view_get_step (view), ==, 2);

  /* All pieces of a word are hidden together. */
  g_signal_emit_by_name (strip, "token-activated", 0);
  decode_again (fixture);
  g_assert_true (heed_document_get_hidden (fixture->base.document, 0));
  g_assert_true (heed_document_get_hidden (fixture->base.document, 1));
  g_assert_true (heed_token_strip_get_hidden (strip, 0));
}

static void
append_text_cb (GtkWidget *widget,
                gpointer   data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
inspector_says (Fixture    *fixture,
                const char *words)
{
  g_autoptr(GString) text = g_string_new (NULL);

  wait_for_frames (fixture->page, 3);
  for_each_widget (find (fixture, HEED_TYPE_STEP_INSPECTOR), append_text_cb, text);
  if (strstr (text->str, words) == NULL)
    g_test_message ("looked for “%s”, found: %s", words, text->str);

  return strstr (text->str, words) != NULL;
}

static void
assert_inspector_says (Fixture    *fixture,
                       const char *words)
{
  g_assert_true (inspector_says (fixture, words));
}

static void
assert_inspector_has_weights_of_row (Fixture *fixture,
                                     guint    row)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedMatrix *shown = heed_heatmap_get_matrix (heatmap);

  for (guint column = 0; column < shown->n_columns; column++)
    {
      g_autofree char *weight =
        heed_number_format_weight (shown->values[row * shown->n_columns + column]);

      assert_inspector_says (fixture, weight);
    }
}

/* A word of strip, heatmap and sentence is a word in the inspector, with the
 * heatmap's numbers; its pieces can be selected by buttons. */
static void
test_translate_page_inspector_speaks_of_the_word (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);

  decode (fixture, "un +do it");
  choose_units (fixture, HEED_SHOWN_AS_WORDS);
  heed_document_view_select (view, 1, -1);
  assert_inspector_says (fixture, "Steps 1–2 — choosing “UNDO”");
  assert_inspector_says (fixture, "pieces of “UNDO”:\nUN\nDO\n");
  assert_inspector_says (fixture, "Next piece, at “DO”");
  assert_inspector_has_weights_of_row (fixture, 0);

  g_signal_emit_by_name (find (fixture, HEED_TYPE_STEP_INSPECTOR), "row-activated", 0);
  assert_inspector_says (fixture, "Next piece, at “UN”");
  g_assert_cmpint (heed_document_view_get_step (view), ==, 0);

  heed_document_view_select (view, 2, 0);
  assert_inspector_says (fixture, "Step 3 — choosing “IT”");
  assert_inspector_has_weights_of_row (fixture, 1);

  choose_units (fixture, HEED_SHOWN_AS_PIECES);
  heed_document_view_select (view, 1, -1);
  assert_inspector_says (fixture, "Step 2 — choosing “\342\200\277DO”");
  assert_inspector_has_weights_of_row (fixture, 1);
}

/* If the picture leaves out the end, the inspector's numbers differ and it explains how. */
static void
test_translate_page_inspector_says_what_the_picture_leaves_out (Fixture       *fixture,
                                                                gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedSinkChooser *sinks = HEED_SINK_CHOOSER (find (fixture, HEED_TYPE_SINK_CHOOSER));
  const float *made;
  g_autofree char *rest = NULL, *before = NULL, *after = NULL, *expected = NULL, *left_out = NULL;
  g_autofree char *end = NULL;

  decode (fixture, "one two three four");
  heed_document_view_select (view, 1, 1);
  wait_for_frames (fixture->page, 3);
  made = heed_translation_get_attention (heed_document_get_translation (fixture->base.document), 1,
                                         &(guint) { 0 });
  rest = heed_number_format_weight ((double) made[0] + made[1] + made[2] + made[3]);
  end = heed_number_format_weight (made[4]);
  before = heed_number_format_weight (made[1]);
  g_assert_false (inspector_says (fixture, "As computed by the model"));

  heed_sink_chooser_set_rule (sinks, HEED_SINKS_SHARED);
  wait_for_frames (fixture->page, 3);
  after = heed_number_format_weight (heed_heatmap_get_matrix (heatmap)->values[5 + 1]);
  expected = g_strdup_printf ("“two” has %s ÷ %s = %s there", before, rest, after);
  assert_inspector_says (fixture, expected);

  heed_document_view_select (view, 1, 4);
  assert_inspector_says (fixture, "divides the others by their sum");

  heed_sink_chooser_set_rule (sinks, HEED_SINKS_HIDDEN);
  left_out = g_strdup_printf ("which hold %s here", end);
  assert_inspector_says (fixture, left_out);
}

/* The matrix, the ribbons and the text share one selection. */
static void
test_translate_page_views_are_linked (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  HeedPlace focus;

  decode (fixture, "one two");
  gtk_widget_activate_action (fixture->page, "view.mode", "s", "ribbons");
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "ribbons");

  heed_document_view_select (view, 1, -1);
  wait_for_frames (fixture->page, 2);
  focus = heed_ribbons_get_focus (HEED_RIBBONS (find (fixture, HEED_TYPE_RIBBONS)));
  g_assert_true (focus.is_row);
  g_assert_cmpint (focus.index, ==, 1);

  g_signal_emit_by_name (find (fixture, HEED_TYPE_RIBBONS), "cell-selected", 2, 0);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_heatmap_get_selected_row (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP))),
                   ==, 2);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 0);

  gtk_widget_activate_action (fixture->page, "view.mode", "s", "text");
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "text");
  focus = heed_running_text_get_focus (HEED_RUNNING_TEXT (find (fixture, HEED_TYPE_RUNNING_TEXT)));
  g_assert_cmpint (focus.index, ==, 2);

  gtk_widget_activate_action (fixture->page, "view.mode", "s", "matrix");
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "heatmap");
}

/* Two layers with two heads and their means, of the selected kind. */
static void
test_translate_page_wall_opens_a_head (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  HeedAttentionSite site;
  GtkWidget *wall;

  decode (fixture, "one two three");
  gtk_widget_activate_action (fixture->page, "view.mode", "s", "heads");
  wait_for_frames (fixture->page, 2);
  g_assert_cmpstr (get_stack_page (fixture), ==, "heads");
  wall = find (fixture, HEED_TYPE_ATTENTION_WALL);
  gtk_test_accessible_assert_role (drawn_find (wall, GTK_TYPE_FLOW_BOX_CHILD, 5),
                                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  g_assert_true (says (fixture, "Layer 2 · Head 2"));

  /* Adding a head to a selection does not open it: the wall stays. */
  g_signal_emit_by_name (wall, "head-toggled", 1);
  wait_for_frames (fixture->page, 2);
  site = heed_document_view_get_site (heed_document_get_view (fixture->base.document));
  g_assert_cmpint (site.layer, ==, 0);
  g_assert_cmpint (site.head, ==, 0);
  g_assert_cmpstr (get_stack_page (fixture), ==, "heads");

  gtk_widget_activate (drawn_find (wall, GTK_TYPE_FLOW_BOX_CHILD, 5));
  wait_for_frames (fixture->page, 2);
  site = heed_document_view_get_site (heed_document_get_view (fixture->base.document));
  g_assert_cmpint (site.layer, ==, 1);
  g_assert_cmpint (site.head, ==, 1);
  g_assert_cmpstr (get_stack_page (fixture), ==, "heatmap");

  /* The heads of the encoder are shown as well, though they belong to no step. */
  heed_document_view_set_site (heed_document_get_view (fixture->base.document),
                               (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 0, 0 });
  wait_for_site (fixture, HEED_ATTENTION_ENCODER_SELF);
  gtk_widget_activate_action (fixture->page, "view.mode", "s", "heads");
  wait_for_frames (fixture->page, 2);
  gtk_widget_activate (drawn_find (wall, GTK_TYPE_FLOW_BOX_CHILD, 4));
  site = heed_document_view_get_site (heed_document_get_view (fixture->base.document));
  g_assert_cmpint (site.kind, ==, HEED_ATTENTION_ENCODER_SELF);
  g_assert_cmpint (site.layer, ==, 1);
  g_assert_cmpint (site.head, ==, 0);
}

static void
test_translate_page_keys_find_and_zoom (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  GtkWidget *finder = find (fixture, HEED_TYPE_TOKEN_FINDER);

  decode (fixture, "one two three");
  drawn_press_key (fixture->page, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_get_visible (finder));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (finder, GTK_TYPE_SEARCH_ENTRY)), "tw");
  g_assert_cmpint (heed_document_view_get_column (view), ==, 1);
  g_signal_emit_by_name (find_widget (finder, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_cmpint (heed_document_view_get_step (view), ==, 1);

  drawn_press_key (fixture->page, GDK_KEY_plus, GDK_CONTROL_MASK);
  g_assert_cmpfloat (heed_heatmap_get_zoom (heatmap), >, 0.0);
  drawn_press_key (fixture->page, GDK_KEY_0, GDK_CONTROL_MASK);
  g_assert_cmpfloat (heed_heatmap_get_zoom (heatmap), ==, 0.0);
}

/* The page says how much the picture leaves out. */
static void
test_translate_page_says_how_much_is_left_out (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  HeedMatrix *matrix;
  double largest = 0.0;
  g_autofree char *text = NULL;

  decode (fixture, "one two");
  g_assert_false (says (fixture, "of the mass"));
  gtk_widget_activate_action (fixture->page, "view.top-k", "u", 1);
  wait_for_frames (fixture->page, 2);

  matrix = heed_heatmap_get_matrix (HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP)));
  for (guint row = 0; row < matrix->n_rows; row++)
    largest += matrix->values[row * matrix->n_columns + row];
  text = g_strdup_printf ("hides %.0f\302\240%% of the mass",
                          100.0 * (1.0 - largest / matrix->n_rows));
  g_assert_true (says (fixture, text));

  gtk_widget_activate_action (fixture->page, "view.top-k", "u", 0);
  wait_for_frames (fixture->page, 2);
  g_assert_false (says (fixture, "of the mass"));
}

static void
test_translate_page_no_pieces_offer_no_choice (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  decode (fixture, "one two");
  g_assert_false (gtk_widget_get_mapped (find_button (fixture, "Words")));
}

static void
test_translate_page_unknown_words_are_named (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  decode (fixture, "one 猫 two 犬");
  g_assert_true (says (fixture, "The model does not know, and reads as unknown: 猫 · 犬"));
  decode (fixture, "one two");
  g_assert_false (says (fixture, "unknown"));
}

/* Steps may arrive a thousand times a second; the widgets are updated once per frame only. */
static void
test_translate_page_changes_wait_for_the_next_frame (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));
  g_autoptr(HeedMatrix) before = NULL;

  decode (fixture, "one two three");
  before = heed_matrix_ref (heed_heatmap_get_matrix (heatmap));
  g_signal_emit_by_name (fixture->base.document, "steps-changed");
  g_assert_true (heed_heatmap_get_matrix (heatmap) == before);

  wait_for_frames (fixture->page, 2);
  g_assert_true (heed_heatmap_get_matrix (heatmap) != before);
}

static void
test_translate_page_entry_takes_one_line_only (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  decode (fixture, "one\ntwo\tthree");

  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, "one two three");
}

static void
test_translate_page_exports_its_heatmap (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  HeedPage *page = HEED_PAGE (fixture->page);
  g_autofree char *folder = g_dir_make_tmp ("heed-page-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "attention.png", NULL);
  const HeedFigureForm form = { .width = 1000.0, .height = 800.0, .scale = 1.0 };
  g_autoptr(GError) error = NULL;
  cairo_surface_t *surface;
  const guint8 *pixels;
  gboolean has_ink = FALSE;

  g_assert_null (heed_page_get_export (page));

  decode (fixture, "one two");
  g_assert_cmpstr (heed_page_get_export (page)->name, ==, "attention.svg");
  g_assert_true (heed_page_export (page, path, &form, &error));
  g_assert_no_error (error);

  surface = cairo_image_surface_create_from_png (path);
  pixels = cairo_image_surface_get_data (surface);
  for (int i = 4;
       i < cairo_image_surface_get_height (surface) * cairo_image_surface_get_stride (surface);
       i += 4)
    has_ink = has_ink || pixels[i] != pixels[0];

  g_assert_true (has_ink);
  cairo_surface_destroy (surface);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_translate_page_escape_lets_go_of_a_column (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->base.document);
  HeedHeatmap *heatmap = HEED_HEATMAP (find (fixture, HEED_TYPE_HEATMAP));

  decode (fixture, "one two");
  heed_document_view_select (view, 1, 2);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_heatmap_get_selected_column (heatmap), ==, 2);

  drawn_press_key (fixture->page, GDK_KEY_Escape, 0);
  wait_for_frames (fixture->page, 2);
  g_assert_cmpint (heed_document_view_get_column (view), ==, -1);
  g_assert_cmpint (heed_heatmap_get_selected_column (heatmap), ==, -1);
  g_assert_cmpint (heed_document_view_get_step (view), ==, 1);
}

/* A decoder that repeats itself until it is cut off. */
static void
test_translate_page_loop_is_said (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  decode (fixture, "one two");
  wait_for_frames (fixture->page, 2);
  g_assert_true (says (fixture, "Stopped after 200 tokens; the last 199 repeat."));
}

static void
test_translate_page_end_is_not_remarked_on (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  decode (fixture, "one one one one");
  wait_for_frames (fixture->page, 2);
  g_assert_false (says (fixture, "Stopped after"));
}

#define ADD(name, path, test) \
  g_test_add ("/app/translate-page/" name, Fixture, path, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("inspector-follows-new-steps", "sound", test_translate_page_inspector_follows_new_steps);
  ADD ("table-stands-in-for-the-heatmap", "sound",
       test_translate_page_table_stands_in_for_the_heatmap);
  ADD ("shows-both-sentences", "sound", test_translate_page_shows_both_sentences);
  ADD ("shows-another-sentence-of-the-document", "sound",
       test_translate_page_shows_another_sentence_of_the_document);
  ADD ("empty-entry-invites", "sound", test_translate_page_empty_entry_invites);
  ADD ("model-without-attention-says-so", "none",
       test_translate_page_model_without_attention_says_so);
  ADD ("click-on-a-token-hides-it", "sound", test_translate_page_click_on_a_token_hides_it);
  ADD ("click-on-a-candidate-goes-on-from-there", "sound",
       test_translate_page_click_on_a_candidate_goes_on_from_there);
  ADD ("selection-is-the-same-everywhere", "sound",
       test_translate_page_selection_is_the_same_everywhere);
  ADD ("one-attention-offers-no-choice", "sound",
       test_translate_page_one_attention_offers_no_choice);
  ADD ("numbers-are-the-models", "sound", test_translate_page_numbers_are_the_models);
  ADD ("attention-is-said-in-words", "sound", test_translate_page_attention_is_said_in_words);
  ADD ("a-chosen-word-is-said-for-the-verdict", "sound",
       test_translate_page_a_chosen_word_is_said_for_the_verdict);
  ADD ("chosen-words-are-said-together", "sound",
       test_translate_page_chosen_words_are_said_together);
  ADD ("words-apart-are-said-together", "sound",
       test_translate_page_words_apart_are_said_together);
  ADD ("lesson-wants-every-row-sharpened", "sound",
       test_translate_page_lesson_wants_every_row_sharpened);
  ADD ("export-says-what-is-hidden", "sound", test_translate_page_export_says_what_is_hidden);
  ADD ("what-is-hidden-is-hatched-and-named", "sound",
       test_translate_page_what_is_hidden_is_hatched_and_named);
  ADD ("what-rests-on-the-end-can-be-left-out", "resting",
       test_translate_page_what_rests_on_the_end_can_be_left_out);
  ADD ("a-head-can-be-chosen", "heads", test_translate_page_a_head_can_be_chosen);
  ADD ("some-heads-have-a-mean", "heads", test_translate_page_some_heads_have_a_mean);
  ADD ("encoder-is-source-by-source", "transformer",
       test_translate_page_encoder_is_source_by_source);
  ADD ("decoder-is-target-by-target", "transformer",
       test_translate_page_decoder_is_target_by_target);
  ADD ("words-are-the-sum-of-their-columns", "pieces",
       test_translate_page_words_are_the_sum_of_their_columns);
  ADD ("words-are-the-same-everywhere", "pieces",
       test_translate_page_words_are_the_same_everywhere);
  ADD ("inspector-says-what-the-picture-leaves-out", "resting",
       test_translate_page_inspector_says_what_the_picture_leaves_out);
  ADD ("inspector-speaks-of-the-word", "pieces", test_translate_page_inspector_speaks_of_the_word);
  ADD ("views-are-linked", "sound", test_translate_page_views_are_linked);
  ADD ("wall-opens-a-head", "transformer", test_translate_page_wall_opens_a_head);
  ADD ("keys-find-and-zoom", "sound", test_translate_page_keys_find_and_zoom);
  ADD ("says-how-much-is-left-out", "sound", test_translate_page_says_how_much_is_left_out);
  ADD ("no-pieces-offer-no-choice", "sound", test_translate_page_no_pieces_offer_no_choice);
  ADD ("unknown-words-are-named", "sound", test_translate_page_unknown_words_are_named);
  ADD ("changes-wait-for-the-next-frame", "sound",
       test_translate_page_changes_wait_for_the_next_frame);
  ADD ("escape-lets-go-of-a-column", "sound", test_translate_page_escape_lets_go_of_a_column);
  ADD ("loop-is-said", "loop", test_translate_page_loop_is_said);
  ADD ("end-is-not-remarked-on", "sound", test_translate_page_end_is_not_remarked_on);
  ADD ("entry-takes-one-line-only", "sound", test_translate_page_entry_takes_one_line_only);
  ADD ("exports-its-heatmap", "sound", test_translate_page_exports_its_heatmap);

  return g_test_run ();
}
