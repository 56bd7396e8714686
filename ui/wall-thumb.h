/* wall-thumb.h — a drawing area that is as wide as its place, and as high as suits that
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_WALL_THUMB (heed_wall_thumb_get_type ())
G_DECLARE_FINAL_TYPE (HeedWallThumb, heed_wall_thumb, HEED, WALL_THUMB, GtkDrawingArea)

GtkWidget *heed_wall_thumb_new (void);

G_END_DECLS
