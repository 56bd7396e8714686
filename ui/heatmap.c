/* heatmap.c — a matrix of attention, one cell per pair of tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"
#include "ui/style.h"
#include "ui/token-label.h"

#define MIN_CELL_PX     4
#define NATURAL_CELL_PX 27
#define MAX_ZOOM_PX     128.0
#define CURSOR_PX       2.0

/**
 * HeedHeatmap:
 *
 * Rows are target tokens, one a decoding step; columns are source tokens.
 *
 * ## Keyboard
 *
 * Arrow keys move the selected cell; Return activates it.
 *
 * ## CSS nodes
 *
 * One node named `heatmap`.
 *
 * ## Accessibility
 *
 * Role `img`; the label says the selected cell in words.
 */
struct _HeedHeatmap
{
  GtkWidget    parent_instance;

  char       **source;
  char       **target;
  HeedMatrix  *matrix;
  HeedMatrix  *scores;

  int          selected_row;     /* -1 is none */
  int          selected_column;  /* -1 is none */
  guint        n_played;
  double       zoom;
  HeedPalette  palette;
};

enum {
  PROP_0,
  PROP_MATRIX,
  PROP_SCORES,
  PROP_SELECTED_ROW,
  PROP_SELECTED_COLUMN,
  PROP_N_PLAYED,
  PROP_ZOOM,
  PROP_PALETTE,
  N_PROPS
};

enum {
  SIGNAL_CELL_SELECTED,
  SIGNAL_CELL_ACTIVATED,
  SIGNAL_HOVER_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedHeatmap, heed_heatmap, GTK_TYPE_WIDGET)

static void
draw_cells (HeedHeatmap *self,
            cairo_t     *cr,
            double       width,
            double       height,
            gboolean     is_dark)
{
  const HeedColorScale *scale = heed_color_scale_get (self->palette, is_dark);
  double cell_width = width / self->matrix->n_columns;
  double cell_height = height / self->matrix->n_rows;

  for (guint row = 0; row < self->matrix->n_rows; row++)
    for (guint column = 0; column < self->matrix->n_columns; column++)
      {
        float value = self->matrix->values[(gsize) row * self->matrix->n_columns + column];
        HeedColor color = heed_color_from_pixel (heed_color_scale_lookup (scale, value));

        cairo_set_source_rgb (cr, color.red, color.green, color.blue);
        cairo_rectangle (cr, column * cell_width, row * cell_height, cell_width, cell_height);
        cairo_fill (cr);
      }
}

static void
heed_heatmap_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->matrix == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_cells (self, cr, width, height, heed_style_is_dark (widget));

  if (self->selected_row >= 0 && self->selected_column >= 0)
    {
      double cell_width = (double) width / self->matrix->n_columns;
      double cell_height = (double) height / self->matrix->n_rows;

      cairo_set_source_rgb (cr, 0.88, 0.38, 0.0);
      cairo_set_line_width (cr, CURSOR_PX);
      cairo_rectangle (cr, self->selected_column * cell_width, self->selected_row * cell_height, cell_width, cell_height);
      cairo_stroke (cr);
    }

  cairo_destroy (cr);
}

static void
describe_selection (HeedHeatmap *self)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  if (self->matrix != NULL &&
      self->selected_row >= 0 && self->selected_row < (int) self->matrix->n_rows &&
      self->selected_column >= 0 && self->selected_column < (int) self->matrix->n_columns)
    {
      number = heed_number_format_weight (self->matrix->values[(gsize) self->selected_row * self->matrix->n_columns + (gsize) self->selected_column]);
      words = g_strdup_printf ("%d, %d: %s", self->selected_row, self->selected_column, number);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : _("Attention"),
                                  -1);
}

static void
user_select (HeedHeatmap *self,
             int          row,
             int          column)
{
  heed_heatmap_select (self, row, column);
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, row, column);
}

