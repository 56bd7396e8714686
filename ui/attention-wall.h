/* attention-wall.h — small pictures of many attentions, from which one is chosen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/wall-drawing.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_WALL (heed_attention_wall_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionWall, heed_attention_wall, HEED, ATTENTION_WALL, GtkWidget)

GtkWidget *heed_attention_wall_new       (void);

/* Sets all heads, in reading order; n_per_line 0: as many as fit. Copied. */
void       heed_attention_wall_set_heads (HeedAttentionWall      *self,
                                          const HeedWallHead     *heads,
                                          guint                   n_heads,
                                          guint                   n_per_line);
void       heed_attention_wall_set_style (HeedAttentionWall      *self,
                                          const HeedHeatmapStyle *style);

G_END_DECLS
