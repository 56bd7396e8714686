/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/models/model-dialog.c,
 *   app/window/models/model-question.c,
 *   app/window/window-model.c
 */

#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/compare/compare-page.h"
#include "app/window/window.h"
#include "ui/heatmap.h"
#include "window-fixture.h"

#define N_FRAMES 12

typedef struct {
  DocumentFixture  base;
  HeedModelLibrary *library;
  GtkWidget        *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (&fixture->base, user_data);
  fixture->library = heed_model_library_new ();
  fixture->window =
    GTK_WIDGET (heed_window_new (NULL, fixture->base.document, fixture->library, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_frames (fixture->window, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));

  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);

  heed_model_library_unref (fixture->library);
  document_fixture_tear_down (&fixture->base);
}

static GtkEditable *
get_entry (Fixture *fixture)
{
  return GTK_EDITABLE (find_widget (fixture->window, GTK_TYPE_ENTRY));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  int position = 0;

  gtk_editable_delete_text (get_entry (fixture), 0, -1);
  gtk_editable_insert_text (get_entry (fixture), text, -1, &position);
}

/* Two pages show the same sentence, each in its own entry. */
static void
test_window_sentence_is_the_same_on_every_page (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  GtkEditable *first = get_entry (fixture);
  GtkWidget *page;

  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "compare");
  wait_for_frames (fixture->window, 2);
  page = find_widget (fixture->window, HEED_TYPE_COMPARE_PAGE);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (page, GTK_TYPE_ENTRY)), "three four");
  g_assert_cmpstr (gtk_editable_get_text (first), ==, "three four");
  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, "three four");

  gtk_editable_set_text (first, "five");
  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, "five");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (page, GTK_TYPE_ENTRY))), ==,
                   "five");
}

static HeedMatrix *
get_matrix (Fixture *fixture)
{
  return heed_heatmap_get_matrix (HEED_HEATMAP (find_widget (fixture->window, HEED_TYPE_HEATMAP)));
}

static void
assert_target (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *joined = join_target (fixture->base.document);

  g_assert_cmpstr (joined, ==, expected);
}

static GtkWidget *
get_message (Fixture *fixture)
{
  return find_widget (fixture->window, GTK_TYPE_REVEALER);
}

typedef struct {
  const char *text;
  gboolean    is_found;
} Search;

static void
search_label (GtkWidget *widget,
              gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL)
    search->is_found = TRUE;
}

static gboolean
has_label (GtkWidget  *root,
           const char *text)
{
  Search search = { text, FALSE };

  for_each_widget (root, search_label, &search);

  return search.is_found;
}

static void
test_window_shows_an_example_first (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), !=, "");
  g_assert_true (heed_document_get_state (fixture->base.document) != HEED_DOCUMENT_EMPTY);
}

static void
test_window_says_what_is_guessed (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
  g_assert_true (has_label (get_message (fixture), "2 things"));
  g_assert_true (has_label (get_message (fixture), "position.weight: not read"));

  heed_document_open (fixture->base.document, "sound");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
}

/* Emits the text as the input method does after a key press, with the focus in the entry. */
static void
press_letter (Fixture    *fixture,
              const char *letter)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (get_entry (fixture)));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (text);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkIMContext *method = NULL;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        method = gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller));

      if (method != NULL)
        g_signal_emit_by_name (method, "commit", letter);
    }
}

static void
test_window_first_key_replaces_the_example (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  /* The example is selected when the window has come up with the focus in the entry. */
  while (!gtk_editable_get_selection_bounds (get_entry (fixture), NULL, NULL))
    g_main_context_iteration (NULL, TRUE);
  press_letter (fixture, "o");
  press_letter (fixture, "n");

  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "on");
}

/* The user has typed before the model is loaded. */
static void
test_window_late_model_replaces_nothing (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  press_letter (fixture, "o");
  heed_document_open (fixture->base.document, "sound");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  press_letter (fixture, "n");

  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "on");
}

static void
test_window_shows_a_row_for_each_token (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  type (fixture, "one two");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  wait_for_frames (fixture->window, 2);

  g_assert_cmpuint (get_matrix (fixture)->n_rows, ==, 3);
  g_assert_cmpuint (get_matrix (fixture)->n_columns, ==, 3);
}

