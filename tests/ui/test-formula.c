/* test-formula.c — pointing at a symbol highlights its quantity, opening it shows the elements
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/arithmetic-rows.c, ui/elements-popover.c
 */

#include <string.h>

#include "drawn.h"
#include "engine/base/arithmetic.h"
#include "ui/arithmetic-rows.h"
#include "ui/elements-popover.h"
#include "ui/formula.h"
#include "ui/style.h"
#include "ui/vector-bar.h"

#define EQUATION "e_i = v^T tanh(W_q s + W_k h_i)"

/* Indices of some of the quantities below. */
enum { STATE, MATRIX, QUERY, SCORE, CONTEXT };

typedef struct {
  GtkWidget          *window;
  GtkWidget          *box;
  HeedFormula        *formula;
  HeedArithmeticRows *rows;
  HeedArithmetic     *arithmetic;
  DrawnSignal         heard;
} Fixture;

static HeedArithmetic *
new_arithmetic (void)
{
  static const float state[] = { 0.5f, -0.25f, 1.0f };
  static const float query[] = { 0.125f, -2.0f };
  static const float score = -1.5f;
  HeedArithmeticWriter *writer =
    heed_arithmetic_writer_new ((HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, 2, 1);
  const HeedQuantity quantities[] = {
    { "s", "the state", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, 3, state },
    { "W_q", "turns it into a query", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_LEARNED, 2, 3, NULL },
    { "x", "the query", "W_q s", HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, 2, query },
    { "e_i", "the score", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, 1, &score },
    { "c", "the context", NULL, HEED_STAGE_CONTEXT, HEED_ORIGIN_CHANGED, 1, 3, state },
  };

  heed_arithmetic_write_equation (writer, HEED_STAGE_SCORE, EQUATION);
  for (guint i = 0; i < G_N_ELEMENTS (quantities); i++)
    heed_arithmetic_write (writer, &quantities[i]);

  return heed_arithmetic_finish (writer);
}

static void
pointed_at_cb (Fixture *fixture,
               int      quantity)
{
  fixture->heard.n_times++;
  fixture->heard.last = (guint) quantity;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->arithmetic = new_arithmetic ();
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->formula = HEED_FORMULA (heed_formula_new ());
  fixture->rows = HEED_ARITHMETIC_ROWS (heed_arithmetic_rows_new ());
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->formula));
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->rows));
  g_signal_connect_swapped (fixture->formula, "pointed-at", G_CALLBACK (pointed_at_cb), fixture);
  g_signal_connect_swapped (fixture->rows, "pointed-at", G_CALLBACK (pointed_at_cb), fixture);
  heed_formula_set_equation (fixture->formula, EQUATION);
  heed_formula_set_arithmetic (fixture->formula, fixture->arithmetic);
  heed_arithmetic_rows_set_arithmetic (fixture->rows, fixture->arithmetic);
  fixture->window = drawn_window_new (fixture->box, 360, 300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->box);
  heed_arithmetic_unref (fixture->arithmetic);
}

static void
press (Fixture *fixture,
       guint    key)
{
  drawn_press_key (GTK_WIDGET (fixture->formula), key, 0);
}

/* In the order of the equation: e_i, W_q, s; symbols without a quantity are skipped. */
static void
test_formula_keys_walk_through_what_has_a_meaning (Fixture       *fixture,
                                                   gconstpointer  data)
{
  const guint expected[] = { SCORE, MATRIX, STATE };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      press (fixture, GDK_KEY_Right);
      g_assert_cmpuint (fixture->heard.last, ==, expected[i]);
    }

  press (fixture, GDK_KEY_Left);
  g_assert_cmpuint (fixture->heard.last, ==, MATRIX);
  gtk_test_accessible_assert_property (
    GTK_WIDGET (fixture->formula), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "W_q: turns it into a query\n2 × 3 numbers · learned, the same for every sentence");
}

static void
test_formula_is_an_equation_to_a_screen_reader (Fixture       *fixture,
                                                gconstpointer  data)
{
  gtk_test_accessible_assert_role (GTK_WIDGET (fixture->formula), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_WIDGET (fixture->formula),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, EQUATION);
}

/* Returns the number of pixels that differ from @dark. */
static guint
count_lit (GtkWidget       *widget,
           cairo_surface_t *dark)
{
  cairo_surface_t *picture = drawn_snapshot (widget);
  guint n = 0;

  for (int y = 0; y < gtk_widget_get_height (widget); y++)
    for (int x = 0; x < gtk_widget_get_width (widget); x++)
      n += drawn_pixel (picture, x, y) != drawn_pixel (dark, x, y) ? 1 : 0;

  cairo_surface_destroy (picture);

  return n;
}

