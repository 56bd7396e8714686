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
 * there is more, and less where another child, or itself, then fits on the same line, as far as it
 * remains useful; it is then expected to ellipsize.
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

/* A child, and what it gets. */
typedef struct {
  GtkWidget     *child;
  int            least_px;    /* less makes it useless */
  int            natural_px;
  GtkAllocation  place;
} Item;

G_DEFINE_FINAL_TYPE (HeedWrapLayout, heed_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
heed_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static Item
measure_item (GtkWidget *child,
              int        width,
              int        line_height)
{
  GtkRequisition minimum, natural;
  Item item = { .child = child, .place.height = line_height };

  gtk_widget_get_preferred_size (child, &minimum, &natural);
  item.natural_px = CLAMP (natural.width, minimum.width, MAX (width, minimum.width));
  item.least_px = item.natural_px;
  if (gtk_widget_get_hexpand (child))
    item.least_px =
      MIN (MAX (minimum.width, (int) (LEAST_PART * natural.width)), item.natural_px);

  /* A child that gets less than its natural width may need more
   * height, and has a line to itself. */
  if (natural.width > item.natural_px)
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, item.natural_px, NULL, &height, NULL,
                          NULL);
      item.place.height = MAX (height, line_height);
    }

  return item;
}

/* Divides the width of a line among its items: what is missing is taken from those that expand, in
 * proportion to what they can give; what is left goes to the first of them. */
static void
share_width (Item *items,
             guint n_items,
             int   spacing_px,
             int   width)
{
  int free_px = width - spacing_px * (int) (n_items - 1);
  int slack_px = 0;
  int x = 0;

  for (guint i = 0; i < n_items; i++)
    {
      free_px -= items[i].natural_px;
      slack_px += items[i].natural_px - items[i].least_px;
    }

  for (guint i = 0; i < n_items; i++)
    {
      int slack = items[i].natural_px - items[i].least_px;
      int change = 0;

      if (free_px < 0 && slack_px > 0)
        change = free_px * slack / slack_px;
      else if (free_px > 0 && gtk_widget_get_hexpand (items[i].child))
        change = free_px;

      items[i].place.x = x;
      items[i].place.width = items[i].natural_px + change;
      x += items[i].place.width + spacing_px;
      free_px -= change;
      slack_px -= slack;
    }
}

/* Returns: the number of the items that fit on one line, at least 1 */
static guint
count_fitting (const Item *items,
               guint       n_items,
               int         spacing_px,
               int         width)
{
  int used_px = items[0].least_px;
  guint n = 1;

  while (n < n_items && used_px + spacing_px + items[n].least_px <= width)
    used_px += spacing_px + items[n++].least_px;

  return n;
}

/* The height of every line, unless one of its children needs more. */
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

/* Places all children for a width.
 *
 * Returns: (transfer full): an array of Item; @height is the height of all lines */
static GArray *
place_children (HeedWrapLayout *self,
                GtkWidget      *widget,
                int             width,
                int            *height)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  int line_height = measure_line_height (widget);
  guint first = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        Item item = measure_item (child, width, line_height);

        g_array_append_val (items, item);
      }

  *height = 0;
  while (first < items->len)
    {
      Item *line = &g_array_index (items, Item, first);
      guint n_items = count_fitting (line, items->len - first, self->spacing_px, width);
      int y = first > 0 ? *height + self->line_spacing_px : 0;

      share_width (line, n_items, self->spacing_px, width);
      for (guint i = 0; i < n_items; i++)
        {
          line[i].place.y = y;
          *height = MAX (*height, y + line[i].place.height);
        }
      first += n_items;
    }

  return items;
}

static int
measure_height (HeedWrapLayout *self,
                GtkWidget      *widget,
                int             width)
{
  int height;
  g_autoptr(GArray) items = place_children (self, widget, width, &height);

  return height;
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

static void
heed_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  HeedWrapLayout *self = HEED_WRAP_LAYOUT (manager);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int needed;
  g_autoptr(GArray) items = place_children (self, widget, width, &needed);

  for (guint i = 0; i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (is_mirrored)
        item->place.x = width - item->place.x - item->place.width;

      gtk_widget_size_allocate (item->child, &item->place, -1);
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
