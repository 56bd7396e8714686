/* lesson-layout.c — how much of the window a lesson has, and how much its page
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A box would share what is left over among both, so that a lesson would have to be
 * scrolled although its page could do with less.
 */

#include "app/window/lessons/lesson-layout.h"

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
  gboolean is_stacked = orientation == GTK_ORIENTATION_VERTICAL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum = is_stacked ? *minimum + least : MAX (*minimum, least);
      *natural = is_stacked ? *natural + wanted : MAX (*natural, wanted);
    }
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  GtkWidget *lesson = gtk_widget_get_first_child (widget);
  GtkWidget *page = gtk_widget_get_last_child (widget);
  int least, wanted, least_of_page, taken;

  gtk_widget_measure (lesson, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, width, &least_of_page, NULL, NULL, NULL);
  taken = CLAMP (height - least_of_page, least, wanted);

  gtk_widget_size_allocate (lesson, &(GtkAllocation) { 0, 0, width, taken }, -1);
  gtk_widget_size_allocate (page, &(GtkAllocation) { 0, taken, width, height - taken }, -1);
}

GtkLayoutManager *
heed_lesson_layout_new (void)
{
  return gtk_custom_layout_new (get_mode, measure, allocate);
}