static void
test_formula_lights_up_a_part (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *formula = GTK_WIDGET (fixture->formula);
  cairo_surface_t *dark = drawn_snapshot (formula);
  guint matrix, product;

  heed_formula_light_up (fixture->formula, MATRIX);
  matrix = count_lit (formula, dark);
  heed_formula_light_up (fixture->formula, QUERY);
  product = count_lit (formula, dark);
  heed_formula_light_up (fixture->formula, -1);

  g_assert_cmpuint (matrix, >, 20);
  g_assert_cmpuint (product, >, matrix);
  g_assert_cmpuint (count_lit (formula, dark), ==, 0);
  cairo_surface_destroy (dark);
}

static void
test_formula_without_arithmetic_says_nothing (Fixture       *fixture,
                                              gconstpointer  data)
{
  heed_formula_set_arithmetic (fixture->formula, NULL);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (fixture->formula)));
  drawn_move (GTK_WIDGET (fixture->formula), 5, 10);
  g_assert_cmpuint (fixture->heard.n_times, ==, 0);
}

static void
test_formula_pointer_says_what_is_under_it (Fixture       *fixture,
                                            gconstpointer  data)
{
  drawn_move (GTK_WIDGET (fixture->formula), 4, gtk_widget_get_height (
    GTK_WIDGET (fixture->formula)) / 2.0);
  g_assert_cmpuint (fixture->heard.last, ==, SCORE);
  drawn_leave (GTK_WIDGET (fixture->formula));
  g_assert_cmpint ((int) fixture->heard.last, ==, -1);
}

/* --- Rows --- */

static GtkWidget *
get_row (Fixture *fixture,
         guint    row)
{
  return drawn_find (GTK_WIDGET (fixture->rows), GTK_TYPE_LIST_BOX_ROW, row);
}

/* The rows are the quantities of the requested stages, each with an accessible label. */
static void
test_formula_rows_are_the_quantities (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_assert_cmpuint (heed_arithmetic_rows_get_n_rows (fixture->rows), ==, 4);
  gtk_test_accessible_assert_property (
    get_row (fixture, 3), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "e_i: −1.500 · the score\n1 number · computed for this sentence");
  gtk_test_accessible_assert_property (
    get_row (fixture, 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "W_q: 2 × 3 · turns it into a query\n2 × 3 numbers · learned, the same for every sentence");
  g_assert_cmpuint (heed_vector_bar_get_n_values (HEED_VECTOR_BAR (
    drawn_find (GTK_WIDGET (fixture->rows), HEED_TYPE_VECTOR_BAR, 0))), ==, 3);

  heed_arithmetic_rows_set_stages (fixture->rows, HEED_STAGE_CONTEXT, HEED_STAGE_CONTEXT);
  g_assert_cmpuint (heed_arithmetic_rows_get_n_rows (fixture->rows), ==, 1);
  gtk_test_accessible_assert_property (
    get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "c: 3 · the context\n3 numbers · set by hand");

  heed_arithmetic_rows_set_arithmetic (fixture->rows, NULL);
  g_assert_cmpuint (heed_arithmetic_rows_get_n_rows (fixture->rows), ==, 0);
}

static void
test_formula_row_lights_up (Fixture       *fixture,
                            gconstpointer  data)
{
  heed_arithmetic_rows_light_up (fixture->rows, QUERY);
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, 2), "lit"));
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, 0), "lit"));
  heed_arithmetic_rows_light_up (fixture->rows, -1);
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, 2), "lit"));
}

static char *
read_text (GtkWidget *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
test_formula_row_opens_to_its_elements (Fixture       *fixture,
                                        gconstpointer  data)
{
  GtkWidget *popover;
  g_autofree char *text = NULL;

  gtk_widget_activate (get_row (fixture, 0));
  popover = drawn_find (GTK_WIDGET (fixture->rows), HEED_TYPE_ELEMENTS_POPOVER, 0);
  text = read_text (drawn_find (popover, GTK_TYPE_TEXT_VIEW, 0));
  g_assert_cmpstr (text, ==, "0   0.50000\n1  −0.25000\n2   1.00000");

  /* A matrix whose elements were not kept cannot be opened. */
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_row (fixture, 1))));
}

