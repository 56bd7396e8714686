/* figure-html.c — a figure of an attention as a self-contained HTML page
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is a table, so that it can be read without colours and without a pointer. Its
 * content security policy forbids all network requests.
 */

#include <glib/gi18n.h>
#include <string.h>

#include "app/core/figures/figure-text.h"
#include "engine/files/json-writer.h"
#include "ui/number-format.h"
#include "ui/shading.h"

#define N_STOPS 16  /* colour stops of the legend */

static const char style_sheet[] =
  "body{margin:2rem;font:16px sans-serif;color:var(--text);background:var(--paper)}"
  "h1{font-size:1.25rem}"
  "h2{font-size:1rem}"
  ".sides{display:flex;flex-wrap:wrap;gap:2rem}"
  "section{min-width:0}"
  ".scroll{overflow:auto;max-width:100%}"
  "table{border-collapse:separate;border-spacing:1px}"
  "caption,p,label{color:var(--muted)}"
  "p.changes{color:var(--text)}"
  "caption{padding-bottom:.5rem}"
  "th{font-weight:normal;padding:.15rem .5rem;white-space:nowrap}"
  "tbody th{text-align:right}"
  "th.lit{font-weight:bold;color:var(--strong)}"
  "td{min-width:2.6rem;height:2rem;padding:0;text-align:center;font-size:.75rem}"
  "td span{visibility:hidden}"
  "table.numbers td span,td:hover span,td:focus span{visibility:visible}"
  "td:hover,td:focus{outline:2px solid var(--mark);outline-offset:-2px}"
  "td.sure,td.possible{border:2px solid var(--text);background-clip:padding-box}"
  "td.possible{border-style:dashed}"
  "td svg,p svg{width:1.1em;height:1.1em;vertical-align:middle;fill:none;stroke-width:2.2;"
  "stroke-linecap:round;overflow:visible;paint-order:stroke}"
  "path.halo{stroke:var(--paper);stroke-width:5}"
  ".hit{stroke:var(--hit)}.wrong{stroke:var(--wrong)}.missed{stroke:var(--mark)}"
  ".carries{stroke:var(--text);fill:var(--text)}"
  ".sample{display:inline-block;width:1em;height:1em;border:2px solid;vertical-align:middle}"
  ".sample.possible{border-style:dashed}"
  "#readout{min-height:1.5rem;font-size:1.1rem;color:var(--text)}"
  ".ramp{display:inline-block;width:10rem;height:.7rem;margin:0 .4rem}";

static const char script[] =
  "const readout=document.getElementById('readout');"
  "const tables=[...document.querySelectorAll('table')];"
  "tables.forEach(table=>{"
  "const cells=[...table.tBodies[0].rows].map(row=>[...row.cells].slice(1));"
  "const heads=[...table.tHead.rows[table.tHead.rows.length-1].cells].slice(1);"
  "function show(cell){"
  "document.querySelectorAll('.lit').forEach(head=>head.classList.remove('lit'));"
  "const row=cell.parentNode,source=heads[cell.cellIndex-1],target=row.cells[0];"
  "source.classList.add('lit');target.classList.add('lit');"
  "readout.textContent=source.textContent+' \\u2192 '+target.textContent+': '"
  "+cell.dataset.weight+(cell.dataset.link?'; '+cell.dataset.link:'')}"
  "table.addEventListener('mouseover',event=>{const cell=event.target.closest('td');"
  "if(cell)show(cell)});"
  "table.addEventListener('focusin',event=>{const cell=event.target.closest('td');"
  "if(cell)show(cell)});"
  "table.addEventListener('keydown',event=>{const cell=event.target.closest('td');"
  "const step={ArrowLeft:[0,-1],ArrowRight:[0,1],ArrowUp:[-1,0],ArrowDown:[1,0]}[event.key];"
  "if(!cell||!step)return;const y=cells.indexOf(cells.find(row=>row.includes(cell)))+step[0];"
  "const next=(cells[y]||[])[cell.cellIndex-1+step[1]];"
  "if(next){cell.tabIndex=-1;next.tabIndex=0;next.focus();event.preventDefault()}})});"
  "document.getElementById('numbers').addEventListener('change',event=>"
  "tables.forEach(table=>table.classList.toggle('numbers',event.target.checked)));";

static void
append_escaped (GString    *out,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
append_color (GString    *out,
              const char *name,
              HeedColor   color)
{
  g_string_append_printf (out, "--%s:#%02x%02x%02x;", name, (guint) (color.red * 255.0 + 0.5),
                          (guint) (color.green * 255.0 + 0.5),
                          (guint) (color.blue * 255.0 + 0.5));
}

static void
append_head (GString                *out,
             const HeedFigure       *figure,
             const char             *title)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (figure->scene.is_dark);

  g_string_append (out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n"
                   "<meta name=\"generator\" content=\"Heed\">\n<title>");
  append_escaped (out, title);
  g_string_append (out, "</title>\n<style>:root{");
  append_color (out, "paper", colors.paper);
  append_color (out, "text", colors.text);
  append_color (out, "muted", colors.muted);
  append_color (out, "strong", colors.strong);
  append_color (out, "mark", colors.mark);
  append_color (out, "hit", colors.hit);
  append_color (out, "wrong", colors.wrong);
  g_string_append_printf (out, "}%s</style>\n</head>\n<body>\n", style_sheet);
}

