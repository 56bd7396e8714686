/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With models that ship, in windows of the sizes that it is made for.
 *
 * Covers: app/window/pages/compare/compare-figure.c,
 *   app/window/pages/compare/compare-layout.c,
 *   app/window/pages/compare/compare-link.c,
 *   app/window/pages/compare/compare-side.c,
 *   app/window/pages/compare/compare-sides.c,
 *   app/window/pages/compare/compare-text.c,
 *   app/window/pages/compare/difference-pane.c
 */

#include "app/window/pages/compare/compare-page.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/page.h"
#include "app/window/pages/compare/compare-side.h"
#include "app/window/pages/compare/difference-pane.h"
#include "app/window/pages/parts/transport.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

/* A sentence that the compared models translate differently. */
#define SENTENCE "My old brother has never seen the cold sea."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *page;
} Fixture;

typedef struct {
  int   width;
  int   height;
  guint n_sides;
} Size;

static HeedComparison *
get_comparison (Fixture *fixture)
{
  return heed_compare_page_get_comparison (HEED_COMPARE_PAGE (fixture->page));
}

static HeedDocument *
get_document (Fixture *fixture,
              guint    side)
{
  return heed_comparison_get_side (get_comparison (fixture), side);
}

static GtkWidget *
get_side (Fixture *fixture,
          guint    side)
{
  return drawn_find (fixture->page, HEED_TYPE_COMPARE_SIDE, side);
}

static HeedHeatmap *
get_heatmap (Fixture *fixture,
             guint    side)
{
  return HEED_HEATMAP (drawn_find (get_side (fixture, side), HEED_TYPE_HEATMAP, 0));
}

