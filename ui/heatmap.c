/* heatmap.c — a matrix of attention, one cell per pair of tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widget scrolls itself (GtkScrollable): a viewport around it would scroll
 * the labels away with the cells. What is slow to make is kept in a picture
 * (heatmap-picture.c); each frame asks the layout where things are and draws
 * them. Selecting, hovering, scrolling and zooming paint no cell anew.
 */

#include "ui/heatmap.h"

#include <math.h>

#include "ui/bubble.h"
#include "ui/heatmap-drawing.h"
#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"
#include "ui/heatmap-view.h"
#include "ui/heatmap-words.h"
#include "ui/style.h"
#include "ui/token-label.h"

#define MIN_WIDTH_PX      200
#define MIN_HEIGHT_PX     140
#define NATURAL_WIDTH_PX  560
#define NATURAL_HEIGHT_PX 400

/* One press of a key or notch of a wheel. */
#define ZOOM_FACTOR       1.25

#define BUTTON_MIDDLE     2

/**
 * HeedHeatmap:
 *
 * Rows are target tokens, one a decoding step; columns are source tokens. The
 * darker a cell, the more of the attention of its row it has. Put it into a
 * [class@Gtk.ScrolledWindow]; the labels stay while the cells scroll.
 *
 * Without a matrix it is empty.
 *
 * ## Keyboard
 *
 * Arrow keys move the selected cell, Home and End to the first and last column,
 * with Control to the first and last row; Page Up and Page Down by what can be
 * seen. Return activates the cell. + and − zoom, 0 fits.
 *
 * ## CSS nodes
 *
 * One node named `heatmap`. Text is in its colour; `heed_paper`, `heed_muted`,
 * `heed_accent_text` and `heed_mark` are taken from the style sheet.
 *
 * ## Accessibility
 *
 * Role `img`. The label says the selected cell in words and changes as the
 * selection moves, the description where in the matrix it is.
 */
struct _HeedHeatmap
{
  GtkWidget            parent_instance;

  HeedHeatmapPicture  *picture;
  HeedMatrix          *scores;

  int                  selected_row;     /* -1 is none */
  int                  selected_column;  /* -1 is none */
  int                  hover_row;        /* -1 is none, or the label of a column */
  int                  hover_column;     /* -1 is none, or the label of a row */
  double               pointer_x;        /* px; NAN while it is elsewhere */
  double               pointer_y;
  guint                n_played;
  HeedPalette          palette;

  HeedHeatmapView      view;             /* owns its adjustments */
  GtkScrollablePolicy  hscroll_policy;
  GtkScrollablePolicy  vscroll_policy;
  double               drag_x;           /* px, scroll when dragging began */
  double               drag_y;
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
  N_PROPS,

  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

enum {
  SIGNAL_CELL_SELECTED,
  SIGNAL_CELL_ACTIVATED,
  SIGNAL_HOVER_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void heed_heatmap_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedHeatmap, heed_heatmap, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, heed_heatmap_scrollable_init))

/* --- Scrolling and zoom --------------------------------------------------- */

static gboolean
get_layout (HeedHeatmap       *self,
            HeedHeatmapLayout *layout)
{
  return heed_heatmap_view_get_layout (&self->view, layout);
}

/* After anything that changes the size of the cells. */
static void
update_view (HeedHeatmap *self)
{
  heed_heatmap_view_update (&self->view);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
zoom_around (HeedHeatmap *self,
             double       factor,
             double       x,
             double       y)
{
  HeedHeatmapLayout before;

  if (!get_layout (self, &before))
    return;

  heed_heatmap_set_zoom (self, heed_heatmap_view_find_zoom (&self->view, factor));
  heed_heatmap_view_hold (&self->view, &before, x, y);
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  double factor = g_variant_get_double (arguments);
  HeedHeatmapLayout layout;

  if (!get_layout (self, &layout))
    return FALSE;

  if (factor == 0.0)
    heed_heatmap_set_zoom (self, 0.0);
  else
    zoom_around (self, factor, layout.left + layout.view_width / 2.0, layout.top + layout.view_height / 2.0);

  return TRUE;
}

static gboolean
scroll_cb (HeedHeatmap              *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0 || isnan (self->pointer_x))
    return GDK_EVENT_PROPAGATE;

  zoom_around (self, pow (ZOOM_FACTOR, -dy), self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

/* --- Drawing ------------------------------------------------------------- */

static HeedHeatmapLook
get_look (HeedHeatmap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (HeedHeatmapLook) {
    .selected_row = self->selected_row,
    .selected_column = self->selected_column,
    .n_played = self->n_played,
    .colors = {
      .paper = heed_style_lookup (widget, "heed_paper"),
      .text = heed_style_get_color (widget),
      .muted = heed_style_lookup (widget, "heed_muted"),
      .strong = heed_style_lookup (widget, "heed_accent_text"),
      .mark = heed_style_lookup (widget, "heed_mark"),
    },
  };
}

static gboolean
is_cell (HeedHeatmap *self,
         int          row,
         int          column)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (self->picture);

  return matrix != NULL &&
         row >= 0 && row < (int) matrix->n_rows &&
         column >= 0 && column < (int) matrix->n_columns;
}

static gboolean
is_cell_seen (const HeedHeatmapLayout *layout,
              int                      row,
              int                      column)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, (guint) row, (guint) column);
  guint found_row, found_column;

  return heed_heatmap_layout_find (layout, cell.x + cell.width / 2.0, cell.y + cell.height / 2.0,
                                   &found_row, &found_column);
}

