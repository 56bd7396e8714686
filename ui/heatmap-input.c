/* heatmap-input.c — pointer and keyboard of the heatmap widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that the pointer can do, the keys can do.
 */

#include "ui/heatmap-private.h"

#include <math.h>

/* One press of a key or notch of a wheel. */
#define ZOOM_FACTOR   1.25

#define BUTTON_MIDDLE 2

/* Further than any matrix is large. */
#define FAR           (1 << 20)

/* What is at (@x, @y): a cell, or the label of a row (the column is -1) or of a
 * column (the row is -1).
 *
 * Returns: whether there is anything
 */
static gboolean
find_thing (HeedHeatmap *self,
            double       x,
            double       y,
            int         *row,
            int         *column)
{
  HeedHeatmapLayout layout;
  guint found_row, found_column;

  *row = *column = -1;

  if (isnan (x) || !heed_heatmap_get_layout (self, &layout))
    return FALSE;

  if (heed_heatmap_layout_find (&layout, x, y, &found_row, &found_column))
    {
      *row = (int) found_row;
      *column = (int) found_column;
    }
  else if (heed_heatmap_layout_find_row_label (&layout, x, y, &found_row))
    *row = (int) found_row;
  else if (heed_heatmap_layout_find_column_label (&layout, x, y, &found_column))
    *column = (int) found_column;

  return *row >= 0 || *column >= 0;
}

/**
 * heed_heatmap_update_hover:
 *
 * Looks again at what is under the pointer, also when something else than the
 * pointer has moved.
 */
void
heed_heatmap_update_hover (HeedHeatmap *self)
{
  int row, column;

  find_thing (self, self->pointer_x, self->pointer_y, &row, &column);
  heed_heatmap_set_hover (self, row, column);
}

static void
motion_cb (HeedHeatmap *self,
           double       x,
           double       y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  heed_heatmap_update_hover (self);
}

static void
leave_cb (HeedHeatmap *self)
{
  self->pointer_x = self->pointer_y = NAN;
  heed_heatmap_update_hover (self);
}

static void
pressed_cb (HeedHeatmap *self,
            int          n_press,
            double       x,
            double       y)
{
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (!find_thing (self, x, y, &row, &column))
    return;

  if (n_press == 1)
    heed_heatmap_user_select (self,
                              row >= 0 ? row : self->selected_row,
                              column >= 0 ? column : self->selected_column);
  else if (n_press == 2 && row >= 0 && column >= 0)
    heed_heatmap_user_activate (self, row, column);
}

static void
drag_begin_cb (HeedHeatmap *self)
{
  self->drag_x = heed_scroll_area_get_x (HEED_SCROLL_AREA (self));
  self->drag_y = heed_scroll_area_get_y (HEED_SCROLL_AREA (self));
}

static void
drag_update_cb (HeedHeatmap *self,
                double       dx,
                double       dy)
{
  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (self), self->drag_x - dx, self->drag_y - dy);
}