static gboolean
is_busy (Fixture *fixture)
{
  for (guint i = 0; i < heed_comparison_get_n_sides (get_comparison (fixture)); i++)
    if (heed_document_get_is_opening (get_document (fixture, i)) ||
        heed_document_get_state (get_document (fixture, i)) != HEED_DOCUMENT_FINISHED)
      return TRUE;

  return FALSE;
}

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
  guint n_left = 3;

  while (is_busy (fixture))
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_add_tick_callback (fixture->page, count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_model (Fixture    *fixture,
            guint       side,
            const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);

  heed_comparison_open (get_comparison (fixture), side, path);
  settle (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  static const Size usual = { 1280, 820, 2 };
  const Size *size = user_data != NULL ? user_data : &usual;
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr.safetensors", NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  while (heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  fixture->page = heed_compare_page_new ();
  heed_page_set_document (HEED_PAGE (fixture->page), fixture->document);
  fixture->window = drawn_window_new (fixture->page, size->width, size->height);
  settle (fixture);
  open_model (fixture, 1, "en-fr-none");
  open_model (fixture, 1, "en-fr-dot");
  heed_comparison_set_n_sides (get_comparison (fixture), size->n_sides);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  heed_page_set_document (HEED_PAGE (fixture->page), NULL);
  drawn_finish (fixture->window, fixture->page);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
get_place (Fixture         *fixture,
           GtkWidget       *widget,
           graphene_rect_t *place)
{
  g_assert_true (gtk_widget_compute_bounds (widget, fixture->page, place));
}

/* --- Drawn --------------------------------------------------------------- */

/* The heatmap has pixels of both extremes: paper and nearly black. */
static void
assert_drawn (HeedHeatmap *heatmap)
{
  cairo_surface_t *picture = drawn_snapshot (GTK_WIDGET (heatmap));
  HeedHeatmapLayout layout;
  guint n_dark = 0, n_light = 0;

  g_assert_true (heed_heatmap_view_get_layout (heed_heatmap_get_view (heatmap), &layout));
  for (guint row = 0; row < layout.n_rows; row++)
    for (guint column = 0; column < layout.n_columns; column++)
      {
        HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, row, column);
        HeedColor color;

        if (cell.x + cell.width > layout.width || cell.y + cell.height > layout.height)
          continue;

        color = heed_color_from_pixel (drawn_pixel (picture, cell.x + cell.width / 2.0,
                                                    cell.y + cell.height / 2.0));
        n_dark += heed_color_get_luminance (color) < 0.5 ? 1 : 0;
        n_light += heed_color_get_luminance (color) > 0.8 ? 1 : 0;
      }

  g_assert_cmpuint (n_dark, >, 0);
  g_assert_cmpuint (n_light, >, 0);
  cairo_surface_destroy (picture);
}

/* All sides have the same size and do not overlap, and the heatmaps of
 * a row are aligned; the rest can be scrolled to. */
static void
test_compare_page_is_drawn (Fixture       *fixture,
                            gconstpointer  user_data)
{
  const Size *size = user_data;
  graphene_rect_t first, first_heatmap;

  g_assert_cmpint (gtk_widget_get_width (fixture->page), ==, size->width);
  g_assert_cmpint (gtk_widget_get_height (fixture->page), ==, size->height);
  get_place (fixture, get_side (fixture, 0), &first);
  get_place (fixture, GTK_WIDGET (get_heatmap (fixture, 0)), &first_heatmap);

  for (guint i = 0; i < size->n_sides; i++)
    {
      graphene_rect_t place, heatmap;

      get_place (fixture, get_side (fixture, i), &place);
      get_place (fixture, GTK_WIDGET (get_heatmap (fixture, i)), &heatmap);
      g_assert_cmpfloat (place.size.width, ==, first.size.width);
      g_assert_cmpfloat (place.size.height, ==, first.size.height);
      g_assert_cmpfloat (place.origin.x + place.size.width, <=, size->width);
      g_assert_cmpfloat (heatmap.size.width, >=, 200.0);
      g_assert_cmpfloat (heatmap.size.height, >=, 100.0);
      if (place.origin.y == first.origin.y)
        g_assert_cmpfloat (heatmap.origin.y, ==, first_heatmap.origin.y);
      assert_drawn (get_heatmap (fixture, i));

      for (guint before = 0; before < i; before++)
        {
          graphene_rect_t other;

          get_place (fixture, get_side (fixture, before), &other);
          g_assert_false (graphene_rect_intersection (&place, &other, NULL));
        }
    }
}

/* --- Linked -------------------------------------------------------------- */

static void
test_compare_page_selection_is_linked (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  HeedDocumentView *second = heed_document_get_view (get_document (fixture, 1));
  int row;

  /* As if a cell of the other side was clicked. */
  g_signal_emit_by_name (get_heatmap (fixture, 1), "cell-selected", 2, 3);
  settle (fixture);
  g_assert_cmpint (heed_heatmap_get_selected_row (get_heatmap (fixture, 0)), ==, 2);
  g_assert_cmpint (heed_heatmap_get_selected_column (get_heatmap (fixture, 0)), ==, 3);

  g_signal_emit_by_name (get_heatmap (fixture, 0), "cell-selected", 1, 5);
  settle (fixture);
  g_assert_cmpint (heed_heatmap_get_selected_row (get_heatmap (fixture, 1)), ==, 1);
  g_assert_cmpint (heed_heatmap_get_selected_column (get_heatmap (fixture, 1)), ==, 5);

  drawn_press_key (fixture->page, GDK_KEY_Escape, 0);
  settle (fixture);
  g_assert_cmpint (heed_document_view_get_column (second), ==, -1);
  row = heed_heatmap_get_selected_row (get_heatmap (fixture, 1));
  g_assert_cmpint (row, ==, 1);
}

static void
take_caption (const HeedFigure *figure,
              gpointer          data)
{
  *(char **) data = g_strdup (figure->caption);
}

/* Copying and exporting use the side that was selected last. */
static void
test_compare_page_gives_the_side_chosen_last (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_signal_emit_by_name (get_heatmap (fixture, 0), "cell-selected", 1, 1);
  settle (fixture);
  g_assert_true (heed_page_use_figure (HEED_PAGE (fixture->page), take_caption, &first));
  g_signal_emit_by_name (get_heatmap (fixture, 1), "cell-selected", 2, 3);
  settle (fixture);
  g_assert_true (heed_page_use_figure (HEED_PAGE (fixture->page), take_caption, &second));

  g_assert_true (g_str_has_prefix (
    first, heed_model_get_info (heed_document_get_model (get_document (fixture, 0)))->name));
  g_assert_true (g_str_has_prefix (
    second, heed_model_get_info (heed_document_get_model (get_document (fixture, 1)))->name));
  g_assert_cmpstr (first, !=, second);
  g_assert_nonnull (heed_page_get_export (HEED_PAGE (fixture->page)));
}

static char *
export_as (Fixture    *fixture,
           const char *ending)
{
  const HeedFigureForm form = { .width = 1000.0, .height = 800.0, .has_title = TRUE };
  g_autofree char *folder = g_dir_make_tmp ("heed-compare-XXXXXX", NULL);
  g_autofree char *name = g_strconcat ("sides.", ending, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  heed_page_export (HEED_PAGE (fixture->page), path, &form, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_rmdir (folder);

  return text;
}

static guint
count (const char *text,
       const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;

  return n;
}

/* The picture has the sentence once, and each side with its name, model
 * and legend; exported numbers are those of one side. */
static void
test_compare_page_exports_all_sides_in_one_picture (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  HeedDocument *second = get_document (fixture, 1);
  const char *text = heed_document_get_text (get_document (fixture, 0));
  const char *name = heed_model_get_info (heed_document_get_model (second))->name;
  g_autofree char *svg = NULL;
  g_autofree char *html = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *title = g_strdup_printf (">%s</text>", text);
  g_autofree char *letter = g_strdup_printf (">B · %s", name);

  g_signal_emit_by_name (get_heatmap (fixture, 0), "cell-selected", 1, 1);
  settle (fixture);
  svg = export_as (fixture, "svg");
  html = export_as (fixture, "html");
  csv = export_as (fixture, "csv");
  g_assert_cmpuint (count (svg, title), ==, 1);
  g_assert_cmpuint (count (svg, ">A · "), ==, 1);
  g_assert_cmpuint (count (svg, letter), ==, 1);
  g_assert_cmpuint (count (svg, ">0</text>"), ==, 2);
  g_assert_cmpuint (count (html, "<table"), ==, 2);
  g_assert_cmpuint (count (html, letter), ==, 1);
  g_assert_cmpuint (count (csv, "\n"), ==,
                    heed_heatmap_get_matrix (get_heatmap (fixture, 0))->n_rows + 1);
  g_assert_null (strstr (svg, ">A − B</text>"));

  g_free (svg);
  g_free (html);
  heed_comparison_set_same_target (get_comparison (fixture), TRUE);
  drawn_press_key (fixture->page, GDK_KEY_d, GDK_CONTROL_MASK);
  settle (fixture);
  settle (fixture);
  svg = export_as (fixture, "svg");
  html = export_as (fixture, "html");
  g_assert_cmpuint (count (svg, ">A − B</text>"), >=, 1);
  g_assert_cmpuint (count (svg, ">−1</text>"), ==, 1);
  g_assert_cmpuint (count (html, "<table"), ==, 3);
}

static void
test_compare_page_steps_are_linked (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  GtkWidget *transport = drawn_find (fixture->page, HEED_TYPE_TRANSPORT, 0);
  HeedDocumentView *first = heed_document_get_view (get_document (fixture, 0));
  HeedDocumentView *second = heed_document_get_view (get_document (fixture, 1));

  gtk_widget_activate_action (transport, "transport.first", NULL);
  settle (fixture);
  g_assert_cmpint (heed_document_view_get_step (first), ==, 0);
  g_assert_cmpint (heed_document_view_get_step (second), ==, 0);
  g_assert_cmpuint (heed_document_view_get_n_played (first), !=, HEED_PLAYED_ALL);
  g_assert_cmpuint (heed_document_view_get_n_played (second), !=, HEED_PLAYED_ALL);

  gtk_widget_activate_action (transport, "transport.last", NULL);
  settle (fixture);
  g_assert_cmpuint (heed_document_view_get_n_played (first), ==, HEED_PLAYED_ALL);
  g_assert_cmpuint (heed_document_view_get_n_played (second), ==, HEED_PLAYED_ALL);
}

/* --- Difference ---------------------------------------------------------- */

static HeedDifferencePane *
get_pane (Fixture *fixture)
{
  return HEED_DIFFERENCE_PANE (drawn_find (fixture->page, HEED_TYPE_DIFFERENCE_PANE, 0));
}

/* The page explains why there is no difference, until there is one. */
static void
test_compare_page_difference_needs_the_same_words (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  HeedMatrix *difference, *first, *second;

  drawn_press_key (fixture->page, GDK_KEY_d, GDK_CONTROL_MASK);
  settle (fixture);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_pane (fixture))));
  g_assert_null (heed_difference_pane_get_matrix (get_pane (fixture)));

  heed_comparison_set_same_target (get_comparison (fixture), TRUE);
  settle (fixture);
  settle (fixture);
  difference = heed_difference_pane_get_matrix (get_pane (fixture));
  first = heed_heatmap_get_matrix (get_heatmap (fixture, 0));
  second = heed_heatmap_get_matrix (get_heatmap (fixture, 1));
  g_assert_nonnull (difference);
  g_assert_cmpuint (difference->n_rows, ==, first->n_rows);
  for (guint i = 0; i < first->n_rows * first->n_columns; i++)
    g_assert_cmpfloat_with_epsilon (difference->values[i],
                                    first->values[i] - second->values[i], 1e-6);
}

