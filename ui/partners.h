/* partners.h — whom a token looks at, or who looks at it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"
#include "ui/heatmap-picture.h"

G_BEGIN_DECLS

/* A token of either sentence. */
typedef struct {
  gboolean is_row;  /* one that looks; else one that is looked at */
  int      index;   /* from 0; -1 is none */
} HeedPlace;

/* A token of the other one. */
typedef struct {
  guint index;
  float weight;
} HeedPartner;

GArray  *heed_partners_find     (const HeedMatrix   *weights,
                                 HeedPlace           place,
                                 double              least);
char    *heed_partners_new_text (HeedHeatmapPicture *picture,
                                 HeedPlace           place);

G_END_DECLS
