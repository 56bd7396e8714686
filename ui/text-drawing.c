/* text-drawing.c — draws text on any cairo surface; SVG gets text elements instead of outlines
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cairo writes the outlines of glyphs into an SVG: they look the same everywhere, but cannot be
 * searched, read out or edited. Here each run of one font becomes a text element at the position
 * and with the width that Pango computed, so that a substituted font does not move anything. Such
 * text lies above everything else in the drawing, as labels do anyway.
 */

#include "ui/text-drawing.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static const cairo_user_data_key_t notes_key;

/* printf() in the C locale. */
static void
append (GString    *svg,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static void
append (GString    *svg,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (svg, format, arguments);
  va_end (arguments);
}

static void
append_number (GString    *svg,
               const char *before,
               double      number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  append (svg, "%s%s", before, g_ascii_formatd (digits, sizeof digits, "%.6g", number));
}

static void
append_place (GString *svg,
              cairo_t *cr,
              double   x,
              double   y)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  append_number (svg, "<text transform=\"matrix(", matrix.xx);
  append_number (svg, " ", matrix.yx);
  append_number (svg, " ", matrix.xy);
  append_number (svg, " ", matrix.yy);
  append_number (svg, " ", matrix.x0);
  append_number (svg, " ", matrix.y0);
  append_number (svg, ")\" x=\"", x);
  append_number (svg, "\" y=\"", y);
  append (svg, "\"");
}

/* Pango loads fonts at their size on the surface, so the size is divided by the scale. */
static void
append_font (GString   *svg,
             PangoFont *font,
             double     scale)
{
  PangoFontDescription *description = pango_font_describe_with_absolute_size (font);
  g_autofree char *family = g_markup_escape_text (pango_font_description_get_family (description),
                                                  -1);

  append (svg, " font-family=\"%s\"", family);
  append_number (svg, " font-size=\"",
                 (double) pango_font_description_get_size (description) / PANGO_SCALE / scale);
  append (svg, "\"");
  if (pango_font_description_get_weight (description) != PANGO_WEIGHT_NORMAL)
    append (svg, " font-weight=\"%d\"", (int) pango_font_description_get_weight (description));
  if (pango_font_description_get_style (description) != PANGO_STYLE_NORMAL)
    append (svg, " font-style=\"italic\"");

  pango_font_description_free (description);
}

typedef struct {
  double red, green, blue, alpha;
} Ink;

/* The colour of the cairo source, or the one that an attribute of the run sets instead. */
static Ink
find_ink (cairo_t         *cr,
          const PangoItem *item)
{
  Ink ink = { 0.0, 0.0, 0.0, 1.0 };

  cairo_pattern_get_rgba (cairo_get_source (cr), &ink.red, &ink.green, &ink.blue, &ink.alpha);
  for (const GSList *at = item->analysis.extra_attrs; at != NULL; at = at->next)
    {
      const PangoAttribute *attribute = at->data;

      if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
        {
          PangoColor color = ((const PangoAttrColor *) attribute)->color;

          ink = (Ink) { color.red / 65535.0, color.green / 65535.0, color.blue / 65535.0,
                        ink.alpha };
        }
      else if (attribute->klass->type == PANGO_ATTR_FOREGROUND_ALPHA)
        {
          ink.alpha *= ((const PangoAttrInt *) attribute)->value / 65535.0;
        }
    }

  return ink;
}

static void
append_ink (GString *svg,
            Ink      ink)
{
  append (svg, " fill=\"#%02x%02x%02x\"", (guint) (ink.red * 255.0 + 0.5),
          (guint) (ink.green * 255.0 + 0.5), (guint) (ink.blue * 255.0 + 0.5));
  if (ink.alpha < 1.0)
    {
      append_number (svg, " fill-opacity=\"", ink.alpha);
      append (svg, "\"");
    }
}

static char *
dup_run_text (const char      *text,
              const PangoItem *item)
{
  g_autofree char *plain = (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0
                             ? g_strdup ("…")
                             : g_strndup (text + item->offset, (gsize) item->length);

  return g_markup_escape_text (plain, -1);
}

static void
note_run (GString              *svg,
          cairo_t              *cr,
          const char           *text,
          const PangoLayoutRun *run,
          PangoRectangle        where)  /* y is the baseline */
{
  cairo_matrix_t matrix;
  g_autofree char *escaped = dup_run_text (text, run->item);

  if (escaped[strspn (escaped, " ")] == '\0')
    return;

  append_place (svg, cr, (double) where.x / PANGO_SCALE, (double) where.y / PANGO_SCALE);
  cairo_get_matrix (cr, &matrix);
  append_font (svg, run->item->analysis.font, hypot (matrix.xx, matrix.yx));
  append_ink (svg, find_ink (cr, run->item));
  append_number (svg, " textLength=\"", (double) where.width / PANGO_SCALE);
  append (svg, "\" lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>\n",
          strchr (escaped, ' ') != NULL ? " xml:space=\"preserve\"" : "", escaped);
}

/* Whether any part of a layout is inside the clip; Pango draws nothing of a layout outside it. */
static gboolean
is_seen (cairo_t     *cr,
         PangoLayout *layout,
         double       x,
         double       y)
{
  PangoRectangle logical;
  double left, top, right, bottom;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);

  return x + (double) logical.x / PANGO_SCALE < right &&
         x + (double) (logical.x + logical.width) / PANGO_SCALE > left &&
         y + (double) logical.y / PANGO_SCALE < bottom &&
         y + (double) (logical.y + logical.height) / PANGO_SCALE > top;
}

static void
note_layout (GString     *svg,
             cairo_t     *cr,
             PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter;
  double x, y;

  cairo_get_current_point (cr, &x, &y);
  pango_cairo_update_layout (cr, layout);
  if (!is_seen (cr, layout, x, y))
    return;

  iter = pango_layout_get_iter (layout);
  do
    {
      const PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle where;

      if (run == NULL)
        continue;

      pango_layout_iter_get_run_extents (iter, NULL, &where);
      where.x += (int) (x * PANGO_SCALE);
      where.y = pango_layout_iter_get_baseline (iter) + (int) (y * PANGO_SCALE);
      note_run (svg, cr, text, run, where);
    }
  while (pango_layout_iter_next_run (iter));

  pango_layout_iter_free (iter);
}

/**
 * heed_text_show:
 * @cr: its current point is the top left corner of the text
 */
void
heed_text_show (cairo_t     *cr,
                PangoLayout *layout)
{
  GString *svg = cairo_surface_get_user_data (cairo_get_target (cr), &notes_key);

  if (svg != NULL)
    note_layout (svg, cr, layout);
  else
    pango_cairo_show_layout (cr, layout);
}

/**
 * heed_text_note:
 * @surface: a surface as large as the drawing that the text belongs to
 * @svg: (transfer none): text is appended to it; must outlive the drawing on the surface
 */
void
heed_text_note (cairo_surface_t *surface,
                GString         *svg)
{
  cairo_surface_set_user_data (surface, &notes_key, svg, NULL);
}
