/* test-small-window.c — everything fits in a window of 800 by 600, in each language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/desktop/low-window.c, app/window/lessons/lesson-layout.c,
 *         app/window/lessons/lesson-text-layout.c
 */

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/lessons/lesson-list.h"
#include "app/window/lessons/lesson-panel-private.h"
#include "app/window/pages/parts/transport.h"
#include "app/window/pages/views/sink-chooser.h"
#include "app/window/pages/views/view-toolbar.h"
#include "app/window/window-private.h"
#include "config.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

#define SENTENCE "I'd like to read my brother's book in the garden."

#define LONG_SENTENCE SENTENCE " " SENTENCE " " SENTENCE " " SENTENCE " " SENTENCE

#define WIDTH_PX  800
#define HEIGHT_PX 600

/* Space for the window's frame, drawn by the theme or the desktop. */
#define BORDERS_PX 12

/* A page that is being filled may need this much less than one frame before: a line of text. */
#define SLACK_PX 18

/* The smallest share of the height that the matrix may have. */
#define MATRIX_SHARE 0.29

typedef struct {
  const char *language;
  const char *model;
} Case;

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedModelLibrary *library;
  GtkWidget        *window;
} Fixture;

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       n_left)
{
  *(guint *) n_left -= 1;

  return *(guint *) n_left > 0;
}

static void
settle (Fixture *fixture)
{
  guint n_left = 5;

  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_add_tick_callback (fixture->window, count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  const Case *of = user_data;
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), of->model, NULL);

  g_setenv ("LANGUAGE", of->language, TRUE);

  /* Drops the translations of the previous language. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("HEED_LOCALES"));
  textdomain (GETTEXT_PACKAGE);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->library = heed_model_library_new ();
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  fixture->window =
    GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH_PX, HEIGHT_PX);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
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
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

/* The path of the widest or highest children; the widget that needs the room is at its end. */
static void
tell_largest (GtkWidget      *widget,
              GtkOrientation  orientation,
              guint           depth)
{
  GtkWidget *largest = NULL;
  int most = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width = gtk_widget_get_width (child);
      int size;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation,
                          orientation == GTK_ORIENTATION_VERTICAL && width > 0 ? width : -1, &size,
                          NULL, NULL, NULL);
      if (size > most)
        {
          most = size;
          largest = child;
        }
    }

  if (largest == NULL || depth == 0)
    return;

  g_test_message ("%s: %d px", gtk_widget_get_css_name (largest), most);
  tell_largest (largest, orientation, depth - 1);
}

static void
assert_is_narrow (Fixture *fixture)
{
  int width;

  gtk_widget_measure (fixture->window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > WIDTH_PX - BORDERS_PX)
    tell_largest (fixture->window, GTK_ORIENTATION_HORIZONTAL, 30);
  g_assert_cmpint (width, <=, WIDTH_PX - BORDERS_PX);
}

static void
assert_fits (Fixture *fixture)
{
  int height;

  assert_is_narrow (fixture);
  gtk_widget_measure (fixture->window, GTK_ORIENTATION_VERTICAL, WIDTH_PX, &height, NULL, NULL,
                      NULL);
  if (height > HEIGHT_PX - BORDERS_PX)
    tell_largest (fixture->window, GTK_ORIENTATION_VERTICAL, 30);
  g_assert_cmpint (height, <=, HEIGHT_PX - BORDERS_PX);
}

static void
assert_matrix_is_large (Fixture *fixture)
{
  GtkWidget *heatmap = drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0);

  g_test_message ("%d px of %d", gtk_widget_get_height (heatmap),
                  gtk_widget_get_height (fixture->window));
  g_assert_cmpint (gtk_widget_get_height (heatmap), >=,
                   (int) (MATRIX_SHARE * gtk_widget_get_height (fixture->window)));
}

/* A button of one word is not read without its end. */
static void
assert_buttons_are_whole (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) != NULL)
    {
      g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_buttons_are_whole (child);
}

/* A title is a word or two: if it is cut, nobody knows what is below it. */
static void
assert_titles_are_whole (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading"))
    {
      g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_titles_are_whole (child);
}

static void
choose (Fixture    *fixture,
        const char *action,
        const char *value)
{
  GtkWidget *heatmap = drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0);

  g_assert_true (gtk_widget_activate_action (heatmap, action, "s", value));
  settle (fixture);
}

static gboolean
has_all_numbers (const HeedMatrix *matrix)
{
  for (guint i = 0; i < matrix->n_rows * matrix->n_columns; i++)
    if (isnan (matrix->values[i]))
      return FALSE;

  return TRUE;
}

/* Until all cells have numbers; the sentence about them changes with each until then. */
static void
wait_for_numbers (Fixture *fixture)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0));

  while (!has_all_numbers (heed_heatmap_get_matrix (heatmap)))
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
}

