/* wall-thumb.c — a drawing area that is as wide as its place, and as high as suits that
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a wall share its width, and its height too: they are small only where there are
 * many. GTK expects what is wider to need less height, so only the natural height follows the
 * width.
 */

#include "ui/wall-thumb.h"

#define WIDTH_PX     112
#define MAX_WIDTH_PX 320
#define HEIGHT_PX    84

struct _HeedWallThumb
{
  GtkDrawingArea parent_instance;
};

G_DEFINE_FINAL_TYPE (HeedWallThumb, heed_wall_thumb, GTK_TYPE_DRAWING_AREA)

static GtkSizeRequestMode
heed_wall_thumb_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_wall_thumb_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  int width = CLAMP (for_size, WIDTH_PX, MAX_WIDTH_PX);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : width * HEIGHT_PX / WIDTH_PX;
}

static void
heed_wall_thumb_class_init (HeedWallThumbClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = heed_wall_thumb_get_request_mode;
  widget_class->measure = heed_wall_thumb_measure;
}

static void
heed_wall_thumb_init (HeedWallThumb *self)
{
}

GtkWidget *
heed_wall_thumb_new (void)
{
  return g_object_new (HEED_TYPE_WALL_THUMB, NULL);
}
