/* heatmap-view.c — the visible part of a heatmap, its selection and pointer, without any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Size, scroll and zoom become a request to the layout, which does the arithmetic; selection and
 * pointer are kept beside them. The widget, its input and its readout observe this object and do
 * not know each other.
 */

#include "ui/heatmap-view.h"

#include <math.h>

#include "ui/column-span.h"
#include "ui/heatmap-zoom.h"

/**
 * HeedHeatmapView:
 *
 * A picture, seen through a viewport of a given size.
 */
struct _HeedHeatmapView
{
  GObject              parent_instance;

  HeedHeatmapPicture  *picture;
  double               width;            /* px, of the viewport */
  double               height;
  double               zoom;             /* px, height of a cell; 0 fits the viewport */
  double               scroll_x;         /* px */
  double               scroll_y;

  int                  selected_row;     /* -1 is none */
  int                  selected_column;  /* -1 is none */
  HeedColumnSpan      *span;             /* several columns including selected_column; or empty */
  int                  selected_end;     /* the column that the selection was extended to; -1: not
                                          * extended */
  double               pointer_x;        /* px; NAN if outside */
  double               pointer_y;
  int                  hover_row;        /* -1: none, or a column label */
  int                  hover_column;     /* -1: none, or a row label */
};

enum {
  PROP_0,
  PROP_SELECTED_ROW,
  PROP_SELECTED_COLUMN,
  PROP_ZOOM,
  PROP_SCROLL_X,
  PROP_SCROLL_Y,
  N_PROPS
};

enum {
  SIGNAL_LAID_OUT,
  SIGNAL_HOVER_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedHeatmapView, heed_heatmap_view, G_TYPE_OBJECT)

/* --- Geometry ------------------------------------------------------------ */

/* Returns: whether there is anything to lay out */
static gboolean
get_request (HeedHeatmapView    *self,
             HeedHeatmapRequest *request)
{
  if (heed_heatmap_picture_get_matrix (self->picture) == NULL || self->width <= 0.0)
    return FALSE;

  heed_heatmap_picture_get_request (self->picture, request);
  request->width = self->width;
  request->height = self->height;
  request->zoom = self->zoom;
  request->scroll_x = self->scroll_x;
  request->scroll_y = self->scroll_y;

  return TRUE;
}

/**
 * heed_heatmap_view_get_layout:
 * @layout: (out): set only if there is one
 *
 * Returns: whether there is anything to see
 */
gboolean
heed_heatmap_view_get_layout (HeedHeatmapView   *self,
                              HeedHeatmapLayout *layout)
{
  HeedHeatmapRequest request;

  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), FALSE);

  if (!get_request (self, &request))
    return FALSE;

  heed_heatmap_layout_compute (layout, &request);

  return TRUE;
}

/**
 * heed_heatmap_view_is_cell:
 *
 * Returns: whether the matrix has such a cell
 */
gboolean
heed_heatmap_view_is_cell (HeedHeatmapView *self,
                           int              row,
                           int              column)
{
  HeedMatrix *matrix;

  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), FALSE);

  matrix = heed_heatmap_picture_get_matrix (self->picture);

  return matrix != NULL &&
         row >= 0 && row < (int) matrix->n_rows &&
         column >= 0 && column < (int) matrix->n_columns;
}

/**
 * heed_heatmap_view_find:
 * @x: px; NAN if outside
 * @y: px
 * @row: (out): from 0; -1: none, or a column label
 * @column: (out): from 0; -1: none, or a row label
 *
 * Returns: whether there is a cell or a label at this position
 */
