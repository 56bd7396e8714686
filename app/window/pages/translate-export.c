/* translate-export.c — the picture that the page Translate is saved as
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate-export.h"

#include <glib/gi18n.h>

#include "app/core/picture.h"

#define PICTURE_WIDTH  1000
#define PICTURE_HEIGHT 800

static void
draw_export (HeedTranslateParts *parts,
             cairo_t            *cr,
             double              width,
             double              height)
{
  HeedViewMode mode = heed_view_options_get_mode (parts->options);

  if (!heed_attention_views_export (parts->views, mode, cr, width, height))
    heed_heatmap_export (parts->heatmap, cr, width, height);
}

gboolean
heed_translate_export_save (HeedTranslateParts  *parts,
                            const char          *path,
                            GError             **error)
{
  return heed_picture_save (path, PICTURE_WIDTH, PICTURE_HEIGHT, (HeedPictureFunc) draw_export,
                            parts, error);
}

const HeedPageExport *
heed_translate_export_get (const HeedTranslateParts *parts)
{
  static const HeedPageExport heatmap = { N_("Save Picture"), "attention.svg",
                                          N_("The picture could not be saved.") };

  return heed_heatmap_get_matrix (parts->heatmap) != NULL ? &heatmap : NULL;
}