static void
pressed_cb (HeedHeatmap *self,
            int          n_press,
            double       x,
            double       y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (self->matrix == NULL)
    return;

  user_select (self,
               (int) (y / gtk_widget_get_height (GTK_WIDGET (self)) * self->matrix->n_rows),
               (int) (x / gtk_widget_get_width (GTK_WIDGET (self)) * self->matrix->n_columns));
}

static gboolean
move_selection_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  int d_row, d_column;

  if (self->matrix == NULL)
    return FALSE;

  g_variant_get (arguments, "(ii)", &d_row, &d_column);
  user_select (self,
               CLAMP (self->selected_row + d_row, 0, (int) self->matrix->n_rows - 1),
               CLAMP (self->selected_column + d_column, 0, (int) self->matrix->n_columns - 1));

  return TRUE;
}

static gboolean
activate_selection_cb (GtkWidget *widget,
                       GVariant  *arguments,
                       gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);

  if (self->selected_row < 0 || self->selected_column < 0)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_CELL_ACTIVATED], 0, self->selected_row, self->selected_column);

  return TRUE;
}

static void
heed_heatmap_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  guint n_cells = 1;

  if (self->matrix != NULL)
    n_cells = orientation == GTK_ORIENTATION_HORIZONTAL ? self->matrix->n_columns : self->matrix->n_rows;

  *minimum = MIN_CELL_PX;
  *natural = (int) n_cells * NATURAL_CELL_PX;
}

static void
heed_heatmap_finalize (GObject *object)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  g_clear_pointer (&self->source, g_strfreev);
  g_clear_pointer (&self->target, g_strfreev);
  g_clear_pointer (&self->matrix, heed_matrix_unref);
  g_clear_pointer (&self->scores, heed_matrix_unref);

  G_OBJECT_CLASS (heed_heatmap_parent_class)->finalize (object);
}

