/* test-gold-bar.c — gold links over the heatmap of the Translate page: opened, edited, saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/document/open-gold.c, app/window/pages/translate/gold-display.c,
 *   app/window/pages/translate/gold-editor.c, app/window/pages/views/gold-pair.c,
 *   app/window/pages/views/gold-question.c, app/window/pages/parts/gold-words.c
 */

#include <glib/gstdio.h>

#include "app/window/document/forced-target.h"
#include "app/window/document/open-gold.h"
#include "app/window/pages/views/gold-bar.h"
#include "find-widget.h"
#include "page-fixture.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define FORCED   "Je bois une tasse de thé dans le jardin."
#define MODEL    "en-fr.safetensors"

typedef struct {
  PageFixture   base;
  HeedOpenGold *open;
  char         *path;  /* to a file of links */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  int handle = g_file_open_tmp ("heed-gold-XXXXXX", &fixture->path, NULL);

  g_close (handle, NULL);
  page_fixture_set_up (&fixture->base, model != NULL ? model : MODEL, SENTENCE);
  fixture->open = heed_open_gold_of (fixture->base.document);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  page_fixture_tear_down (&fixture->base);
  g_remove (fixture->path);
  g_free (fixture->path);
}

static const HeedHeatmapNotes *
get_notes (Fixture *fixture)
{
  return heed_heatmap_picture_get_notes (
    heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->base.heatmap)));
}

static guint
count_marks (Fixture        *fixture,
             HeedGoldKind    kind,
             HeedLinkOutcome outcome)
{
  const HeedHeatmapNotes *notes = get_notes (fixture);
  guint n = 0;

  for (guint i = 0; i < notes->n_links; i++)
    n += notes->links[i].kind == kind && notes->links[i].outcome == outcome;

  return n;
}

/* Activates the Space shortcuts of all of the heatmap's controllers. */
static void
press_space (Fixture *fixture)
{
  GtkWidget *heatmap = GTK_WIDGET (fixture->base.heatmap);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (heatmap);
  g_autoptr(GtkShortcutTrigger) space = gtk_keyval_trigger_new (GDK_KEY_space, 0);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), space))
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, heatmap, NULL);
        }
    }

  page_fixture_settle (&fixture->base);
}

/* Emits a click in the middle of a cell to all controllers. */
static void
click (Fixture *fixture,
       guint    row,
       guint    column)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->base.heatmap));
  HeedHeatmapLayout layout;
  HeedRectangle cell;

  heed_heatmap_view_get_layout (heed_heatmap_get_view (fixture->base.heatmap), &layout);
  cell = heed_heatmap_layout_get_cell (&layout, row, column);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, cell.x + cell.width / 2.0,
                               cell.y + cell.height / 2.0);
    }

  page_fixture_settle (&fixture->base);
}

static void
open_file (Fixture    *fixture,
           const char *links)
{
  GtkWidget *bar = find_widget (fixture->base.page, HEED_TYPE_GOLD_BAR);

  g_assert_true (g_file_set_contents (fixture->path, links, -1, NULL));
  heed_gold_bar_open (HEED_GOLD_BAR (bar), fixture->path);
  page_fixture_settle (&fixture->base);
}

static void
test_gold_bar_links_force_the_translation_that_they_are_of (Fixture       *fixture,
                                                            gconstpointer  data)
{
  g_assert_null (heed_forced_target_get (fixture->base.document));
  g_assert_false (get_notes (fixture)->has_gold);
  open_file (fixture, "0-0 1-1\n");
  g_assert_nonnull (heed_forced_target_get (fixture->base.document));
  g_assert_true (get_notes (fixture)->has_gold);
  g_assert_true (page_fixture_says (&fixture->base, "precision"));
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_SURE, HEED_OUTCOME_HIT) +
                    count_marks (fixture, HEED_GOLD_SURE, HEED_OUTCOME_MISSED), ==, 2);

  page_fixture_act (&fixture->base, "gold.close");
  g_assert_false (get_notes (fixture)->has_gold);
  g_assert_false (page_fixture_says (&fixture->base, "precision"));
}

