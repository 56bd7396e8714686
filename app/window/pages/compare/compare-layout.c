/* compare-layout.c — lays out sides in a row, and in several rows in a narrow window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All sides have the same size, which depends on the container alone: compared
 * heatmaps must not differ in size, and nothing may move during typing.
 */

#include "app/window/pages/compare/compare-layout.h"

#define GAP_PX      12
#define MIN_SIDE_PX 330  /* minimum width of a side in a row */
#define MIN_ROW_PX  250

/* Minimum height if there is only one row, which must fit into a low window. */
#define MIN_ONLY_ROW_PX 180

static guint
count_shown (GtkWidget *widget)
{
  guint n_shown = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_shown += gtk_widget_should_layout (child) ? 1 : 0;

  return n_shown;
}

static guint
count_rows (guint n_shown,
            int   width)
{
  guint n_beside = (guint) CLAMP ((width + GAP_PX) / (MIN_SIDE_PX + GAP_PX), 1, (int) n_shown);

  return (n_shown + n_beside - 1) / n_beside;
}

static int
measure_largest (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int largest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
      largest = MAX (largest, minimum);
    }

  return largest;
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
  guint n_shown = count_shown (widget);
  guint n_rows, n_columns;
  int side;

  if (n_shown == 0)
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (measure_largest (widget, orientation, -1), 1);
      *natural = MAX (*minimum, (int) n_shown * (MIN_SIDE_PX + GAP_PX) - GAP_PX);
      return;
    }

  n_rows = for_size >= 0 ? count_rows (n_shown, for_size) : n_shown;
  n_columns = (n_shown + n_rows - 1) / n_rows;
  side = for_size >= 0 ? (for_size + GAP_PX) / (int) n_columns - GAP_PX : -1;
  side = MAX (side, measure_largest (widget, GTK_ORIENTATION_HORIZONTAL, -1));
  *minimum = MAX (measure_largest (widget, orientation, side),
                  n_rows > 1 ? MIN_ROW_PX : MIN_ONLY_ROW_PX);
  *minimum = (int) n_rows * (*minimum + GAP_PX) - GAP_PX;
  *natural = *minimum;
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
  guint n_shown = count_shown (widget);
  guint n_rows = count_rows (MAX (n_shown, 1), width);
  guint n_columns = (n_shown + n_rows - 1) / MAX (n_rows, 1);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int row_height = (height + GAP_PX) / (int) MAX (n_rows, 1) - GAP_PX;
  int side = (width + GAP_PX) / (int) MAX (n_columns, 1) - GAP_PX;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int x, y;

      if (!gtk_widget_should_layout (child))
        continue;

      x = (int) (i % n_columns) * (side + GAP_PX);
      y = (int) (i / n_columns) * (row_height + GAP_PX);
      gtk_widget_size_allocate (
        child, &(GtkAllocation) { is_rtl ? width - x - side : x, y, side, row_height }, -1);
      i++;
    }
}

/**
 * heed_compare_layout_new:
 *
 * Returns: (transfer full): a layout for any number of children
 */
GtkLayoutManager *
heed_compare_layout_new (void)
{
  return gtk_custom_layout_new (get_request_mode, measure, allocate);
}
