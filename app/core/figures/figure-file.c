/* figure-file.c — saving a figure of an attention in any file format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/figures/figure-file.h"

#include <gio/gio.h>
#include <string.h>

#include "app/core/figures/figure-text.h"
#include "app/core/figures/picture.h"

/**
 * heed_figure_form_set_pixels:
 * @width: of a PNG, pixels
 * @height: of a PNG, pixels
 *
 * The drawing area is at least %HEED_FIGURE_WIDTH_PX wide and %HEED_FIGURE_HEIGHT_PX
 * high, and equals one of these exactly, so a larger picture has larger letters, not
 * more room.
 */
void
heed_figure_form_set_pixels (HeedFigureForm *form,
                             guint           width,
                             guint           height)
{
  g_return_if_fail (form != NULL && width > 0 && height > 0);

  form->scale = MIN (width / HEED_FIGURE_WIDTH_PX, height / HEED_FIGURE_HEIGHT_PX);
  form->width = width / form->scale;
  form->height = height / form->scale;
}

const char *const *
heed_figure_list_endings (void)
{
  static const char *const endings[] = { "svg", "pdf", "png", "html", "tex", "csv", "json", NULL };

  return endings;
}

gboolean
heed_figure_can_save (const char *path)
{
  const char *ending = strrchr (path, '.');

  return ending != NULL && g_strv_contains (heed_figure_list_endings (), ending + 1);
}

static gboolean
save_text (char        *text,
           const char  *path,
           GError     **error)
{
  g_autofree char *owned = text;

  return g_file_set_contents (path, owned, -1, error);
}

/**
 * heed_figure_save:
 * @path: its extension determines the format
 *
 * Tables, TeX and JSON contain the numbers, whichever view the figure has.
 *
 * Errors: those of heed_picture_save_as() and of g_file_set_contents();
 *   %G_IO_ERROR_NOT_SUPPORTED if the extension is unknown, or the figure lacks the
 *   numbers or the translation to write
 *
 * Returns: whether the file is written
 */
gboolean
heed_figure_save (const HeedFigure      *figure,
                  const char            *path,
                  const HeedFigureForm  *form,
                  GError               **error)
{
  const HeedPictureForm picture = { form->width, form->height, form->has_outlines, figure->title,
                                    form->scale };
  gboolean has_numbers = figure->scene.matrix != NULL;

  if (heed_picture_can_save (path))
    return heed_picture_save_as (path, &picture, heed_figure_draw, (gpointer) figure, error);

  if (has_numbers && g_str_has_suffix (path, ".csv"))
    return save_text (heed_figure_to_csv (figure), path, error);

  if (has_numbers && g_str_has_suffix (path, ".html"))
    return save_text (heed_figure_to_html (figure), path, error);

  if (has_numbers && g_str_has_suffix (path, ".tex"))
    return save_text (heed_figure_to_tex (figure), path, error);

  if (figure->translation != NULL && g_str_has_suffix (path, ".json"))
    return save_text (heed_figure_to_json (figure), path, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "file name: expected one that ends in .svg, .pdf, .png, .html, .tex, .csv or .json, "
               "of an attention, found %s", path);
  return FALSE;
}
