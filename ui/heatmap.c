/* heatmap.c — a matrix of attention, one cell per pair of tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widget scrolls itself (GtkScrollable), because a viewport around it would scroll the labels
 * away with the cells. What is slow to create is cached in a picture (heatmap-picture.c); each
 * frame computes the layout and draws the picture with it. Selecting, hovering, scrolling and
 * zooming do not repaint any cell.
 */

#include "ui/heatmap-private.h"

#include <math.h>

#include "ui/heatmap-drawing.h"
#include "ui/heatmap-input.h"
#include "ui/heatmap-pointer.h"
#include "ui/heatmap-readout.h"
#include "ui/heatmap-view.h"
#include "ui/heatmap-words.h"
#include "ui/heatmap-zoom.h"
#include "ui/style.h"
#include "ui/widget-colors.h"

enum {
  PROP_0,
  PROP_SELECTED_ROW,
  PROP_SELECTED_COLUMN,
  PROP_ZOOM,
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

/**
 * HeedHeatmap:
 *
 * Rows are target tokens, one per decoding step; columns are source tokens. The darker a cell, the
 * larger its share of the attention of its row. Put it into a [class@Gtk.ScrolledWindow]; the
 * labels stay in place while the cells scroll.
 *
 * Without a matrix it draws nothing.
 *
 * ## Keyboard
 *
 * Arrow keys move the selected cell, Home and End to the first and last column, with Control to the
 * first and last row; Page Up and Page Down move by the visible rows. With Shift, Left and Right
 * select several columns, as a Shift-click does; their sum is shown. Return activates the cell,
 * Escape deselects its column. + and − zoom, 0 fits.
 *
 * ## CSS nodes
 *
 * One node named `heatmap`. Text has its CSS colour; `heed_paper`, `heed_muted`, `heed_accent_text`
 * and `heed_mark` are taken from the style sheet.
 *
 * ## Accessibility
 *
 * Role `img`. The label describes the selected cell and changes with the selection; the description
 * gives its position in the matrix.
 */
G_DEFINE_FINAL_TYPE (HeedHeatmap, heed_heatmap, HEED_TYPE_SCROLL_AREA)

static HeedHeatmapPicture *
get_picture (HeedHeatmap *self)
{
  return heed_heatmap_view_get_picture (self->view);
}

static HeedHeatmapLook
get_look (HeedHeatmap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint n_span;
  const guint *span = heed_heatmap_view_get_span (self->view, &n_span);

  return (HeedHeatmapLook) {
    .selected_row = heed_heatmap_view_get_selected_row (self->view),
    .selected_column = heed_heatmap_view_get_selected_column (self->view),
    .span = span,
    .n_span = n_span,
    .n_played = self->n_played,
    .shows_numbers = self->style.shows_numbers,
    .colors = heed_widget_colors_get (widget),
  };
}

static void
heed_heatmap_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  HeedHeatmapLayout layout;
  HeedHeatmapReadout readout = {
    .view = self->view,
    .scores = self->scores,
    .context = gtk_widget_get_pango_context (widget),
    .has_focus = self->points || gtk_widget_has_visible_focus (widget),
  };
  HeedHeatmapLook look;
  cairo_t *cr;

  if (!heed_heatmap_view_get_layout (self->view, &layout))
    return;

  look = get_look (self);
  heed_heatmap_picture_set_scale (
    get_picture (self), heed_heatmap_style_get_scale (&self->style, heed_style_is_dark (widget)));
  heed_heatmap_picture_set_shading (get_picture (self), &self->style.shading);

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) layout.width, (float) layout.height));
  heed_heatmap_draw_picture (cr, get_picture (self), &layout, &look);
  heed_heatmap_marks_draw (cr, &layout, (const HeedHeatmapMark *) (gpointer) self->marks->data,
                           self->marks->len, look.colors.mark);
  heed_heatmap_line_draw (cr, &layout, (const double *) (gpointer) self->line->data,
                          self->line->len, heed_style_lookup (widget, "heed_third_text"));
  if (self->points)
    heed_heatmap_pointer_draw (self->view, cr, &layout, look.colors.paper, look.colors.mark);
  heed_heatmap_readout_draw (&readout, cr, &layout);
  cairo_destroy (cr);
}

void
heed_heatmap_describe (HeedHeatmap *self)
{
  g_autofree char *label = heed_heatmap_words_new_selected (self->view);
  g_autofree char *description =
    heed_heatmap_words_new_selected_description (self->view, self->kind);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
heed_heatmap_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  heed_heatmap_view_set_size (HEED_HEATMAP (widget)->view, width, height);
}

static void
heed_heatmap_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_heatmap_parent_class)->css_changed (widget, change);

  heed_heatmap_view_update (HEED_HEATMAP (widget)->view);
}

