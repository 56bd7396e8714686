/* ribbons.c — a widget that shows an attention as lines between two sentences
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the same picture as a heatmap; only the geometry differs (ribbons-drawing.c).
 */

#include "ui/ribbons.h"

#include <math.h>

#include "ui/token-keys.h"
#include "ui/token-label.h"
#include "ui/widget-colors.h"

/**
 * HeedRibbons:
 *
 * The key tokens are on the left, the query tokens on the right; the thicker a line, the larger the
 * weight. Put it into a [class@Gtk.ScrolledWindow].
 *
 * ## Keyboard
 *
 * Up and Down move from token to token, Home and End to the first and the last, Left and Right to
 * the other sentence.
 *
 * ## CSS nodes
 *
 * One node named `ribbons`, with the colours of a heatmap.
 *
 * ## Accessibility
 *
 * Role `img`. The label gives the heaviest links of the focused token.
 */
struct _HeedRibbons
{
  HeedScrollArea      parent_instance;

  HeedHeatmapPicture *picture;
  HeedHeatmapStyle    style;
  guint               n_played;
  HeedTokenFocus      focus;
  double              pointer_x;  /* px; NAN if outside */
  double              pointer_y;
};

enum {
  SIGNAL_CELL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedRibbons, heed_ribbons, HEED_TYPE_SCROLL_AREA)

static gboolean
get_layout (HeedRibbons       *self,
            HeedRibbonsLayout *layout)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (heed_heatmap_picture_get_matrix (self->picture) == NULL || width <= 0)
    return FALSE;

  heed_ribbons_layout_compute (layout, self->picture, width, height,
                               heed_scroll_area_get_y (HEED_SCROLL_AREA (self)));

  return TRUE;
}

/**
 * heed_ribbons_get_focus:
 *
 * Returns: the token whose lines are highlighted
 */
HeedPlace
heed_ribbons_get_focus (HeedRibbons *self)
{
  g_return_val_if_fail (HEED_IS_RIBBONS (self), ((HeedPlace) { FALSE, -1 }));

  return heed_token_focus_get (&self->focus);
}

static HeedRibbonsLook
get_look (HeedRibbons *self)
{
  return (HeedRibbonsLook) {
    .shading = self->style.shading,
    .focus = heed_ribbons_get_focus (self),
    .selected_row = self->focus.selected_row,
    .selected_column = self->focus.selected_column,
    .n_played = self->n_played,
    .colors = heed_widget_colors_get (GTK_WIDGET (self)),
  };
}

static void
heed_ribbons_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HeedRibbons *self = HEED_RIBBONS (widget);
  HeedRibbonsLook look = get_look (self);
  HeedRibbonsLayout layout;
  cairo_t *cr;

  if (!get_layout (self, &layout))
    return;

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) layout.width, (float) layout.height));
  heed_ribbons_draw_picture (cr, self->picture, &layout, &look);
  cairo_destroy (cr);
}

static void
show (HeedRibbons *self)
{
  g_autofree char *label =
    heed_partners_new_text (self->picture, heed_ribbons_get_focus (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Called whenever the pointer or the tokens have moved. */
static void
update_hover (HeedRibbons *self)
{
  HeedPlace hover = { FALSE, -1 };
  HeedRibbonsLayout layout;

  if (get_layout (self, &layout))
    hover = heed_ribbons_layout_find (&layout, self->pointer_x, self->pointer_y);

  if (heed_token_focus_hover (&self->focus, hover))
    show (self);
}

static void
configure (HeedRibbons *self)
{
  HeedScrollArea *area = HEED_SCROLL_AREA (self);
  HeedRibbonsLayout layout = { .n_rows = 0 };
  double border, all;

  if (!get_layout (self, &layout))
    return;

  border = layout.top + heed_scroll_area_get_y (area);
  all = MAX (layout.content + 2 * border, layout.height);
  heed_scroll_area_configure (area, GTK_ORIENTATION_HORIZONTAL, 0.0, layout.width, layout.width,
                              1.0);
  heed_scroll_area_configure (area, GTK_ORIENTATION_VERTICAL, border - layout.top,
                              all, layout.height, layout.line_height);
  update_hover (self);
  show (self);
}

/* Scrolls until a token is visible. */
static void
reveal (HeedRibbons *self,
        HeedPlace    place)
{
  HeedScrollArea *area = HEED_SCROLL_AREA (self);
  double scroll = heed_scroll_area_get_y (area);
  HeedRibbonsLayout layout;
  double y;

  if (place.index < 0 || !get_layout (self, &layout))
    return;

  y = heed_ribbons_layout_get_y (&layout, place);
  if (y < layout.line_height)
    heed_scroll_area_scroll_to (area, 0.0, scroll + y - layout.line_height);
  else if (y > layout.height - layout.line_height)
    heed_scroll_area_scroll_to (area, 0.0, scroll + y - layout.height + layout.line_height);
}

static void
heed_ribbons_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  configure (HEED_RIBBONS (widget));
}

static void
heed_ribbons_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_ribbons_parent_class)->css_changed (widget, change);

  configure (HEED_RIBBONS (widget));
}

static void
heed_ribbons_scrolled (HeedScrollArea *area)
{
  HEED_SCROLL_AREA_CLASS (heed_ribbons_parent_class)->scrolled (area);

  update_hover (HEED_RIBBONS (area));
}

static void
heed_ribbons_adopted (HeedScrollArea *area)
{
  configure (HEED_RIBBONS (area));
}