static void
draw_cell_readout (HeedHeatmap             *self,
                   cairo_t                 *cr,
                   const HeedHeatmapLayout *layout,
                   guint                    row,
                   guint                    column)
{
  g_autofree char *pair = heed_heatmap_words_new_pair (self->picture, row, column);
  g_autofree char *numbers = heed_heatmap_words_new_numbers (self->picture, self->scores, row, column);

  heed_bubble_draw (cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), pair, numbers,
                    heed_heatmap_layout_get_cell (layout, row, column),
                    layout->width, layout->height);
}

/* A label that is cut off is shown whole under the pointer. */
static void
draw_label_readout (HeedHeatmap             *self,
                    cairo_t                 *cr,
                    const HeedHeatmapLayout *layout)
{
  gboolean is_row = self->hover_row >= 0;
  double limit = is_row ? layout->row_label_width / layout->row_label_scale
                        : layout->column_label_width / layout->column_label_scale;
  const char *label = is_row ? heed_heatmap_picture_get_row_label (self->picture, (guint) self->hover_row)
                             : heed_heatmap_picture_get_column_label (self->picture, (guint) self->hover_column);
  g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (self->picture, label, FALSE);
  int text_width;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &text_width, NULL);

  if (text_width > limit)
    heed_bubble_draw (cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), label, NULL,
                      (HeedRectangle) { self->pointer_x, self->pointer_y, 0.0, 12.0 },
                      layout->width, layout->height);
}

/* The pointer goes before the keyboard: it was moved last. */
static void
draw_readout (HeedHeatmap             *self,
              cairo_t                 *cr,
              const HeedHeatmapLayout *layout)
{
  if (is_cell (self, self->hover_row, self->hover_column))
    draw_cell_readout (self, cr, layout, (guint) self->hover_row, (guint) self->hover_column);
  else if (self->hover_row >= 0 || self->hover_column >= 0)
    draw_label_readout (self, cr, layout);
  else if (gtk_widget_has_visible_focus (GTK_WIDGET (self)) &&
           is_cell (self, self->selected_row, self->selected_column) &&
           is_cell_seen (layout, self->selected_row, self->selected_column))
    draw_cell_readout (self, cr, layout, (guint) self->selected_row, (guint) self->selected_column);
}

static void
heed_heatmap_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);
  HeedHeatmapLayout layout;
  HeedHeatmapLook look;
  cairo_t *cr;

  if (!get_layout (self, &layout))
    return;

  look = get_look (self);
  heed_heatmap_picture_set_scale (self->picture, heed_color_scale_get (self->palette, heed_style_is_dark (widget)));

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) layout.width, (float) layout.height));
  heed_heatmap_draw_picture (cr, self->picture, &layout, &look);
  draw_readout (self, cr, &layout);
  cairo_destroy (cr);
}

/* --- Pointer ------------------------------------------------------------- */

static void
set_hover (HeedHeatmap *self,
           int          row,
           int          column)
{
  if (self->hover_row == row && self->hover_column == column)
    return;

  self->hover_row = row;
  self->hover_column = column;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_HOVER_CHANGED], 0, row, column);
}

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

  if (isnan (x) || !get_layout (self, &layout))
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