static void
heed_heatmap_state_flags_changed (GtkWidget     *widget,
                                  GtkStateFlags  before)
{
  GTK_WIDGET_CLASS (heed_heatmap_parent_class)->state_flags_changed (widget, before);

  gtk_widget_queue_draw (widget);
}

static void
heed_heatmap_scrolled (HeedScrollArea *area)
{
  HEED_SCROLL_AREA_CLASS (heed_heatmap_parent_class)->scrolled (area);

  heed_heatmap_view_scroll_to (HEED_HEATMAP (area)->view,
                               heed_scroll_area_get_x (area), heed_scroll_area_get_y (area));
}

static void
heed_heatmap_adopted (HeedScrollArea *area)
{
  heed_heatmap_view_update (HEED_HEATMAP (area)->view);
}

static gboolean
heed_heatmap_get_border (HeedScrollArea *area,
                         GtkBorder      *border)
{
  HeedHeatmapLayout layout;

  if (!heed_heatmap_view_get_layout (HEED_HEATMAP (area)->view, &layout))
    return FALSE;

  *border = (GtkBorder) { .left = (gint16) layout.left, .top = (gint16) layout.top };

  return TRUE;
}

static void
heed_heatmap_finalize (GObject *object)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  g_clear_object (&self->input);
  g_clear_object (&self->view);
  g_clear_pointer (&self->scores, heed_matrix_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->line, g_array_unref);

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
    case PROP_SELECTED_ROW:
      g_value_set_int (value, heed_heatmap_view_get_selected_row (self->view));
      break;

    case PROP_SELECTED_COLUMN:
      g_value_set_int (value, heed_heatmap_view_get_selected_column (self->view));
      break;

    case PROP_ZOOM:
      g_value_set_double (value, heed_heatmap_view_get_zoom (self->view));
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
    case PROP_SELECTED_ROW:
      heed_heatmap_select (self, g_value_get_int (value),
                           heed_heatmap_view_get_selected_column (self->view));
      break;

    case PROP_SELECTED_COLUMN:
      heed_heatmap_select (self, heed_heatmap_view_get_selected_row (self->view),
                           g_value_get_int (value));
      break;

    case PROP_ZOOM:
      heed_heatmap_set_zoom (self, g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * HeedHeatmap:selected-row:
   *
   * The selected row (a decoding step); -1 is none.
   */
  properties[PROP_SELECTED_ROW] =
    g_param_spec_int ("selected-row", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmap:selected-column:
   *
   * The selected column (a source token); -1 is none.
   */
  properties[PROP_SELECTED_COLUMN] =
    g_param_spec_int ("selected-column", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmap:zoom:
   *
   * Height of a cell, px; 0 fits the cells into the widget as far as their labels stay readable.
   */
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 0.0, HEED_HEATMAP_MAX_ZOOM_PX, 0.0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static guint
new_cell_signal (const char *name)
{
  return g_signal_new (name, HEED_TYPE_HEATMAP, G_SIGNAL_RUN_LAST,
                       0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
install_signals (void)
{
  /**
   * HeedHeatmap::cell-selected:
   * @row: from 0; -1 is none
   * @column: from 0; -1 is none
   *
   * The user chose a cell, or a row or column by its label. It is already selected. Not emitted for
   * programmatic selection.
   */
  signals[SIGNAL_CELL_SELECTED] = new_cell_signal ("cell-selected");

  /**
   * HeedHeatmap::cell-activated:
   * @row: from 0
   * @column: from 0
   *
   * The cell was double-clicked, or Return was pressed.
   */
  signals[SIGNAL_CELL_ACTIVATED] = new_cell_signal ("cell-activated");

  /**
   * HeedHeatmap::hover-changed:
   * @row: from 0; -1: no row
   * @column: from 0; -1: no column
   *
   * The pointer has moved to another cell or label, or to none.
   */
  signals[SIGNAL_HOVER_CHANGED] = new_cell_signal ("hover-changed");
}

static void
heed_heatmap_class_init (HeedHeatmapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedScrollAreaClass *area_class = HEED_SCROLL_AREA_CLASS (klass);

  object_class->finalize = heed_heatmap_finalize;
  object_class->get_property = heed_heatmap_get_property;
  object_class->set_property = heed_heatmap_set_property;

  widget_class->css_changed = heed_heatmap_css_changed;
  widget_class->size_allocate = heed_heatmap_size_allocate;
  widget_class->snapshot = heed_heatmap_snapshot;
  widget_class->state_flags_changed = heed_heatmap_state_flags_changed;

  area_class->adopted = heed_heatmap_adopted;
  area_class->get_border = heed_heatmap_get_border;
  area_class->scrolled = heed_heatmap_scrolled;

  install_properties (object_class);
  install_signals ();

  gtk_widget_class_set_css_name (widget_class, "heatmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

/* --- Signal handlers ----------------------------------------------------- */

static void
configure_area (HeedHeatmap *self)
{
  HeedScrollArea *area = HEED_SCROLL_AREA (self);
  HeedHeatmapLayout layout = { .n_rows = 0 };

  heed_heatmap_view_get_layout (self->view, &layout);
  heed_scroll_area_configure (area, GTK_ORIENTATION_HORIZONTAL, layout.scroll_x,
                              layout.n_columns * layout.cell_width, layout.view_width,
                              layout.cell_width);
  heed_scroll_area_configure (area, GTK_ORIENTATION_VERTICAL, layout.scroll_y,
                              layout.n_rows * layout.cell_height, layout.view_height,
                              layout.cell_height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scroll_area (HeedHeatmap *self)
{
  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (self),
                              heed_heatmap_view_get_scroll_x (self->view),
                              heed_heatmap_view_get_scroll_y (self->view));
}

static void
selection_changed_cb (HeedHeatmap *self,
                      GParamSpec  *pspec)
{
  heed_heatmap_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  /* Hides the readout of a pointer that has not moved, since the audience
   * should see the selected cell. */
  if (self->points)
    heed_heatmap_view_set_pointer (self->view, NAN, NAN);

  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
zoom_changed_cb (HeedHeatmap *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
hover_changed_cb (HeedHeatmap *self,
                  int          row,
                  int          column)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_HOVER_CHANGED], 0, row, column);
}

static void
selected_cb (HeedHeatmap *self,
             int          row,
             int          column)
{
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, row, column);
}

static void
activated_cb (HeedHeatmap *self,
              int          row,
              int          column)
{
  g_signal_emit (self, signals[SIGNAL_CELL_ACTIVATED], 0, row, column);
}

static void
watch (HeedHeatmap *self)
{
  g_signal_connect_object (self->view, "laid-out", G_CALLBACK (configure_area), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::scroll-x", G_CALLBACK (scroll_area), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::scroll-y", G_CALLBACK (scroll_area), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected-row", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected-column", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::zoom", G_CALLBACK (zoom_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "hover-changed", G_CALLBACK (hover_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
heed_heatmap_init (HeedHeatmap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->view = heed_heatmap_view_new (gtk_widget_get_pango_context (widget));
  self->input = heed_heatmap_input_new (self->view, widget);
  self->n_played = G_MAXUINT;
  self->marks = g_array_new (FALSE, FALSE, sizeof (HeedHeatmapMark));
  self->line = g_array_new (FALSE, FALSE, sizeof (double));

  watch (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  heed_heatmap_describe (self);
}

/**
 * heed_heatmap_new:
 *
 * Returns: (transfer full): an empty heatmap; put it into a GtkScrolledWindow
 */
GtkWidget *
heed_heatmap_new (void)
{
  return g_object_new (HEED_TYPE_HEATMAP, NULL);
}

/**
 * heed_heatmap_get_selected_row:
 *
 * Returns: the selected row (a decoding step); -1 is none
 */
int
heed_heatmap_get_selected_row (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), -1);

  return heed_heatmap_view_get_selected_row (self->view);
}

/**
 * heed_heatmap_get_selected_column:
 *
 * Returns: the selected column (a source token); -1 is none
 */
int
heed_heatmap_get_selected_column (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), -1);

  return heed_heatmap_view_get_selected_column (self->view);
}

/**
 * heed_heatmap_select:
 * @row: from 0; -1 is none
 * @column: from 0; -1 is none
 *
 * Selects a row, a column, or the cell where both meet, and scrolls to it. A row that does not
 * exist yet is shown as selected as soon as it does.
 */
void
heed_heatmap_select (HeedHeatmap *self,
                     int          row,
                     int          column)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  heed_heatmap_view_select (self->view, row, column);
}

/**
 * heed_heatmap_get_zoom:
 *
 * Returns: the height of a cell, px; 0 fits the widget
 */
double
heed_heatmap_get_zoom (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), 0.0);

  return heed_heatmap_view_get_zoom (self->view);
}

/**
 * heed_heatmap_set_zoom:
 * @zoom: height of a cell, px; 0 fits the widget
 */
void
heed_heatmap_set_zoom (HeedHeatmap *self,
                       double       zoom)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  heed_heatmap_view_set_zoom (self->view, zoom);
}

/**
 * heed_heatmap_get_view:
 *
 * Returns: (transfer none): the view, which has the layout, selection and scroll position
 */
HeedHeatmapView *
heed_heatmap_get_view (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), NULL);

  return self->view;
}