static HeedArithmetic *
new_matrix (guint        n_rows,
            guint        n_columns,
            const float *values)
{
  HeedArithmeticWriter *writer =
    heed_arithmetic_writer_new ((HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, 2, 1);

  heed_arithmetic_write (writer, &(HeedQuantity) { "W_q", "turns it into a query", NULL,
                                                   HEED_STAGE_SCORE, HEED_ORIGIN_LEARNED, n_rows,
                                                   n_columns, values });

  return heed_arithmetic_finish (writer);
}

static void
test_formula_matrix_opens_to_its_rows (Fixture       *fixture,
                                       gconstpointer  data)
{
  static const float values[] = { 0.5f, -0.25f, 1.0f, 2.0f, 0.0f, -1.0f };
  g_autoptr(HeedArithmetic) arithmetic = new_matrix (2, 3, values);
  g_autofree char *copied = heed_elements_popover_write (&arithmetic->quantities[0]);
  g_autofree char *text = NULL;
  GtkWidget *popover;

  heed_arithmetic_rows_set_arithmetic (fixture->rows, arithmetic);
  gtk_test_accessible_assert_property (
    get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "W_q: 2 × 3 · turns it into a query\n2 × 3 numbers · learned, the same for every sentence");
  gtk_widget_activate (get_row (fixture, 0));
  popover = drawn_find (GTK_WIDGET (fixture->rows), HEED_TYPE_ELEMENTS_POPOVER, 0);
  text = read_text (drawn_find (popover, GTK_TYPE_TEXT_VIEW, 0));
  g_assert_cmpstr (text, ==,
                   " 0   0.50000 −0.25000  1.00000\n 1   2.00000  0.00000 −1.00000");
  g_assert_cmpstr (copied, ==, "0.5\t-0.25\t1\n2\t0\t-1\n");
}

/* A popover shows a limited number of elements and says so;
 * copying yields all elements that are kept. */
static void
test_formula_large_matrix_is_bounded (Fixture       *fixture,
                                      gconstpointer  data)
{
  guint side = 70;
  g_autofree float *values = g_new0 (float, side * side);
  g_autofree float *many = g_new0 (float, 2 * HEED_ARITHMETIC_MOST);
  g_autoptr(HeedArithmetic) arithmetic = new_matrix (side, side, values);
  g_autoptr(HeedArithmetic) larger = new_matrix (2, HEED_ARITHMETIC_MOST, many);
  g_autofree char *copied = heed_elements_popover_write (&arithmetic->quantities[0]);
  g_auto(GStrv) rows = g_strsplit (copied, "\n", -1);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GtkWidget *popover;

  heed_arithmetic_rows_set_arithmetic (fixture->rows, arithmetic);
  gtk_widget_activate (get_row (fixture, 0));
  popover = drawn_find (GTK_WIDGET (fixture->rows), HEED_TYPE_ELEMENTS_POPOVER, 0);
  text = read_text (drawn_find (popover, GTK_TYPE_TEXT_VIEW, 0));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 64);
  g_assert_cmpuint (g_strv_length (rows), ==, side + 1);

  g_assert_null (larger->quantities[0].values);
  heed_arithmetic_rows_set_arithmetic (fixture->rows, larger);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_row (fixture, 0))));
}

/* Copied numbers have full precision, because programs read them. */
static void
test_formula_elements_are_copied_in_full (Fixture       *fixture,
                                          gconstpointer  data)
{
  static const float values[] = { 0.1f, -1234567.0f, 1e-9f };
  const HeedQuantity quantity = { "s", "the state", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED,
                                  1, 3, values };
  g_autofree char *text = heed_elements_popover_write (&quantity);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      char *number = strchr (lines[i], '\t');

      g_assert_nonnull (number);
      g_assert_cmpuint (g_ascii_strtoull (lines[i], NULL, 10), ==, i);
      g_assert_cmpfloat ((float) g_ascii_strtod (number + 1, NULL), ==, values[i]);
    }
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/formula/keys-walk-through-what-has-a-meaning",
       test_formula_keys_walk_through_what_has_a_meaning);
  add ("/ui/formula/is-an-equation-to-a-screen-reader",
       test_formula_is_an_equation_to_a_screen_reader);
  add ("/ui/formula/lights-up-a-part", test_formula_lights_up_a_part);
  add ("/ui/formula/without-arithmetic-says-nothing",
       test_formula_without_arithmetic_says_nothing);
  add ("/ui/formula/pointer-says-what-is-under-it", test_formula_pointer_says_what_is_under_it);
  add ("/ui/formula/rows-are-the-quantities", test_formula_rows_are_the_quantities);
  add ("/ui/formula/row-lights-up", test_formula_row_lights_up);
  add ("/ui/formula/row-opens-to-its-elements", test_formula_row_opens_to_its_elements);
  add ("/ui/formula/matrix-opens-to-its-rows", test_formula_matrix_opens_to_its_rows);
  add ("/ui/formula/large-matrix-is-bounded", test_formula_large_matrix_is_bounded);
  add ("/ui/formula/elements-are-copied-in-full", test_formula_elements_are_copied_in_full);

  return g_test_run ();
}
