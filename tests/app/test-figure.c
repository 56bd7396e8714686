/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/figures/figure-file.c, app/core/figures/figure-text.c,
 *         app/core/figures/figure-html.c, app/core/figures/figure-tex.c,
 *         app/core/translation/step-json.c, ui/text-drawing.c, ui/wall-drawing.c,
 *         ui/sentences-drawing.c
 */

#include "app/core/figures/figure-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/figures/figure-text.h"

static const char *const rows[] = { "a,b", "say \"hi\"" };
static const char *const columns[] = { "⟨eos⟩", "x & y", "茶\t_" };

typedef struct {
  HeedFigure  figure;
  HeedMatrix *matrix;
  char       *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  static const float weights[] = { 0.25f, 0.75f, 0.0f, 1.0f / 3.0f, 0.0f, 2.0f / 3.0f };

  fixture->matrix = heed_matrix_new (2, 3, weights);
  fixture->folder = g_dir_make_tmp ("heed-figure-XXXXXX", NULL);
  fixture->figure = (HeedFigure) {
    .scene = { .row_labels = rows, .n_row_labels = 2, .column_labels = columns,
               .n_column_labels = 3, .matrix = fixture->matrix, .selected_row = -1,
               .selected_column = -1, .n_played = G_MAXUINT },
    .title = "A <title>",
    .caption = "Model · Layer 1",
    .focus = { FALSE, -1 },
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.svg", NULL);

  g_unlink (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  heed_matrix_unref (fixture->matrix);
}

static void
test_figure_table_is_quoted_where_it_has_to_be (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_autofree char *csv = heed_figure_to_csv (&fixture->figure);
  g_autofree char *tsv = heed_figure_to_tsv (&fixture->figure);

  g_assert_cmpstr (csv, ==,
                   ",⟨eos⟩,x & y,\"茶\t_\"\n"
                   "\"a,b\",0.25,0.75,0\n"
                   "\"say \"\"hi\"\"\",0.333333343,0,0.666666687\n");
  g_assert_cmpstr (tsv, ==,
                   "\t⟨eos⟩\tx & y\t茶 _\n"
                   "a,b\t0.25\t0.75\t0\n"
                   "say \"hi\"\t0.333333343\t0\t0.666666687\n");
}

static void
test_figure_page_escapes_what_it_shows (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_autofree char *html = heed_figure_to_html (&fixture->figure);

  g_assert_nonnull (strstr (html, "<h1>A &lt;title&gt;</h1>"));
  g_assert_nonnull (strstr (html, "<th scope=\"col\">x &amp; y</th>"));
  g_assert_nonnull (strstr (html, "data-weight=\"0.666666687\""));
}

/* Letters that TeX's fonts lack select a font that has them. */
static void
test_figure_tex_escapes_and_chooses_its_fonts (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  static const char *const latin[] = { "thé", "x_1", "50%" };
  g_autofree char *foreign = heed_figure_to_tex (&fixture->figure);
  g_autofree char *plain = NULL;

  fixture->figure.scene.column_labels = latin;
  plain = heed_figure_to_tex (&fixture->figure);

  g_assert_nonnull (strstr (foreign, "{fontspec}"));
  g_assert_nonnull (strstr (foreign, "$\\langle$eos$\\rangle$"));
  g_assert_null (strstr (plain, "{fontspec}"));
  g_assert_nonnull (strstr (plain, "{x\\_1}"));
  g_assert_nonnull (strstr (plain, "{50\\%}"));
  g_assert_nonnull (strstr (plain, "\\heedcell{1}{0}{"));
}

static char *
save_svg (Fixture  *fixture,
          gboolean  has_outlines)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.svg", NULL);
  const HeedFigureForm form = { .width = 400.0, .height = 300.0, .has_outlines = has_outlines };
  g_autoptr(GError) error = NULL;
  char *svg = NULL;

  heed_figure_save (&fixture->figure, path, &form, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));

  return svg;
}

static guint
count (const char *text,
       const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;

  return n;
}

static void
test_figure_svg_has_text_or_outlines (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autofree char *text = save_svg (fixture, FALSE);
  g_autofree char *outlines = save_svg (fixture, TRUE);

  g_assert_nonnull (strstr (text, "<title>A &lt;title&gt;</title>"));
  g_assert_nonnull (strstr (text, ">a,b</text>"));
  g_assert_nonnull (strstr (text, "font-weight=\"700\""));
  g_assert_cmpuint (count (text, "</svg>"), ==, 1);
  g_assert_cmpuint (count (text, "<use "), ==, 0);
  g_assert_cmpuint (count (outlines, "<text "), ==, 0);
  g_assert_cmpuint (count (outlines, "<use "), >, 20);
}

