/* attention-wall.c — small pictures of many attentions, from which one is chosen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each picture is a child of a flow box, which provides keyboard navigation, focus and an
 * accessible object per child. Children are kept and redrawn: most of them stay the same from one
 * key press to the next.
 */

#include "ui/attention-wall.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/css-class.h"
#include "ui/heatmap-picture.h"
#include "ui/style.h"
#include "ui/wall-thumb.h"

#define SPACING_PX 8
#define ASPECT     (4.0 / 3.0) /* width of a picture relative to its height, at most */

/**
 * HeedAttentionWall:
 *
 * Shows small heatmaps without labels, each with its name and a number below it.
 *
 * ## Keyboard
 *
 * The arrow keys move between the pictures, Return opens one. Control with Space, Return or a click
 * adds a head to the mean that is shown, or removes it.
 *
 * ## CSS nodes
 *
 * One node named `attentionwall` with a `flowbox`; the child whose attention is shown has the class
 * `current`.
 *
 * ## Accessibility
 *
 * A group; the label of each child gives its name and its number.
 */
struct _HeedAttentionWall
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *hint;
  HeedHeatmapStyle  style;
};

enum {
  SIGNAL_HEAD_ACTIVATED,
  SIGNAL_HEAD_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedAttentionWall, heed_attention_wall, GTK_TYPE_WIDGET)

/* The widgets of one picture, found by its index. */
typedef struct {
  GtkWidget *child;
  GtkWidget *area;
  GtkWidget *title;
  GtkWidget *number;
} Thumb;

static Thumb
get_thumb (HeedAttentionWall *self,
           guint              index)
{
  Thumb thumb;

  thumb.child = GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->box),
                                                             (int) index));
  thumb.area = gtk_widget_get_first_child (
    gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (thumb.child)));
  thumb.title = gtk_widget_get_next_sibling (thumb.area);
  thumb.number = gtk_widget_get_next_sibling (thumb.title);

  return thumb;
}

static HeedHeatmapPicture *
get_picture (GtkWidget *area)
{
  return g_object_get_data (G_OBJECT (area), "picture");
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  HeedAttentionWall *self = user_data;
  HeedHeatmapPicture *picture = get_picture (GTK_WIDGET (area));
  gboolean is_dark = heed_style_is_dark (GTK_WIDGET (area));
  double across = fmin (width, height * ASPECT);

  if (heed_heatmap_picture_get_matrix (picture) == NULL)
    return;

  heed_heatmap_picture_set_scale (picture, heed_color_scale_get (self->style.palette, is_dark));
  heed_heatmap_picture_set_shading (picture, &self->style.shading);
  cairo_translate (cr, round ((width - across) / 2.0), 0.0);
  heed_wall_draw_head (cr, picture, across, height);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
append_thumb (HeedAttentionWall *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *area = heed_wall_thumb_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  g_object_set_data_full (G_OBJECT (area), "picture",
                          heed_heatmap_picture_new (gtk_widget_get_pango_context (area)),
                          (GDestroyNotify) heed_heatmap_picture_free);

  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), new_label ("title"));
  gtk_box_append (GTK_BOX (box), new_label ("muted"));
  gtk_flow_box_insert (GTK_FLOW_BOX (self->box), box, -1);
}

static guint
count_thumbs (HeedAttentionWall *self)
{
  guint n = 0;

  while (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->box), (int) n) != NULL)
    n++;

  return n;
}

static void
fill_thumb (Thumb               thumb,
            const HeedWallHead *head)
{
  heed_heatmap_picture_set_matrix (get_picture (thumb.area), head->attention);
  gtk_label_set_text (GTK_LABEL (thumb.title), head->title);
  gtk_label_set_text (GTK_LABEL (thumb.number), head->number);
  gtk_widget_set_visible (thumb.number, *head->number != '\0');

  heed_css_class_set (thumb.child, "current", head->is_current);

  gtk_accessible_update_property (GTK_ACCESSIBLE (thumb.child),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, head->description, -1);
  gtk_widget_queue_draw (thumb.area);
}

static void
activated_cb (HeedAttentionWall *self,
              GtkFlowBoxChild   *child)
{
  g_signal_emit (self, signals[SIGNAL_HEAD_ACTIVATED], 0,
                 (guint) gtk_flow_box_child_get_index (child));
}

static void
toggle (HeedAttentionWall *self,
        GtkFlowBoxChild   *child)
{
  g_signal_emit (self, signals[SIGNAL_HEAD_TOGGLED], 0,
                 (guint) gtk_flow_box_child_get_index (child));
}

