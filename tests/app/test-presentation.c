/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole window in front of a room, with the default model, in windows of the sizes
 * that projectors have.
 *
 * Covers: app/window/pages/translate/translate-presentation.c,
 *   app/window/presentation/room.c,
 *   app/window/presentation/sentences-dialog.c
 */

#include "app/window/presentation/presentation.h"

#include <math.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/compare/compare-page.h"
#include "app/window/pages/parts/transport.h"
#include "app/window/presentation/room.h"
#include "app/window/presentation/sentences-dialog.h"
#include "app/window/window.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap-pointer.h"
#include "ui/heatmap.h"
#include "ui/step-inspector.h"
#include "ui/style.h"

#define SENTENCE "My old brother has never seen the sea."

#define DPI (96 * 1024)

/* The shadow that the theme draws around an undecorated window. */
#define BORDERS_PX 12

typedef struct {
  int width;
  int height;
} Size;

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

  while (heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_add_tick_callback (fixture->window, count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  static const Size usual = { 1280, 820 };
  const Size *size = user_data != NULL ? user_data : &usual;
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr.safetensors", NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->library = heed_model_library_new ();
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  fixture->window =
    GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), size->width, size->height);
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

static void
present (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "win.present", NULL);
  settle (fixture);
}

static gboolean
is_presented (Fixture *fixture)
{
  return gtk_widget_has_css_class (fixture->window, "presentation");
}

static HeedHeatmap *
get_heatmap (Fixture *fixture)
{
  return HEED_HEATMAP (drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0));
}

/* Emits the key to the window's own controllers. */
static void
press (Fixture *fixture,
       guint    keyval)
{
  GtkPropagationPhase phase = keyval == GDK_KEY_Escape ? GTK_PHASE_BUBBLE : GTK_PHASE_CAPTURE;
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == phase)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_handled);
    }

  settle (fixture);
}

/* --- Type ---------------------------------------------------------------- */

static void
test_presentation_type_grows_with_the_window (void)
{
  g_assert_cmpint (heed_presentation_get_type_size (600, DPI), >=, 15);
  g_assert_cmpint (heed_presentation_get_type_size (820, DPI), >,
                   heed_presentation_get_type_size (600, DPI));
  g_assert_cmpint (heed_presentation_get_type_size (1080, DPI), >=, 30);
  g_assert_cmpint (heed_presentation_get_type_size (100000, DPI), <, 100);
}

/* The presentation's text grows with the desktop's text scale. */
static void
test_presentation_large_text_is_larger (void)
{
  g_assert_cmpint (heed_presentation_get_type_size (820, DPI * 3 / 2), >,
                   heed_presentation_get_type_size (820, DPI));
  g_assert_cmpint (heed_presentation_get_type_size (820, -1), ==,
                   heed_presentation_get_type_size (820, DPI));
}

/* --- Drawn --------------------------------------------------------------- */

static double
get_type_size (GtkWidget *widget)
{
  const PangoFontDescription *font =
    pango_context_get_font_description (gtk_widget_get_pango_context (widget));

  return pango_font_description_get_size (font) / (double) PANGO_SCALE *
         (pango_font_description_get_size_is_absolute (font) ? 1.0 : 96.0 / 72.0);
}

/* There is a ring in the colour of marks around the cell that is explained. */
static void
assert_ring (HeedHeatmap *heatmap)
{
  cairo_surface_t *picture = drawn_snapshot (GTK_WIDGET (heatmap));
  guint32 mark = drawn_style_pixel (GTK_WIDGET (heatmap), "heed_mark");
  HeedHeatmapLayout layout;
  HeedRectangle cell;
  guint row, column, n_found = 0;

  g_assert_true (heed_heatmap_view_get_layout (heed_heatmap_get_view (heatmap), &layout));
  g_assert_true (heed_heatmap_pointer_find (heed_heatmap_get_view (heatmap), &row, &column));
  cell = heed_heatmap_layout_get_cell (&layout, row, column);

  for (double radius = 8.0; radius < 80.0 && n_found == 0; radius += 1.0)
    {
      double x = cell.x + cell.width / 2.0 + radius * cos (G_PI / 4.0);
      double y = cell.y + cell.height / 2.0 + radius * sin (G_PI / 4.0);

      n_found += drawn_are_near (drawn_pixel (picture, x, y), mark, 24) ? 1 : 0;
    }

  g_assert_cmpuint (n_found, >, 0);
  cairo_surface_destroy (picture);
}

