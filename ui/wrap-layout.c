/* wrap-layout.c — a layout manager that places children in lines, like words in a paragraph
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkFlowBox aligns its children in columns of equal width, which tears words of different lengths
 * apart. This manager breaks lines as a paragraph does. All children get the height of the highest,
 * so that scripts can be mixed, except for a child that is wider than a line and wraps itself.
 *
 * A child that expands is for what its line has left: it gets more than its natural width where
 * there is more, and less where that saves a line, as far as it remains useful; it is then expected
 * to ellipsize.
 */

#include "ui/wrap-layout.h"

/* The smallest part of its natural width that a child is useful with. */
#define LEAST_PART 0.4

struct _HeedWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing_px;
  int              line_spacing_px;
};

/* The position of the next child. */
typedef struct {
  int x;
  int y;
  int line_height;  /* height of the line so far */
} Pen;

G_DEFINE_FINAL_TYPE (HeedWrapLayout, heed_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
heed_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What a child that expands can do with at least; others need all of their width. */
static int
find_least_width (GtkWidget            *child,
                  const GtkRequisition *minimum,
                  const GtkRequisition *natural)
{
  if (!gtk_widget_get_hexpand (child))
    return natural->width;

  return MAX (minimum->width, (int) (LEAST_PART * natural->width));
}

/* Moves the pen behind the child, and to a new line first if the child does not fit.
 *
 * Returns: the allocation of the child */
static GtkAllocation
place_child (HeedWrapLayout *self,
             Pen            *pen,
             GtkWidget      *child,
             int             width,
             int             line_height)
{
  GtkRequisition minimum, natural;
  GtkAllocation place;
  int left = width - pen->x;

  gtk_widget_get_preferred_size (child, &minimum, &natural);
  place.width = CLAMP (natural.width, minimum.width, MAX (width, minimum.width));
  place.height = line_height;

  /* A child that gets less than its natural width may need more
   * height, and has a line to itself. */
  if (natural.width > place.width)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height, NULL,
                          NULL);
      place.height = MAX (place.height, line_height);
    }

  if (pen->x > 0 && place.width > left && find_least_width (child, &minimum, &natural) <= left)
    {
      place.width = left;
    }
  else if (pen->x > 0 && place.width > left)
    {
      pen->x = 0;
      pen->y += pen->line_height + self->line_spacing_px;
      pen->line_height = line_height;
    }

  pen->line_height = MAX (pen->line_height, place.height);

  place.x = pen->x;
  place.y = pen->y;
  pen->x += place.width + self->spacing_px;

  return place;
}

static int
measure_line_height (GtkWidget *widget)
{
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        GtkRequisition natural;

        gtk_widget_get_preferred_size (child, NULL, &natural);
        line_height = MAX (line_height, natural.height);
      }

  return line_height;
}

static int
measure_height (HeedWrapLayout *self,
                GtkWidget      *widget,
                int             width)
{
  int line_height = measure_line_height (widget);
  Pen pen = { 0, 0, line_height };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      place_child (self, &pen, child, width, line_height);

  return pen.y + pen.line_height;
}

static void
measure_width (HeedWrapLayout *self,
               GtkWidget      *widget,
               int            *minimum,
               int            *natural)
{
  int spacing = 0;

  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int child_minimum, child_natural;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                            NULL, NULL);
        *minimum = MAX (*minimum, child_minimum);
        *natural += child_natural + spacing;
        spacing = self->spacing_px;
      }
}

static void
heed_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  HeedWrapLayout *self = HEED_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_height (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size);
}

/* Returns: px that stay free on the line at whose end the pen is; the child is the next one */
static int
measure_free (HeedWrapLayout *self,
              Pen             pen,
              GtkWidget      *child,
              int             width)
{
  int end = pen.x - self->spacing_px;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        GtkAllocation place = place_child (self, &pen, child, width, 0);

        if (place.x == 0)
          break;
        end = place.x + place.width;
      }

  return MAX (width - end, 0);
}

static void
heed_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  HeedWrapLayout *self = HEED_WRAP_LAYOUT (manager);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int line_height = measure_line_height (widget);
  Pen pen = { 0, 0, line_height };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        GtkAllocation place = place_child (self, &pen, child, width, line_height);

        if (gtk_widget_get_hexpand (child))
          {
            int free_px =
              measure_free (self, pen, gtk_widget_get_next_sibling (child), width);

            place.width += free_px;
            pen.x += free_px;
          }

        if (is_mirrored)
          place.x = width - place.x - place.width;

        gtk_widget_size_allocate (child, &place, -1);
      }
}

static void
heed_wrap_layout_class_init (HeedWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = heed_wrap_layout_get_request_mode;
  layout_class->measure = heed_wrap_layout_measure;
  layout_class->allocate = heed_wrap_layout_allocate;
}

static void
heed_wrap_layout_init (HeedWrapLayout *self)
{
}

/**
 * heed_wrap_layout_new:
 * @spacing_px: between two children of a line
 * @line_spacing_px: between two lines
 *
 * Returns: (transfer full): a layout for one widget
 */
GtkLayoutManager *
heed_wrap_layout_new (int spacing_px,
                      int line_spacing_px)
{
  HeedWrapLayout *self = g_object_new (HEED_TYPE_WRAP_LAYOUT, NULL);

  self->spacing_px = spacing_px;
  self->line_spacing_px = line_spacing_px;

  return GTK_LAYOUT_MANAGER (self);
}
