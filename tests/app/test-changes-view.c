/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/translate/change-marks.c,
 *   app/window/pages/parts/change-words.c
 */

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/change-marks.h"
#include "app/window/pages/translate/translate-page.h"
#include "app/window/pages/parts/change-words.h"
#include "app/window/pages/views/changes-view.h"
#include "tests/ui/drawn.h"
#include "ui/style.h"
#include "window-fixture.h"

typedef struct {
  DocumentFixture  base;
  GtkWidget       *window;
  GtkWidget       *page;
  GtkWidget       *view;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (&fixture->base, user_data);
  fixture->page = heed_translate_page_new ();
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->base.document);
  fixture->view = find_widget (fixture->page, HEED_TYPE_CHANGES_VIEW);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  heed_document_set_text (fixture->base.document, "one two three");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
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

static void
settle (Fixture *fixture)
{
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  wait_for_frames (fixture->page, 2);
}

static GtkWidget *
get_line (Fixture *fixture,
          int      i)
{
  GtkListBox *list = GTK_LIST_BOX (find_widget (fixture->view, GTK_TYPE_LIST_BOX));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, i));
}

static GtkWidget *
get_check (Fixture *fixture,
           int      i)
{
  return find_widget (get_line (fixture, i), GTK_TYPE_CHECK_BUTTON);
}

static void
assert_line (Fixture    *fixture,
             int         i,
             const char *words)
{
  GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (get_check (fixture, i)));

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, words);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_check (fixture, i)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, words);
}

#define PATIENCE_FRAMES 200

/* Waits for the translation, since the original may have to be decoded first. */
static void
assert_target (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *joined = join_target (fixture->base.document);

  for (guint i = 0; i < PATIENCE_FRAMES && !g_str_equal (joined, expected); i++)
    {
      wait_for_frames (fixture->page, 1);
      g_free (joined);
      joined = join_target (fixture->base.document);
    }

  g_assert_cmpstr (joined, ==, expected);
}

static void
change_two_things (Fixture *fixture)
{
  heed_document_set_hidden (fixture->base.document, 1, TRUE);
  settle (fixture);
  heed_document_choose (fixture->base.document, 2, 901);
  settle (fixture);
}

static void
test_changes_view_names_each_change (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  g_assert_null (get_line (fixture, 0));
  change_two_things (fixture);

  assert_line (fixture, 0, "Token 2 “two” hidden");
  assert_line (fixture, 1, "Step 3 forced to “other”");
  g_assert_null (get_line (fixture, 2));
}

static void
test_changes_view_switches_off_and_on (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  GtkWidget *check;

  change_two_things (fixture);
  check = get_check (fixture, 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  settle (fixture);

  assert_target (fixture, "ONE TWO THREE <eos>");
  g_assert_true (get_check (fixture, 1) == check);
  g_assert_true (heed_document_get_hidden (fixture->base.document, 1));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  settle (fixture);
  assert_target (fixture, "ONE TWO other <eos>");
}

static void
test_changes_view_removes_one (Fixture       *fixture,
                               gconstpointer  user_data)
{
  change_two_things (fixture);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (get_check (fixture, 0)), "clicked");
  settle (fixture);

  g_assert_false (heed_document_get_hidden (fixture->base.document, 1));
  assert_line (fixture, 0, "Step 3 forced to “other”");
  g_assert_null (get_line (fixture, 1));
}

static void
test_changes_view_undoes_without_losing_the_sentence (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  GtkEditable *entry = GTK_EDITABLE (find_widget (fixture->page, GTK_TYPE_ENTRY));

  change_two_things (fixture);
  gtk_widget_activate_action (fixture->view, "changes.undo", NULL);
  settle (fixture);
  assert_target (fixture, "ONE TWO THREE <eos>");
  g_assert_true (heed_document_get_hidden (fixture->base.document, 1));

  gtk_widget_activate_action (fixture->view, "changes.undo", NULL);
  settle (fixture);
  g_assert_false (heed_document_get_hidden (fixture->base.document, 1));
  g_assert_null (get_line (fixture, 0));

  gtk_widget_activate_action (fixture->view, "changes.redo", NULL);
  gtk_widget_activate_action (fixture->view, "changes.redo", NULL);
  settle (fixture);
  assert_target (fixture, "ONE TWO other <eos>");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "one two three");
}

typedef struct {
  const char *text;
  GtkWidget  *found;
} Search;

static void
search_cb (GtkWidget *widget,
           gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), search->text))
    search->found = widget;
}

