/* heatmap-private.h — the struct of a heatmap, shared by the files that implement it
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

/* Updates the accessible label and description of the selection. */
void heed_heatmap_describe (HeedHeatmap *self);

G_END_DECLS