/* The sentence about the evidence has two lines and a tooltip, however long it is. */
static void
assert_sentence_may_be_long (Fixture *fixture)
{
  GtkWidget *sinks = drawn_find (fixture->window, HEED_TYPE_SINK_CHOOSER, 0);
  GtkLabel *sentence = GTK_LABEL (gtk_widget_get_prev_sibling (sinks));
  g_autofree char *text = g_strdup (gtk_label_get_text (sentence));

  g_autofree char *tooltip = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (sentence)));

  g_assert_true (g_str_has_prefix (g_strdelimit (tooltip, "\n", ' '), text));
  /* What is still being computed replaces it. */
  do
    {
      gtk_label_set_text (sentence, LONG_SENTENCE);
      settle (fixture);
    }
  while (!g_str_equal (gtk_label_get_text (sentence), LONG_SENTENCE));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (sentence)), ==, 2);
  g_assert_true (pango_layout_is_ellipsized (gtk_label_get_layout (sentence)));
  assert_fits (fixture);
  assert_matrix_is_large (fixture);
  gtk_label_set_text (sentence, text);
}

/* A click in the middle of the widget reaches it and not an overlay. */
static void
assert_can_be_clicked (Fixture   *fixture,
                       GtkWidget *widget)
{
  graphene_point_t middle;
  GtkWidget *found;

  g_assert_true (gtk_widget_compute_point (
    widget, fixture->window,
    &GRAPHENE_POINT_INIT (gtk_widget_get_width (widget) / 2.0f,
                          gtk_widget_get_height (widget) / 2.0f),
    &middle));
  found = gtk_widget_pick (fixture->window, middle.x, middle.y, GTK_PICK_DEFAULT);
  g_assert_nonnull (found);
  g_assert_true (found == widget || gtk_widget_is_ancestor (found, widget));
}

static void
show_message (Fixture *fixture)
{
  heed_window_show_message (HEED_WINDOW (fixture->window), "A message of a line",
                            "What is known of it, which is long enough for a second line if the "
                            "window is as narrow as this one is.");
  settle (fixture);
}

/* A message takes no room over the page that is shown, which would hide what is below it. */
static void
assert_message_hides_nothing (Fixture *fixture)
{
  HeedWindow *window = HEED_WINDOW (fixture->window);
  graphene_rect_t message, pages;

  g_assert_true (gtk_widget_compute_bounds (window->message, fixture->window, &message));
  g_assert_true (gtk_widget_compute_bounds (window->pages, fixture->window, &pages));
  g_assert_cmpfloat (message.size.height, >, 30.0f);
  g_assert_false (graphene_rect_intersection (&message, &pages, NULL));
}

static void
test_small_window_has_room_for_all (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  static const char *const sources[] = { "occlusion", "gradient", "norm", "share", "attention" };

  assert_fits (fixture);
  assert_matrix_is_large (fixture);
  assert_titles_are_whole (fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_test_message ("%s", sources[i]);
      choose (fixture, "view.source", sources[i]);
      wait_for_numbers (fixture);
      assert_fits (fixture);
      assert_matrix_is_large (fixture);
      if (i + 1 < G_N_ELEMENTS (sources))
        assert_sentence_may_be_long (fixture);
    }

  show_message (fixture);
  assert_message_hides_nothing (fixture);
  assert_fits (fixture);
  assert_matrix_is_large (fixture);
  assert_can_be_clicked (
    fixture, drawn_find (drawn_find (fixture->window, HEED_TYPE_TRANSPORT, 0), GTK_TYPE_BUTTON, 2));

  choose (fixture, "view.mode", "text");
  assert_fits (fixture);
  choose (fixture, "view.mode", "ribbons");
  assert_fits (fixture);
  choose (fixture, "view.mode", "heads");
  assert_fits (fixture);
  choose (fixture, "view.mode", "states");
  assert_fits (fixture);
  choose (fixture, "view.mode", "matrix");
}

/* Hidden words and left out weights are explained beside the matrix. */
static void
test_small_window_has_room_for_what_is_hidden (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  static const char *const modes[] = { "ribbons", "text", "matrix" };
  GtkWidget *heatmap = drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0);
  guint n_source =
    heed_translation_get_n_source (heed_document_get_translation (fixture->document));

  heed_document_set_hidden (fixture->document, n_source - 2, TRUE);
  g_assert_true (gtk_widget_activate_action (heatmap, "view.threshold", "d", 0.05));
  settle (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      choose (fixture, "view.mode", modes[i]);
      assert_fits (fixture);
    }
  assert_matrix_is_large (fixture);
  assert_buttons_are_whole (drawn_find (fixture->window, HEED_TYPE_VIEW_TOOLBAR, 0));
}

static gboolean
is_scrolled_in_vain (HeedLessonPanel *panel)
{
  GtkWidget *page = gtk_widget_get_next_sibling (GTK_WIDGET (panel));
  GtkAdjustment *place =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (panel->scrolled));
  int least;

  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (page), &least, NULL,
                      NULL, NULL);

  return gtk_widget_get_height (page) > least + SLACK_PX &&
         gtk_adjustment_get_upper (place) > gtk_adjustment_get_page_size (place);
}

static gboolean
is_reply_seen (HeedLessonPanel *panel)
{
  graphene_rect_t place;

  return gtk_widget_compute_bounds (panel->reply, panel->scrolled, &place) &&
         place.origin.y + place.size.height <= gtk_widget_get_height (panel->scrolled) + 0.5;
}

