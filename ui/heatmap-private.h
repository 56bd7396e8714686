/* heatmap-private.h — what the files of a heatmap share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap.h"

#include "ui/heatmap-input.h"

G_BEGIN_DECLS

struct _HeedHeatmap
{
  HeedScrollArea      parent_instance;

  HeedHeatmapView    *view;
  HeedHeatmapInput   *input;
  HeedMatrix         *scores;
  HeedAttentionKind   kind;
  guint               n_played;
  gboolean            points;
  HeedHeatmapStyle    style;
  GArray             *marks;  /* of HeedHeatmapMark */
  GArray             *line;   /* of double */
};

/* Says anew what is selected, to who cannot see it. */
void heed_heatmap_describe (HeedHeatmap *self);

G_END_DECLS
