/* shading.c — how dark a weight is drawn, and which weights are hidden
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hidden weights are drawn as 0. Their total is reported, because a picture without the small
 * weights looks more certain than the model is.
 */

#include "ui/shading.h"

#include <math.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (HeedScaling, heed_scaling,
                    G_DEFINE_ENUM_VALUE (HEED_SCALING_LINEAR, "linear"),
                    G_DEFINE_ENUM_VALUE (HEED_SCALING_SQUARE_ROOT, "square-root"),
                    G_DEFINE_ENUM_VALUE (HEED_SCALING_ROW_MAXIMUM, "row-maximum"))

gboolean
heed_shading_is_equal (const HeedShading *shading,
                       const HeedShading *other)
{
  return shading->scaling == other->scaling && shading->threshold == other->threshold &&
         shading->top_k == other->top_k && shading->largest == other->largest &&
         shading->is_signed == other->is_signed;
}

/**
 * heed_shading_get_largest:
 *
 * Returns: the number that has the strongest colour, > 0
 */
double
heed_shading_get_largest (const HeedShading *shading)
{
  return shading->largest > 0.0 ? shading->largest : 1.0;
}

/**
 * heed_heatmap_style_get_scale:
 * @is_dark: whether the paper is dark
 *
 * Signed numbers have a diverging scale, whatever the palette of weights.
 *
 * Returns: (transfer none): the colours of the numbers
 */
const HeedColorScale *
heed_heatmap_style_get_scale (const HeedHeatmapStyle *style,
                              gboolean                is_dark)
{
  return style->shading.is_signed ? heed_color_scale_get_diverging (is_dark)
                                  : heed_color_scale_get (style->palette, is_dark);
}

/**
 * heed_shading_hides:
 *
 * Returns: whether any weight may be hidden
 */
gboolean
heed_shading_hides (const HeedShading *shading)
{
  return !shading->is_signed && (shading->threshold > 0.0 || shading->top_k > 0);
}

/**
 * heed_shading_scale:
 * @weight: [0, 1]
 * @row_maximum: the largest weight of its row
 *
 * Monotonic in @weight; 0 stays 0.
 *
 * Returns: the position of the weight on a colour scale, [0, 1]
 */
double
heed_shading_scale (HeedScaling scaling,
                    double      weight,
                    double      row_maximum)
{
  switch (scaling)
    {
    case HEED_SCALING_SQUARE_ROOT:
      return weight > 0.0 ? sqrt (weight) : 0.0;

    case HEED_SCALING_ROW_MAXIMUM:
      return row_maximum > 0.0 ? weight / row_maximum : 0.0;

    case HEED_SCALING_LINEAR:
      break;
    }

  return weight;
}

static float
find_largest (const float *weights,
              guint        n_weights)
{
  float largest = 0.0f;

  for (guint i = 0; i < n_weights; i++)
    largest = weights[i] > largest ? weights[i] : largest;

  return largest;
}

static int
compare_falling (const void *left,
                 const void *right)
{
  float a = *(const float *) left;
  float b = *(const float *) right;

  return (a < b) - (a > b);
}

/* Sets all but the n_left heaviest weights to 0; of equal weights the first are kept. */
static void
keep_heaviest (float *left,
               guint  n_weights,
               guint  n_left)
{
  g_autofree float *sorted = g_memdup2 (left, n_weights * sizeof *left);
  float limit;
  guint n_above = 0;

  qsort (sorted, n_weights, sizeof *sorted, compare_falling);
  limit = sorted[n_left - 1];
  while (n_above < n_left && sorted[n_above] > limit)
    n_above++;

  for (guint i = 0; i < n_weights; i++)
    if (left[i] < limit)
      left[i] = 0.0f;
    else if (left[i] == limit && n_above++ >= n_left)
      left[i] = 0.0f;
}

/**
 * heed_shading_choose:
 * @weights: n_weights numbers, one row
 * @left: n_weights numbers; set to the weights, with 0 for hidden ones
 */
void
heed_shading_choose (const HeedShading *shading,
                     const float       *weights,
                     guint              n_weights,
                     float             *left)
{
  for (guint i = 0; i < n_weights; i++)
    left[i] = weights[i] < shading->threshold ? 0.0f : weights[i];

  if (shading->top_k > 0 && shading->top_k < n_weights)
    keep_heaviest (left, n_weights, shading->top_k);
}

/* Maps -largest to 0, 0 to 0.5 and largest to 1. */
static void
shade_signed (const HeedShading *shading,
              const float       *numbers,
              guint              n_numbers,
              float             *shades)
{
  double largest = heed_shading_get_largest (shading);

  for (guint i = 0; i < n_numbers; i++)
    shades[i] = (float) (0.5 + 0.5 * numbers[i] / largest);
}

/**
 * heed_shading_shade:
 * @weights: n_weights numbers, one row
 * @shades: n_weights numbers; set to the positions on a colour scale
 */
void
heed_shading_shade (const HeedShading *shading,
                    const float       *weights,
                    guint              n_weights,
                    float             *shades)
{
  float largest = (float) heed_shading_get_largest (shading);

  if (shading->is_signed)
    {
      shade_signed (shading, weights, n_weights, shades);
      return;
    }

  if (heed_shading_hides (shading))
    heed_shading_choose (shading, weights, n_weights, shades);
  else
    memcpy (shades, weights, n_weights * sizeof *shades);

  for (guint i = 0; i < n_weights && shading->largest > 0.0; i++)
    shades[i] /= largest;

  if (shading->scaling == HEED_SCALING_LINEAR)
    return;

  largest = 0.0f;
  if (shading->scaling == HEED_SCALING_ROW_MAXIMUM)
    largest = find_largest (weights, n_weights) / (float) heed_shading_get_largest (shading);

  for (guint i = 0; i < n_weights; i++)
    shades[i] = (float) heed_shading_scale (shading->scaling, shades[i], largest);
}

/**
 * heed_shading_get_hidden_mass:
 * @weights: the matrix that is drawn
 *
 * Returns: the fraction of the total weight that is hidden, [0, 1]
 */
double
heed_shading_get_hidden_mass (const HeedShading *shading,
                              const HeedMatrix  *weights)
{
  g_autofree float *left = g_new (float, weights->n_columns);
  double whole = 0.0;
  double shown = 0.0;

  for (guint row = 0; row < weights->n_rows; row++)
    {
      const float *values = weights->values + (gsize) row * weights->n_columns;

      heed_shading_choose (shading, values, weights->n_columns, left);
      for (guint i = 0; i < weights->n_columns; i++)
        {
          whole += values[i];
          shown += left[i];
        }
    }

  return whole > 0.0 ? 1.0 - shown / whole : 0.0;
}