static void
heed_ribbons_finalize (GObject *object)
{
  heed_heatmap_picture_free (HEED_RIBBONS (object)->picture);

  G_OBJECT_CLASS (heed_ribbons_parent_class)->finalize (object);
}

/* --- Pointer and keyboard --- */

static void
motion_cb (HeedRibbons *self,
           double       x,
           double       y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  update_hover (self);
}

static void
leave_cb (HeedRibbons *self)
{
  motion_cb (self, NAN, NAN);
}

/* Selects a token, and emits that the user did so. */
static void
choose (HeedRibbons *self,
        HeedPlace    place)
{
  heed_token_focus_choose (&self->focus, place);
  show (self);
  reveal (self, place);
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, self->focus.selected_row,
                 self->focus.selected_column);
}

static void
pressed_cb (HeedRibbons *self,
            int          n_press,
            double       x,
            double       y)
{
  HeedRibbonsLayout layout;
  HeedPlace place;

  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (!get_layout (self, &layout))
    return;

  place = heed_ribbons_layout_find (&layout, x, y);
  if (place.index >= 0)
    choose (self, place);
}

static const HeedTokenFocus *
get_token_focus (GtkWidget *widget)
{
  return &HEED_RIBBONS (widget)->focus;
}

static const HeedMatrix *
get_weights (GtkWidget *widget)
{
  return heed_heatmap_picture_get_matrix (HEED_RIBBONS (widget)->picture);
}

static void
choose_cb (GtkWidget *widget,
           HeedPlace  place)
{
  choose (HEED_RIBBONS (widget), place);
}

static const HeedTokenKeys keys = {
  .along = GTK_ORIENTATION_VERTICAL,
  .get_focus = get_token_focus,
  .get_weights = get_weights,
  .choose = choose_cb,
};

/* --- The object --- */

static void
heed_ribbons_class_init (HeedRibbonsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedScrollAreaClass *area_class = HEED_SCROLL_AREA_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_ribbons_finalize;

  widget_class->css_changed = heed_ribbons_css_changed;
  widget_class->size_allocate = heed_ribbons_size_allocate;
  widget_class->snapshot = heed_ribbons_snapshot;

  area_class->adopted = heed_ribbons_adopted;
  area_class->scrolled = heed_ribbons_scrolled;

  /**
   * HeedRibbons::cell-selected:
   * @row: from 0; -1 is none
   * @column: from 0; -1 is none
   *
   * The user chose a token of either sentence. It is already selected.
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_RIBBONS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  heed_token_keys_add (widget_class, &keys);
  gtk_widget_class_set_css_name (widget_class, "ribbons");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (HeedRibbons *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
heed_ribbons_init (HeedRibbons *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->picture = heed_heatmap_picture_new (gtk_widget_get_pango_context (widget));
  self->n_played = G_MAXUINT;
  self->pointer_x = self->pointer_y = NAN;
  heed_token_focus_init (&self->focus);

  add_controllers (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  show (self);
}

GtkWidget *
heed_ribbons_new (void)
{
  return g_object_new (HEED_TYPE_RIBBONS, NULL);
}

/**
 * heed_ribbons_set_source:
 * @tokens: (array length=n_tokens): the tokens of the columns; copied
 */
void
heed_ribbons_set_source (HeedRibbons     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_RIBBONS (self));

  labels = heed_token_label_new_list (tokens, n_tokens);
  if (heed_heatmap_picture_set_column_labels (self->picture, (const char *const *) labels,
                                              n_tokens))
    configure (self);
}

/**
 * heed_ribbons_set_target:
 * @tokens: (array length=n_tokens): the tokens of the rows; copied
 */
void
heed_ribbons_set_target (HeedRibbons     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_RIBBONS (self));

  labels = heed_token_label_new_list (tokens, n_tokens);
  if (heed_heatmap_picture_set_row_labels (self->picture, (const char *const *) labels, n_tokens))
    configure (self);
}

/**
 * heed_ribbons_set_matrix:
 * @matrix: (nullable): the weights to show, [0, 1]; %NULL for none
 */
void
heed_ribbons_set_matrix (HeedRibbons *self,
                         HeedMatrix  *matrix)
{
  g_return_if_fail (HEED_IS_RIBBONS (self));

  if (heed_heatmap_picture_get_matrix (self->picture) == matrix)
    return;

  heed_heatmap_picture_set_matrix (self->picture, matrix);
  configure (self);
  show (self);
}

/**
 * heed_ribbons_set_style:
 * @style: its shading says which weights are drawn; all lines have one colour
 */
void
heed_ribbons_set_style (HeedRibbons            *self,
                        const HeedHeatmapStyle *style)
{
  g_return_if_fail (HEED_IS_RIBBONS (self));
  g_return_if_fail (style != NULL);

  self->style = *style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_ribbons_set_n_played:
 * @n_played: rows from this one on are dimmed
 */
void
heed_ribbons_set_n_played (HeedRibbons *self,
                           guint        n_played)
{
  g_return_if_fail (HEED_IS_RIBBONS (self));

  self->n_played = n_played;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_ribbons_select:
 * @row: from 0; -1 is none
 * @column: from 0; -1 is none
 */
void
heed_ribbons_select (HeedRibbons *self,
                     int          row,
                     int          column)
{
  g_return_if_fail (HEED_IS_RIBBONS (self));
  g_return_if_fail (row >= -1 && column >= -1);

  if (heed_token_focus_select (&self->focus, row, column))
    show (self);
}
