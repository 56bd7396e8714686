/* heatmap-input.c — pointer and keyboard input of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that the pointer can do, the keys can do. GtkEventController cannot be subclassed, so
 * this object owns several controllers. It moves the view and emits what the user chose, and does
 * not know the heatmap.
 */

#include "ui/heatmap-input.h"

#include <math.h>

/* Zoom per key press or notch of the wheel. */
#define ZOOM_FACTOR   1.25

#define BUTTON_MIDDLE 2

/* Larger than any matrix. */
#define FAR           (1 << 20)

/**
 * HeedHeatmapInput:
 *
 * Handles the input of a view on a widget.
 */
struct _HeedHeatmapInput
{
  GObject           parent_instance;

  HeedHeatmapView  *view;
  double            drag_x;  /* px, scroll position when dragging began */
  double            drag_y;
};

enum {
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedHeatmapInput, heed_heatmap_input, G_TYPE_OBJECT)

/* Selects, and emits that the user did so. */
static void
choose (HeedHeatmapInput *self,
        int               row,
        int               column)
{
  heed_heatmap_view_select (self->view, row, column);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, row, column);
}

static void
activate (HeedHeatmapInput *self,
          int               row,
          int               column)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, row, column);
}

static void
motion_cb (HeedHeatmapInput *self,
           double            x,
           double            y)
{
  heed_heatmap_view_set_pointer (self->view, x, y);
}

static void
leave_cb (HeedHeatmapInput *self)
{
  heed_heatmap_view_set_pointer (self->view, NAN, NAN);
}

/* Toggles a column in the selection, adjacent or not. */
static void
toggle (HeedHeatmapInput *self,
        int               column)
{
  heed_heatmap_view_toggle (self->view, column);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0,
                 heed_heatmap_view_get_selected_row (self->view),
                 heed_heatmap_view_get_selected_column (self->view));
}

static void
pressed_cb (HeedHeatmapInput   *self,
            int                 n_press,
            double              x,
            double              y,
            GtkEventController *click)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (click);
  int row, column;

  gtk_widget_grab_focus (gtk_event_controller_get_widget (click));

  if (!heed_heatmap_view_find (self->view, x, y, &row, &column))
    return;

  if (n_press == 1 && column >= 0 && (state & GDK_SHIFT_MASK) != 0)
    heed_heatmap_view_extend (self->view, column);
  else if (n_press == 1 && column >= 0 && (state & GDK_CONTROL_MASK) != 0)
    toggle (self, column);
  else if (n_press == 1)
    choose (self,
            row >= 0 ? row : heed_heatmap_view_get_selected_row (self->view),
            column >= 0 ? column : heed_heatmap_view_get_selected_column (self->view));
  else if (n_press == 2 && row >= 0 && column >= 0)
    activate (self, row, column);
}

static void
drag_begin_cb (HeedHeatmapInput *self)
{
  self->drag_x = heed_heatmap_view_get_scroll_x (self->view);
  self->drag_y = heed_heatmap_view_get_scroll_y (self->view);
}

static void
drag_update_cb (HeedHeatmapInput *self,
                double            dx,
                double            dy)
{
  heed_heatmap_view_scroll_to (self->view, self->drag_x - dx, self->drag_y - dy);
}

/* Zooms with Control; without it, the event is left to the scrolled window. */
static gboolean
scroll_cb (HeedHeatmapInput   *self,
           double              dx,
           double              dy,
           GtkEventController *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (scroll);
  double x, y;

  heed_heatmap_view_get_pointer (self->view, &x, &y);
  if ((state & GDK_CONTROL_MASK) == 0 || isnan (x))
    return GDK_EVENT_PROPAGATE;

  heed_heatmap_view_zoom_around (self->view, pow (ZOOM_FACTOR, -dy), x, y);

  return GDK_EVENT_STOP;
}

static void
add_click_and_drag (HeedHeatmapInput *self,
                    GtkWidget        *widget)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), BUTTON_MIDDLE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

static void
add_motion_and_wheel (HeedHeatmapInput *self,
                      GtkWidget        *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, scroll);
}

/* --- Keys ---------------------------------------------------------------- */

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

