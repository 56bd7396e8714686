/* split-layout.c — lays out a heatmap and, beside it, a narrower explanation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two children, of which the second may be hidden. Its width depends on the container
 * alone and never on its contents, so that nothing moves during typing.
 */

#include "app/window/pages/translate/split-layout.h"

#define GAP_PX       12
#define SHARE        0.32
#define MIN_SIDE_PX  280
#define MAX_SIDE_PX  420
#define MIN_MAIN_PX  360

static int
get_side_width (int width)
{
  return CLAMP ((int) (width * SHARE), MIN_SIDE_PX, MAX_SIDE_PX);
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  GtkWidget *main = gtk_widget_get_first_child (widget);
  GtkWidget *side = gtk_widget_get_last_child (widget);
  int main_size = -1, side_size = -1;
  int main_minimum, main_natural, side_minimum, side_natural;

  if (!gtk_widget_should_layout (side))
    {
      gtk_widget_measure (main, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      side_size = get_side_width (for_size);
      main_size = MAX (for_size - GAP_PX - side_size, 0);
    }
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* The narrowest width needs the most height, since text is wrapped. */
      gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &side_minimum, NULL, NULL, NULL);
      side_size = MAX (MIN_SIDE_PX, side_minimum);
    }

  gtk_widget_measure (main, orientation, main_size, &main_minimum, &main_natural, NULL, NULL);
  gtk_widget_measure (side, orientation, side_size, &side_minimum, &side_natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = MAX (main_minimum, side_minimum);
      *natural = MAX (main_natural, side_natural);
    }
  else
    {
      *minimum = MAX (main_minimum, MIN_MAIN_PX) + GAP_PX + MAX (side_minimum, MIN_SIDE_PX);
      *natural = MAX (*minimum, main_natural + GAP_PX + MAX_SIDE_PX);
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  GtkWidget *main = gtk_widget_get_first_child (widget);
  GtkWidget *side = gtk_widget_get_last_child (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int side_minimum, side_width, main_width;

  if (!gtk_widget_should_layout (side))
    {
      gtk_widget_size_allocate (main, &(GtkAllocation) { 0, 0, width, height }, -1);
      return;
    }

  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &side_minimum, NULL, NULL, NULL);
  side_width = MAX (get_side_width (width), side_minimum);
  main_width = width - GAP_PX - side_width;

  gtk_widget_size_allocate (
    main, &(GtkAllocation) { is_rtl ? side_width + GAP_PX : 0, 0, main_width, height }, -1);
  gtk_widget_size_allocate (
    side, &(GtkAllocation) { is_rtl ? 0 : main_width + GAP_PX, 0, side_width, height }, -1);
}

/**
 * heed_split_layout_new:
 *
 * Returns: (transfer full): a layout for a widget with two children
 */
GtkLayoutManager *
heed_split_layout_new (void)
{
  return gtk_custom_layout_new (get_request_mode, measure, allocate);
}