static void
test_compare_page_difference_has_the_selection (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  heed_comparison_set_same_target (get_comparison (fixture), TRUE);
  drawn_press_key (fixture->page, GDK_KEY_d, GDK_CONTROL_MASK);
  settle (fixture);
  settle (fixture);
  g_signal_emit_by_name (drawn_find (GTK_WIDGET (get_pane (fixture)), HEED_TYPE_HEATMAP, 0),
                         "cell-selected", 1, 2);
  settle (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (heed_heatmap_get_selected_row (get_heatmap (fixture, i)), ==, 1);
      g_assert_cmpint (heed_heatmap_get_selected_column (get_heatmap (fixture, i)), ==, 2);
    }
}

/* --- Texts --------------------------------------------------------------- */

static GtkLabel *
find_target (Fixture *fixture,
             guint    side)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *label = drawn_find (get_side (fixture, side), GTK_TYPE_LABEL, i);

      if (gtk_widget_has_css_class (label, "target"))
        return GTK_LABEL (label);
    }
}

static gboolean
is_of_type (PangoAttribute *attribute,
            gpointer        type)
{
  return attribute->klass->type == GPOINTER_TO_UINT (type);
}

static gboolean
has_attribute (GtkLabel      *label,
               PangoAttrType  type)
{
  g_autoptr(PangoAttrList) all = pango_attr_list_copy (gtk_label_get_attributes (label));
  g_autoptr(PangoAttrList) found =
    pango_attr_list_filter (all, is_of_type, GUINT_TO_POINTER (type));

  return found != NULL;
}