/* Without a selected cell, the first key press goes to the heaviest cell of the
 * row instead of to a corner. */
static gboolean
move_selection_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  HeedHeatmapInput *self = user_data;
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (heed_heatmap_view_get_picture (self->view));
  int row = heed_heatmap_view_get_selected_row (self->view);
  int column = heed_heatmap_view_get_selected_column (self->view);
  int d_row, d_column;

  if (matrix == NULL)
    return FALSE;

  g_variant_get (arguments, "(ii)", &d_row, &d_column);

  if (heed_heatmap_view_is_cell (self->view, row, column))
    {
      choose (self,
              CLAMP (row + d_row, 0, (int) matrix->n_rows - 1),
              CLAMP (column + d_column, 0, (int) matrix->n_columns - 1));
      return TRUE;
    }

  row = CLAMP (row, 0, (int) matrix->n_rows - 1);
  choose (self, row, find_heaviest (matrix, row));

  return TRUE;
}

/* Extends the selection by one column, or takes the last one out again. */
static gboolean
extend_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  HeedHeatmapInput *self = user_data;
  int column = heed_heatmap_view_get_selected_column (self->view);

  if (!heed_heatmap_view_is_cell (self->view, heed_heatmap_view_get_selected_row (self->view),
                                  column))
    return FALSE;

  heed_heatmap_view_extend (self->view, heed_heatmap_view_get_end (self->view) +
                                        g_variant_get_int32 (arguments));

  return TRUE;
}

static gboolean
move_page_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  HeedHeatmapInput *self = user_data;
  HeedHeatmapLayout layout;
  g_autoptr(GVariant) move = NULL;
  int n_rows;

  if (!heed_heatmap_view_get_layout (self->view, &layout))
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
  HeedHeatmapInput *self = user_data;
  int row = heed_heatmap_view_get_selected_row (self->view);
  int column = heed_heatmap_view_get_selected_column (self->view);

  if (!heed_heatmap_view_is_cell (self->view, row, column))
    return FALSE;

  activate (self, row, column);

  return TRUE;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedHeatmapInput *self = user_data;
  double factor = g_variant_get_double (arguments);
  HeedHeatmapLayout layout;

  if (!heed_heatmap_view_get_layout (self->view, &layout))
    return FALSE;

  if (factor == 0.0)
    heed_heatmap_view_set_zoom (self->view, 0.0);
  else
    heed_heatmap_view_zoom_around (self->view, factor,
                                   layout.left + layout.view_width / 2.0,
                                   layout.top + layout.view_height / 2.0);

  return TRUE;
}

static gboolean
let_go_of_column_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  HeedHeatmapInput *self = user_data;

  if (heed_heatmap_view_get_selected_column (self->view) < 0)
    return FALSE;

  choose (self, heed_heatmap_view_get_selected_row (self->view), -1);

  return TRUE;
}

/* The shortcut controller of a widget; each shortcut holds a reference to the input. */
typedef struct {
  HeedHeatmapInput      *input;
  GtkShortcutController *controller;
} Keys;

static void
add_shortcut (Keys            *keys,
              guint            keyval,
              GdkModifierType  modifiers,
              GtkShortcutFunc  func,
              GVariant        *arguments)
{
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                      gtk_callback_action_new (func, g_object_ref (keys->input), g_object_unref));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (keys->controller, shortcut);
}

static void
add_key (Keys            *keys,
         guint            keyval,
         guint            keypad_keyval,
         GdkModifierType  modifiers,
         int              d_row,
         int              d_column)
{
  add_shortcut (keys, keyval, modifiers, move_selection_cb,
                g_variant_new ("(ii)", d_row, d_column));
  add_shortcut (keys, keypad_keyval, modifiers, move_selection_cb,
                g_variant_new ("(ii)", d_row, d_column));
}

static void
add_zoom_key (Keys   *keys,
              guint   keyval,
              double  factor)
{
  add_shortcut (keys, keyval, 0, zoom_cb, g_variant_new_double (factor));
  add_shortcut (keys, keyval, GDK_CONTROL_MASK, zoom_cb, g_variant_new_double (factor));
}

