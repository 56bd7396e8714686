/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/token-text.h"

static const HeedToken tokens[] = {
  { .text = "▁l'", .starts_word = TRUE },
  { .text = "accord" },
  { .text = "▁signé", .starts_word = TRUE },
  { .text = "." },
  { .text = "</s>", .is_special = TRUE, .starts_word = TRUE },
};

#define N_TOKENS G_N_ELEMENTS (tokens)

static void
assert_text (int         shown,
             const char *expected)
{
  g_autoptr(HeedTokenText) text = heed_token_text_new (tokens, N_TOKENS, shown);

  g_assert_cmpstr (text->text, ==, expected);
}

static void
test_token_text_joins_where_no_word_begins (void)
{
  assert_text (HEED_TOKEN_TEXT_NONE, "l'accord signé.");
  assert_text (HEED_TOKEN_TEXT_ALL, "l'accord signé. ⟨eos⟩");
  assert_text (4, "l'accord signé. ⟨eos⟩");
}

static void
test_token_text_finds_each_token (void)
{
  g_autoptr(HeedTokenText) text = heed_token_text_new (tokens, N_TOKENS, HEED_TOKEN_TEXT_NONE);

  for (guint i = 0; i < N_TOKENS - 1; i++)
    {
      g_assert_cmpint (heed_token_text_find (text, text->starts[i]), ==, (int) i);
      g_assert_cmpint (heed_token_text_find (text, text->ends[i] - 1), ==, (int) i);
    }

  /* A space belongs to no token, and hidden tokens have no extent. */
  g_assert_cmpint (heed_token_text_find (text, text->starts[2] - 1), ==, -1);
  g_assert_cmpuint (text->starts[4], ==, text->ends[4]);
  g_assert_cmpint (heed_token_text_find (text, text->starts[4]), ==, -1);
}

/* A token that is broken over two lines is marked on each. */
static void
test_token_text_marks_are_around_the_token (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr(HeedTokenText) text = heed_token_text_new (tokens, N_TOKENS, HEED_TOKEN_TEXT_NONE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  PangoRectangle start;
  double x1, y1, x2, y2;

  pango_layout_set_text (layout, text->text, -1);
  pango_layout_index_to_pos (layout, (int) text->starts[2], &start);
  heed_token_text_add_marks (text, layout, 2, cr);
  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x1, (double) start.x / PANGO_SCALE, 4.0);
  g_assert_cmpfloat (x2, >, x1 + 10.0);
  g_assert_cmpfloat (y2 - y1, <, 1.5 * start.height / PANGO_SCALE);

  cairo_new_path (cr);
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_width (layout, start.x + (int) ((x2 - x1) / 2 * PANGO_SCALE));
  heed_token_text_add_marks (text, layout, 2, cr);
  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  g_assert_cmpfloat (y2 - y1, >, 1.5 * start.height / PANGO_SCALE);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (layout);
  g_object_unref (context);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/token-text/joins-where-no-word-begins",
                   test_token_text_joins_where_no_word_begins);
  g_test_add_func ("/ui/token-text/finds-each-token", test_token_text_finds_each_token);
  g_test_add_func ("/ui/token-text/marks-are-around-the-token",
                   test_token_text_marks_are_around_the_token);

  return g_test_run ();
}
