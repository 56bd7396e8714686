/* partners.h — the tokens that a token attends to, or is attended to by
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
  gboolean is_row;  /* a query token; else a key token */
  int      index;   /* from 0; -1: none */
} HeedPlace;

/* A token of the other sentence, and its weight. */
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
