/* figure-tex.c — a figure of an attention as a TikZ picture in a complete TeX document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It uses only packages of a small TeX installation: article, geometry, TikZ. The
 * picture can be copied out of the document; each cell is one line with its weight.
 */

#include <glib/gi18n.h>
#include <string.h>

#include "app/core/figures/figure-text.h"
#include "ui/shading.h"

#define CELL_CM       0.8
#define LABEL_CM      3.0   /* on the left and above */
#define BELOW_CM      2.2
#define MARGIN_CM     0.5
#define N_RAMP        32
#define FIRST_FOREIGN 0x250 /* from here on no letter is in the T1 encoding */

static void
append_number (GString *out,
               double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (digits, sizeof digits, "%.4g", number));
}

static const char *
find_escape (gunichar letter)
{
  static const struct {
    gunichar    letter;
    const char *tex;
  } escapes[] = {
    { '\\', "\\textbackslash{}" }, { '{', "\\{" },  { '}', "\\}" },
    { '$', "\\$" },                { '&', "\\&" },  { '#', "\\#" },
    { '%', "\\%" },                { '_', "\\_" },  { '^', "\\textasciicircum{}" },
    { '~', "\\textasciitilde{}" }, { '<', "\\textless{}" }, { '>', "\\textgreater{}" },
    { '|', "\\textbar{}" },        { '"', "\\textquotedbl{}" },
    { 0x27e8, "$\\langle$" },      { 0x27e9, "$\\rangle$" },
    { 0x2192, "$\\rightarrow$" },  { 0x00b7, "\\textperiodcentered{}" },
    { 0x2581, "\\textvisiblespace{}" }, { 0x203f, "\\textvisiblespace{}" },
    { 0x2423, "\\textvisiblespace{}" }, { 0x23ce, "\\textbackslash{}n" },
    { 0x2019, "'" },               { 0x2026, "\\dots{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (escapes[i].letter == letter)
      return escapes[i].tex;

  return NULL;
}

static void
append_text (GString    *out,
             const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);
      const char *escape = find_escape (letter);

      if (escape != NULL)
        g_string_append (out, escape);
      else if (g_unichar_iscntrl (letter))
        g_string_append_c (out, ' ');
      else
        g_string_append_unichar (out, letter);
    }
}

static gboolean
has_foreign_letters (const char *const *labels,
                     guint              n_labels)
{
  for (guint i = 0; i < n_labels; i++)
    for (const char *at = labels[i]; *at != '\0'; at = g_utf8_next_char (at))
      if (g_utf8_get_char (at) >= FIRST_FOREIGN && find_escape (g_utf8_get_char (at)) == NULL)
        return TRUE;

  return FALSE;
}

static void
append_preamble (GString          *out,
                 const HeedFigure *figure)
{
  const HeedHeatmapScene *scene = &figure->scene;
  double width = LABEL_CM + scene->matrix->n_columns * CELL_CM + LABEL_CM + 2 * MARGIN_CM;
  double height = LABEL_CM + scene->matrix->n_rows * CELL_CM + BELOW_CM + 2 * MARGIN_CM;
  gboolean is_foreign = has_foreign_letters (scene->row_labels, scene->n_row_labels) ||
                        has_foreign_letters (scene->column_labels, scene->n_column_labels);

  g_string_append (out, "% An attention, written by Heed.\n\\documentclass{article}\n"
                   "\\usepackage[paperwidth=");
  append_number (out, width + 2.0);
  g_string_append (out, "cm,paperheight=");
  append_number (out, height + 2.0);
  g_string_append (out, "cm,margin=0.5cm]{geometry}\n\\usepackage{tikz}\n");
  if (is_foreign)
    g_string_append (out, "% Letters beyond Latin: lualatex or xelatex.\n"
                     "\\usepackage{fontspec}\n"
                     "\\IfFontExistsTF{Noto Sans CJK SC}{\\setmainfont{Noto Sans CJK SC}}{}\n");
  else
    g_string_append (out, "\\usepackage[T1]{fontenc}\n");
  g_string_append (out, "\\pagestyle{empty}\n\\setlength{\\parindent}{0pt}\n"
                   "% column, row, colour, weight\n"
                   "\\newcommand{\\heedcell}[4]{\\definecolor{heed}{HTML}{#3}%\n"
                   "  \\fill[heed] (#1,-#2) rectangle ++(0.97,-0.97);%\n");
  g_string_append (out, scene->style.shows_numbers
                          ? "  \\node[font=\\tiny] at (#1+0.485,-#2-0.485) {#4};}\n"
                          : "}%  \\node[font=\\tiny] at (#1+0.485,-#2-0.485) {#4};}\n");
  if (scene->notes != NULL && (scene->notes->has_gold || scene->notes->n_links > 0))
    g_string_append (out, "% a link that was found (check), is wrong (cross), was missed (ring)\n"
                     "\\newcommand{\\heedsign}{\\draw[white,line width=2.4pt,"
                     "postaction={draw,black,line width=1.1pt}] }\n");
  g_string_append (out, "\\begin{document}\n");
}