/* Scrolling without Control is the scrolled window's. */
static gboolean
scroll_cb (HeedHeatmap              *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0 || isnan (self->pointer_x))
    return GDK_EVENT_PROPAGATE;

  heed_heatmap_zoom_around (self, pow (ZOOM_FACTOR, -dy), self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
add_click_and_drag (HeedHeatmap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), BUTTON_MIDDLE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
add_motion_and_wheel (HeedHeatmap *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/**
 * heed_heatmap_init_input:
 *
 * Makes the widget listen to pointer and wheel.
 */
void
heed_heatmap_init_input (HeedHeatmap *self)
{
  self->hover_row = self->hover_column = -1;
  self->pointer_x = self->pointer_y = NAN;

  add_click_and_drag (self);
  add_motion_and_wheel (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static int
find_heaviest (HeedMatrix *matrix,
               int         row)
{
  const float *values = matrix->values + (gsize) row * matrix->n_columns;
  guint heaviest = 0;

  for (guint column = 1; column < matrix->n_columns; column++)
    if (values[column] > values[heaviest])
      heaviest = column;

  return (int) heaviest;
}

/* The first key goes to where the row looks most, instead of to a corner. */
static gboolean
move_selection_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (self->picture);
  int d_row, d_column, row;

  if (matrix == NULL)
    return FALSE;

  g_variant_get (arguments, "(ii)", &d_row, &d_column);

  if (heed_heatmap_is_cell (self, self->selected_row, self->selected_column))
    {
      heed_heatmap_user_select (self,
                                CLAMP (self->selected_row + d_row, 0, (int) matrix->n_rows - 1),
                                CLAMP (self->selected_column + d_column, 0, (int) matrix->n_columns - 1));
      return TRUE;
    }

  row = CLAMP (self->selected_row, 0, (int) matrix->n_rows - 1);
  heed_heatmap_user_select (self, row, find_heaviest (matrix, row));

  return TRUE;
}

static gboolean
move_page_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  HeedHeatmapLayout layout;
  g_autoptr(GVariant) move = NULL;
  int n_rows;

  if (!heed_heatmap_get_layout (HEED_HEATMAP (widget), &layout))
    return FALSE;

  n_rows = (int) MAX (layout.view_height / layout.cell_height - 1.0, 1.0);
  move = g_variant_ref_sink (g_variant_new ("(ii)", g_variant_get_int32 (arguments) * n_rows, 0));

  return move_selection_cb (widget, move, user_data);
}

static gboolean
activate_selection_cb (GtkWidget *widget,
                       GVariant  *arguments,
                       gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);

  if (!heed_heatmap_is_cell (self, self->selected_row, self->selected_column))
    return FALSE;

  heed_heatmap_user_activate (self, self->selected_row, self->selected_column);

  return TRUE;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  double factor = g_variant_get_double (arguments);
  HeedHeatmapLayout layout;

  if (!heed_heatmap_get_layout (self, &layout))
    return FALSE;

  if (factor == 0.0)
    heed_heatmap_set_zoom (self, 0.0);
  else
    heed_heatmap_zoom_around (self, factor,
                              layout.left + layout.view_width / 2.0,
                              layout.top + layout.view_height / 2.0);

  return TRUE;
}

static void
add_key (GtkWidgetClass  *widget_class,
         guint            keyval,
         guint            keypad_keyval,
         GdkModifierType  modifiers,
         int              d_row,
         int              d_column)
{
  gtk_widget_class_add_binding (widget_class, keyval, modifiers, move_selection_cb, "(ii)", d_row, d_column);
  gtk_widget_class_add_binding (widget_class, keypad_keyval, modifiers, move_selection_cb, "(ii)", d_row, d_column);
}

static void
add_zoom_key (GtkWidgetClass *widget_class,
              guint           keyval,
              double          factor)
{
  gtk_widget_class_add_binding (widget_class, keyval, 0, zoom_cb, "d", factor);
  gtk_widget_class_add_binding (widget_class, keyval, GDK_CONTROL_MASK, zoom_cb, "d", factor);
}

static void
add_zoom_keys (GtkWidgetClass *widget_class)
{
  add_zoom_key (widget_class, GDK_KEY_plus, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_equal, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_KP_Add, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_minus, 1.0 / ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_KP_Subtract, 1.0 / ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_0, 0.0);
  add_zoom_key (widget_class, GDK_KEY_KP_0, 0.0);
}

/**
 * heed_heatmap_add_bindings:
 * @widget_class: that of the heatmap
 *
 * Makes the widget listen to the keyboard.
 */
void
heed_heatmap_add_bindings (GtkWidgetClass *widget_class)
{
  add_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0);
  add_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0);
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -FAR);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, 0, 0, FAR);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -FAR, 0);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, FAR, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, move_page_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Up, 0, move_page_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, move_page_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Down, 0, move_page_cb, "i", 1);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_selection_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_selection_cb, NULL);

  add_zoom_keys (widget_class);
}
