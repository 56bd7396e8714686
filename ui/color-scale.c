/* color-scale.c — maps values to colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every scale gets steadily darker (on light paper) or lighter (on dark paper) from 0 to 1, viridis
 * always lighter, so the order survives grey printing and every kind of colour blindness. Since a
 * projector does not show the first tenth of a scale, the smallest nonzero value starts LOW_END
 * above the colour of 0. The diverging scale is neutral in the middle and has blue and orange ends,
 * which colour-blind readers can tell apart.
 *
 * Source: viridis is that of matplotlib (Smith and van der Walt 2015, CC0), at
 * every tenth; the others are our own.
 */

#include "ui/color-scale.h"

/* Where on the ramp of a weight scale the smallest nonzero value starts. */
#define LOW_END     0.12

#define N_DIVERGING 2
#define MAX_STOPS   11

typedef struct {
  guint   n_stops;
  guint32 stops[MAX_STOPS];  /* 0xRRGGBB, evenly spread over [0, 1] */
} Ramp;

static const Ramp blues_light = { 6,
                                  { 0xf6f9fd, 0xd3e3f7, 0x9dc3ee, 0x5596de, 0x1c62b8, 0x0a3069 } };
static const Ramp blues_dark = { 6,
                                 { 0x35393f, 0x2f5580, 0x2c669f, 0x3d8ad6, 0x7bb8f2, 0xd8ebff } };
static const Ramp greys_light = { 2, { 0xf7f7f7, 0x1c1c1c } };
static const Ramp greys_dark = { 2, { 0x393939, 0xf4f4f4 } };
static const Ramp viridis = { 11, { 0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c,
                                    0x22a884, 0x44bf70, 0x7ad151, 0xbddf26, 0xfde725 } };
static const Ramp projector_light = { 11, { 0xffffff, 0xd5e6f9, 0xb3d2f5, 0x8fbbee, 0x6ba3e4,
                                            0x4a8ad8, 0x2e71c6, 0x1d5aab, 0x13458a, 0x0b3167,
                                            0x041b45 } };
static const Ramp projector_dark = { 11, { 0x000000, 0x1d3f66, 0x28588f, 0x326fb4, 0x3f87d4,
                                           0x5a9fe6, 0x7ab6f2, 0x9acbfa, 0xbaddff, 0xdceeff,
                                           0xffffff } };
static const Ramp diverging_light = { 5, { 0x1c62b8, 0x8fb8e6, 0xf7f7f7, 0xf3b183, 0xd95f02 } };
static const Ramp diverging_dark = { 5, { 0x62a0ea, 0x37608f, 0x3a3a3a, 0x96592b, 0xff9a4d } };

G_DEFINE_ENUM_TYPE (HeedPalette, heed_palette,
                    G_DEFINE_ENUM_VALUE (HEED_PALETTE_BLUES, "blues"),
                    G_DEFINE_ENUM_VALUE (HEED_PALETTE_VIRIDIS, "viridis"),
                    G_DEFINE_ENUM_VALUE (HEED_PALETTE_GREYS, "greys"),
                    G_DEFINE_ENUM_VALUE (HEED_PALETTE_PROJECTOR, "projector"))

static const Ramp *
find_ramp (HeedPalette palette,
           gboolean    is_dark)
{
  switch (palette)
    {
    case HEED_PALETTE_VIRIDIS:
      return &viridis;

    case HEED_PALETTE_GREYS:
      return is_dark ? &greys_dark : &greys_light;

    case HEED_PALETTE_PROJECTOR:
      return is_dark ? &projector_dark : &projector_light;

    case HEED_PALETTE_BLUES:
      break;
    }

  return is_dark ? &blues_dark : &blues_light;
}

/* Interpolates one byte of a colour, shift bits up, between two stops. */
static guint32
mix_byte (guint32 from,
          guint32 to,
          guint   shift,
          double  part)
{
  double low = (from >> shift) & 0xff;
  double high = (to >> shift) & 0xff;

  return (guint32) (low + (high - low) * part + 0.5) << shift;
}