/* Also when something else than the pointer has moved. */
static void
update_hover (HeedHeatmap *self)
{
  int row, column;

  find_thing (self, self->pointer_x, self->pointer_y, &row, &column);
  set_hover (self, row, column);
}

static void
motion_cb (HeedHeatmap *self,
           double       x,
           double       y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  update_hover (self);
}

static void
leave_cb (HeedHeatmap *self)
{
  self->pointer_x = self->pointer_y = NAN;
  set_hover (self, -1, -1);
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
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (!find_thing (self, x, y, &row, &column))
    return;

  if (n_press == 1)
    user_select (self,
                 row >= 0 ? row : self->selected_row,
                 column >= 0 ? column : self->selected_column);
  else if (n_press == 2 && row >= 0 && column >= 0)
    g_signal_emit (self, signals[SIGNAL_CELL_ACTIVATED], 0, row, column);
}

static void
drag_begin_cb (HeedHeatmap *self)
{
  self->drag_x = heed_heatmap_view_get_scroll_x (&self->view);
  self->drag_y = heed_heatmap_view_get_scroll_y (&self->view);
}

static void
drag_update_cb (HeedHeatmap *self,
                double       dx,
                double       dy)
{
  heed_heatmap_view_scroll_to (&self->view, self->drag_x - dx, self->drag_y - dy);
}

/* --- Keyboard ------------------------------------------------------------ */

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
  int d_row, d_column, row, column;

  if (matrix == NULL)
    return FALSE;

  g_variant_get (arguments, "(ii)", &d_row, &d_column);
  row = CLAMP (self->selected_row, 0, (int) matrix->n_rows - 1);

  if (is_cell (self, row, self->selected_column) && self->selected_row >= 0)
    user_select (self,
                 CLAMP (row + d_row, 0, (int) matrix->n_rows - 1),
                 CLAMP (self->selected_column + d_column, 0, (int) matrix->n_columns - 1));
  else
    {
      column = find_heaviest (matrix, row);
      user_select (self, row, column);
    }

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

  if (!get_layout (HEED_HEATMAP (widget), &layout))
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

  if (!is_cell (self, self->selected_row, self->selected_column))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_CELL_ACTIVATED], 0, self->selected_row, self->selected_column);

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
add_bindings (GtkWidgetClass *widget_class)
{
  const int far = 1 << 20;

  add_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0);
  add_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0);
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -far);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, 0, 0, far);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -far, 0);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, far, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, move_page_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, move_page_cb, "i", 1);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_selection_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_selection_cb, NULL);

  add_zoom_key (widget_class, GDK_KEY_plus, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_equal, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_KP_Add, ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_minus, 1.0 / ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_KP_Subtract, 1.0 / ZOOM_FACTOR);
  add_zoom_key (widget_class, GDK_KEY_0, 0.0);
  add_zoom_key (widget_class, GDK_KEY_KP_0, 0.0);
}

/* --- The widget ---------------------------------------------------------- */

static void
describe (HeedHeatmap *self)
{
  gboolean has_cell = is_cell (self, self->selected_row, self->selected_column);
  int row = has_cell || is_cell (self, self->selected_row, 0) ? self->selected_row : -1;
  int column = has_cell ? self->selected_column : -1;
  g_autofree char *label = heed_heatmap_words_new_label (self->picture, row, column);
  g_autofree char *description = heed_heatmap_words_new_description (self->picture, row, column);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
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
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH_PX : MIN_HEIGHT_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH_PX : NATURAL_HEIGHT_PX;
}

static void
heed_heatmap_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  HeedHeatmap *self = HEED_HEATMAP (widget);

  self->view.width = width;
  self->view.height = height;
  update_view (self);
}

static void
heed_heatmap_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_heatmap_parent_class)->css_changed (widget, change);

  update_view (HEED_HEATMAP (widget));
}

static void
heed_heatmap_state_flags_changed (GtkWidget     *widget,
                                  GtkStateFlags  before)
{
  GTK_WIDGET_CLASS (heed_heatmap_parent_class)->state_flags_changed (widget, before);

  gtk_widget_queue_draw (widget);
}

static void
scrolled_cb (HeedHeatmap *self)
{
  update_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (HeedHeatmap    *self,
                GtkAdjustment **place,
                GtkAdjustment  *adjustment)
{
  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
      g_clear_object (place);
    }

  if (adjustment == NULL)
    return;

  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  update_view (self);
}

