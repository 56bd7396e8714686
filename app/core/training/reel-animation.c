/* reel-animation.c — films as an animated SVG
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every frame is a group that is visible for its part of the time; a viewer without
 * animation shows the last one. Cells are an image, labels are searchable text. The
 * file has no script and no external resources, so any browser plays it, also
 * embedded in a slide.
 *
 * Source: https://www.w3.org/TR/SMIL3/smil-animation.html
 */

#include "app/core/training/film-pace.h"

#include <glib/gi18n.h>

#include "app/core/figures/picture.h"
#include "ui/color-scale.h"
#include "ui/token-label.h"

#define SECONDS           12.0
#define CELL_PX           26.0
#define MIN_GRID_PX       280.0
#define CHAR_PX           8.0
#define LINE_PX           20.0
#define MARGIN_PX         14.0
#define MAX_LABEL_CHARS   16
#define MAX_IMAGE_PX      512  /* per side */
#define MAX_PIXELS_A_CELL 16

/* The layout of one film, the same for all its frames. */
typedef struct {
  double left;         /* of the cells, px, in the film's own group */
  double top;
  double cell_width;
  double cell_height;
  double width;        /* of the whole film */
  double height;
  gboolean is_slanted; /* column labels */
} Place;

static guint
count_chars (const char *label)
{
  guint n_chars = 0;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    n_chars += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return MIN (n_chars, MAX_LABEL_CHARS);
}

static guint
find_longest (const HeedTokens *tokens)
{
  g_auto(GStrv) labels = heed_token_label_new_list (tokens->tokens, tokens->n_tokens);
  guint longest = 0;

  for (guint i = 0; labels[i] != NULL; i++)
    longest = MAX (longest, count_chars (labels[i]));

  return longest;
}

static void
find_place (const HeedReel *reel,
            Place          *place)
{
  guint n_rows = 1, n_columns = 1, row_chars = 0, column_chars = 0;

  for (guint i = 0; i < reel->frames->len; i++)
    {
      const HeedSnapshot *frame = g_ptr_array_index (reel->frames, i);
      const HeedTokens *rows = heed_snapshot_get_rows (frame, reel->site);
      const HeedTokens *columns = heed_snapshot_get_columns (frame, reel->site);

      n_rows = MAX (n_rows, rows->n_tokens);
      n_columns = MAX (n_columns, columns->n_tokens);
      row_chars = MAX (row_chars, find_longest (rows));
      column_chars = MAX (column_chars, find_longest (columns));
    }

  place->cell_width = MAX (CELL_PX, MIN_GRID_PX / n_columns);
  place->cell_height = CELL_PX;
  place->is_slanted = column_chars * CHAR_PX > place->cell_width;
  place->left = MARGIN_PX + row_chars * CHAR_PX;
  place->top =
    MARGIN_PX + 2.0 * LINE_PX + (place->is_slanted ? column_chars * CHAR_PX * 0.8 : LINE_PX);
  place->width = place->left + n_columns * place->cell_width + MARGIN_PX +
                 (place->is_slanted ? column_chars * CHAR_PX * 0.5 : 0.0);
  place->width = MAX (place->width, g_utf8_strlen (reel->title, -1) * CHAR_PX + 2.0 * MARGIN_PX);
  place->height = place->top + n_rows * place->cell_height + MARGIN_PX;
}

/* --- Writing ------------------------------------------------------------- */

/* Appends an attribute; numbers have a decimal point in every locale. */
static void
append (GString    *svg,
        const char *name,
        double      value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (svg, " %s=\"%s\"", name,
                          g_ascii_formatd (number, sizeof number, "%.5g", value));
}

static void
append_text (GString    *svg,
             double      x,
             double      y,
             const char *more,
             const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (svg, "<text");
  append (svg, "x", x);
  append (svg, "y", y);
  g_string_append_printf (svg, "%s>%s</text>\n", more, escaped);
}

/* Paints each cell as several pixels, because some viewers smooth enlarged images whatever the
 * style says. */
static cairo_surface_t *
paint (const HeedMatrix *matrix)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_BLUES, FALSE);
  guint side = CLAMP (MAX_IMAGE_PX / MAX (matrix->n_rows, matrix->n_columns), 1, MAX_PIXELS_A_CELL);
  cairo_surface_t *cells = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (side * matrix->n_columns), (int) (side * matrix->n_rows));
  guint8 *pixels = cairo_image_surface_get_data (cells);
  gsize stride = (gsize) cairo_image_surface_get_stride (cells);

  cairo_surface_flush (cells);
  for (guint y = 0; y < side * matrix->n_rows; y++)
    for (guint x = 0; x < side * matrix->n_columns; x++)
      ((guint32 *) (gpointer) (pixels + y * stride))[x] = heed_color_scale_lookup (
        scale, matrix->values[(gsize) (y / side) * matrix->n_columns + x / side]);
  cairo_surface_mark_dirty (cells);

  return cells;
}

static void
append_cells (GString          *svg,
              const Place      *place,
              const HeedMatrix *matrix)
{
  g_autoptr(GByteArray) png = g_byte_array_new ();
  cairo_surface_t *cells = paint (matrix);
  g_autofree char *base64 = NULL;

  heed_picture_append_png (cells, png);
  cairo_surface_destroy (cells);
  base64 = g_base64_encode (png->data, png->len);

  g_string_append (svg, "<image");
  append (svg, "x", place->left);
  append (svg, "y", place->top);
  append (svg, "width", matrix->n_columns * place->cell_width);
  append (svg, "height", matrix->n_rows * place->cell_height);
  g_string_append_printf (svg, " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
                               "xlink:href=\"data:image/png;base64,%s\"/>\n", base64);
}