static void
fill_scale (HeedColorScale *scale,
            const Ramp     *ramp,
            double          low_end)
{
  for (guint i = 0; i < HEED_COLOR_SCALE_SIZE; i++)
    {
      double part = (double) i / (HEED_COLOR_SCALE_SIZE - 1);
      double at = (i > 0 ? low_end + (1.0 - low_end) * part : 0.0) * (ramp->n_stops - 1);
      guint below = MIN ((guint) at, ramp->n_stops - 2);
      guint32 from = ramp->stops[below];
      guint32 to = ramp->stops[below + 1];

      scale->pixels[i] = 0xff000000u |
                         mix_byte (from, to, 16, at - below) |
                         mix_byte (from, to, 8, at - below) |
                         mix_byte (from, to, 0, at - below);
    }
}

/**
 * heed_color_scale_get:
 * @palette: which colours
 * @is_dark: whether the paper is dark
 *
 * Thread:  any
 *
 * Returns: (transfer none): the scale; it is never freed
 */
const HeedColorScale *
heed_color_scale_get (HeedPalette palette,
                      gboolean    is_dark)
{
  static HeedColorScale scales[HEED_PALETTE_PROJECTOR + 1][2];
  static gsize is_filled;

  g_return_val_if_fail (palette >= HEED_PALETTE_BLUES && palette <= HEED_PALETTE_PROJECTOR, NULL);

  if (g_once_init_enter (&is_filled))
    {
      for (guint p = 0; p < G_N_ELEMENTS (scales); p++)
        for (guint dark = 0; dark < 2; dark++)
          fill_scale (&scales[p][dark], find_ramp ((HeedPalette) p, dark == 1), LOW_END);

      g_once_init_leave (&is_filled, 1);
    }

  return &scales[palette][is_dark ? 1 : 0];
}

/**
 * heed_color_scale_get_diverging:
 * @is_dark: whether the paper is dark
 *
 * The scale for signed numbers: 0 is the most negative, 0.5 is zero, 1 the most positive.
 *
 * Thread:  any
 *
 * Returns: (transfer none): the scale; it is never freed
 */
const HeedColorScale *
heed_color_scale_get_diverging (gboolean is_dark)
{
  static HeedColorScale scales[N_DIVERGING];
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      fill_scale (&scales[0], &diverging_light, 0.0);
      fill_scale (&scales[1], &diverging_dark, 0.0);

      g_once_init_leave (&is_filled, 1);
    }

  return &scales[is_dark ? 1 : 0];
}

/**
 * heed_color_scale_lookup:
 * @scale: a scale
 * @value: [0, 1]; values outside get the colour of the nearer end, NaN that of 0
 *
 * Returns: the colour, as the pixel of a cairo image surface
 */
guint32
heed_color_scale_lookup (const HeedColorScale *scale,
                         double                value)
{
  if (!(value > 0.0))
    return scale->pixels[0];

  if (value >= 1.0)
    return scale->pixels[HEED_COLOR_SCALE_SIZE - 1];

  return scale->pixels[(guint) (value * (HEED_COLOR_SCALE_SIZE - 1) + 0.5)];
}

/**
 * heed_color_from_pixel:
 * @pixel: 0xAARRGGBB, not multiplied by its alpha
 *
 * Returns: the same colour as separate channels
 */
HeedColor
heed_color_from_pixel (guint32 pixel)
{
  return (HeedColor) {
    .red = ((pixel >> 16) & 0xff) / 255.0,
    .green = ((pixel >> 8) & 0xff) / 255.0,
    .blue = (pixel & 0xff) / 255.0,
    .alpha = (pixel >> 24) / 255.0,
  };
}

/**
 * heed_color_get_luminance:
 * @color: a colour
 *
 * The perceived lightness of a colour, precise enough to choose between black and white.
 *
 * Source:  ITU-R BT.709, the luma coefficients
 *
 * Returns: 0 for black, 1 for white
 */
double
heed_color_get_luminance (HeedColor color)
{
  return 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue;
}