/* Runs in the capture phase, before the flow box would activate the child. */
static void
pressed_cb (HeedAttentionWall *self,
            int                n_press,
            double             x,
            double             y,
            GtkGesture        *click)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  GtkFlowBoxChild *child = NULL;
  double box_x, box_y;

  if ((state & GDK_CONTROL_MASK) != 0 &&
      gtk_widget_translate_coordinates (GTK_WIDGET (self), self->box, x, y, &box_x, &box_y))
    child = gtk_flow_box_get_child_at_pos (GTK_FLOW_BOX (self->box), (int) box_x, (int) box_y);

  if (child == NULL)
    {
      gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (child));
  toggle (self, child);
}

static gboolean
key_pressed_cb (HeedAttentionWall *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    state)
{
  GtkWidget *child = gtk_widget_get_focus_child (self->box);
  gboolean is_asked = keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space ||
                      keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!is_asked || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK ||
      child == NULL)
    return GDK_EVENT_PROPAGATE;

  toggle (self, GTK_FLOW_BOX_CHILD (child));

  return GDK_EVENT_STOP;
}

static void
listen (HeedAttentionWall *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
heed_attention_wall_dispose (GObject *object)
{
  g_clear_pointer (&HEED_ATTENTION_WALL (object)->box, gtk_widget_unparent);
  g_clear_pointer (&HEED_ATTENTION_WALL (object)->hint, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_attention_wall_parent_class)->dispose (object);
}

static void
heed_attention_wall_class_init (HeedAttentionWallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_attention_wall_dispose;

  /**
   * HeedAttentionWall::head-activated:
   * @index: which of them, from 0
   *
   * It was clicked, or activated from the keyboard.
   */
  signals[SIGNAL_HEAD_ACTIVATED] =
    g_signal_new ("head-activated", HEED_TYPE_ATTENTION_WALL, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedAttentionWall::head-toggled:
   * @index: which of them, from 0
   *
   * The user adds it to the heads whose mean is shown, or removes it.
   */
  signals[SIGNAL_HEAD_TOGGLED] =
    g_signal_new ("head-toggled", HEED_TYPE_ATTENTION_WALL, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "attentionwall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* With only two heads the hint is not shown: their only mean is that of all heads. */
static void
add_hint (HeedAttentionWall *self)
{
  self->hint = gtk_label_new (_("Click a head to open it; with Control, to see the mean of several "
                                "heads of a layer."));
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->hint), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->hint, "muted");
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
}

static void
heed_attention_wall_init (HeedAttentionWall *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkFlowBox *box;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING_PX);

  self->box = gtk_flow_box_new ();
  box = GTK_FLOW_BOX (self->box);
  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_row_spacing (box, SPACING_PX);
  gtk_flow_box_set_column_spacing (box, SPACING_PX);
  gtk_flow_box_set_homogeneous (box, TRUE);
  gtk_widget_set_valign (self->box, GTK_ALIGN_START);
  g_signal_connect_swapped (box, "child-activated", G_CALLBACK (activated_cb), self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_hint (self);
  listen (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("All layers and heads"), -1);
}

GtkWidget *
heed_attention_wall_new (void)
{
  return g_object_new (HEED_TYPE_ATTENTION_WALL, NULL);
}

/**
 * heed_attention_wall_set_heads:
 * @heads: (array length=n_heads): in reading order; copied
 * @n_per_line: pictures per line; 0: as many as fit
 */
void
heed_attention_wall_set_heads (HeedAttentionWall  *self,
                               const HeedWallHead *heads,
                               guint               n_heads,
                               guint               n_per_line)
{
  GtkFlowBox *box;
  guint n_thumbs;

  g_return_if_fail (HEED_IS_ATTENTION_WALL (self));
  g_return_if_fail (heads != NULL || n_heads == 0);

  box = GTK_FLOW_BOX (self->box);
  for (n_thumbs = count_thumbs (self); n_thumbs < n_heads; n_thumbs++)
    append_thumb (self);
  for (; n_thumbs > n_heads; n_thumbs--)
    gtk_flow_box_remove (box, get_thumb (self, n_thumbs - 1).child);

  gtk_flow_box_set_max_children_per_line (box, n_per_line > 0 ? n_per_line : n_heads + 1);
  gtk_flow_box_set_min_children_per_line (box, n_per_line);

  for (guint i = 0; i < n_heads; i++)
    fill_thumb (get_thumb (self, i), &heads[i]);
  gtk_widget_set_visible (self->hint, n_heads > 3);
}

/**
 * heed_attention_wall_set_style:
 * @style: colours and shading of all of them
 */
void
heed_attention_wall_set_style (HeedAttentionWall      *self,
                               const HeedHeatmapStyle *style)
{
  g_return_if_fail (HEED_IS_ATTENTION_WALL (self));
  g_return_if_fail (style != NULL);

  self->style = *style;
  for (guint i = 0; i < count_thumbs (self); i++)
    gtk_widget_queue_draw (get_thumb (self, i).area);
}