/* Differences are marked by colour and by underlines. */
static void
test_compare_page_texts_differ_visibly (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_assert_true (has_attribute (find_target (fixture, 0), PANGO_ATTR_UNDERLINE));
  g_assert_true (has_attribute (find_target (fixture, 1), PANGO_ATTR_STRIKETHROUGH));
  g_assert_true (has_attribute (find_target (fixture, 1), PANGO_ATTR_FOREGROUND));

  heed_comparison_set_same_target (get_comparison (fixture), TRUE);
  settle (fixture);
  g_assert_false (has_attribute (find_target (fixture, 0), PANGO_ATTR_UNDERLINE));
  g_assert_false (has_attribute (find_target (fixture, 1), PANGO_ATTR_STRIKETHROUGH));
  g_assert_cmpstr (gtk_label_get_text (find_target (fixture, 0)), ==,
                   gtk_label_get_text (find_target (fixture, 1)));
}

/* --- Models -------------------------------------------------------------- */

static void
test_compare_page_opens_where_a_file_is_dropped (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr-general.safetensors", NULL);
  graphene_rect_t place;

  get_place (fixture, get_side (fixture, 1), &place);
  g_assert_true (heed_page_open_at (HEED_PAGE (fixture->page), path,
                                    place.origin.x + place.size.width / 2.0,
                                    place.origin.y + place.size.height / 2.0));
  settle (fixture);
  g_assert_cmpstr (heed_document_get_model_path (get_document (fixture, 1)), ==, path);
  g_assert_cmpstr (heed_document_get_model_path (get_document (fixture, 0)), !=, path);

  g_assert_false (heed_page_open_at (HEED_PAGE (fixture->page), path, 2.0, 2.0));
}