static GtkWidget *
find_label (Fixture    *fixture,
            const char *text)
{
  Search search = { text, NULL };

  for_each_widget (fixture->page, search_cb, &search);

  return search.found;
}

/* Replaced words are struck out, with the new ones beside them. */
static void
test_changes_view_translation_says_what_changed (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  GtkWidget *label;

  heed_document_choose (fixture->base.document, 2, 901);
  settle (fixture);
  label = find_label (fixture, "ONE TWO THREE other");
  g_assert_nonnull (label);
  g_assert_nonnull (gtk_label_get_attributes (GTK_LABEL (label)));

  heed_change_list_clear (heed_document_get_changes (fixture->base.document));
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (label));

  heed_document_set_hidden (fixture->base.document, 0, TRUE);
  settle (fixture);
  g_assert_nonnull (find_label (fixture, "The changes leave the translation as it was."));
}

static void
test_changes_view_shows_what_was_before (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  GtkWidget *before = gtk_widget_get_ancestor (find_label (fixture, "Before"),
                                               GTK_TYPE_TOGGLE_BUTTON);

  g_assert_false (gtk_widget_get_sensitive (before));
  change_two_things (fixture);
  g_assert_true (gtk_widget_get_sensitive (before));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (before), TRUE);
  wait_for_frames (fixture->page, 2);
  assert_target (fixture, "ONE TWO THREE <eos>");
  g_assert_false (heed_document_get_hidden (fixture->base.document, 1));
  assert_line (fixture, 1, "Step 3 forced to “other”");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (before), FALSE);
  wait_for_frames (fixture->page, 2);
  assert_target (fixture, "ONE TWO other <eos>");
  g_assert_true (heed_document_get_hidden (fixture->base.document, 1));
}

static GtkWidget *
find_before (Fixture *fixture)
{
  return gtk_widget_get_ancestor (find_label (fixture, "Before"), GTK_TYPE_TOGGLE_BUTTON);
}

static void
hide_and_look_before (Fixture *fixture)
{
  heed_document_set_hidden (fixture->base.document, 1, TRUE);
  settle (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_before (fixture)), TRUE);
  g_assert_true (heed_document_get_shows_before (fixture->base.document));
}

static void
count_cb (guint *n_calls)
{
  ++*n_calls;
}

/* A later change must be seen, and not be concealed by a button of the last sentence. */
static void
test_changes_view_before_ends_with_the_changes (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  HeedDocument *document = fixture->base.document;
  HeedChangeList *list = heed_document_get_changes (document);
  guint n_notified = 0;

  g_signal_connect_swapped (document, "notify::shows-before", G_CALLBACK (count_cb), &n_notified);
  hide_and_look_before (fixture);
  heed_document_set_text (document, "four five six");
  settle (fixture);
  g_assert_false (heed_document_get_shows_before (document));
  g_assert_cmpuint (n_notified, ==, 2);

  hide_and_look_before (fixture);
  heed_change_list_undo (list);
  settle (fixture);
  g_assert_false (heed_document_get_shows_before (document));
  heed_change_list_redo (list);
  settle (fixture);
  g_assert_true (heed_document_get_hidden (document, 1));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_before (fixture))));

  hide_and_look_before (fixture);
  heed_document_open (document, "sound-too");
  while (heed_document_get_is_opening (document))
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
  g_assert_false (heed_document_get_shows_before (document));
  g_assert_cmpuint (n_notified, ==, 6);
}

/* A key that changes nothing now must not change what is seen later. */
static void
test_changes_view_nothing_is_before_no_change (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  heed_document_set_shows_before (fixture->base.document, TRUE);
  g_assert_false (heed_document_get_shows_before (fixture->base.document));
}

/* As when the window becomes inactive, or the focus goes to its header bar. */
static void
emit_leave (GtkWidget *page)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (page);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

static void
test_changes_view_focus_ends_only_the_key (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  HeedDocument *document = fixture->base.document;

  hide_and_look_before (fixture);
  emit_leave (fixture->page);
  g_assert_true (heed_document_get_shows_before (document));
  g_assert_true (drawn_emit_key (fixture->page, GDK_KEY_F8, 0));
  emit_leave (fixture->page);
  g_assert_true (heed_document_get_shows_before (document));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_before (fixture)), FALSE);
  g_assert_true (drawn_emit_key (fixture->page, GDK_KEY_F8, 0));
  g_assert_true (heed_document_get_shows_before (document));
  g_assert_true (drawn_emit_key (fixture->page, GDK_KEY_F8, 0));
  emit_leave (fixture->page);
  g_assert_false (heed_document_get_shows_before (document));
}

