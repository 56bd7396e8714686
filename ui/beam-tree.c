/* beam-tree.c — the hypotheses of a beam search as a navigable tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column is a step, a row a hypothesis; better hypotheses are higher. Pruned hypotheses have a
 * dashed edge and are muted.
 */

#include "ui/beam-tree.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/beam-tree-layout.h"
#include "ui/number-format.h"
#include "ui/style.h"
#include "ui/token-label.h"

#define COLUMN_PX  128
#define ROW_PX     24
#define MARGIN_PX  6
#define NODE_PX    108
#define TEXT_PX    6


/**
 * HeedBeamTreeView:
 *
 * ## Keyboard
 *
 * Left moves to the parent, Right to the best child, Up and Down to the neighbours in the same
 * step. Return activates the node.
 *
 * ## CSS nodes
 *
 * One node named `beamtree`.
 *
 * ## Accessibility
 *
 * Role `img`. The label describes the selected node.
 */
struct _HeedBeamTreeView
{
  GtkWidget           parent_instance;

  HeedBeamTree       *tree;      /* or NULL */
  HeedBeamTreeLayout  layout;
  const HeedBeamNode *selected;  /* or NULL */
};

enum {
  SIGNAL_NODE_SELECTED,
  SIGNAL_NODE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedBeamTreeView, heed_beam_tree_view, GTK_TYPE_WIDGET)

/* --- Node positions ------------------------------------------------------ */

static const HeedBeamTreePlace *
get_place_at (HeedBeamTreeView *self,
              guint             index)
{
  return &g_array_index (self->layout.places, HeedBeamTreePlace, index);
}

static const HeedBeamTreePlace *
find_place (HeedBeamTreeView   *self,
            const HeedBeamNode *node)
{
  return heed_beam_tree_layout_find (&self->layout, node);
}

static GdkRectangle
get_place (const HeedBeamTreePlace *placed)
{
  return (GdkRectangle) { MARGIN_PX + (int) placed->column * COLUMN_PX,
                          MARGIN_PX + (int) placed->row * ROW_PX, NODE_PX, ROW_PX - 4 };
}

gboolean
heed_beam_tree_view_find_place (HeedBeamTreeView   *self,
                                const HeedBeamNode *node,
                                GdkRectangle       *place)
{
  const HeedBeamTreePlace *placed;

  g_return_val_if_fail (HEED_IS_BEAM_TREE_VIEW (self), FALSE);

  placed = find_place (self, node);
  if (placed != NULL)
    *place = get_place (placed);

  return placed != NULL;
}

/* --- Drawing ------------------------------------------------------------- */

static void
set_color (cairo_t   *cr,
           HeedColor  color)
{
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
}

static HeedColor
get_color (HeedBeamTreeView        *self,
           const HeedBeamTreePlace *placed)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (placed->is_best)
    return heed_style_lookup (widget, "heed_accent_text");

  return placed->node->fate == HEED_BEAM_PRUNED ? heed_style_lookup (widget, "heed_muted")
                                                : heed_style_get_color (widget);
}

