/* state-view.c — a widget that shows the paths of encoder and decoder states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/state-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/heatmap-drawing.h"
#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/state-plot.h"
#include "ui/style.h"

#define MIN_WIDTH_PX  200
#define MIN_HEIGHT_PX 120
#define FAR           G_MAXINT16

/* Index of a path. */
enum {
  SOURCE,
  TARGET,
  N_PATHS
};

/**
 * HeedStateView:
 *
 * Shows two paths, each in the plane in which its states lie furthest apart.
 *
 * ## Keyboard
 *
 * Left and Right move from token to token, Home and End to the first and the last, Up and Down to
 * the other sentence.
 *
 * ## CSS nodes
 *
 * One node named `stateview`.
 *
 * ## Accessibility
 *
 * Role `img`. The label names the current token and its coordinates.
 */
struct _HeedStateView
{
  GtkWidget      parent_instance;

  HeedStatePath  paths[N_PATHS];
  int            selected[N_PATHS];  /* -1: none */
  guint          n_played;
  guint          current;            /* path that has the keyboard focus */
  int            lit_path;           /* path under the pointer; -1: none */
  int            lit;
};

enum {
  SIGNAL_TOKEN_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedStateView, heed_state_view, GTK_TYPE_WIDGET)

static double
get_line_height (HeedStateView *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "x");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
place (HeedStateView  *self,
       HeedStateFrame  frames[N_PATHS])
{
  heed_state_frames_place (frames, self->paths, gtk_widget_get_width (GTK_WIDGET (self)),
                           gtk_widget_get_height (GTK_WIDGET (self)), get_line_height (self));
}

static HeedStateLook
get_look (HeedStateView *self,
          guint          path)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (HeedStateLook) {
    .selected = self->selected[path],
    .lit = self->lit_path == (int) path ? self->lit : -1,
    .has_focus = gtk_widget_has_visible_focus (widget) && self->current == path,
    .n_played = path == TARGET ? self->n_played : G_MAXUINT,
    .colors = {
      .paper = heed_style_lookup (widget, "heed_paper"),
      .text = heed_style_get_color (widget),
      .muted = heed_style_lookup (widget, "heed_muted"),
      .line = heed_style_lookup (widget, "heed_border"),
      .point = heed_style_lookup (widget, "heed_accent_text"),
      .mark = heed_style_lookup (widget, "heed_mark"),
    },
  };
}

static void
heed_state_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedStateView *self = HEED_STATE_VIEW (widget);
  HeedStateFrame frames[N_PATHS];
  cairo_t *cr;

  place (self, frames);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                   (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < N_PATHS; i++)
    {
      HeedStateLook look = get_look (self, i);

      heed_state_frame_draw (cr, gtk_widget_get_pango_context (widget), &frames[i],
                             &self->paths[i], &look);
    }
  cairo_destroy (cr);
}

static void
heed_state_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH_PX : MIN_HEIGHT_PX;
}

/* --- In words --- */

static char *
describe (HeedStateView *self)
{
  guint path = self->lit_path >= 0 ? (guint) self->lit_path : self->current;
  int i = self->lit_path >= 0 ? self->lit : self->selected[path];
  const HeedPlane *plane = self->paths[path].plane;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (plane == NULL || i < 0 || i >= (int) plane->n_points)
    return g_strdup (_("Where the states go"));

  first = heed_number_format_score (plane->points[2 * i]);
  second = heed_number_format_score (plane->points[2 * i + 1]);

  /* Translators: a sentence, a token of it, its place, how many there are, and where its
   * state lies along two directions. */
  return g_strdup_printf (_("%s: “%s”, %d of %u, at %s along the first direction and %s along "
                            "the second"),
                          self->paths[path].title, self->paths[path].labels[i], i + 1,
                          plane->n_points, first, second);
}

static void
show (HeedStateView *self)
{
  g_autofree char *label = describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Pointer and keyboard --- */

static int
find (HeedStateView *self,
      double         x,
      double         y,
      int           *path)
{
  HeedStateFrame frames[N_PATHS];

  place (self, frames);
  for (*path = 0; *path < N_PATHS; (*path)++)
    {
      int found = heed_state_frame_find (&frames[*path], self->paths[*path].plane, x, y);

      if (found >= 0)
        return found;
    }

  *path = -1;

  return -1;
}

static void
motion_cb (HeedStateView *self,
           double         x,
           double         y)
{
  int path;
  int lit = isnan (x) ? -1 : find (self, x, y, &path);

  if (isnan (x))
    path = -1;
  if (path == self->lit_path && lit == self->lit)
    return;

  self->lit_path = path;
  self->lit = lit;
  show (self);
}

static void
leave_cb (HeedStateView *self)
{
  motion_cb (self, NAN, NAN);
}

/* Selects a token, and emits that the user did so. */
static void
choose (HeedStateView *self,
        guint          path,
        int            i)
{
  self->current = path;
  self->selected[path] = i;
  show (self);
  g_signal_emit (self, signals[SIGNAL_TOKEN_SELECTED], 0, path == TARGET, (guint) i);
}

static void
pressed_cb (HeedStateView *self,
            int            n_press,
            double         x,
            double         y)
{
  int path;
  int found = find (self, x, y, &path);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (found >= 0)
    choose (self, (guint) path, found);
}

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedStateView *self = HEED_STATE_VIEW (widget);
  const HeedPlane *plane = self->paths[self->current].plane;
  int by = g_variant_get_int32 (arguments);
  int selected = self->selected[self->current];

  if (plane == NULL || plane->n_points == 0)
    return FALSE;

  choose (self, self->current,
          selected < 0 && by > 0 && by < FAR
            ? 0 : CLAMP (MAX (selected, 0) + by, 0, (int) plane->n_points - 1));

  return TRUE;
}