static guint32
find_pixel (const HeedFigure *figure,
            double            shade)
{
  const HeedColorScale *scale =
    figure->scene.style.shading.is_signed
      ? heed_color_scale_get_diverging (figure->scene.is_dark)
      : heed_color_scale_get (figure->scene.style.palette, figure->scene.is_dark);

  return heed_color_scale_lookup (scale, shade) & 0xffffff;
}

/* Draws the sign of an outcome as SVG, because not every font has these characters. */
static void
append_sign (GString         *out,
             HeedLinkOutcome  outcome)
{
  static const char *const paths[] = {
    [HEED_OUTCOME_NONE] = NULL,
    [HEED_OUTCOME_HIT] = "M3 9L7 13L14 4",
    [HEED_OUTCOME_WRONG] = "M4 4L13 13M13 4L4 13",
    [HEED_OUTCOME_MISSED] = "M8.5 3.5A5 5 0 1 1 8.4 3.5",
    [HEED_OUTCOME_CARRIES] = "M8.5 5L12 8.5L8.5 12L5 8.5Z",
  };
  static const char *const names[] = { "", "hit", "wrong", "missed", "carries" };

  if (paths[outcome] != NULL)
    g_string_append_printf (out,
                            "<svg viewBox=\"0 0 17 17\" aria-hidden=\"true\"><path class=\"halo\" "
                            "d=\"%s\"/><path class=\"%s\" d=\"%s\"/></svg>",
                            paths[outcome], names[outcome], paths[outcome]);
}

static const char *
find_class (HeedGoldKind kind)
{
  switch (kind)
    {
    case HEED_GOLD_SURE:
      return " class=\"sure\"";

    case HEED_GOLD_POSSIBLE:
      return " class=\"possible\"";

    case HEED_GOLD_NONE:
      break;
    }

  return "";
}

/* Adds a cell's gold link as a class, as a description in words, and as a sign. */
static void
append_link (GString            *attributes,
             GString            *sign,
             const HeedLinkMark *mark)
{
  const char *words = mark != NULL ? heed_link_marks_describe (mark->kind, mark->outcome) : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  if (words == NULL)
    return;

  g_string_append_printf (attributes, "%s data-link=\"%s\" title=\"%s\"", find_class (mark->kind),
                          escaped, escaped);
  append_sign (sign, mark->outcome);
}

static void
append_cell (GString            *out,
             const HeedFigure   *figure,
             float               weight,
             float               shade,
             gboolean            is_first,
             const HeedLinkMark *mark)
{
  g_autoptr(GString) attributes = g_string_new (NULL);
  g_autoptr(GString) sign = g_string_new (NULL);
  guint32 pixel = find_pixel (figure, shade);
  double luminance = heed_color_get_luminance (heed_color_from_pixel (pixel));
  char digits[HEED_NUMBER_BYTES];
  g_autofree char *shown = heed_number_format_weight (weight);

  append_link (attributes, sign, mark);
  g_string_append_printf (out,
                          "<td tabindex=\"%d\"%s data-weight=\"%s\" "
                          "style=\"background:#%06x;color:%s\">%s<span>%s</span></td>",
                          is_first ? 0 : -1, attributes->str,
                          heed_json_format_number (weight, digits), pixel,
                          luminance < 0.4 ? "#fff" : "#000", sign->str, shown);
}

static const HeedLinkMark *
find_mark (const HeedHeatmapNotes *notes,
           guint                   row,
           guint                   column)
{
  return notes != NULL ? heed_link_marks_find (notes->links, notes->n_links, row, column) : NULL;
}

static void
append_row (GString          *out,
            const HeedFigure *figure,
            guint             row)
{
  const HeedHeatmapScene *scene = &figure->scene;
  guint n_columns = scene->matrix->n_columns;
  const float *weights = scene->matrix->values + (gsize) row * n_columns;
  g_autofree float *shades = g_new (float, n_columns + 1);

  heed_shading_shade (&scene->style.shading, weights, n_columns, shades);
  g_string_append (out, "<tr><th scope=\"row\">");
  append_escaped (out, row < scene->n_row_labels ? scene->row_labels[row] : "");
  g_string_append (out, "</th>");
  for (guint column = 0; column < n_columns; column++)
    append_cell (out, figure, weights[column], shades[column], row == 0 && column == 0,
                 find_mark (scene->notes, row, column));
  g_string_append (out, "</tr>\n");
}

static void
append_axes (GString          *out,
             const HeedFigure *figure)
{
  const HeedHeatmapNotes *notes = figure->scene.notes;

  if (notes == NULL || notes->row_title == NULL || notes->column_title == NULL)
    return;

  g_string_append (out, "<caption>");
  append_escaped (out, notes->column_title);
  g_string_append (out, " → ");
  append_escaped (out, notes->row_title);
  g_string_append (out, "</caption>\n");
}

