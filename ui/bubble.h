/* bubble.h — a few words in a box beside the thing they describe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

typedef struct {
  const char    *title;   /* the first line */
  const char    *detail;  /* the second, or NULL */
  HeedRectangle  about;   /* bounds of the thing described, px */
} HeedBubble;

HeedRectangle heed_bubble_place (HeedRectangle      about,
                                 double             bubble_width,
                                 double             bubble_height,
                                 double             width,
                                 double             height);
void          heed_bubble_draw  (cairo_t           *cr,
                                 PangoContext      *context,
                                 const HeedBubble  *bubble,
                                 double             width,
                                 double             height);

G_END_DECLS