gboolean
heed_heatmap_view_find (HeedHeatmapView *self,
                        double           x,
                        double           y,
                        int             *row,
                        int             *column)
{
  HeedHeatmapLayout layout;
  guint found_row, found_column;

  *row = *column = -1;

  if (isnan (x) || !heed_heatmap_view_get_layout (self, &layout))
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

/* --- The pointer --------------------------------------------------------- */

/* Called whenever the pointer or the cells have moved. */
static void
update_hover (HeedHeatmapView *self)
{
  int row, column;

  heed_heatmap_view_find (self, self->pointer_x, self->pointer_y, &row, &column);
  if (self->hover_row == row && self->hover_column == column)
    return;

  self->hover_row = row;
  self->hover_column = column;
  g_signal_emit (self, signals[SIGNAL_HOVER_CHANGED], 0, row, column);
}

void
heed_heatmap_view_get_pointer (HeedHeatmapView *self,
                               double          *x,
                               double          *y)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  *x = self->pointer_x;
  *y = self->pointer_y;
}

void
heed_heatmap_view_set_pointer (HeedHeatmapView *self,
                               double           x,
                               double           y)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  self->pointer_x = x;
  self->pointer_y = y;
  update_hover (self);
}

int
heed_heatmap_view_get_hover_row (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), -1);

  return self->hover_row;
}

int
heed_heatmap_view_get_hover_column (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), -1);

  return self->hover_column;
}

/* --- Scrolling and zoom -------------------------------------------------- */

HeedHeatmapPicture *
heed_heatmap_view_get_picture (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), NULL);

  return self->picture;
}

static void
take_scroll (HeedHeatmapView *self,
             double           x,
             double           y)
{
  gboolean is_other_x = self->scroll_x != x;
  gboolean is_other_y = self->scroll_y != y;

  self->scroll_x = x;
  self->scroll_y = y;

  if (is_other_x)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLL_X]);

  if (is_other_y)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLL_Y]);
}

/**
 * heed_heatmap_view_update:
 *
 * Must be called after any change to the picture that affects the size of the cells.
 */
void
heed_heatmap_view_update (HeedHeatmapView *self)
{
  HeedHeatmapLayout layout = { .n_rows = 0 };

  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  heed_heatmap_view_get_layout (self, &layout);
  g_signal_emit (self, signals[SIGNAL_LAID_OUT], 0);
  take_scroll (self, layout.scroll_x, layout.scroll_y);
  update_hover (self);
}

/**
 * heed_heatmap_view_set_size:
 * @width: px
 * @height: px
 */
void
heed_heatmap_view_set_size (HeedHeatmapView *self,
                            double           width,
                            double           height)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  self->width = width;
  self->height = height;
  heed_heatmap_view_update (self);
}

double
heed_heatmap_view_get_scroll_x (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), 0.0);

  return self->scroll_x;
}

double
heed_heatmap_view_get_scroll_y (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), 0.0);

  return self->scroll_y;
}

/**
 * heed_heatmap_view_scroll_to:
 * @x: px; clamped to the valid range
 * @y: px
 */
void
heed_heatmap_view_scroll_to (HeedHeatmapView *self,
                             double           x,
                             double           y)
{
  HeedHeatmapLayout layout = { .n_rows = 0 };
  HeedHeatmapRequest request;

  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  if (get_request (self, &request))
    {
      request.scroll_x = x;
      request.scroll_y = y;
      heed_heatmap_layout_compute (&layout, &request);
    }

  take_scroll (self, layout.scroll_x, layout.scroll_y);
  update_hover (self);
}

/**
 * heed_heatmap_view_get_zoom:
 *
 * Returns: the height of a cell, px; 0 fits the viewport
 */
double
heed_heatmap_view_get_zoom (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), 0.0);

  return self->zoom;
}

/**
 * heed_heatmap_view_set_zoom:
 * @zoom: height of a cell, px; 0 fits the viewport
 */
void
heed_heatmap_view_set_zoom (HeedHeatmapView *self,
                            double           zoom)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));
  g_return_if_fail (zoom >= 0.0 && zoom <= HEED_HEATMAP_MAX_ZOOM_PX);

  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  heed_heatmap_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/**
 * heed_heatmap_view_zoom_around:
 * @factor: factor by which the cells grow
 * @x: px
 * @y: px
 *
 * The content at (@x, @y) stays in place.
 */