static void
append_table (GString          *out,
              const HeedFigure *figure)
{
  const HeedHeatmapScene *scene = &figure->scene;

  g_string_append_printf (out, "<div class=\"scroll\">\n<table%s>\n",
                          scene->style.shows_numbers ? " class=\"numbers\"" : "");
  append_axes (out, figure);
  g_string_append (out, "<thead>\n<tr><td></td>");
  for (guint column = 0; column < scene->matrix->n_columns; column++)
    {
      g_string_append (out, "<th scope=\"col\">");
      append_escaped (out, column < scene->n_column_labels ? scene->column_labels[column] : "");
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr>\n</thead>\n<tbody>\n");
  for (guint row = 0; row < scene->matrix->n_rows; row++)
    append_row (out, figure, row);
  g_string_append (out, "</tbody>\n</table>\n</div>\n");
}

static void
append_legend (GString          *out,
               const HeedFigure *figure)
{
  HeedScaling scaling = figure->scene.style.shading.scaling;

  g_string_append (out, "<p>0<span class=\"ramp\" style=\"background:linear-gradient(to right");
  for (guint i = 0; i < N_STOPS; i++)
    g_string_append_printf (
      out, ",#%06x",
      find_pixel (figure, heed_shading_scale (scaling, (double) i / (N_STOPS - 1), 1.0)));
  g_string_append (out, ")\"></span>");
  append_escaped (out, scaling == HEED_SCALING_ROW_MAXIMUM ? _("row’s largest") : "1");
  g_string_append_printf (out, " &nbsp; <label><input type=\"checkbox\" id=\"numbers\"%s> ",
                          figure->scene.style.shows_numbers ? " checked" : "");
  append_escaped (out, _("Numbers"));
  g_string_append (out, "</label></p>\n");
}

static void
append_changes (GString          *out,
                const HeedFigure *figure)
{
  g_autofree char *changes = heed_figure_new_changes_line (figure);

  if (changes == NULL)
    return;

  g_string_append (out, "<p class=\"changes\">");
  append_escaped (out, changes);
  g_string_append (out, "</p>\n");
}

/* Writes the sides next to each other, each with its title and its caption above the table. */
static void
append_sides (GString          *out,
              const HeedFigure *figure)
{
  g_string_append (out, "<div class=\"sides\">\n");
  for (guint i = 0; i < figure->n_sides; i++)
    {
      const HeedFigure *side = &figure->sides[i];

      g_string_append (out, "<section>\n<h2>");
      append_escaped (out, side->title != NULL ? side->title : "");
      g_string_append (out, "</h2>\n");
      if (side->caption != NULL)
        {
          g_string_append (out, "<p>");
          append_escaped (out, side->caption);
          g_string_append (out, "</p>\n");
        }
      append_changes (out, side);
      append_table (out, side);
      g_string_append (out, "</section>\n");
    }
  g_string_append (out, "</div>\n");
}

static void
append_links_legend (GString          *out,
                     const HeedFigure *figure)
{
  static const HeedLinkOutcome outcomes[] = { HEED_OUTCOME_NONE, HEED_OUTCOME_NONE,
                                              HEED_OUTCOME_HIT, HEED_OUTCOME_WRONG,
                                              HEED_OUTCOME_MISSED };

  if (figure->scene.notes == NULL || !figure->scene.notes->has_gold)
    return;

  g_string_append (out, "<p>");
  for (guint i = 0; i < HEED_LINK_N_SAMPLES; i++)
    {
      if (outcomes[i] == HEED_OUTCOME_NONE)
        g_string_append_printf (out, "<span class=\"sample%s\"></span>", i == 1 ? " possible" : "");
      append_sign (out, outcomes[i]);
      g_string_append (out, " ");
      append_escaped (out, heed_link_marks_get_sample (i));
      g_string_append (out, " &nbsp; ");
    }
  g_string_append (out, "</p>\n");
}

char *
heed_figure_to_html (const HeedFigure *figure)
{
  const char *title = figure->title != NULL     ? figure->title
                      : figure->caption != NULL ? figure->caption
                                                : "Heed";
  GString *out = g_string_new (NULL);

  append_head (out, figure, title);
  g_string_append (out, "<h1>");
  append_escaped (out, title);
  g_string_append (out, "</h1>\n");
  if (figure->n_sides > 1)
    append_sides (out, figure);
  else
    {
      append_changes (out, figure);
      append_table (out, figure);
    }
  g_string_append (out, "<p id=\"readout\" role=\"status\"></p>\n");
  append_legend (out, figure);
  append_links_legend (out, figure);
  if (figure->n_sides < 2 && figure->caption != NULL && figure->title != NULL)
    {
      g_string_append (out, "<p>");
      append_escaped (out, figure->caption);
      g_string_append (out, "</p>\n");
    }
  g_string_append_printf (out, "<script>%s</script>\n</body>\n</html>\n", script);

  return g_string_free (out, FALSE);
}