static void
assert_words (HeedChange          change,
              const HeedSiteRange *ranges,
              const char          *expected)
{
  g_autofree char *words = heed_change_words_new (&change, ranges);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_changes_view_words_say_where (void)
{
  const HeedSiteRange one[HEED_N_ATTENTION_KINDS] = { { 1, 1 } };
  const HeedSiteRange many[HEED_N_ATTENTION_KINDS] = { { 2, 4 } };
  const HeedAttentionSite all = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN };
  const HeedAttentionSite mean = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN };
  const HeedPin pin = { all, 4, 2, 0.75f };

  assert_words ((HeedChange) { .kind = HEED_CHANGE_ROW, .site = all, .position = 4, .pins = &pin,
                               .n_pins = 1, .factor = 0.75f, .label = "cup" },
                one, "Row 5 edited: “cup” 0.750");
  assert_words ((HeedChange) { .kind = HEED_CHANGE_ROW, .site = all, .position = 4, .pins = &pin,
                               .n_pins = 1, .is_held = TRUE },
                many, "Row 5 pinned · all layers and heads");
  assert_words ((HeedChange) { .kind = HEED_CHANGE_TEMPER, .site = all, .position = 0,
                               .factor = 2.0f },
                one, "Row 1 sharpened, × 2");
  assert_words ((HeedChange) { .kind = HEED_CHANGE_TEMPER, .site = all,
                               .position = HEED_EVERY_ROW, .factor = 0.5f },
                one, "Every row flattened, × 0.5");
  assert_words ((HeedChange) { .kind = HEED_CHANGE_SILENCED, .site = all }, one,
                "All heads silenced");
  {
    g_autofree char *words = heed_change_words_new (
      &(HeedChange) { .kind = HEED_CHANGE_SILENCED, .site = mean }, many);

    g_assert_true (g_str_has_prefix (words, "All heads silenced · Layer "));
  }
}

/* A changed row is marked by a bar, until the change is undone. */
static void
test_changes_view_marks_the_picture (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  GtkWidget *heatmap = find_widget (fixture->page, HEED_TYPE_HEATMAP);
  guint32 mark = drawn_style_pixel (heatmap, "heed_mark");
  HeedHeatmapLayout layout;
  HeedRectangle cell;

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *picture;

      if (i == 0)
        change_two_things (fixture);
      else
        heed_change_list_clear (heed_document_get_changes (fixture->base.document));

      settle (fixture);
      g_assert_true (heed_heatmap_view_get_layout (heed_heatmap_get_view (HEED_HEATMAP (heatmap)),
                                                   &layout));
      cell = heed_heatmap_layout_get_cell (&layout, 2, 1);
      picture = drawn_snapshot (heatmap);
      g_assert_cmpint (drawn_are_near (drawn_pixel (picture, layout.left - 3.5,
                                                    cell.y + cell.height / 2.0),
                                       mark, 4),
                       ==, i == 0);
      g_assert_cmpint (drawn_are_near (drawn_pixel (picture, cell.x + cell.width / 2.0,
                                                    layout.top - 3.5),
                                       mark, 4),
                       ==, i == 0);
      cairo_surface_destroy (picture);
    }
}

#define ADD(name, function)                                                                       \
  g_test_add ("/app/changes-view/" name, Fixture, "sound", set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  ADD ("names-each-change", test_changes_view_names_each_change);
  ADD ("switches-off-and-on", test_changes_view_switches_off_and_on);
  ADD ("removes-one", test_changes_view_removes_one);
  ADD ("undoes-without-losing-the-sentence", test_changes_view_undoes_without_losing_the_sentence);
  ADD ("translation-says-what-changed", test_changes_view_translation_says_what_changed);
  ADD ("shows-what-was-before", test_changes_view_shows_what_was_before);
  ADD ("before-ends-with-the-changes", test_changes_view_before_ends_with_the_changes);
  ADD ("nothing-is-before-no-change", test_changes_view_nothing_is_before_no_change);
  ADD ("focus-ends-only-the-key", test_changes_view_focus_ends_only_the_key);
  ADD ("marks-the-picture", test_changes_view_marks_the_picture);
  g_test_add_func ("/app/changes-view/words-say-where", test_changes_view_words_say_where);

  return g_test_run ();
}