static void
draw_edge (HeedBeamTreeView        *self,
           cairo_t                 *cr,
           const HeedBeamTreePlace *placed)
{
  const double dashes[] = { 3.0, 3.0 };
  const HeedBeamTreePlace *parent = find_place (self, placed->node->parent);
  GdkRectangle to = get_place (placed);
  GdkRectangle from;

  if (parent == NULL)
    return;

  from = get_place (parent);
  set_color (cr, placed->is_best ? heed_style_lookup (GTK_WIDGET (self), "heed_accent")
                                 : heed_style_lookup (GTK_WIDGET (self), "heed_muted"));
  cairo_set_dash (cr, dashes, placed->node->fate == HEED_BEAM_PRUNED ? 2 : 0, 0.0);
  cairo_set_line_width (cr, placed->is_best ? 2.0 : 1.0);
  cairo_move_to (cr, from.x + from.width, from.y + from.height / 2.0);
  cairo_curve_to (cr, to.x - 8.0, from.y + from.height / 2.0, from.x + from.width + 8.0,
                  to.y + to.height / 2.0, to.x, to.y + to.height / 2.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static PangoLayout *
new_text (HeedBeamTreeView        *self,
          const HeedBeamTreePlace *placed,
          const char              *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (placed->is_best)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  return layout;
}

static void
draw_text (cairo_t            *cr,
           PangoLayout        *text,
           int                 x,
           const GdkRectangle *place)
{
  int height;

  pango_layout_get_pixel_size (text, NULL, &height);
  cairo_move_to (cr, x, place->y + (place->height - height) / 2.0);
  pango_cairo_show_layout (cr, text);
}

/* Draws the token, cut if it is long, and at the end its probability, which is never cut. */
static void
draw_texts (HeedBeamTreeView        *self,
            cairo_t                 *cr,
            const HeedBeamTreePlace *placed,
            const GdkRectangle      *place)
{
  g_autofree char *label = heed_token_label_new (&placed->node->token);
  g_autofree char *weight = heed_number_format_weight (exp (placed->node->log_prob));
  g_autoptr(PangoLayout) token = new_text (self, placed, label);
  g_autoptr(PangoLayout) number = new_text (self, placed, weight);
  int number_px, token_px;

  pango_layout_get_pixel_size (number, &number_px, NULL);
  token_px = place->width - 3 * TEXT_PX - number_px;
  pango_layout_set_width (token, token_px * PANGO_SCALE);

  draw_text (cr, token, place->x + TEXT_PX, place);
  draw_text (cr, number, place->x + place->width - TEXT_PX - number_px, place);
}

static void
draw_node (HeedBeamTreeView        *self,
           cairo_t                 *cr,
           const HeedBeamTreePlace *placed)
{
  GdkRectangle place = get_place (placed);

  set_color (cr, heed_style_lookup (GTK_WIDGET (self),
                                    placed->node->fate == HEED_BEAM_FINISHED ? "heed_chosen"
                                                                             : "heed_border"));
  cairo_set_line_width (cr, placed->node->fate == HEED_BEAM_FINISHED ? 2.0 : 1.0);
  if (placed->node == self->selected)
    {
      set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_mark"));
      cairo_set_line_width (cr, 2.0);
    }

  cairo_rectangle (cr, place.x + 0.5, place.y + 0.5, place.width - 1.0, place.height - 1.0);
  cairo_stroke (cr);

  set_color (cr, get_color (self, placed));
  draw_texts (self, cr, placed, &place);
}

/* Only visible nodes get their text laid out. */
static gboolean
is_seen (HeedBeamTreeView        *self,
         const HeedBeamTreePlace *placed)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GdkRectangle place = get_place (placed);
  double x, y;

  if (viewport == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self), viewport, place.x, place.y, &x, &y))
    return TRUE;

  return x + place.width > 0.0 && y + place.height > 0.0 &&
         x < gtk_widget_get_width (viewport) && y < gtk_widget_get_height (viewport);
}

static void
heed_beam_tree_view_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  HeedBeamTreeView *self = HEED_BEAM_TREE_VIEW (widget);
  cairo_t *cr;

  if (self->layout.places->len == 0)
    return;

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                   (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < self->layout.places->len; i++)
    draw_edge (self, cr, get_place_at (self, i));
  for (guint i = 0; i < self->layout.places->len; i++)
    if (is_seen (self, get_place_at (self, i)))
      draw_node (self, cr, get_place_at (self, i));
  cairo_destroy (cr);
}

/* A viewport only moves what is already drawn, and only visible nodes are drawn, so
 * scrolling has to trigger a redraw. */
static void
follow_scrolling (HeedBeamTreeView *self,
                  gboolean          follows)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustments[2];

  if (scrolled == NULL)
    return;

  adjustments[0] = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  adjustments[1] = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  for (guint i = 0; i < G_N_ELEMENTS (adjustments); i++)
    {
      g_signal_handlers_disconnect_by_data (adjustments[i], self);
      if (follows)
        g_signal_connect_object (adjustments[i], "value-changed",
                                 G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
    }
}

static void
heed_beam_tree_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heed_beam_tree_view_parent_class)->map (widget);

  follow_scrolling (HEED_BEAM_TREE_VIEW (widget), TRUE);
}