static void
append_labels (GString          *svg,
               const Place      *place,
               const HeedTokens *row_tokens,
               const HeedTokens *column_tokens)
{
  g_auto(GStrv) rows = heed_token_label_new_list (row_tokens->tokens, row_tokens->n_tokens);
  g_auto(GStrv) columns =
    heed_token_label_new_list (column_tokens->tokens, column_tokens->n_tokens);

  for (guint i = 0; rows[i] != NULL; i++)
    append_text (svg, place->left - 6.0, place->top + (i + 0.5) * place->cell_height + 4.0,
                 " text-anchor=\"end\"", rows[i]);

  for (guint i = 0; columns[i] != NULL; i++)
    {
      double x = place->left + (i + 0.5) * place->cell_width;
      double y = place->top - 7.0;
      g_autofree char *turn =
        g_strdup_printf (" transform=\"rotate(-45 %d %d)\"", (int) x, (int) y);

      append_text (svg, (int) x, (int) y, place->is_slanted ? turn : " text-anchor=\"middle\"",
                   columns[i]);
    }
}

/* Makes the group visible from begin to end, which are fractions of the duration. */
static void
append_seen (GString *svg,
             double   begin,
             double   end)
{
  char first[G_ASCII_DTOSTR_BUF_SIZE], second[G_ASCII_DTOSTR_BUF_SIZE],
    seconds[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_first = begin <= 0.0;
  gboolean is_last = end >= 1.0;

  if (is_first && is_last)
    return;

  g_ascii_formatd (first, sizeof first, "%.5f", begin);
  g_ascii_formatd (second, sizeof second, "%.5f", end);
  g_ascii_formatd (seconds, sizeof seconds, "%g", SECONDS);

  g_string_append (
    svg, "<animate attributeName=\"display\" calcMode=\"discrete\" repeatCount=\"indefinite\"");
  g_string_append_printf (svg, " dur=\"%ss\"", seconds);

  if (is_first)
    g_string_append_printf (svg, " values=\"inline;none\" keyTimes=\"0;%s\"/>\n", second);
  else if (is_last)
    g_string_append_printf (svg, " values=\"none;inline\" keyTimes=\"0;%s\"/>\n", first);
  else
    g_string_append_printf (svg, " values=\"none;inline;none\" keyTimes=\"0;%s;%s\"/>\n", first,
                            second);
}

static void
append_frame (GString            *svg,
              const Place        *place,
              const HeedSnapshot *frame,
              HeedAttentionSite   site)
{
  const HeedMatrix *attention = heed_snapshot_get_attention (frame, site);
  g_autofree char *caption = g_strdup_printf (_("epoch %.1f"), frame->epoch);
  g_autofree char *line = g_strdup_printf ("%s · %s", caption, frame->output);

  append_text (svg, MARGIN_PX, MARGIN_PX + 1.8 * LINE_PX, " fill=\"#555\"", line);

  if (attention != NULL)
    {
      append_labels (svg, place, heed_snapshot_get_rows (frame, site),
                     heed_snapshot_get_columns (frame, site));
      append_cells (svg, place, attention);
    }
}

static double
get_epoch (const HeedReel *reel,
           guint           i)
{
  return ((const HeedSnapshot *) g_ptr_array_index (reel->frames, i))->epoch;
}

static void
append_reel (GString        *svg,
             const HeedReel *reel,
             const Place    *place,
             double          x,
             HeedFilmPace   *pace)
{
  guint n_frames = reel->frames->len;
  double begin = 0.0;

  g_string_append_printf (svg, "<g transform=\"translate(%d 0)\">\n", (int) x);
  append_text (svg, MARGIN_PX, MARGIN_PX + 0.7 * LINE_PX, " font-weight=\"bold\"", reel->title);

  /* A frame is visible while its epoch is the nearest; the pace gives changes more time. */
  for (guint i = 0; i < n_frames; i++)
    {
      double end = i + 1 < n_frames
                   ? heed_film_pace_get_place (
                       pace, (get_epoch (reel, i) + get_epoch (reel, i + 1)) / 2.0)
                   : 1.0;

      g_string_append_printf (svg, "<g display=\"%s\">\n", i + 1 < n_frames ? "none" : "inline");
      append_seen (svg, begin, end);
      append_frame (svg, place, g_ptr_array_index (reel->frames, i), reel->site);
      g_string_append (svg, "</g>\n");
      begin = end;
    }

  g_string_append (svg, "</g>\n");
}

/**
 * heed_reels_dup_animation:
 *
 * Returns: (transfer full): the text of an SVG file
 */
char *
heed_reels_dup_animation (const HeedReels *reels)
{
  GString *svg = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (reels, heed_reels_get_last_epoch (reels));
  g_autofree Place *places = g_new (Place, reels->n_reels);
  double width = 0.0, height = 0.0, x = 0.0;

  for (guint k = 0; k < reels->n_reels; k++)
    {
      find_place (&reels->reels[k], &places[k]);
      width += places[k].width;
      height = MAX (height, places[k].height);
    }

  g_string_append (
    svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  g_string_append_printf (svg, " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                          (int) width, (int) height, (int) width, (int) height);
  g_string_append (svg, " font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n"
                        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");

  for (guint k = 0; k < reels->n_reels; k++)
    {
      append_reel (svg, &reels->reels[k], &places[k], x, pace);
      x += places[k].width;
    }

  g_string_append (svg, "</svg>\n");

  return g_string_free (svg, FALSE);
}