static void
open_menu (GtkWidget *widget,
           gpointer   n_menus)
{
  GtkMenuButton *button;
  GMenuModel *menu;

  if (!GTK_IS_MENU_BUTTON (widget))
    return;

  button = GTK_MENU_BUTTON (widget);
  g_assert_null (gtk_menu_button_get_popover (button));
  g_assert_true (gtk_widget_get_sensitive (widget));
  gtk_menu_button_popup (button);
  g_assert_nonnull (gtk_menu_button_get_popover (button));
  menu = gtk_menu_button_get_menu_model (button);
  g_assert_true (menu == NULL || g_menu_model_get_n_items (menu) > 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  gtk_menu_button_popdown (button);
  *(guint *) n_menus += 1;
}

/* Menus are created lazily, because most sessions do not open them. */
static void
test_window_menus_are_made_when_they_are_opened (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  guint n_menus = 0;

  for_each_widget (fixture->window, open_menu, &n_menus);
  g_assert_cmpuint (n_menus, ==, 9);
}

/* The engine's thread blocks as long as this test holds it. If anything in the window
 * waited for it, no frame would be drawn and the test would not end. */
static void
test_window_frames_go_on_while_the_engine_is_held (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  fake_engine_shut_gate ();
  type (fixture, "one two");
  fake_engine_wait_at_gate ();

  wait_for_frames (fixture->window, N_FRAMES);
  type (fixture, "three");
  wait_for_frames (fixture->window, N_FRAMES);
  g_assert_cmpint (heed_document_get_state (fixture->base.document), ==, HEED_DOCUMENT_DECODING);

  fake_engine_open_gate ();
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  wait_for_frames (fixture->window, 2);
  assert_target (fixture, "THREE <eos>");
  g_assert_cmpuint (get_matrix (fixture)->n_rows, ==, 2);
}

static void
test_window_damaged_model_gives_a_message_and_changes_nothing (Fixture       *fixture,
                                                               gconstpointer  user_data)
{
  HeedDocument *document = fixture->base.document;

  type (fixture, "one two");
  wait_for_state (document, HEED_DOCUMENT_FINISHED);
  heed_document_open (document, "/folder/damaged.safetensors");
  wait_for_state (document, HEED_DOCUMENT_FINISHED);

  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
  g_assert_true (has_label (get_message (fixture), "damaged.safetensors"));
  g_assert_true (has_label (get_message (fixture), "header: expected JSON, found noise"));
  g_assert_cmpstr (heed_document_get_model_path (document), ==, user_data);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "one two");
  assert_target (fixture, "ONE TWO <eos>");

  gtk_widget_activate_action (fixture->window, "win.close-message", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
}

static void
test_window_sound_model_takes_the_message_away (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  heed_document_open (fixture->base.document, "damaged");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  heed_document_open (fixture->base.document, "other");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);

  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
  g_assert_true (has_label (fixture->window, "Other → Shouting · GRU, additive"));
}

static void
find_model_label (GtkWidget *widget,
                  gpointer   data)
{
  GtkWidget **found = data;

  if (GTK_IS_LABEL (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "Other → Shouting · GRU, additive"))
    *found = widget;
}

/* The kind of attention is at its end. */
static void
test_window_narrow_name_of_a_model_keeps_its_end (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  GtkWidget *label = NULL;

  heed_document_open (fixture->base.document, "other");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  for_each_widget (fixture->window, find_model_label, &label);

  g_assert_nonnull (label);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_MIDDLE);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_DIALOG (window))
        return window;
    }

  return NULL;
}

/* If weights fit two models, the user chooses one. */
static void
test_window_asks_which_model_it_is (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  GtkWindow *dialog;

  heed_document_open (fixture->base.document, "either");
  while ((dialog = find_dialog ()) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (has_label (GTK_WIDGET (dialog), "Which model is “either”?"));
  gtk_dialog_response (GTK_DIALOG (dialog), 0);
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  while (g_strcmp0 (heed_document_get_model_path (fixture->base.document), "either") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_dialog ());
}

static void
find_list (GtkWidget *widget,
           gpointer   list)
{
  if (GTK_IS_DROP_DOWN (widget))
    *(GtkWidget **) list = widget;
}

static void
test_window_lists_many_models_to_choose_from (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  HeedDocument *document = fixture->base.document;
  GtkWidget *list = NULL;
  GtkWindow *dialog;

  heed_document_open (document, "either of many");
  while ((dialog = find_dialog ()) == NULL)
    g_main_context_iteration (NULL, TRUE);

  for_each_widget (GTK_WIDGET (dialog), find_list, &list);
  g_assert_cmpuint (
    g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (list))), ==, 6);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), 4);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  while (g_strcmp0 (heed_document_get_model_path (document), "either of many") != 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (heed_model_get_info (heed_document_get_model (document))->score, ==,
                   HEED_SCORE_NONE);
  g_assert_null (find_dialog ());
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

static void
test_window_dropped_file_is_opened (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/folder/other.safetensors");
  g_autoptr(GSList) files = g_slist_prepend (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_controller (fixture->window, GTK_TYPE_DROP_TARGET), "drop",
                         &value, 10.0, 10.0, &is_taken);
  g_value_unset (&value);
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);

  g_assert_true (is_taken);
  g_assert_cmpstr (heed_document_get_model_path (fixture->base.document), ==,
                   "/folder/other.safetensors");
}