/* The heatmap takes most of the window, its labels are as large as possible, no
 * buttons are visible, and nothing needs more space than there is. */
static void
test_presentation_is_drawn (Fixture       *fixture,
                            gconstpointer  user_data)
{
  const Size *size = user_data;
  GtkWidget *heatmap = GTK_WIDGET (get_heatmap (fixture));
  GtkWidget *inspector = drawn_find (fixture->window, HEED_TYPE_STEP_INSPECTOR, 0);
  double before = get_type_size (heatmap);

  present (fixture);
  g_assert_true (is_presented (fixture));
  g_assert_false (gtk_widget_get_mapped (gtk_window_get_titlebar (GTK_WINDOW (fixture->window))));
  g_assert_false (gtk_widget_get_mapped (inspector));
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 1920);
  g_assert_cmpint (gtk_widget_get_width (heatmap) * gtk_widget_get_height (heatmap), >,
                   gtk_widget_get_width (fixture->window) *
                     gtk_widget_get_height (fixture->window) / 2);
  g_assert_cmpfloat (get_type_size (heatmap), >, before);
  g_assert_cmpfloat_with_epsilon (
    get_type_size (heatmap),
    heed_presentation_get_type_size (gtk_widget_get_height (fixture->window), DPI), 1.0);
  g_assert_cmpint (gtk_widget_get_height (fixture->window), >=, size->height - BORDERS_PX);
  assert_ring (get_heatmap (fixture));

  present (fixture);
  g_assert_false (is_presented (fixture));
  g_assert_true (gtk_widget_get_visible (gtk_window_get_titlebar (GTK_WINDOW (fixture->window))));
  g_assert_true (gtk_widget_get_mapped (inspector));
  g_assert_cmpfloat_with_epsilon (get_type_size (heatmap), before, 0.5);
}

/* Escape restores the text size and all other widgets. */
static void
test_presentation_escape_leaves (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  present (fixture);
  press (fixture, GDK_KEY_Escape);
  g_assert_false (is_presented (fixture));
}

/* A page that is created during a presentation is bare from the start. */
static void
test_presentation_compare_is_bare_too (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  GtkWidget *page;

  present (fixture);
  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "compare");
  settle (fixture);
  page = drawn_find (fixture->window, HEED_TYPE_COMPARE_PAGE, 0);
  g_assert_false (
    gtk_widget_get_mapped (gtk_widget_get_first_child (drawn_find (page, HEED_TYPE_TRANSPORT, 0))));
  g_assert_true (gtk_widget_get_mapped (drawn_find (page, HEED_TYPE_TRANSPORT, 0)));
}

/* --- What the desktop asks for -------------------------------------------- */

static double
measure_labels (Fixture *fixture)
{
  HeedHeatmapLayout layout;

  settle (fixture);
  g_assert_true (
    heed_heatmap_view_get_layout (heed_heatmap_get_view (get_heatmap (fixture)), &layout));

  return layout.row_label_width / layout.row_label_scale;
}

/* Drawn text grows like that of widgets, and the window still fits the screen. */
static void
test_presentation_large_text_reaches_what_is_drawn (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  double before = measure_labels (fixture);

  g_object_set (settings, "gtk-xft-dpi", DPI * 3 / 2, NULL);
  g_assert_cmpfloat (measure_labels (fixture), >, before * 1.3);
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 1280);
  g_assert_cmpint (gtk_widget_get_height (fixture->window), <=, 820);

  g_object_set (settings, "gtk-xft-dpi", DPI, NULL);
  g_assert_cmpfloat_with_epsilon (measure_labels (fixture), before, 1.0);
}