static gboolean
has_remark (Fixture    *fixture,
            guint       side,
            const char *part)
{
  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *label = drawn_find (get_side (fixture, side), GTK_TYPE_LABEL, i);

      if (gtk_widget_has_css_class (label, "remark") && gtk_widget_get_visible (label) &&
          strstr (gtk_label_get_text (GTK_LABEL (label)), part) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* If a comparison is not possible, the page gives the reason. */
static void
test_compare_page_says_what_cannot_be_compared (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  heed_comparison_set_by (get_comparison (fixture), HEED_COMPARE_CHANGES);
  settle (fixture);
  g_assert_true (has_remark (fixture, 0, "Nothing is changed"));
  g_assert_true (has_remark (fixture, 1, "Before"));

  heed_document_set_hidden (fixture->document, 1, TRUE);
  settle (fixture);
  g_assert_true (has_remark (fixture, 0, "After the change"));

  heed_comparison_set_by (get_comparison (fixture), HEED_COMPARE_HEADS);
  settle (fixture);
  g_assert_true (has_remark (fixture, 1, "no second head"));
}

static void
test_compare_page_says_why_a_sentence_is_not_sent (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  GtkWidget *entry = drawn_find (get_side (fixture, 1), GTK_TYPE_ENTRY, 0);

  g_assert_false (gtk_widget_get_visible (entry));
  open_model (fixture, 1, "correction");
  g_assert_true (gtk_widget_get_visible (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "我喜换在图书馆看书。");

  g_assert_true (has_remark (fixture, 1, "Chinese"));
}

/* A new side opens a bundled model of the same kind that no other side has. */
static void
test_compare_page_new_sides_have_other_models (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  drawn_press_key (fixture->page, GDK_KEY_b, GDK_CONTROL_MASK);
  drawn_press_key (fixture->page, GDK_KEY_b, GDK_CONTROL_MASK);
  settle (fixture);
  g_assert_cmpuint (heed_comparison_get_n_sides (get_comparison (fixture)), ==, 4);

  for (guint i = 0; i < 4; i++)
    for (guint before = 0; before < i; before++)
      g_assert_cmpstr (heed_document_get_model_path (get_document (fixture, before)), !=,
                       heed_document_get_model_path (get_document (fixture, i)));

  drawn_press_key (fixture->page, GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  settle (fixture);
  g_assert_cmpuint (heed_comparison_get_n_sides (get_comparison (fixture)), ==, 3);
}

static void
test_compare_page_typing_reaches_all_sides (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  GtkWidget *entry = drawn_find (fixture->page, GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "Where is it?");
  settle (fixture);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (heed_document_get_text (get_document (fixture, i)), ==, "Where is it?");
}

int
main (int   argc,
      char *argv[])
{
  static const Size small = { 800, 600, 2 }, usual = { 1280, 820, 3 }, large = { 1920, 1080, 4 },
                    crowded = { 800, 600, 4 };

  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, size, run) g_test_add (path, Fixture, size, set_up, run, tear_down)
  ADD ("/compare-page/drawn/800x600", &small, test_compare_page_is_drawn);
  ADD ("/compare-page/drawn/800x600-four", &crowded, test_compare_page_is_drawn);
  ADD ("/compare-page/drawn/1280x820", &usual, test_compare_page_is_drawn);
  ADD ("/compare-page/drawn/1920x1080", &large, test_compare_page_is_drawn);
  ADD ("/compare-page/selection-is-linked", NULL, test_compare_page_selection_is_linked);
  ADD ("/compare-page/exports-all-sides-in-one-picture", NULL,
       test_compare_page_exports_all_sides_in_one_picture);
  ADD ("/compare-page/gives-the-side-chosen-last", NULL,
       test_compare_page_gives_the_side_chosen_last);
  ADD ("/compare-page/steps-are-linked", NULL, test_compare_page_steps_are_linked);
  ADD ("/compare-page/difference-needs-the-same-words", NULL,
       test_compare_page_difference_needs_the_same_words);
  ADD ("/compare-page/difference-has-the-selection", NULL,
       test_compare_page_difference_has_the_selection);
  ADD ("/compare-page/texts-differ-visibly", NULL, test_compare_page_texts_differ_visibly);
  ADD ("/compare-page/opens-where-a-file-is-dropped", NULL,
       test_compare_page_opens_where_a_file_is_dropped);
  ADD ("/compare-page/says-what-cannot-be-compared", NULL,
       test_compare_page_says_what_cannot_be_compared);
  ADD ("/compare-page/says-why-a-sentence-is-not-sent", NULL,
       test_compare_page_says_why_a_sentence_is_not_sent);
  ADD ("/compare-page/new-sides-have-other-models", NULL,
       test_compare_page_new_sides_have_other_models);
  ADD ("/compare-page/typing-reaches-all-sides", NULL,
       test_compare_page_typing_reaches_all_sides);

  return g_test_run ();
}