/* Links that are derived from the model's own attention are all hits, with error 0. */
static void
test_gold_bar_what_the_model_finds_is_judged (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autofree char *own = NULL;
  g_autofree char *shifted = NULL;

  open_file (fixture, "\n");
  own = heed_alignment_dup_text (heed_gold_get_found_links (heed_open_gold_get (fixture->open)));
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_NONE, HEED_OUTCOME_WRONG), >, 0);

  gtk_widget_activate_action (fixture->base.page, "gold.rule", "s", "threshold");
  page_fixture_settle (&fixture->base);
  g_assert_cmpuint (heed_open_gold_get_options (fixture->open)->rule, ==, HEED_LINK_THRESHOLD);
  gtk_widget_activate_action (fixture->base.page, "gold.rule", "s", "argmax");
  page_fixture_act (&fixture->base, "gold.shift");
  g_assert_true (page_fixture_says (&fixture->base, "shifted"));
  shifted =
    heed_alignment_dup_text (heed_gold_get_found_links (heed_open_gold_get (fixture->open)));
  g_assert_cmpstr (shifted, !=, own);
  page_fixture_act (&fixture->base, "gold.shift");

  open_file (fixture, own);
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_NONE, HEED_OUTCOME_WRONG), ==, 0);
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_SURE, HEED_OUTCOME_MISSED), ==, 0);
  g_assert_true (page_fixture_says (&fixture->base, "AER 0.000"));
}

static void
test_gold_bar_links_of_another_translation_go_and_say_why (Fixture       *fixture,
                                                           gconstpointer  data)
{
  open_file (fixture, "0-0\n");
  heed_forced_target_set_text (fixture->base.document, "Je bois.", NULL);
  page_fixture_settle (&fixture->base);
  g_assert_false (get_notes (fixture)->has_gold);
  g_assert_true (page_fixture_says (&fixture->base, "a different translation"));

  page_fixture_act (&fixture->base, "gold.return");
  g_assert_true (get_notes (fixture)->has_gold);
  g_assert_false (page_fixture_says (&fixture->base, "a different translation"));

  heed_document_set_text (fixture->base.document, "We live here.");
  page_fixture_settle (&fixture->base);
  g_assert_false (get_notes (fixture)->has_gold);
  g_assert_true (page_fixture_says (&fixture->base, "of another sentence"));
  page_fixture_act (&fixture->base, "gold.return");
  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, SENTENCE);
  g_assert_true (get_notes (fixture)->has_gold);
}

static void
test_gold_bar_links_are_edited_undone_and_saved (Fixture       *fixture,
                                                 gconstpointer  data)
{
  HeedGold *gold;
  guint n_links;
  g_autofree char *text = NULL;

  open_file (fixture, "0-0\n5-5 7-7\n");
  gold = heed_open_gold_get (fixture->open);
  heed_document_view_select_cell (heed_document_get_view (fixture->base.document), 0, 0);
  page_fixture_settle (&fixture->base);
  press_space (fixture);
  g_assert_cmpuint (heed_gold_get_kind (gold, 0, 0), ==, HEED_GOLD_SURE);
  page_fixture_act (&fixture->base, "gold.edit");
  g_assert_true (heed_open_gold_is_editing (fixture->open));
  press_space (fixture);
  page_fixture_settle (&fixture->base);
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_POSSIBLE, HEED_OUTCOME_HIT) +
                    count_marks (fixture, HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE), ==, 1);

  n_links = heed_gold_get_links (gold)->n_links;
  click (fixture, 1, 3);
  g_assert_cmpuint (heed_gold_get_links (gold)->n_links, ==, n_links + 1);
  page_fixture_act (&fixture->base, "gold.undo");
  g_assert_cmpuint (heed_gold_get_links (gold)->n_links, ==, n_links);
  page_fixture_act (&fixture->base, "gold.undo");
  g_assert_cmpuint (heed_gold_get_kind (gold, 0, 0), ==, HEED_GOLD_SURE);
  page_fixture_act (&fixture->base, "gold.redo");
  g_assert_cmpuint (heed_gold_get_kind (gold, 0, 0), ==, HEED_GOLD_POSSIBLE);
  page_fixture_act (&fixture->base, "gold.save");
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0p0\n5-5 7-7\n");
}

static void
test_gold_bar_hostile_files_are_said_and_change_nothing (Fixture       *fixture,
                                                         gconstpointer  data)
{
  open_file (fixture, "0-0 x\n");
  g_assert_null (heed_open_gold_get (fixture->open));
  g_assert_true (page_fixture_says (&fixture->base, "found “x”"));
  open_file (fixture, "99-0\n");
  g_assert_null (heed_open_gold_get (fixture->open));
  g_assert_true (page_fixture_says (&fixture->base, "found 99-0"));
  open_file (fixture, "");
  g_assert_true (page_fixture_says (&fixture->base, "at least one sentence"));
  g_assert_null (heed_forced_target_get (fixture->base.document));
}