static void
heed_heatmap_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  switch (property_id)
    {
    case PROP_MATRIX:
      g_value_set_boxed (value, self->matrix);
      break;

    case PROP_SCORES:
      g_value_set_boxed (value, self->scores);
      break;

    case PROP_SELECTED_ROW:
      g_value_set_int (value, self->selected_row);
      break;

    case PROP_SELECTED_COLUMN:
      g_value_set_int (value, self->selected_column);
      break;

    case PROP_N_PLAYED:
      g_value_set_uint (value, self->n_played);
      break;

    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;

    case PROP_PALETTE:
      g_value_set_enum (value, self->palette);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_heatmap_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  switch (property_id)
    {
    case PROP_MATRIX:
      heed_heatmap_set_matrix (self, g_value_get_boxed (value));
      break;

    case PROP_SCORES:
      heed_heatmap_set_scores (self, g_value_get_boxed (value));
      break;

    case PROP_SELECTED_ROW:
      heed_heatmap_select (self, g_value_get_int (value), self->selected_column);
      break;

    case PROP_SELECTED_COLUMN:
      heed_heatmap_select (self, self->selected_row, g_value_get_int (value));
      break;

    case PROP_N_PLAYED:
      heed_heatmap_set_n_played (self, g_value_get_uint (value));
      break;

    case PROP_ZOOM:
      heed_heatmap_set_zoom (self, g_value_get_double (value));
      break;

    case PROP_PALETTE:
      heed_heatmap_set_palette (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_MATRIX] = g_param_spec_boxed ("matrix", NULL, NULL, HEED_TYPE_MATRIX, flags);
  properties[PROP_SCORES] = g_param_spec_boxed ("scores", NULL, NULL, HEED_TYPE_MATRIX, flags);
  properties[PROP_SELECTED_ROW] = g_param_spec_int ("selected-row", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_SELECTED_COLUMN] = g_param_spec_int ("selected-column", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_N_PLAYED] = g_param_spec_uint ("n-played", NULL, NULL, 0, G_MAXUINT, G_MAXUINT, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.0, MAX_ZOOM_PX, 0.0, flags);
  properties[PROP_PALETTE] = g_param_spec_enum ("palette", NULL, NULL, HEED_TYPE_PALETTE, HEED_PALETTE_BLUES, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_HEATMAP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  signals[SIGNAL_CELL_ACTIVATED] =
    g_signal_new ("cell-activated", HEED_TYPE_HEATMAP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  signals[SIGNAL_HOVER_CHANGED] =
    g_signal_new ("hover-changed", HEED_TYPE_HEATMAP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
heed_heatmap_class_init (HeedHeatmapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = heed_heatmap_finalize;
  object_class->get_property = heed_heatmap_get_property;
  object_class->set_property = heed_heatmap_set_property;

  widget_class->measure = heed_heatmap_measure;
  widget_class->snapshot = heed_heatmap_snapshot;

  install_properties (object_class);
  install_signals ();

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, move_selection_cb, "(ii)", -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, move_selection_cb, "(ii)", 1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_selection_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_selection_cb, "(ii)", 0, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_selection_cb, NULL);

  gtk_widget_class_set_css_name (widget_class, "heatmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_heatmap_init (HeedHeatmap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected_row = -1;
  self->selected_column = -1;
  self->n_played = G_MAXUINT;

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
heed_heatmap_new (void)
{
  return g_object_new (HEED_TYPE_HEATMAP, NULL);
}

void
heed_heatmap_set_source (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  g_strfreev (self->source);
  self->source = heed_token_label_new_list (tokens, n_tokens);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
heed_heatmap_set_target (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  g_strfreev (self->target);
  self->target = heed_token_label_new_list (tokens, n_tokens);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

HeedMatrix *
heed_heatmap_get_matrix (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), NULL);

  return self->matrix;
}

void
heed_heatmap_set_matrix (HeedHeatmap *self,
                         HeedMatrix  *matrix)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->matrix == matrix)
    return;

  g_clear_pointer (&self->matrix, heed_matrix_unref);

  if (matrix != NULL)
    self->matrix = heed_matrix_ref (matrix);

  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATRIX]);
}

HeedMatrix *
heed_heatmap_get_scores (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), NULL);

  return self->scores;
}

void
heed_heatmap_set_scores (HeedHeatmap *self,
                         HeedMatrix  *scores)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->scores == scores)
    return;

  g_clear_pointer (&self->scores, heed_matrix_unref);

  if (scores != NULL)
    self->scores = heed_matrix_ref (scores);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCORES]);
}

int
heed_heatmap_get_selected_row (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), -1);

  return self->selected_row;
}

int
heed_heatmap_get_selected_column (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), -1);

  return self->selected_column;
}

void
heed_heatmap_select (HeedHeatmap *self,
                     int          row,
                     int          column)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->selected_row == row && self->selected_column == column)
    return;

  self->selected_row = row;
  self->selected_column = column;
  describe_selection (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ROW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_COLUMN]);
}

guint
heed_heatmap_get_n_played (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), 0);

  return self->n_played;
}

void
heed_heatmap_set_n_played (HeedHeatmap *self,
                           guint        n_played)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->n_played == n_played)
    return;

  self->n_played = n_played;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PLAYED]);
}

double
heed_heatmap_get_zoom (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), 0.0);

  return self->zoom;
}

void
heed_heatmap_set_zoom (HeedHeatmap *self,
                       double       zoom)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

HeedPalette
heed_heatmap_get_palette (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), HEED_PALETTE_BLUES);

  return self->palette;
}

void
heed_heatmap_set_palette (HeedHeatmap *self,
                          HeedPalette  palette)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->palette == palette)
    return;

  self->palette = palette;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
}

void
heed_heatmap_export (HeedHeatmap *self,
                     cairo_t     *cr,
                     double       width,
                     double       height)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->matrix != NULL)
    draw_cells (self, cr, width, height, FALSE);
}