void
heed_heatmap_view_zoom_around (HeedHeatmapView *self,
                               double           factor,
                               double           x,
                               double           y)
{
  HeedHeatmapRequest request;
  HeedHeatmapLayout before, after;
  double scroll_x, scroll_y;

  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  if (!get_request (self, &request))
    return;

  heed_heatmap_layout_compute (&before, &request);
  heed_heatmap_view_set_zoom (self, heed_heatmap_zoom_find (&request, factor));
  heed_heatmap_view_get_layout (self, &after);
  heed_heatmap_zoom_hold (&before, &after, x, y, &scroll_x, &scroll_y);
  heed_heatmap_view_scroll_to (self, scroll_x, scroll_y);
}

/* --- Selection ----------------------------------------------------------- */

int
heed_heatmap_view_get_selected_row (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), -1);

  return self->selected_row;
}

int
heed_heatmap_view_get_selected_column (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), -1);

  return self->selected_column;
}

/* Scrolls until the cell is visible. */
static void
reveal (HeedHeatmapView *self,
        int              row,
        int              column)
{
  HeedHeatmapLayout layout;
  double x, y;

  if (!heed_heatmap_view_get_layout (self, &layout))
    return;

  heed_heatmap_layout_scroll_to (&layout, row, column, &x, &y);
  heed_heatmap_view_scroll_to (self, x, y);
}

/**
 * heed_heatmap_view_select:
 * @row: from 0; -1 is none
 * @column: from 0; -1 is none
 *
 * Selects a row, a column, or the cell where both meet, and scrolls to it. A row that does not
 * exist yet is shown as selected as soon as it does.
 */
void
heed_heatmap_view_select (HeedHeatmapView *self,
                          int              row,
                          int              column)
{
  gboolean is_other_row, is_other_column;

  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));
  g_return_if_fail (row >= -1 && column >= -1);

  is_other_row = self->selected_row != row;
  is_other_column = self->selected_column != column;

  if (!is_other_row && !is_other_column)
    return;

  heed_column_span_clear (self->span);
  self->selected_end = -1;
  self->selected_row = row;
  self->selected_column = column;
  reveal (self, row, column);

  if (is_other_row)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ROW]);

  if (is_other_column)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_COLUMN]);
}

/**
 * heed_heatmap_view_extend:
 * @column: column of the matrix
 *
 * Selects all columns from the selected one to @column, in the same row.
 */
void
heed_heatmap_view_extend (HeedHeatmapView *self,
                          int              column)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  if (!heed_heatmap_view_is_cell (self, self->selected_row, self->selected_column) ||
      !heed_heatmap_view_is_cell (self, self->selected_row, column))
    return;

  self->selected_end = column == self->selected_column ? -1 : column;
  heed_column_span_set_between (self->span, (guint) self->selected_column, (guint) column);
  reveal (self, self->selected_row, column);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_COLUMN]);
}

int
heed_heatmap_view_get_end (HeedHeatmapView *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), -1);

  return self->selected_end >= 0 ? self->selected_end : self->selected_column;
}

/**
 * heed_heatmap_view_toggle:
 * @column: column of the matrix
 *
 * Adds a column, adjacent or not, to the selected columns of the selected row, or removes it. The
 * last one cannot be removed.
 */
void
heed_heatmap_view_toggle (HeedHeatmapView *self,
                          int              column)
{
  g_return_if_fail (HEED_IS_HEATMAP_VIEW (self));

  if (!heed_heatmap_view_is_cell (self, self->selected_row, column))
    return;

  if (!heed_heatmap_view_is_cell (self, self->selected_row, self->selected_column))
    heed_column_span_clear (self->span);

  self->selected_end = -1;
  self->selected_column =
    heed_column_span_pick (self->span, self->selected_column, (guint) column);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_COLUMN]);
}

/**
 * heed_heatmap_view_get_span:
 * @n_columns: (out): how many; 0 unless several are selected and all of them exist
 *
 * Returns: (transfer none) (array length=n_columns): the selected columns, in order
 */