static gboolean
cross_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  HeedStateView *self = HEED_STATE_VIEW (widget);
  guint other = self->current == SOURCE ? TARGET : SOURCE;
  const HeedPlane *plane = self->paths[other].plane;

  if (plane == NULL || plane->n_points == 0)
    return FALSE;

  choose (self, other, CLAMP (self->selected[other], 0, (int) plane->n_points - 1));

  return TRUE;
}

static void
focus_changed_cb (HeedStateView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- The object --- */

static void
heed_state_view_finalize (GObject *object)
{
  HeedStateView *self = HEED_STATE_VIEW (object);

  for (guint i = 0; i < N_PATHS; i++)
    heed_state_path_clear (&self->paths[i]);

  G_OBJECT_CLASS (heed_state_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint keyval;
    int   by;
  } keys[] = {
    { GDK_KEY_Left, -1 },
    { GDK_KEY_Right, 1 },
    { GDK_KEY_Home, -FAR },
    { GDK_KEY_End, FAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, walk_cb, "i", keys[i].by);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, cross_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, cross_cb, NULL);
}

static void
heed_state_view_class_init (HeedStateViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_state_view_finalize;
  widget_class->snapshot = heed_state_view_snapshot;
  widget_class->measure = heed_state_view_measure;

  /**
   * HeedStateView::token-selected:
   * @is_target: whether it is a token of the target
   * @index: index of the token, from 0
   *
   * The user chose a token. It is already selected.
   */
  signals[SIGNAL_TOKEN_SELECTED] =
    g_signal_new ("token-selected", HEED_TYPE_STATE_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_UINT);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "stateview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_state_view_init (HeedStateView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected[SOURCE] = self->selected[TARGET] = self->lit_path = self->lit = -1;
  self->current = TARGET;
  self->n_played = G_MAXUINT;
  heed_state_path_name (&self->paths[SOURCE], _("Encoder: what it knows of each token"),
                        _("Encoder"));
  heed_state_path_name (&self->paths[TARGET], _("Decoder: its state at each step"), _("Decoder"));
  show (self);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_changed_cb), self);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
heed_state_view_new (void)
{
  return g_object_new (HEED_TYPE_STATE_VIEW, NULL);
}

static void
set_path (HeedStateView   *self,
          guint            path,
          HeedPlane       *plane,
          const HeedToken *tokens,
          guint            n_tokens)
{
  heed_state_path_set (&self->paths[path], plane, tokens, n_tokens);
  if (self->lit_path == (int) path)
    self->lit_path = self->lit = -1;
  if (self->selected[path] >= (int) n_tokens)
    self->selected[path] = -1;
  show (self);
}

/**
 * heed_state_view_set_source:
 * @plane: (nullable): the states of the encoder
 * @tokens: (array length=n_tokens): one per point; copied
 */
void
heed_state_view_set_source (HeedStateView   *self,
                            HeedPlane       *plane,
                            const HeedToken *tokens,
                            guint            n_tokens)
{
  g_return_if_fail (HEED_IS_STATE_VIEW (self));

  set_path (self, SOURCE, plane, tokens, n_tokens);
}

/**
 * heed_state_view_set_target:
 * @plane: (nullable): the states of the decoder
 * @tokens: (array length=n_tokens): one per point; copied
 */
void
heed_state_view_set_target (HeedStateView   *self,
                            HeedPlane       *plane,
                            const HeedToken *tokens,
                            guint            n_tokens)
{
  g_return_if_fail (HEED_IS_STATE_VIEW (self));

  set_path (self, TARGET, plane, tokens, n_tokens);
}

/**
 * heed_state_view_select:
 * @source: from 0; -1 is none
 * @target: from 0; -1 is none
 */
void
heed_state_view_select (HeedStateView *self,
                        int            source,
                        int            target)
{
  g_return_if_fail (HEED_IS_STATE_VIEW (self));
  g_return_if_fail (source >= -1 && target >= -1);

  if (self->selected[SOURCE] == source && self->selected[TARGET] == target)
    return;

  self->selected[SOURCE] = source;
  self->selected[TARGET] = target;
  show (self);
}

/**
 * heed_state_view_set_n_played:
 * @n_played: target tokens from this one on are dimmed
 */
void
heed_state_view_set_n_played (HeedStateView *self,
                              guint          n_played)
{
  g_return_if_fail (HEED_IS_STATE_VIEW (self));

  self->n_played = n_played;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