/* With reduced motion, messages appear without animation. */
static void
test_presentation_nothing_moves_unasked (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  GtkRevealer *message = GTK_REVEALER (drawn_find (fixture->window, GTK_TYPE_REVEALER, 0));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_widget_activate_action (fixture->window, "win.report", "(ss)", "A title", "a detail");
  g_assert_true (gtk_revealer_get_child_revealed (message));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* --- Sentences ----------------------------------------------------------- */

static void
test_presentation_steps_through_sentences (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_autoptr(HeedRoom) room =
    heed_room_new (GTK_APPLICATION_WINDOW (fixture->window), fixture->document, NULL);

  heed_room_set_sentences (room, "Where is it?\n\nWho are you?\n");
  heed_room_step (room, 1);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "Where is it?");
  heed_room_step (room, 1);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "Who are you?");
  heed_room_step (room, 1);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "Who are you?");
  heed_room_step (room, -1);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "Where is it?");
  settle (fixture);
}

/* Without a list, Page Down shows the model's examples; only during a presentation. */
static void
test_presentation_page_down_is_the_next_sentence (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autofree char *first = NULL;

  press (fixture, GDK_KEY_Page_Down);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, SENTENCE);

  present (fixture);
  press (fixture, GDK_KEY_Page_Down);
  first = g_strdup (heed_document_get_text (fixture->document));
  g_assert_cmpstr (first, !=, SENTENCE);
  press (fixture, GDK_KEY_Page_Down);
  g_assert_cmpstr (heed_document_get_text (fixture->document), !=, first);
  press (fixture, GDK_KEY_Page_Up);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, first);
}

static void
done_cb (char      **heard,
         const char *text)
{
  g_free (*heard);
  *heard = g_strdup (text);
}

static void
test_presentation_sentences_are_asked_for (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  GtkWidget *dialog = heed_sentences_dialog_new (GTK_WINDOW (fixture->window), "One.\nTwo.");
  g_autofree char *heard = NULL;

  g_signal_connect_swapped (dialog, "done", G_CALLBACK (done_cb), &heard);
  gtk_window_present (GTK_WINDOW (dialog));
  for (guint i = 0; heard == NULL; i++)
    {
      GtkWidget *button = drawn_find (dialog, GTK_TYPE_BUTTON, i);

      if (gtk_widget_has_css_class (button, "suggested-action"))
        g_signal_emit_by_name (button, "clicked");
    }

  g_assert_cmpstr (heard, ==, "One.\nTwo.");
}

int
main (int   argc,
      char *argv[])
{
  static const Size small = { 800, 600 }, usual = { 1280, 820 }, large = { 1920, 1080 };

  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/presentation/type-grows-with-the-window",
                   test_presentation_type_grows_with_the_window);
  g_test_add_func ("/presentation/large-text-is-larger", test_presentation_large_text_is_larger);
#define ADD(path, size, run) g_test_add (path, Fixture, size, set_up, run, tear_down)
  ADD ("/presentation/drawn/800x600", &small, test_presentation_is_drawn);
  ADD ("/presentation/drawn/1280x820", &usual, test_presentation_is_drawn);
  ADD ("/presentation/drawn/1920x1080", &large, test_presentation_is_drawn);
  ADD ("/presentation/escape-leaves", NULL, test_presentation_escape_leaves);
  ADD ("/presentation/compare-is-bare-too", NULL, test_presentation_compare_is_bare_too);
  ADD ("/presentation/large-text-reaches-what-is-drawn", NULL,
       test_presentation_large_text_reaches_what_is_drawn);
  ADD ("/presentation/nothing-moves-unasked", NULL, test_presentation_nothing_moves_unasked);
  ADD ("/presentation/steps-through-sentences", NULL, test_presentation_steps_through_sentences);
  ADD ("/presentation/page-down-is-the-next-sentence", NULL,
       test_presentation_page_down_is_the_next_sentence);
  ADD ("/presentation/sentences-are-asked-for", NULL, test_presentation_sentences_are_asked_for);

  return g_test_run ();
}
