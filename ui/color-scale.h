/* color-scale.h — maps values to colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* sRGB, each in [0, 1]. */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} HeedColor;

typedef enum {
  HEED_PALETTE_BLUES,
  HEED_PALETTE_VIRIDIS,
  HEED_PALETTE_GREYS,
  HEED_PALETTE_PROJECTOR  /* even its lowest values stay visible on a projector */
} HeedPalette;

#define HEED_TYPE_PALETTE (heed_palette_get_type ())

GType heed_palette_get_type (void);

#define HEED_COLOR_SCALE_SIZE 256

typedef struct {
  guint32 pixels[HEED_COLOR_SCALE_SIZE];  /* 0xffRRGGBB, as in cairo's RGB24 and ARGB32 */
} HeedColorScale;

const HeedColorScale *heed_color_scale_get           (HeedPalette           palette,
                                                      gboolean              is_dark);
const HeedColorScale *heed_color_scale_get_diverging (gboolean              is_dark);

guint32               heed_color_scale_lookup        (const HeedColorScale *scale,
                                                      double                value);
HeedColor             heed_color_from_pixel          (guint32               pixel);
double                heed_color_get_luminance       (HeedColor             color);

G_END_DECLS