/* As long as a reply may be. */
static void
assert_reply_is_seen (Fixture         *fixture,
                      HeedLessonPanel *panel)
{
  heed_lesson_panel_show_reply (panel, SENTENCE " " SENTENCE " " SENTENCE " " SENTENCE, "remark");
  settle (fixture);
  assert_fits (fixture);
  while (!is_reply_seen (panel))
    g_main_context_iteration (NULL, TRUE);
  heed_lesson_panel_show_reply (panel, NULL, "muted");
}

static void
test_small_window_has_room_for_lessons (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  HeedLessonPanel *panel = HEED_WINDOW (fixture->window)->lesson;
  g_auto(GStrv) lessons = heed_lesson_list_dup ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; lessons[i] != NULL; i++)
    {
      g_autoptr(GFile) file = g_file_new_for_uri (lessons[i]);
      gboolean is_last = FALSE;

      heed_lesson_panel_open (panel, file, &error);
      g_assert_no_error (error);
      while (!is_last)
        {
          settle (fixture);
          g_test_message ("%s, step %u", lessons[i], panel->step + 1);
          assert_fits (fixture);
          show_message (fixture);
          assert_fits (fixture);
          heed_window_close_message (HEED_WINDOW (fixture->window));
          settle (fixture);
          /* What a step says has its place, unless that leaves its page less than it needs;
           * pages may still be filling. */
          while (is_scrolled_in_vain (panel))
            g_main_context_iteration (NULL, TRUE);
          if (heed_lesson_panel_get_step (panel)->n_answers > 0)
            assert_reply_is_seen (fixture, panel);
          is_last = heed_lesson_panel_is_last (panel);
          if (!is_last)
            gtk_widget_activate_action (GTK_WIDGET (panel), "lesson.next", NULL);
        }
    }
}

static void
test_small_window_has_room_for_all_pages (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  static const char *const names[] = { "compare", "corpus", "train", "translate" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (
        gtk_widget_activate_action (fixture->window, "win.show-page", "s", names[i]));
      settle (fixture);
      g_test_message ("%s", names[i]);
      assert_fits (fixture);
      assert_titles_are_whole (fixture->window);
      show_message (fixture);
      assert_message_hides_nothing (fixture);
      assert_fits (fixture);
      heed_window_close_message (HEED_WINDOW (fixture->window));
      settle (fixture);
    }
}

/* What nobody wrote as a word, and no line is long enough for. */
static void
test_small_window_has_room_for_a_long_word (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  static const char *const modes[] = { "text", "ribbons", "states", "matrix" };
  g_autofree char *word = g_strnfill (300, 'w');
  g_autofree char *text = g_strconcat ("The ", word, " is here.", NULL);

  heed_document_set_text (fixture->document, text);
  settle (fixture);
  assert_fits (fixture);
  heed_document_view_select (heed_document_get_view (fixture->document), 1, 1);
  settle (fixture);
  g_assert_true (gtk_widget_activate_action (drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0),
                                             "markup.bold", NULL));
  settle (fixture);
  assert_is_narrow (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      choose (fixture, "view.mode", modes[i]);
      assert_is_narrow (fixture);
    }
  choose (fixture, "view.source", "occlusion");
  assert_is_narrow (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->window, "win.present", NULL));
  settle (fixture);
  assert_is_narrow (fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const Case cases[] = {
    { "en", "en-fr.safetensors" },    { "en", "en-fr-transformer.safetensors" },
    { "fr", "en-fr.safetensors" },    { "fr", "en-fr-transformer.safetensors" },
    { "zh_CN", "en-fr.safetensors" }, { "zh_CN", "en-fr-transformer.safetensors" },
  };

  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  /* So that a message has its whole height at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/app/small-window/has-room-for-all/%s/%s", cases[i].language,
                         cases[i].model);

      g_test_add (path, Fixture, &cases[i], set_up, test_small_window_has_room_for_all,
                  tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hidden =
        g_strdup_printf ("/app/small-window/has-room-for-what-is-hidden/%s/%s",
                         cases[i].language, cases[i].model);
      g_autofree char *path =
        g_strdup_printf ("/app/small-window/has-room-for-a-long-word/%s/%s", cases[i].language,
                         cases[i].model);

      g_test_add (hidden, Fixture, &cases[i], set_up,
                  test_small_window_has_room_for_what_is_hidden, tear_down);
      g_test_add (path, Fixture, &cases[i], set_up, test_small_window_has_room_for_a_long_word,
                  tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i += 2)
    {
      g_autofree char *pages =
        g_strdup_printf ("/app/small-window/has-room-for-all-pages/%s", cases[i].language);
      g_autofree char *path =
        g_strdup_printf ("/app/small-window/has-room-for-lessons/%s", cases[i].language);

      g_test_add (pages, Fixture, &cases[i], set_up, test_small_window_has_room_for_all_pages,
                  tear_down);

      g_test_add (path, Fixture, &cases[i], set_up, test_small_window_has_room_for_lessons,
                  tear_down);
    }

  return g_test_run ();
}