static guint32
find_pixel (const HeedFigure *figure,
            double            shade)
{
  return heed_color_scale_lookup (heed_color_scale_get (figure->scene.style.palette, FALSE),
                                  shade) & 0xffffff;
}

static void
append_cells (GString          *out,
              const HeedFigure *figure,
              guint             row)
{
  guint n_columns = figure->scene.matrix->n_columns;
  const float *weights = figure->scene.matrix->values + (gsize) row * n_columns;
  g_autofree float *shades = g_new (float, n_columns + 1);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  heed_shading_shade (&figure->scene.style.shading, weights, n_columns, shades);
  for (guint column = 0; column < n_columns; column++)
    g_string_append_printf (out, "\\heedcell{%u}{%u}{%06X}{%s}\n", column, row,
                            find_pixel (figure, shades[column]),
                            g_ascii_formatd (digits, sizeof digits, "%.3f", weights[column]));
}

static void
append_number_pair (GString *out,
                    double   x,
                    double   y)
{
  g_string_append_c (out, '(');
  append_number (out, x);
  g_string_append_c (out, ',');
  append_number (out, y);
  g_string_append_c (out, ')');
}

/* Draws the sign of an outcome around a point; a cell has sides of 1. */
static void
append_sign (GString         *out,
             HeedLinkOutcome  outcome,
             double           x,
             double           y)
{
  static const double hit[][2] = { { -0.2, 0.0 }, { -0.05, -0.17 }, { 0.22, 0.2 } };
  static const double wrong[][2] = { { 0.17, 0.17 }, { 0.17, -0.17 } };

  switch (outcome)
    {
    case HEED_OUTCOME_NONE:
      return;

    case HEED_OUTCOME_HIT:
      for (guint i = 0; i < G_N_ELEMENTS (hit); i++)
        {
          g_string_append (out, i == 0 ? "\\heedsign " : "--");
          append_number_pair (out, x + hit[i][0], y + hit[i][1]);
        }
      break;

    case HEED_OUTCOME_WRONG:
      for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
        {
          g_string_append (out, i == 0 ? "\\heedsign " : " ");
          append_number_pair (out, x - wrong[i][0], y + wrong[i][1]);
          g_string_append (out, "--");
          append_number_pair (out, x + wrong[i][0], y - wrong[i][1]);
        }
      break;

    case HEED_OUTCOME_MISSED:
      g_string_append (out, "\\heedsign ");
      append_number_pair (out, x, y);
      g_string_append (out, " circle (0.18)");
      break;

    case HEED_OUTCOME_CARRIES:
      g_string_append (out, "\\heedsign ");
      append_number_pair (out, x, y + 0.1);
      g_string_append (out, "--++(0.1,-0.1)--++(-0.1,-0.1)--++(-0.1,0.1)--cycle");
      break;
    }

  g_string_append (out, ";\n");
}

/* Draws each link as a box, dashed if it is only possible, with its sign in its first cell. */
static void
append_links (GString                *out,
              const HeedHeatmapNotes *notes)
{
  for (guint i = 0; notes != NULL && i < notes->n_links; i++)
    {
      const HeedLinkMark *mark = &notes->links[i];

      if (mark->kind != HEED_GOLD_NONE)
        {
          g_string_append_printf (out, "\\draw[thick%s] ",
                                  mark->kind == HEED_GOLD_POSSIBLE ? ",dashed" : "");
          append_number_pair (out, mark->first_column + 0.06, -(double) mark->first_row - 0.06);
          g_string_append (out, " rectangle ");
          append_number_pair (out, mark->first_column + mark->n_columns - 0.09,
                              -(double) (mark->first_row + mark->n_rows) + 0.09);
          g_string_append (out, ";\n");
        }
      append_sign (out, mark->outcome, mark->first_column + 0.485,
                   -(double) mark->first_row - 0.485);
    }
}