const guint *
heed_heatmap_view_get_span (HeedHeatmapView *self,
                            guint           *n_columns)
{
  const guint *columns;

  g_return_val_if_fail (HEED_IS_HEATMAP_VIEW (self), NULL);

  columns = heed_column_span_get (self->span, n_columns);
  if (*n_columns < 2 ||
      !heed_heatmap_view_is_cell (self, self->selected_row, (int) columns[*n_columns - 1]))
    *n_columns = 0;

  return columns;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_heatmap_view_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  HeedHeatmapView *self = HEED_HEATMAP_VIEW (object);

  switch (property_id)
    {
    case PROP_SELECTED_ROW:
      g_value_set_int (value, self->selected_row);
      break;

    case PROP_SELECTED_COLUMN:
      g_value_set_int (value, self->selected_column);
      break;

    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;

    case PROP_SCROLL_X:
      g_value_set_double (value, self->scroll_x);
      break;

    case PROP_SCROLL_Y:
      g_value_set_double (value, self->scroll_y);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_heatmap_view_finalize (GObject *object)
{
  g_clear_pointer (&HEED_HEATMAP_VIEW (object)->picture, heed_heatmap_picture_free);
  g_clear_pointer (&HEED_HEATMAP_VIEW (object)->span, heed_column_span_free);

  G_OBJECT_CLASS (heed_heatmap_view_parent_class)->finalize (object);
}

static void
heed_heatmap_view_class_init (HeedHeatmapViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_heatmap_view_finalize;
  object_class->get_property = heed_heatmap_view_get_property;

  /**
   * HeedHeatmapView:selected-row:
   *
   * The selected row; -1 is none.
   */
  properties[PROP_SELECTED_ROW] =
    g_param_spec_int ("selected-row", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmapView:selected-column:
   *
   * The selected column; -1 is none.
   */
  properties[PROP_SELECTED_COLUMN] =
    g_param_spec_int ("selected-column", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmapView:zoom:
   *
   * Height of a cell, px; 0 fits the viewport.
   */
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 0.0, HEED_HEATMAP_MAX_ZOOM_PX, 0.0, flags);

  /**
   * HeedHeatmapView:scroll-x:
   *
   * Width of the cells hidden on the left, px.
   */
  properties[PROP_SCROLL_X] =
    g_param_spec_double ("scroll-x", NULL, NULL, 0.0, G_MAXDOUBLE, 0.0, flags);

  /**
   * HeedHeatmapView:scroll-y:
   *
   * Height of the cells hidden at the top, px.
   */
  properties[PROP_SCROLL_Y] =
    g_param_spec_double ("scroll-y", NULL, NULL, 0.0, G_MAXDOUBLE, 0.0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedHeatmapView::laid-out:
   *
   * The cells or their sizes may have changed; the scroll position is updated afterwards.
   */
  signals[SIGNAL_LAID_OUT] =
    g_signal_new ("laid-out", HEED_TYPE_HEATMAP_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * HeedHeatmapView::hover-changed:
   * @row: from 0; -1: no row
   * @column: from 0; -1: no column
   *
   * The pointer has moved to another cell or label, or to none.
   */
  signals[SIGNAL_HOVER_CHANGED] =
    g_signal_new ("hover-changed", HEED_TYPE_HEATMAP_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
heed_heatmap_view_init (HeedHeatmapView *self)
{
  self->span = heed_column_span_new ();
  self->selected_row = self->selected_column = self->selected_end = -1;
  self->hover_row = self->hover_column = -1;
  self->pointer_x = self->pointer_y = NAN;
}

/**
 * heed_heatmap_view_new:
 * @context: Pango context for the labels
 *
 * Returns: (transfer full): a view of an empty picture
 */
HeedHeatmapView *
heed_heatmap_view_new (PangoContext *context)
{
  HeedHeatmapView *self = g_object_new (HEED_TYPE_HEATMAP_VIEW, NULL);

  self->picture = heed_heatmap_picture_new (context);

  return self;
}
