/* lesson-text-layout.c — how high what a step of a lesson says wants to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scrolled window that passes on how high its child wants to be asks it without a
 * width, as if no text were ever wrapped.
 */

#include "app/window/lessons/lesson-text-layout.h"

static GtkSizeRequestMode
get_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (widget));
  GtkViewport *viewport = GTK_VIEWPORT (gtk_scrolled_window_get_child (scrolled));
  int least, wanted;

  gtk_widget_measure (GTK_WIDGET (scrolled), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  gtk_widget_measure (gtk_viewport_get_child (viewport), orientation, for_size, &least, &wanted,
                      NULL, NULL);
  *natural = MAX (*minimum, wanted);
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (widget),
                            &(GtkAllocation) { 0, 0, width, height }, -1);
}

GtkLayoutManager *
heed_lesson_text_layout_new (void)
{
  return gtk_custom_layout_new (get_mode, measure, allocate);
}