static void
heed_beam_tree_view_unmap (GtkWidget *widget)
{
  follow_scrolling (HEED_BEAM_TREE_VIEW (widget), FALSE);

  GTK_WIDGET_CLASS (heed_beam_tree_view_parent_class)->unmap (widget);
}

static void
heed_beam_tree_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  HeedBeamTreeView *self = HEED_BEAM_TREE_VIEW (widget);

  *minimum = *natural = 2 * MARGIN_PX + (orientation == GTK_ORIENTATION_HORIZONTAL
                                           ? (int) self->layout.n_columns * COLUMN_PX
                                           : (int) self->layout.n_rows * ROW_PX);
}

/* --- Walking ------------------------------------------------------------- */

static const char *
name_fate (const HeedBeamNode *node)
{
  switch (node->fate)
    {
    case HEED_BEAM_PRUNED:
      /* Translators: of a hypothesis of a beam */
      return _("crowded out");

    case HEED_BEAM_FINISHED:
      /* Translators: of a hypothesis of a beam */
      return _("finished");

    case HEED_BEAM_KEPT:
      break;
    }

  /* Translators: of a hypothesis of a beam */
  return _("kept");
}

static void
describe (HeedBeamTreeView *self)
{
  const HeedBeamTreePlace *placed =
    self->selected != NULL ? find_place (self, self->selected) : NULL;
  g_autofree char *words = NULL;

  if (placed == NULL)
    {
      words = g_strdup (_("Tree of the beam"));
    }
  else
    {
      g_autofree char *label = heed_token_label_new (&placed->node->token);
      g_autofree char *weight = heed_number_format_weight (exp (placed->node->log_prob));
      g_autofree char *score = heed_number_format_log_prob (placed->node->score);

      /* Translators: a token, its probability, the score of the hypothesis so far, and
       * what became of it */
      words = g_strdup_printf (_("“%s” %s, score %s, %s"), label, weight, score,
                               name_fate (placed->node));
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), placed != NULL ? words : NULL);
}

static void
scroll_to (HeedBeamTreeView        *self,
           const HeedBeamTreePlace *placed)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GdkRectangle place = get_place (placed);

  if (scrolled == NULL)
    return;

  gtk_adjustment_clamp_page (
    gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)), place.x - MARGIN_PX,
    place.x + COLUMN_PX);
  gtk_adjustment_clamp_page (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), place.y - MARGIN_PX,
    place.y + ROW_PX);
}

static void
choose (HeedBeamTreeView        *self,
        const HeedBeamTreePlace *placed)
{
  if (placed == NULL)
    return;

  heed_beam_tree_view_select (self, placed->node);
  g_signal_emit (self, signals[SIGNAL_NODE_SELECTED], 0, placed->node);
}

/* The nearest node above or below in the same step. */
static const HeedBeamTreePlace *
find_beside (HeedBeamTreeView        *self,
             const HeedBeamTreePlace *from,
             int                      direction)
{
  const HeedBeamTreePlace *nearest = NULL;

  for (guint i = 0; i < self->layout.places->len; i++)
    {
      const HeedBeamTreePlace *placed = get_place_at (self, i);
      int distance = direction * ((int) placed->row - (int) from->row);

      if (placed->column == from->column && distance > 0 &&
          (nearest == NULL || distance < direction * ((int) nearest->row - (int) from->row)))
        nearest = placed;
    }

  return nearest;
}

static const HeedBeamTreePlace *
find_child (HeedBeamTreeView        *self,
            const HeedBeamTreePlace *from)
{
  for (guint i = 0; i < self->layout.places->len; i++)
    if (get_place_at (self, i)->node->parent == from->node)
      return get_place_at (self, i);

  return NULL;
}

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedBeamTreeView *self = HEED_BEAM_TREE_VIEW (widget);
  const HeedBeamTreePlace *from =
    self->selected != NULL ? find_place (self, self->selected) : NULL;
  int right, down;

  if (self->layout.places->len == 0)
    return FALSE;

  g_variant_get (arguments, "(ii)", &right, &down);
  if (from == NULL)
    choose (self, get_place_at (self, 0));
  else if (down != 0)
    choose (self, find_beside (self, from, down));
  else
    choose (self, right > 0 ? find_child (self, from) : find_place (self, from->node->parent));

  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  HeedBeamTreeView *self = HEED_BEAM_TREE_VIEW (widget);

  if (self->selected == NULL)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_NODE_ACTIVATED], 0, self->selected);

  return TRUE;
}