static void
add_zoom_keys (Keys *keys)
{
  add_zoom_key (keys, GDK_KEY_plus, ZOOM_FACTOR);
  add_zoom_key (keys, GDK_KEY_equal, ZOOM_FACTOR);
  add_zoom_key (keys, GDK_KEY_KP_Add, ZOOM_FACTOR);
  add_zoom_key (keys, GDK_KEY_minus, 1.0 / ZOOM_FACTOR);
  add_zoom_key (keys, GDK_KEY_KP_Subtract, 1.0 / ZOOM_FACTOR);
  add_zoom_key (keys, GDK_KEY_0, 0.0);
  add_zoom_key (keys, GDK_KEY_KP_0, 0.0);
}

static void
add_keys (HeedHeatmapInput *self,
          GtkWidget        *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  Keys keys = { self, GTK_SHORTCUT_CONTROLLER (controller) };

  add_key (&keys, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0);
  add_key (&keys, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0);
  add_key (&keys, GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1);
  add_key (&keys, GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1);
  add_key (&keys, GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -FAR);
  add_key (&keys, GDK_KEY_End, GDK_KEY_KP_End, 0, 0, FAR);
  add_key (&keys, GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -FAR, 0);
  add_key (&keys, GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, FAR, 0);

  add_shortcut (&keys, GDK_KEY_Left, GDK_SHIFT_MASK, extend_cb, g_variant_new_int32 (-1));
  add_shortcut (&keys, GDK_KEY_Right, GDK_SHIFT_MASK, extend_cb, g_variant_new_int32 (1));
  add_shortcut (&keys, GDK_KEY_Page_Up, 0, move_page_cb, g_variant_new_int32 (-1));
  add_shortcut (&keys, GDK_KEY_KP_Page_Up, 0, move_page_cb, g_variant_new_int32 (-1));
  add_shortcut (&keys, GDK_KEY_Page_Down, 0, move_page_cb, g_variant_new_int32 (1));
  add_shortcut (&keys, GDK_KEY_KP_Page_Down, 0, move_page_cb, g_variant_new_int32 (1));

  add_shortcut (&keys, GDK_KEY_Return, 0, activate_selection_cb, NULL);
  add_shortcut (&keys, GDK_KEY_KP_Enter, 0, activate_selection_cb, NULL);
  add_shortcut (&keys, GDK_KEY_Escape, 0, let_go_of_column_cb, NULL);

  add_zoom_keys (&keys);
  gtk_widget_add_controller (widget, controller);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_heatmap_input_finalize (GObject *object)
{
  g_object_unref (HEED_HEATMAP_INPUT (object)->view);

  G_OBJECT_CLASS (heed_heatmap_input_parent_class)->finalize (object);
}

static guint
new_cell_signal (const char *name)
{
  return g_signal_new (name, HEED_TYPE_HEATMAP_INPUT, G_SIGNAL_RUN_LAST,
                       0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
heed_heatmap_input_class_init (HeedHeatmapInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_heatmap_input_finalize;

  /**
   * HeedHeatmapInput::selected:
   * @row: from 0; -1 is none
   * @column: from 0; -1 is none
   *
   * The user chose a cell, or a row or column by its label; the view is already updated.
   */
  signals[SIGNAL_SELECTED] = new_cell_signal ("selected");

  /**
   * HeedHeatmapInput::activated:
   * @row: from 0
   * @column: from 0
   *
   * The cell was double-clicked, or Return was pressed.
   */
  signals[SIGNAL_ACTIVATED] = new_cell_signal ("activated");
}

static void
heed_heatmap_input_init (HeedHeatmapInput *self)
{
}

/**
 * heed_heatmap_input_new:
 * @view: the view to control
 * @widget: the widget that receives the input
 *
 * Returns: (transfer full): an input whose controllers are attached to @widget
 */
HeedHeatmapInput *
heed_heatmap_input_new (HeedHeatmapView *view,
                        GtkWidget       *widget)
{
  HeedHeatmapInput *self = g_object_new (HEED_TYPE_HEATMAP_INPUT, NULL);

  self->view = g_object_ref (view);
  add_click_and_drag (self, widget);
  add_motion_and_wheel (self, widget);
  add_keys (self, widget);

  return self;
}
