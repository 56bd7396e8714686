/* shading.h — how dark a weight is drawn, and which weights are hidden
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"
#include "ui/color-scale.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SCALING_LINEAR,
  HEED_SCALING_SQUARE_ROOT,  /* small weights are easier to tell apart */
  HEED_SCALING_ROW_MAXIMUM   /* each weight relative to the largest of its row */
} HeedScaling;

#define HEED_TYPE_SCALING (heed_scaling_get_type ())

GType heed_scaling_get_type (void);

/* If all fields are zero, every weight is drawn unscaled. */
typedef struct {
  HeedScaling scaling;
  double      threshold;  /* smaller weights are hidden; 0: none */
  guint       top_k;      /* how many weights per row are drawn; 0: all */
  double      largest;    /* the number with the strongest colour; 0: 1, for weights */
  gboolean    is_signed;  /* numbers in [-largest, largest], none hidden, linear */
} HeedShading;

/* How a matrix is drawn. */
typedef struct {
  HeedPalette palette;
  HeedShading shading;
  gboolean    shows_numbers;  /* in cells that are large enough */
} HeedHeatmapStyle;

/* The colour of each number. */
const HeedColorScale *
         heed_heatmap_style_get_scale (const HeedHeatmapStyle *style,
                                       gboolean                is_dark);

gboolean heed_shading_is_equal        (const HeedShading *shading,
                                       const HeedShading *other);
gboolean heed_shading_hides           (const HeedShading *shading);

double   heed_shading_get_largest     (const HeedShading *shading);
double   heed_shading_scale           (HeedScaling        scaling,
                                       double             weight,
                                       double             row_maximum);
void     heed_shading_choose          (const HeedShading *shading,
                                       const float       *weights,
                                       guint              n_weights,
                                       float             *left);
void     heed_shading_shade           (const HeedShading *shading,
                                       const float       *weights,
                                       guint              n_weights,
                                       float             *shades);
double   heed_shading_get_hidden_mass (const HeedShading *shading,
                                       const HeedMatrix  *weights);

G_END_DECLS