/* Glyphs from different fonts are separate text elements, each as wide as it was measured. */
static void
test_figure_text_lies_where_it_was_measured (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autofree char *svg = save_svg (fixture, FALSE);
  g_autoptr(GRegex) lengths = g_regex_new (" textLength=\"([0-9.]+)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n_found = 0;

  for (g_regex_match (lengths, svg, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *length = g_match_info_fetch (match, 1);

      g_assert_cmpfloat (g_ascii_strtod (length, NULL), >, 0.0);
      g_assert_cmpfloat (g_ascii_strtod (length, NULL), <, 400.0);
      n_found++;
    }

  g_assert_cmpuint (n_found, ==, count (svg, "<text "));
}

static guint
count_ink (cairo_surface_t *surface,
           guint32          paper)
{
  guint n_ink = 0;

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *line = (const guint32 *) (gpointer) (
        cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        n_ink += (line[x] & 0xffffff) != paper;
    }

  return n_ink;
}

static void
test_figure_every_view_is_drawn_inside (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  static const HeedToken words[] = { { .text = "one", .starts_word = TRUE },
                                     { .text = "two", .starts_word = TRUE },
                                     { .text = "three", .starts_word = TRUE } };
  const HeedWallHead heads[] = {
    { .attention = fixture->matrix, .title = (char *) "Head 1", .number = (char *) "" },
    { .attention = fixture->matrix, .title = (char *) "Head 2", .number = (char *) "0.5" },
  };

  fixture->figure.rows = words;
  fixture->figure.n_rows = 2;
  fixture->figure.columns = words;
  fixture->figure.n_columns = 3;
  fixture->figure.heads = heads;
  fixture->figure.n_heads = 2;
  for (guint view = HEED_FIGURE_MATRIX; view <= HEED_FIGURE_WALL; view++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
      cairo_t *cr = cairo_create (surface);

      fixture->figure.view = (HeedFigureView) view;
      heed_figure_draw (&fixture->figure, cr, 300.0, 200.0);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      g_assert_cmpuint (count_ink (surface, 0xffffff), >, 300);
      cairo_surface_destroy (surface);
    }
}

/* Who sees a figure without the program cannot know otherwise that a token was hidden. */
static void
test_figure_says_what_was_changed (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  static const char *const changes[] = { "Token 2 “x & y” hidden", "Row 1 pinned", NULL };
  g_autofree char *without = save_svg (fixture, FALSE);
  g_autofree char *svg = NULL;
  g_autofree char *html = NULL;
  g_autofree char *tex = NULL;

  g_assert_null (strstr (without, "Changed"));
  fixture->figure.changes = changes;
  svg = save_svg (fixture, FALSE);
  html = heed_figure_to_html (&fixture->figure);
  tex = heed_figure_to_tex (&fixture->figure);

  g_assert_nonnull (strstr (svg, "Changed: Token 2"));
  g_assert_nonnull (strstr (svg, "pinned"));
  g_assert_nonnull (strstr (html, "Changed: Token 2 “x &amp; y” hidden; Row 1 pinned</p>"));
  g_assert_nonnull (strstr (tex, "Changed: Token 2"));
}

static void
test_figure_says_what_it_cannot_be (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  const HeedFigureForm form = { .width = 400.0, .height = 300.0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_figure_can_save ("a.gif"));
  g_assert_true (heed_figure_can_save ("a.b.tex"));
  g_assert_false (heed_figure_save (&fixture->figure, "/tmp/a.json", &form, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

#define ADD(name, test) \
  g_test_add ("/app/figure/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("table-is-quoted-where-it-has-to-be", test_figure_table_is_quoted_where_it_has_to_be);
  ADD ("page-escapes-what-it-shows", test_figure_page_escapes_what_it_shows);
  ADD ("tex-escapes-and-chooses-its-fonts", test_figure_tex_escapes_and_chooses_its_fonts);
  ADD ("svg-has-text-or-outlines", test_figure_svg_has_text_or_outlines);
  ADD ("text-lies-where-it-was-measured", test_figure_text_lies_where_it_was_measured);
  ADD ("every-view-is-drawn-inside", test_figure_every_view_is_drawn_inside);
  ADD ("says-what-was-changed", test_figure_says_what_was_changed);
  ADD ("says-what-it-cannot-be", test_figure_says_what_it_cannot_be);

  return g_test_run ();
}