static void
test_window_says_that_a_long_text_was_cut (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_autofree char *book = g_strnfill (3 * 1000 * 1000, 'a');

  type (fixture, book);

  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
  g_assert_cmpuint (strlen (gtk_editable_get_text (get_entry (fixture))), ==, 2000);
}

static void
test_window_failed_translation_is_reported (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  fake_engine_fail_at (1);
  type (fixture, "one two");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FAILED);

  g_assert_true (
    has_label (get_message (fixture), "decoder.output: expected finite numbers, found NaN"));
}

/* A message about a sentence says nothing about the next one. */
static void
test_window_message_about_a_sentence_goes_with_it (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  fake_engine_fail_at (1);
  type (fixture, "one two");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FAILED);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));

  fake_engine_fail_at (G_MAXUINT);
  type (fixture, "three");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (get_message (fixture))));
}

static void
test_window_without_model_offers_to_open_one (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  GtkStack *stack = GTK_STACK (
    gtk_widget_get_ancestor (find_widget (fixture->window, HEED_TYPE_HEATMAP), GTK_TYPE_STACK));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "no-model");
}

static void
test_window_model_brings_its_own_example (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);

  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "t o y");
}

static void
test_window_huge_example_is_none (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);

  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==,
                   "I would like a cup of tea, please.");
}

/* Fails if a button with an icon has no accessible name: a
 * screen reader would only say "button". */
static void
assert_is_named (GtkWidget *widget,
                 gpointer   data)
{
  gboolean is_icon =
    (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL &&
     gtk_button_get_label (GTK_BUTTON (widget)) == NULL) ||
    (GTK_IS_MENU_BUTTON (widget) &&
     gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL);
  guint *n_icons = data;
  g_autofree char *label = NULL;

  if (!is_icon || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;

  g_assert_true (
    gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
  label =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_assert_nonnull (label);
  (*n_icons)++;
}

static void
test_window_every_icon_has_a_name (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  guint n_icons = 0;

  for_each_widget (fixture->window, assert_is_named, &n_icons);
  g_assert_cmpuint (n_icons, >=, 7);
}

static void
test_window_can_go_while_the_engine_is_held (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  fake_engine_shut_gate ();
  type (fixture, "one two");
  fake_engine_wait_at_gate ();
}

#define ADD(name, path, test) \
  g_test_add ("/app/window/" name, Fixture, path, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("sentence-is-the-same-on-every-page", "sound",
       test_window_sentence_is_the_same_on_every_page);
  ADD ("shows-an-example-first", "sound", test_window_shows_an_example_first);
  ADD ("says-what-is-guessed", "guessed", test_window_says_what_is_guessed);
  ADD ("first-key-replaces-the-example", "sound", test_window_first_key_replaces_the_example);
  ADD ("late-model-replaces-nothing", NULL, test_window_late_model_replaces_nothing);
  ADD ("model-brings-its-own-example", "toy", test_window_model_brings_its_own_example);
  ADD ("huge-example-is-none", "huge", test_window_huge_example_is_none);
  ADD ("shows-a-row-for-each-token", "sound", test_window_shows_a_row_for_each_token);
  ADD ("menus-are-made-when-they-are-opened", "sound",
       test_window_menus_are_made_when_they_are_opened);
  ADD ("frames-go-on-while-the-engine-is-held", "sound",
       test_window_frames_go_on_while_the_engine_is_held);
  ADD ("damaged-model-gives-a-message-and-changes-nothing", "sound",
       test_window_damaged_model_gives_a_message_and_changes_nothing);
  ADD ("narrow-name-of-a-model-keeps-its-end", "sound",
       test_window_narrow_name_of_a_model_keeps_its_end);
  ADD ("sound-model-takes-the-message-away", "sound",
       test_window_sound_model_takes_the_message_away);
  ADD ("asks-which-model-it-is", "sound", test_window_asks_which_model_it_is);
  ADD ("lists-many-models-to-choose-from", "sound", test_window_lists_many_models_to_choose_from);
  ADD ("dropped-file-is-opened", "sound", test_window_dropped_file_is_opened);
  ADD ("says-that-a-long-text-was-cut", "sound", test_window_says_that_a_long_text_was_cut);
  ADD ("failed-translation-is-reported", "sound", test_window_failed_translation_is_reported);
  ADD ("message-about-a-sentence-goes-with-it", "sound",
       test_window_message_about_a_sentence_goes_with_it);
  ADD ("without-model-offers-to-open-one", NULL, test_window_without_model_offers_to_open_one);
  ADD ("every-icon-has-a-name", "sound", test_window_every_icon_has_a_name);
  ADD ("can-go-while-the-engine-is-held", "sound", test_window_can_go_while_the_engine_is_held);

  return g_test_run ();
}
