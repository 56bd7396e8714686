/* train-layout.c — lays out the film, and form and results beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In a wide window the form is at the left and the results are at the right. In a
 * narrow one they share the left column, below buttons that switch between them; so the
 * film has more than half of any possible width.
 */

#include "app/window/pages/train/train-layout.h"

#define GAP_PX      12
#define SIDE_PX     262
#define MIN_FILM_PX 300
#define WIDE_PX     1120  /* minimum width for three columns */

struct _HeedTrainLayout
{
  GtkLayoutManager parent_instance;

  gboolean         shows_results;
};

G_DEFINE_FINAL_TYPE (HeedTrainLayout, heed_train_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *buttons;
  GtkWidget *form;
  GtkWidget *film;
  GtkWidget *results;
} Children;

static Children
get_children (GtkWidget *widget)
{
  Children children;

  children.buttons = gtk_widget_get_first_child (widget);
  children.form = gtk_widget_get_next_sibling (children.buttons);
  children.film = gtk_widget_get_next_sibling (children.form);
  children.results = gtk_widget_get_next_sibling (children.film);

  return children;
}

static GtkSizeRequestMode
heed_train_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
measure_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Returns the width of a side column. Both scroll, so it does not grow with their contents. */
static int
find_side_width (const Children *children)
{
  return MAX (MAX (measure_width (children->form), measure_width (children->results)), SIDE_PX);
}

static void
heed_train_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  Children children = get_children (widget);
  int film_minimum, film_natural;

  gtk_widget_measure (children.film, orientation, -1, &film_minimum, &film_natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int side = find_side_width (&children);

      *minimum = side + GAP_PX + MAX (film_minimum, MIN_FILM_PX);
      *natural = MAX (*minimum, WIDE_PX);
    }
  else
    {
      *minimum = film_minimum;
      *natural = film_natural;
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
allocate_wide (const Children *children,
               int             width,
               int             height,
               gboolean        is_rtl)
{
  int side = find_side_width (children);
  int right = width - side;
  GtkWidget *left_child = is_rtl ? children->results : children->form;
  GtkWidget *right_child = is_rtl ? children->form : children->results;

  place (left_child, 0, 0, side, height);
  place (children->film, side + GAP_PX, 0, right - side - 2 * GAP_PX, height);
  place (right_child, right, 0, side, height);
}

static void
allocate_narrow (const Children *children,
                 GtkWidget      *shown,
                 int             width,
                 int             height,
                 gboolean        is_rtl)
{
  int side = find_side_width (children);
  int x = is_rtl ? width - side : 0;
  int y;

  gtk_widget_measure (children->buttons, GTK_ORIENTATION_VERTICAL, side, &y, NULL, NULL, NULL);
  place (children->buttons, x, 0, side, y);
  place (shown, x, y + GAP_PX, side, MAX (height - y - GAP_PX, 0));
  place (children->film, is_rtl ? 0 : side + GAP_PX, 0, width - side - GAP_PX, height);
}

static void
heed_train_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  HeedTrainLayout *self = HEED_TRAIN_LAYOUT (manager);
  Children children = get_children (widget);
  gboolean is_wide = width >= WIDE_PX;
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_set_child_visible (children.buttons, !is_wide);
  gtk_widget_set_child_visible (children.form, is_wide || !self->shows_results);
  gtk_widget_set_child_visible (children.results, is_wide || self->shows_results);

  if (is_wide)
    allocate_wide (&children, width, height, is_rtl);
  else
    allocate_narrow (&children, self->shows_results ? children.results : children.form, width,
                     height, is_rtl);
}

static void
heed_train_layout_class_init (HeedTrainLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = heed_train_layout_get_request_mode;
  layout_class->measure = heed_train_layout_measure;
  layout_class->allocate = heed_train_layout_allocate;
}

static void
heed_train_layout_init (HeedTrainLayout *self)
{
}

GtkLayoutManager *
heed_train_layout_new (void)
{
  return g_object_new (HEED_TYPE_TRAIN_LAYOUT, NULL);
}

/**
 * heed_train_layout_set_shows_results:
 * @shows_results: whether to display the results, else the form, where there is no room
 *   for both
 */
void
heed_train_layout_set_shows_results (HeedTrainLayout *self,
                                     gboolean         shows_results)
{
  g_return_if_fail (HEED_IS_TRAIN_LAYOUT (self));

  if (self->shows_results == shows_results)
    return;

  self->shows_results = shows_results;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
