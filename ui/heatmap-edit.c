/* heatmap-edit.c — changes weights by dragging cells of a heatmap up and down
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Like heatmap-input.c, it owns event controllers and knows only the view. It emits the new weight
 * of a cell; the handler of the signal has to apply and show it.
 */

#include "ui/heatmap-edit.h"

#include <math.h>

/* Dragging distance that changes a weight from 0 to 1, px. */
#define RANGE_PX     160.0

/* Shorter drags are taken as the jitter of a click, px. */
#define THRESHOLD_PX 5.0

/* Weight change per key press. */
#define KEY_STEP     0.05

/**
 * HeedHeatmapEdit:
 *
 * Handles the input of a view on a widget. Dragging up increases the weight, down decreases it;
 * Shift with the up and down arrow keys does the same for the selected cell.
 */
struct _HeedHeatmapEdit
{
  GObject           parent_instance;

  HeedHeatmapView  *view;
  int               row;         /* the cell where dragging began; -1: none */
  int               column;
  double            weight;      /* its weight at that time */
  gboolean          is_editing;  /* dragged far enough not to be a click */
};

enum {
  SIGNAL_BEGUN,
  SIGNAL_WEIGHT_SET,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedHeatmapEdit, heed_heatmap_edit, G_TYPE_OBJECT)

static double
get_weight (HeedHeatmapEdit *self,
            int              row,
            int              column)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (heed_heatmap_view_get_picture (self->view));

  return matrix->values[(gsize) row * matrix->n_columns + (gsize) column];
}

static void
set_weight (HeedHeatmapEdit *self,
            int              row,
            int              column,
            double           weight)
{
  g_signal_emit (self, signals[SIGNAL_WEIGHT_SET], 0, row, column, CLAMP (weight, 0.0, 1.0));
}

/* --- The pointer --------------------------------------------------------- */

/**
 * heed_heatmap_edit_begin:
 * @x: px
 * @y: px
 *
 * Returns: whether there is a cell at this position
 */
gboolean
heed_heatmap_edit_begin (HeedHeatmapEdit *self,
                         double           x,
                         double           y)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_EDIT (self), FALSE);

  self->is_editing = FALSE;
  if (!heed_heatmap_view_find (self->view, x, y, &self->row, &self->column) ||
      !heed_heatmap_view_is_cell (self->view, self->row, self->column))
    {
      self->row = -1;
      return FALSE;
    }

  self->weight = get_weight (self, self->row, self->column);

  return TRUE;
}

/**
 * heed_heatmap_edit_drag:
 * @dx: px from where the drag began
 * @dy: px; up is negative
 *
 * Returns: whether this is a drag, not the jitter of a click
 */
gboolean
heed_heatmap_edit_drag (HeedHeatmapEdit *self,
                        double           dx,
                        double           dy)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_EDIT (self), FALSE);

  /* The sentence may have become shorter since the drag began. */
  if (self->row < 0 || !heed_heatmap_view_is_cell (self->view, self->row, self->column) ||
      (!self->is_editing && fabs (dy) < THRESHOLD_PX))
    return FALSE;

  if (!self->is_editing)
    g_signal_emit (self, signals[SIGNAL_BEGUN], 0, self->row, self->column);

  self->is_editing = TRUE;
  set_weight (self, self->row, self->column, self->weight - dy / RANGE_PX);

  return TRUE;
}

void
heed_heatmap_edit_end (HeedHeatmapEdit *self)
{
  g_return_if_fail (HEED_IS_HEATMAP_EDIT (self));

  if (self->is_editing)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);

  self->is_editing = FALSE;
  self->row = -1;
}

static void
drag_begin_cb (HeedHeatmapEdit *self,
               double           x,
               double           y,
               GtkGesture      *drag)
{
  if (!heed_heatmap_edit_begin (self, x, y))
    gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (HeedHeatmapEdit *self,
                double           dx,
                double           dy,
                GtkGesture      *drag)
{
  if (heed_heatmap_edit_drag (self, dx, dy))
    gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
add_drag (HeedHeatmapEdit *self,
          GtkWidget       *widget)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "end", G_CALLBACK (heed_heatmap_edit_end), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

/* --- Keys ---------------------------------------------------------------- */

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  HeedHeatmapEdit *self = user_data;
  int row = heed_heatmap_view_get_selected_row (self->view);
  int column = heed_heatmap_view_get_selected_column (self->view);

  if (!heed_heatmap_view_is_cell (self->view, row, column))
    return FALSE;

  set_weight (self, row, column,
              get_weight (self, row, column) + g_variant_get_double (arguments));

  return TRUE;
}

static void
add_key (HeedHeatmapEdit    *self,
         GtkEventController *controller,
         guint               keyval,
         double              step)
{
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_SHIFT_MASK),
                      gtk_callback_action_new (key_cb, g_object_ref (self), g_object_unref));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_double (step));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

static void
add_keys (HeedHeatmapEdit *self,
          GtkWidget       *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_key (self, controller, GDK_KEY_Up, KEY_STEP);
  add_key (self, controller, GDK_KEY_KP_Up, KEY_STEP);
  add_key (self, controller, GDK_KEY_Down, -KEY_STEP);
  add_key (self, controller, GDK_KEY_KP_Down, -KEY_STEP);
  gtk_widget_add_controller (widget, controller);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_heatmap_edit_finalize (GObject *object)
{
  g_object_unref (HEED_HEATMAP_EDIT (object)->view);

  G_OBJECT_CLASS (heed_heatmap_edit_parent_class)->finalize (object);
}

static void
heed_heatmap_edit_class_init (HeedHeatmapEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_heatmap_edit_finalize;

  /**
   * HeedHeatmapEdit::begun:
   * @row: row of the cell
   * @column: column of the cell
   *
   * The cell is being dragged, until #HeedHeatmapEdit::ended.
   */
  signals[SIGNAL_BEGUN] =
    g_signal_new ("begun", HEED_TYPE_HEATMAP_EDIT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  /**
   * HeedHeatmapEdit::weight-set:
   * @row: row of the cell
   * @column: column of the cell
   * @weight: its new weight, [0, 1]
   */
  signals[SIGNAL_WEIGHT_SET] =
    g_signal_new ("weight-set", HEED_TYPE_HEATMAP_EDIT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_DOUBLE);

  /**
   * HeedHeatmapEdit::ended:
   *
   * The cell was released.
   */
  signals[SIGNAL_ENDED] =
    g_signal_new ("ended", HEED_TYPE_HEATMAP_EDIT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_heatmap_edit_init (HeedHeatmapEdit *self)
{
  self->row = -1;
}

/**
 * heed_heatmap_edit_new:
 * @view: the view whose cells are edited
 * @widget: the widget that receives the input
 *
 * Returns: (transfer full): an edit whose controllers are attached to @widget
 */
HeedHeatmapEdit *
heed_heatmap_edit_new (HeedHeatmapView *view,
                       GtkWidget       *widget)
{
  HeedHeatmapEdit *self = g_object_new (HEED_TYPE_HEATMAP_EDIT, NULL);

  self->view = g_object_ref (view);
  add_drag (self, widget);
  add_keys (self, widget);

  return self;
}
