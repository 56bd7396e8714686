/* test-formula-layout.c — equations are typeset as in a book, and every part can be found
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/formula-atoms.c
 */

#include <pango/pangocairo.h>

#include "ui/formula-atoms.h"
#include "ui/formula-layout.h"

#define ADDITIVE "e_i = v^T tanh(W_q s + W_k h_i)"
#define SOFTMAX  "α_i = {exp(e_i − max e) / Σ_j exp(e_j − max e)}"

static HeedFormulaLayout *
new_layout (const char *equation)
{
  PangoFontMap *fonts = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (fonts);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 16px");
  HeedFormulaLayout *layout;

  pango_context_set_font_description (context, font);
  layout = heed_formula_layout_new (context, equation);
  pango_font_description_free (font);
  g_object_unref (context);

  return layout;
}

/* Returns the atoms of the equation, separated by spaces. */
static char *
spell (const char *equation)
{
  g_autoptr(GArray) atoms = heed_formula_atoms_parse (equation);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < atoms->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            g_array_index (atoms, HeedAtom, i).text);

  return g_string_free (text, FALSE);
}

static void
assert_atoms (const char *equation,
              const char *expected)
{
  g_autofree char *found = spell (equation);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_formula_layout_atoms_are_letters_functions_and_signs (void)
{
  assert_atoms (ADDITIVE, "e_i = v^T tanh ( W_q s + W_k h_i )");
  assert_atoms (SOFTMAX, "α_i = exp ( e_i − max e ) Σ_j exp ( e_j − max e )");
  assert_atoms ("c = W_o [u_1 ; … ; u_16]", "c = W_o [ u_1 ; … ; u_16 ]");
  assert_atoms ("q = W_q s\nk_i = W_k h_i", "q = W_q s k_i = W_k h_i");
  assert_atoms ("s / |s|", "s / | s |");
  assert_atoms ("", "");
}

static void
test_formula_layout_odd_equations_are_no_crash (void)
{
  const char *const odd[] = { "", "_", "^", "{", "}", "{/", "{a / b", "a_", "b^", "{ / }", "\n\n",
                              "a}b{c", "_i ^T", "{a / b} {c / d}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr(HeedFormulaLayout) layout = new_layout (odd[i]);

      heed_formula_layout_set_width (layout, 10.0);
      g_assert_cmpfloat (heed_formula_layout_get_width (layout), >=, 0.0);
    }
}

static cairo_rectangle_t
get_area (HeedFormulaLayout *layout,
          const char        *text)
{
  guint first, n;

  g_assert_true (heed_formula_layout_find_text (layout, text, 0, &first, &n));

  return heed_formula_layout_get_area (layout, first);
}

static void
test_formula_layout_parts_are_found (void)
{
  g_autoptr(HeedFormulaLayout) layout = new_layout (ADDITIVE);
  guint first, n;

  g_assert_true (heed_formula_layout_find_text (layout, "W_q s", 0, &first, &n));
  g_assert_cmpuint (first, ==, 5);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (heed_formula_layout_find_text (layout, "v", 0, &first, &n));
  g_assert_cmpuint (first, ==, 2);
  g_assert_false (heed_formula_layout_find_text (layout, "v", 3, &first, &n));
  g_assert_false (heed_formula_layout_find_text (layout, "W", 0, &first, &n));
  g_assert_false (heed_formula_layout_find_text (layout, "h_j", 0, &first, &n));
  g_assert_false (heed_formula_layout_find_text (layout, "", 0, &first, &n));
}

static void
test_formula_layout_what_is_drawn_there_is_hit_there (void)
{
  g_autoptr(HeedFormulaLayout) layout = new_layout (SOFTMAX);

  for (guint i = 0; i < heed_formula_layout_get_n_atoms (layout); i++)
    {
      cairo_rectangle_t area = heed_formula_layout_get_area (layout, i);
      int hit = heed_formula_layout_find_atom (layout, area.x + area.width / 2.0,
                                               area.y + area.height / 2.0);

      g_assert_cmpint (hit, ==, (int) i);
    }
  g_assert_cmpint (heed_formula_layout_find_atom (layout, -1.0, -1.0), ==, -1);
}

static void
test_formula_layout_fraction_is_above_and_below (void)
{
  g_autoptr(HeedFormulaLayout) layout = new_layout (SOFTMAX);
  cairo_rectangle_t weight = get_area (layout, "α_i");
  cairo_rectangle_t above = get_area (layout, "e_i");
  cairo_rectangle_t below = get_area (layout, "e_j");

  g_assert_cmpfloat (above.y + above.height, <=, below.y + 1.0);
  g_assert_cmpfloat (above.y, <, weight.y);
  g_assert_cmpfloat (below.y + below.height, >, weight.y + weight.height);
  g_assert_cmpfloat (above.x, >, weight.x + weight.width);
}

static void
test_formula_layout_breaks_what_is_too_wide (void)
{
  g_autoptr(HeedFormulaLayout) layout = new_layout (ADDITIVE);
  double width = heed_formula_layout_get_width (layout);
  double height = heed_formula_layout_get_height (layout);

  heed_formula_layout_set_width (layout, width * 0.6);
  g_assert_cmpfloat (heed_formula_layout_get_width (layout), <=, width * 0.6);
  g_assert_cmpfloat (heed_formula_layout_get_height (layout), >, height * 1.5);
  heed_formula_layout_set_width (layout, 0.0);
  g_assert_cmpfloat (heed_formula_layout_get_width (layout), ==, width);
  g_assert_cmpfloat (heed_formula_layout_get_height (layout), ==, height);
}

static void
test_formula_layout_index_hangs_below_and_exponent_above (void)
{
  g_autoptr(HeedFormulaLayout) plain = new_layout ("v");
  g_autoptr(HeedFormulaLayout) index = new_layout ("v_i");
  g_autoptr(HeedFormulaLayout) exponent = new_layout ("v^T");

  g_assert_cmpfloat (heed_formula_layout_get_height (index), >,
                     heed_formula_layout_get_height (plain));
  g_assert_cmpfloat (heed_formula_layout_get_baseline (exponent), >=,
                     heed_formula_layout_get_baseline (plain));
  g_assert_cmpfloat (heed_formula_layout_get_width (index), >,
                     heed_formula_layout_get_width (plain));
}

static guint
count_ink (cairo_surface_t *picture)
{
  const guint8 *pixels;
  guint n = 0;

  cairo_surface_flush (picture);
  pixels = cairo_image_surface_get_data (picture);
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
      n += pixels[y * cairo_image_surface_get_stride (picture) + 4 * x + 3] > 128 ? 1 : 0;

  return n;
}

/* An equation draws only within its reported size. */
static void
test_formula_layout_draws_within_its_size (void)
{
  g_autoptr(HeedFormulaLayout) layout = new_layout (SOFTMAX);
  cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 200);
  cairo_surface_t *tight = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) heed_formula_layout_get_width (layout) + 2,
    (int) heed_formula_layout_get_height (layout) + 1);
  cairo_surface_t *surfaces[] = { whole, tight };

  for (guint i = 0; i < 2; i++)
    {
      cairo_t *cr = cairo_create (surfaces[i]);

      heed_formula_layout_draw (layout, cr);
      cairo_destroy (cr);
    }

  g_assert_cmpuint (count_ink (whole), >, 100);
  g_assert_cmpuint (count_ink (whole), ==, count_ink (tight));
  cairo_surface_destroy (whole);
  cairo_surface_destroy (tight);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/formula-layout/atoms-are-letters-functions-and-signs",
                   test_formula_layout_atoms_are_letters_functions_and_signs);
  g_test_add_func ("/ui/formula-layout/odd-equations-are-no-crash",
                   test_formula_layout_odd_equations_are_no_crash);
  g_test_add_func ("/ui/formula-layout/parts-are-found", test_formula_layout_parts_are_found);
  g_test_add_func ("/ui/formula-layout/what-is-drawn-there-is-hit-there",
                   test_formula_layout_what_is_drawn_there_is_hit_there);
  g_test_add_func ("/ui/formula-layout/fraction-is-above-and-below",
                   test_formula_layout_fraction_is_above_and_below);
  g_test_add_func ("/ui/formula-layout/breaks-what-is-too-wide",
                   test_formula_layout_breaks_what_is_too_wide);
  g_test_add_func ("/ui/formula-layout/index-hangs-below-and-exponent-above",
                   test_formula_layout_index_hangs_below_and_exponent_above);
  g_test_add_func ("/ui/formula-layout/draws-within-its-size",
                   test_formula_layout_draws_within_its_size);

  return g_test_run ();
}