/* Draws the legend of the links below the cells; y is in units of cells. */
static void
append_links_legend (GString                *out,
                     const HeedHeatmapNotes *notes,
                     double                  y)
{
  static const HeedLinkOutcome outcomes[] = { HEED_OUTCOME_NONE, HEED_OUTCOME_NONE,
                                              HEED_OUTCOME_HIT, HEED_OUTCOME_WRONG,
                                              HEED_OUTCOME_MISSED };

  for (guint i = 0; notes != NULL && notes->has_gold && i < HEED_LINK_N_SAMPLES; i++)
    {
      double x = 3.4 * i;

      if (outcomes[i] == HEED_OUTCOME_NONE)
        {
          g_string_append_printf (out, "\\draw[thick%s] ", i == 1 ? ",dashed" : "");
          append_number_pair (out, x - 0.2, y - 0.2);
          g_string_append (out, " rectangle ++(0.4,0.4);\n");
        }
      append_sign (out, outcomes[i], x, y);
      g_string_append (out, "\\node[anchor=west,font=\\small] at ");
      append_number_pair (out, x + 0.25, y);
      g_string_append (out, " {");
      append_text (out, heed_link_marks_get_sample (i));
      g_string_append (out, "};\n");
    }
}

static void
append_labels (GString                *out,
               const HeedHeatmapScene *scene)
{
  for (guint i = 0; i < scene->n_column_labels; i++)
    {
      g_string_append_printf (out, "\\node[rotate=45,anchor=west] at (%u.4,0.15) {", i);
      append_text (out, scene->column_labels[i]);
      g_string_append (out, "};\n");
    }

  for (guint i = 0; i < scene->n_row_labels; i++)
    {
      g_string_append_printf (out, "\\node[anchor=east] at (-0.1,-%u.485) {", i);
      append_text (out, scene->row_labels[i]);
      g_string_append (out, "};\n");
    }
}

static void
append_titles (GString          *out,
               const HeedFigure *figure)
{
  const HeedHeatmapNotes *notes = figure->scene.notes;
  const HeedMatrix *matrix = figure->scene.matrix;

  if (notes != NULL && notes->column_title != NULL)
    {
      g_string_append (out, "\\node[font=\\small,gray] at (");
      append_number (out, matrix->n_columns / 2.0);
      g_string_append (out, ",2.4) {");
      append_text (out, notes->column_title);
      g_string_append (out, "};\n");
    }

  if (notes != NULL && notes->row_title != NULL)
    {
      g_string_append (out, "\\node[font=\\small,gray,rotate=90] at (-3.2,");
      append_number (out, -(matrix->n_rows / 2.0));
      g_string_append (out, ") {");
      append_text (out, notes->row_title);
      g_string_append (out, "};\n");
    }

  if (figure->title != NULL)
    {
      g_string_append (out, "\\node[font=\\bfseries,anchor=west] at (0,3.1) {");
      append_text (out, figure->title);
      g_string_append (out, "};\n");
    }
}

static void
append_legend (GString          *out,
               const HeedFigure *figure)
{
  HeedScaling scaling = figure->scene.style.shading.scaling;
  double y = -(double) figure->scene.matrix->n_rows - 0.5;
  g_autofree char *changes = heed_figure_new_changes_line (figure);

  g_string_append (out, "\\begin{scope}[shift={(0,");
  append_number (out, y);
  g_string_append (out, ")}]\n\\node[anchor=east,font=\\small] at (0,-0.15) {0};\n");
  for (guint i = 0; i < N_RAMP; i++)
    g_string_append_printf (
      out, "\\definecolor{heed}{HTML}{%06X}\\fill[heed] (%u*0.125,0) rectangle ++(0.13,-0.3);\n",
      find_pixel (figure, heed_shading_scale (scaling, (i + 0.5) / N_RAMP, 1.0)), i);
  g_string_append (out, "\\node[anchor=west,font=\\small] at (4,-0.15) {");
  append_text (out, scaling == HEED_SCALING_ROW_MAXIMUM ? _("row’s largest") : "1");
  g_string_append (out, "};\n");
  if (changes != NULL)
    {
      g_string_append (out, "\\node[anchor=west,font=\\small] at (-0.2,-1.3) {");
      append_text (out, changes);
      g_string_append (out, "};\n");
    }
  if (figure->caption != NULL)
    {
      g_string_append (out, "\\node[anchor=west,font=\\small,gray] at (-0.2,-0.8) {");
      append_text (out, figure->caption);
      g_string_append (out, "};\n");
    }
  g_string_append (out, "\\end{scope}\n");
}

char *
heed_figure_to_tex (const HeedFigure *figure)
{
  GString *out = g_string_new (NULL);

  append_preamble (out, figure);
  g_string_append (out, "\\begin{tikzpicture}[x=0.8cm,y=0.8cm]\n");
  for (guint row = 0; row < figure->scene.matrix->n_rows; row++)
    append_cells (out, figure, row);
  append_links (out, figure->scene.notes);
  append_labels (out, &figure->scene);
  append_titles (out, figure);
  append_legend (out, figure);
  append_links_legend (out, figure->scene.notes, -(double) figure->scene.matrix->n_rows - 2.2);
  g_string_append (out, "\\end{tikzpicture}\n\\end{document}\n");

  return g_string_free (out, FALSE);
}