static void
pressed_cb (HeedBeamTreeView *self,
            int               n_press,
            double            x,
            double            y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));

  for (guint i = 0; i < self->layout.places->len; i++)
    {
      const HeedBeamTreePlace *placed = get_place_at (self, i);
      GdkRectangle place = get_place (placed);

      if (gdk_rectangle_contains_point (&place, (int) x, (int) y))
        {
          choose (self, placed);
          if (n_press == 2)
            activate_cb (GTK_WIDGET (self), NULL, NULL);
          return;
        }
    }
}

/* --- The object ---------------------------------------------------------- */

static void
heed_beam_tree_view_finalize (GObject *object)
{
  HeedBeamTreeView *self = HEED_BEAM_TREE_VIEW (object);

  g_clear_pointer (&self->tree, heed_beam_tree_unref);
  heed_beam_tree_layout_clear (&self->layout);

  G_OBJECT_CLASS (heed_beam_tree_view_parent_class)->finalize (object);
}

static void
heed_beam_tree_view_class_init (HeedBeamTreeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_beam_tree_view_finalize;
  widget_class->map = heed_beam_tree_view_map;
  widget_class->measure = heed_beam_tree_view_measure;
  widget_class->snapshot = heed_beam_tree_view_snapshot;
  widget_class->unmap = heed_beam_tree_view_unmap;

  /**
   * HeedBeamTreeView::node-selected:
   * @node: a #HeedBeamNode
   *
   * The user moved to this node.
   */
  signals[SIGNAL_NODE_SELECTED] =
    g_signal_new ("node-selected", HEED_TYPE_BEAM_TREE_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * HeedBeamTreeView::node-activated:
   * @node: a #HeedBeamNode
   *
   * The node was double-clicked, or Return was pressed.
   */
  signals[SIGNAL_NODE_ACTIVATED] =
    g_signal_new ("node-activated", HEED_TYPE_BEAM_TREE_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, walk_cb, "(ii)", -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, walk_cb, "(ii)", 1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, walk_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, walk_cb, "(ii)", 0, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "beamtree");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_beam_tree_view_init (HeedBeamTreeView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  heed_beam_tree_layout_init (&self->layout);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  describe (self);
}

GtkWidget *
heed_beam_tree_view_new (void)
{
  return g_object_new (HEED_TYPE_BEAM_TREE_VIEW, NULL);
}

void
heed_beam_tree_view_set_tree (HeedBeamTreeView *self,
                              HeedBeamTree     *tree)
{
  g_return_if_fail (HEED_IS_BEAM_TREE_VIEW (self));

  if (self->tree == tree)
    return;

  g_clear_pointer (&self->tree, heed_beam_tree_unref);
  self->tree = tree != NULL ? heed_beam_tree_ref (tree) : NULL;
  self->selected = NULL;
  heed_beam_tree_layout_compute (&self->layout, self->tree);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

HeedBeamTree *
heed_beam_tree_view_get_tree (HeedBeamTreeView *self)
{
  g_return_val_if_fail (HEED_IS_BEAM_TREE_VIEW (self), NULL);

  return self->tree;
}

const HeedBeamNode *
heed_beam_tree_view_get_selected (HeedBeamTreeView *self)
{
  g_return_val_if_fail (HEED_IS_BEAM_TREE_VIEW (self), NULL);

  return self->selected;
}

void
heed_beam_tree_view_select (HeedBeamTreeView   *self,
                            const HeedBeamNode *node)
{
  const HeedBeamTreePlace *placed;

  g_return_if_fail (HEED_IS_BEAM_TREE_VIEW (self));

  if (self->selected == node)
    return;

  placed = node != NULL ? find_place (self, node) : NULL;
  self->selected = placed != NULL ? node : NULL;
  if (placed != NULL)
    scroll_to (self, placed);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