static void
test_gold_bar_links_that_nobody_drew_yet_become_a_file (Fixture       *fixture,
                                                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  page_fixture_act (&fixture->base, "gold.begin");
  g_assert_true (heed_open_gold_is_editing (fixture->open));
  heed_gold_toggle (heed_open_gold_get (fixture->open), 1, 2);
  g_assert_true (heed_gold_save_as (heed_open_gold_get (fixture->open), fixture->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "1-2\n");
  g_assert_false (heed_gold_is_changed (heed_open_gold_get (fixture->open)));
}

/* The words of the translation are not separated by spaces. */
static void
test_gold_bar_what_has_no_spaces_is_linked_by_tokens (Fixture       *fixture,
                                                      gconstpointer  data)
{
  HeedGold *gold;

  page_fixture_act (&fixture->base, "gold.begin");
  gold = heed_open_gold_get (fixture->open);
  g_assert_true (heed_gold_has_target_tokens (gold));
  g_assert_false (heed_gold_has_source_tokens (gold));
  g_assert_cmpuint (heed_gold_get_n_target (gold), >, 3);
  g_assert_true (get_notes (fixture)->has_gold);
  g_assert_true (page_fixture_says (&fixture->base, "between tokens"));

  heed_gold_toggle (gold, 0, heed_gold_get_n_target (gold) - 1);
  page_fixture_settle (&fixture->base);
  g_assert_cmpuint (count_marks (fixture, HEED_GOLD_SURE, HEED_OUTCOME_HIT) +
                    count_marks (fixture, HEED_GOLD_SURE, HEED_OUTCOME_MISSED), ==, 1);
}

static GtkDialog *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (GTK_IS_MESSAGE_DIALOG (at->data) && gtk_widget_get_visible (at->data))
      return at->data;

  return NULL;
}

static void
answer (Fixture *fixture,
        int      response)
{
  g_assert_nonnull (find_dialog ());
  gtk_dialog_response (find_dialog (), response);
  g_assert_null (find_dialog ());
  page_fixture_settle (&fixture->base);
}

/* Neither a click on Close nor another file may take the edits away silently. */
static void
test_gold_bar_edits_are_not_dropped_without_a_question (Fixture       *fixture,
                                                        gconstpointer  data)
{
  GtkWidget *bar = find_widget (fixture->base.page, HEED_TYPE_GOLD_BAR);
  HeedGold *gold;
  g_autofree char *text = NULL;

  open_file (fixture, "0-0\n5-5 7-7\n");
  gold = heed_open_gold_get (fixture->open);
  heed_gold_toggle (gold, 1, 1);
  page_fixture_act (&fixture->base, "gold.close");
  answer (fixture, GTK_RESPONSE_CANCEL);
  g_assert_true (heed_open_gold_get (fixture->open) == gold);
  page_fixture_act (&fixture->base, "gold.begin");
  answer (fixture, GTK_RESPONSE_CANCEL);
  heed_gold_bar_open (HEED_GOLD_BAR (bar), fixture->path);
  answer (fixture, GTK_RESPONSE_CANCEL);
  g_assert_true (heed_open_gold_get (fixture->open) == gold);
  g_assert_true (heed_gold_has_unsaved (gold));

  page_fixture_act (&fixture->base, "gold.begin");
  answer (fixture, GTK_RESPONSE_APPLY);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0-0 1-1\n5-5 7-7\n");
  g_assert_null (heed_gold_get_file (heed_open_gold_get (fixture->open)));

  heed_gold_toggle (heed_open_gold_get (fixture->open), 1, 1);
  page_fixture_act (&fixture->base, "gold.close");
  answer (fixture, GTK_RESPONSE_ACCEPT);
  g_assert_null (heed_open_gold_get (fixture->open));
}

#define ADD(name, function) \
  g_test_add ("/app/gold-bar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("links-force-the-translation-that-they-are-of",
       test_gold_bar_links_force_the_translation_that_they_are_of);
  ADD ("what-the-model-finds-is-judged", test_gold_bar_what_the_model_finds_is_judged);
  ADD ("edits-are-not-dropped-without-a-question",
       test_gold_bar_edits_are_not_dropped_without_a_question);
  ADD ("links-of-another-translation-go-and-say-why",
       test_gold_bar_links_of_another_translation_go_and_say_why);
  ADD ("links-are-edited-undone-and-saved", test_gold_bar_links_are_edited_undone_and_saved);
  ADD ("hostile-files-are-said-and-change-nothing",
       test_gold_bar_hostile_files_are_said_and_change_nothing);
  ADD ("links-that-nobody-drew-yet-become-a-file",
       test_gold_bar_links_that_nobody_drew_yet_become_a_file);

  g_test_add ("/app/gold-bar/what-has-no-spaces-is-linked-by-tokens", Fixture,
              "en-zh.safetensors", set_up, test_gold_bar_what_has_no_spaces_is_linked_by_tokens,
              tear_down);

  return g_test_run ();
}