static gboolean
heed_heatmap_get_border (GtkScrollable *scrollable,
                         GtkBorder     *border)
{
  HeedHeatmapLayout layout;

  if (!get_layout (HEED_HEATMAP (scrollable), &layout))
    return FALSE;

  *border = (GtkBorder) { .left = (gint16) layout.left, .top = (gint16) layout.top };

  return TRUE;
}

static void
heed_heatmap_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = heed_heatmap_get_border;
}

static void
heed_heatmap_dispose (GObject *object)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  set_adjustment (self, &self->view.hadjustment, NULL);
  set_adjustment (self, &self->view.vadjustment, NULL);

  G_OBJECT_CLASS (heed_heatmap_parent_class)->dispose (object);
}

static void
heed_heatmap_finalize (GObject *object)
{
  HeedHeatmap *self = HEED_HEATMAP (object);

  g_clear_pointer (&self->picture, heed_heatmap_picture_free);
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
      g_value_set_boxed (value, heed_heatmap_get_matrix (self));
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
      g_value_set_double (value, self->view.zoom);
      break;

    case PROP_PALETTE:
      g_value_set_enum (value, self->palette);
      break;

    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->view.hadjustment);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->view.vadjustment);
      break;

    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;

    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
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

    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->view.hadjustment, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->view.vadjustment, g_value_get_object (value));
      break;

    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;

    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
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
   * HeedHeatmap:matrix: (nullable)
   *
   * What is shown, [0, 1]. Appending rows to it is cheap.
   */
  properties[PROP_MATRIX] = g_param_spec_boxed ("matrix", NULL, NULL, HEED_TYPE_MATRIX, flags);

  /**
   * HeedHeatmap:scores: (nullable)
   *
   * The numbers before the softmax, for the readout.
   */
  properties[PROP_SCORES] = g_param_spec_boxed ("scores", NULL, NULL, HEED_TYPE_MATRIX, flags);

  /**
   * HeedHeatmap:selected-row:
   *
   * The step that is outlined; -1 is none.
   */
  properties[PROP_SELECTED_ROW] = g_param_spec_int ("selected-row", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmap:selected-column:
   *
   * The source token that is marked; -1 is none.
   */
  properties[PROP_SELECTED_COLUMN] = g_param_spec_int ("selected-column", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedHeatmap:n-played:
   *
   * Rows from this one on are dimmed: they are known, but were not played yet.
   */
  properties[PROP_N_PLAYED] = g_param_spec_uint ("n-played", NULL, NULL, 0, G_MAXUINT, G_MAXUINT, flags);

  /**
   * HeedHeatmap:zoom:
   *
   * Height of a cell, px; 0 fits the cells into the widget as far as their
   * labels can still be read.
   */
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.0, HEED_HEATMAP_MAX_ZOOM_PX, 0.0, flags);

  /**
   * HeedHeatmap:palette:
   *
   * The colours of the cells.
   */
  properties[PROP_PALETTE] = g_param_spec_enum ("palette", NULL, NULL, HEED_TYPE_PALETTE, HEED_PALETTE_BLUES, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
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
   * The user chose a cell, or a row or column by its label. It is selected
   * already. Not emitted when the program selects.
   */
  signals[SIGNAL_CELL_SELECTED] = new_cell_signal ("cell-selected");

  /**
   * HeedHeatmap::cell-activated:
   * @row: from 0
   * @column: from 0
   *
   * A double click, or Return.
   */
  signals[SIGNAL_CELL_ACTIVATED] = new_cell_signal ("cell-activated");

  /**
   * HeedHeatmap::hover-changed:
   * @row: from 0; -1: no row
   * @column: from 0; -1: no column
   *
   * The pointer is over another cell or label, or over none.
   */
  signals[SIGNAL_HOVER_CHANGED] = new_cell_signal ("hover-changed");
}

static void
heed_heatmap_class_init (HeedHeatmapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_heatmap_dispose;
  object_class->finalize = heed_heatmap_finalize;
  object_class->get_property = heed_heatmap_get_property;
  object_class->set_property = heed_heatmap_set_property;

  widget_class->css_changed = heed_heatmap_css_changed;
  widget_class->measure = heed_heatmap_measure;
  widget_class->size_allocate = heed_heatmap_size_allocate;
  widget_class->snapshot = heed_heatmap_snapshot;
  widget_class->state_flags_changed = heed_heatmap_state_flags_changed;

  install_properties (object_class);
  install_signals ();
  add_bindings (widget_class);

  gtk_widget_class_set_css_name (widget_class, "heatmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (HeedHeatmap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), BUTTON_MIDDLE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
}

static void
heed_heatmap_init (HeedHeatmap *self)
{
  self->picture = heed_heatmap_picture_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  self->view.picture = self->picture;
  self->selected_row = self->selected_column = -1;
  self->hover_row = self->hover_column = -1;
  self->pointer_x = self->pointer_y = NAN;
  self->n_played = G_MAXUINT;

  add_controllers (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  describe (self);
}

/* --- What others may do -------------------------------------------------- */

GtkWidget *
heed_heatmap_new (void)
{
  return g_object_new (HEED_TYPE_HEATMAP, NULL);
}

/**
 * heed_heatmap_set_source:
 * @tokens: (array length=n_tokens): what the columns stand for; copied
 */
void
heed_heatmap_set_source (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (heed_heatmap_picture_set_column_labels (self->picture, (const char *const *) labels, n_tokens))
    update_view (self);
}

/**
 * heed_heatmap_set_target:
 * @tokens: (array length=n_tokens): what the rows stand for; copied
 */
void
heed_heatmap_set_target (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (heed_heatmap_picture_set_row_labels (self->picture, (const char *const *) labels, n_tokens))
    update_view (self);
}

/**
 * heed_heatmap_get_matrix:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
HeedMatrix *
heed_heatmap_get_matrix (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), NULL);

  return heed_heatmap_picture_get_matrix (self->picture);
}

/**
 * heed_heatmap_set_matrix:
 * @matrix: (nullable): what to show, [0, 1]; %NULL empties the heatmap
 *
 * Rows that are as before are not painted again.
 */
void
heed_heatmap_set_matrix (HeedHeatmap *self,
                         HeedMatrix  *matrix)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (heed_heatmap_get_matrix (self) == matrix)
    return;

  heed_heatmap_picture_set_matrix (self->picture, matrix);
  update_view (self);
  update_hover (self);
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATRIX]);
}

/**
 * heed_heatmap_get_scores:
 *
 * Returns: (transfer none) (nullable): what the readout says beside the weight
 */
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

  gtk_widget_queue_draw (GTK_WIDGET (self));
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

/**
 * heed_heatmap_select:
 * @row: from 0; -1 is none
 * @column: from 0; -1 is none
 *
 * Marks a row, a column, or the cell where both meet, and scrolls to it. A row
 * that does not exist yet is marked when it does.
 */
void
heed_heatmap_select (HeedHeatmap *self,
                     int          row,
                     int          column)
{
  gboolean is_other_row, is_other_column;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (row >= -1 && column >= -1);

  is_other_row = self->selected_row != row;
  is_other_column = self->selected_column != column;

  if (!is_other_row && !is_other_column)
    return;

  self->selected_row = row;
  self->selected_column = column;
  describe (self);
  heed_heatmap_view_reveal (&self->view, row, column);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (is_other_row)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ROW]);

  if (is_other_column)
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

  return self->view.zoom;
}

/**
 * heed_heatmap_set_zoom:
 * @zoom: height of a cell, px; 0 fits
 */
void
heed_heatmap_set_zoom (HeedHeatmap *self,
                       double       zoom)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (zoom >= 0.0 && zoom <= HEED_HEATMAP_MAX_ZOOM_PX);

  if (self->view.zoom == zoom)
    return;

  self->view.zoom = zoom;
  update_view (self);
  update_hover (self);
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

/**
 * heed_heatmap_export:
 * @cr: any surface
 * @width: px
 * @height: px
 *
 * Draws all cells on white paper, for a file or a printer. What is selected
 * stays marked; nothing is dimmed.
 */
void
heed_heatmap_export (HeedHeatmap *self,
                     cairo_t     *cr,
                     double       width,
                     double       height)
{
  HeedHeatmapScene scene;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (cr != NULL);

  scene = (HeedHeatmapScene) {
    .matrix = heed_heatmap_get_matrix (self),
    .palette = self->palette,
    .selected_row = self->selected_row,
    .selected_column = self->selected_column,
    .n_played = G_MAXUINT,
  };
  scene.row_labels = heed_heatmap_picture_get_row_labels (self->picture, &scene.n_row_labels);
  scene.column_labels = heed_heatmap_picture_get_column_labels (self->picture, &scene.n_column_labels);

  heed_heatmap_draw (cr, &scene, width, height);
}
