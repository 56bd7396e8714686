/* token-strip.c — a row of tokens as chips that can be pressed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sentence of sixty tokens must not push the heatmap off the screen, so the strip shows two lines
 * and the top of a third; the rest scrolls. Chips are reused and relabelled: most of them stay the
 * same from one key press to the next.
 */

#include "ui/token-strip.h"

#include "ui/token-chip.h"
#include "ui/token-label.h"
#include "ui/wrap-layout.h"

#define SPACING_PX      6
#define LINE_SPACING_PX 6
#define MAX_LINES       2
#define PEEK_PART       0.4  /* visible part of a third line, to show that there is one */

/**
 * HeedTokenStrip:
 *
 * Shows the tokens of a sentence as the model sees them, one chip each.
 *
 * ## Keyboard
 *
 * The strip is a single Tab stop. The arrow keys move between the chips; Return or Space activates
 * one; F2, the menu key, Shift+F10 or the secondary button asks for the menu of one. Control with
 * Space, Return or a click adds a token to a selection of several, or removes it.
 *
 * ## CSS nodes
 *
 * One node named `tokenstrip`. Each chip is a `button` with the class `chip`, and with `selected`
 * or `hidden` if it is.
 *
 * ## Accessibility
 *
 * A group of buttons. The description of a hidden chip says that it is hidden.
 */
struct _HeedTokenStrip
{
  GtkWidget  parent_instance;

  GtkWidget *window;  /* scrolls the box */
  GtkWidget *box;
  GPtrArray *chips;   /* of GtkWidget, owned by the box */

  int        selected;  /* -1 is none */
  guint      current;   /* the chip that Tab moves to */
};

enum {
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

enum {
  SIGNAL_TOKEN_ACTIVATED,
  SIGNAL_TOKEN_MENU,
  SIGNAL_TOKEN_TOGGLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTokenStrip, heed_token_strip, GTK_TYPE_WIDGET)

static GtkWidget *
get_chip (HeedTokenStrip *self,
          guint           index)
{
  return g_ptr_array_index (self->chips, index);
}

static void
clicked_cb (HeedTokenStrip *self,
            GtkWidget      *chip)
{
  guint index;

  if (!g_ptr_array_find (self->chips, chip, &index))
    return;

  self->current = index;
  g_signal_emit (self, signals[SIGNAL_TOKEN_ACTIVATED], 0, index);
}

static void
append_chip (HeedTokenStrip *self)
{
  GtkWidget *chip = heed_token_chip_new ();

  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (clicked_cb), self);

  gtk_widget_set_parent (chip, self->box);
  g_ptr_array_add (self->chips, chip);
}

static void
remove_last_chip (HeedTokenStrip *self)
{
  gtk_widget_unparent (get_chip (self, self->chips->len - 1));
  g_ptr_array_set_size (self->chips, (int) self->chips->len - 1);
}

static int
measure_lines (HeedTokenStrip *self,
               int             width)
{
  int line_height, height, limit;

  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, -1, NULL, &line_height, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  limit = MAX_LINES * (line_height + LINE_SPACING_PX) - LINE_SPACING_PX;

  return height <= limit ? height : limit + LINE_SPACING_PX + (int) (PEEK_PART * line_height);
}

static GtkSizeRequestMode
heed_token_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_token_strip_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  HeedTokenStrip *self = HEED_TOKEN_STRIP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (self->box, orientation, -1, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = measure_lines (self, for_size);
}

static void
heed_token_strip_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  gtk_widget_size_allocate (HEED_TOKEN_STRIP (widget)->window,
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static int
find_focused (HeedTokenStrip *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_widget_is_focus (get_chip (self, i)))
      return (int) i;

  return -1;
}

/* The nearest chip in the line above (by is -1) or below (1) another chip; -1 if there is none. */
static int
find_in_next_line (HeedTokenStrip *self,
                   guint           from,
                   int             by)
{
  GtkAllocation here, there;
  int found = -1;
  int line = 0;
  int nearest = G_MAXINT;

  gtk_widget_get_allocation (get_chip (self, from), &here);

  for (int i = (int) from + by; i >= 0 && i < (int) self->chips->len; i += by)
    {
      int distance;

      gtk_widget_get_allocation (get_chip (self, (guint) i), &there);

      if (there.y == here.y)
        continue;

      if (found >= 0 && there.y != line)
        break;

      distance = ABS (there.x + there.width / 2 - here.x - here.width / 2);
      line = there.y;

      if (distance < nearest)
        {
          nearest = distance;
          found = i;
        }
    }

  return found;
}

static int
find_neighbour (HeedTokenStrip   *self,
                guint             from,
                GtkDirectionType  direction)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (direction)
    {
    case GTK_DIR_LEFT:
      return (int) from - forward;

    case GTK_DIR_RIGHT:
      return (int) from + forward;

    case GTK_DIR_UP:
      return find_in_next_line (self, from, -1);

    case GTK_DIR_DOWN:
      return find_in_next_line (self, from, 1);

    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
      break;
    }

  return -1;
}

static void
ask_for_menu (HeedTokenStrip *self,
              guint           index)
{
  self->current = index;
  g_signal_emit (self, signals[SIGNAL_TOKEN_MENU], 0, index);
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  int focused = find_focused (HEED_TOKEN_STRIP (widget));

  if (focused >= 0)
    ask_for_menu (HEED_TOKEN_STRIP (widget), (guint) focused);

  return focused >= 0;
}

/* The chip at a position in the box; -1 is none. */
static int
find_chip (HeedTokenStrip *self,
           double          x,
           double          y)
{
  GtkWidget *widget = gtk_widget_pick (self->box, x, y, GTK_PICK_DEFAULT);
  guint index;

  while (widget != NULL && widget != self->box)
    {
      if (g_ptr_array_find (self->chips, widget, &index))
        return (int) index;

      widget = gtk_widget_get_parent (widget);
    }

  return -1;
}

static void
pressed_cb (HeedTokenStrip *self,
            int             n_press,
            double          x,
            double          y)
{
  int index = find_chip (self, x, y);

  if (index >= 0)
    ask_for_menu (self, (guint) index);
}

static void
toggle (HeedTokenStrip *self,
        guint           index)
{
  self->current = index;
  g_signal_emit (self, signals[SIGNAL_TOKEN_TOGGLED], 0, index);
}

/* A click with Control does not press the chip, but toggles its token
 * in the selection of several. */
static void
clicked_with_cb (HeedTokenStrip *self,
                 int             n_press,
                 double          x,
                 double          y,
                 GtkGesture     *click)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  int index = -1;

  if ((state & GDK_CONTROL_MASK) != 0 &&
      gtk_widget_translate_coordinates (GTK_WIDGET (self), self->box, x, y, &x, &y))
    index = find_chip (self, x, y);

  if (index < 0)
    {
      gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  toggle (self, (guint) index);
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  int focused = find_focused (HEED_TOKEN_STRIP (widget));

  if (focused >= 0)
    toggle (HEED_TOKEN_STRIP (widget), (guint) focused);

  return focused >= 0;
}

static gboolean
heed_token_strip_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  HeedTokenStrip *self = HEED_TOKEN_STRIP (widget);
  int focused = find_focused (self);
  int next;

  if (self->chips->len == 0)
    return FALSE;

  if (focused < 0)
    next = (int) MIN (self->current, self->chips->len - 1);
  else
    next = find_neighbour (self, (guint) focused, direction);

  if (next < 0 || next >= (int) self->chips->len)
    return FALSE;

  self->current = (guint) next;

  return gtk_widget_grab_focus (get_chip (self, (guint) next));
}

static void
heed_token_strip_dispose (GObject *object)
{
  HeedTokenStrip *self = HEED_TOKEN_STRIP (object);

  if (self->chips != NULL)
    while (self->chips->len > 0)
      remove_last_chip (self);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->window, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_token_strip_parent_class)->dispose (object);
}

static void
heed_token_strip_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, heed_token_strip_get_selected (HEED_TOKEN_STRIP (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_token_strip_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SELECTED:
      heed_token_strip_set_selected (HEED_TOKEN_STRIP (object), g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static const guint toggle_keys[] = { GDK_KEY_space, GDK_KEY_KP_Space, GDK_KEY_Return,
                                     GDK_KEY_KP_Enter };

static void
heed_token_strip_class_init (HeedTokenStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_token_strip_dispose;
  object_class->get_property = heed_token_strip_get_property;
  object_class->set_property = heed_token_strip_set_property;

  widget_class->focus = heed_token_strip_focus;
  widget_class->get_request_mode = heed_token_strip_get_request_mode;
  widget_class->measure = heed_token_strip_measure;
  widget_class->size_allocate = heed_token_strip_size_allocate;

  /**
   * HeedTokenStrip:selected:
   *
   * The selected chip; -1 is none.
   */
  properties[PROP_SELECTED] =
    g_param_spec_int ("selected", NULL, NULL,
                      -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedTokenStrip::token-activated:
   * @index: index of the token, from 0
   *
   * A chip was clicked, or activated from the keyboard.
   */
  signals[SIGNAL_TOKEN_ACTIVATED] =
    g_signal_new ("token-activated", HEED_TYPE_TOKEN_STRIP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedTokenStrip::token-menu:
   * @index: index of the token, from 0
   *
   * The user asked for the menu of this token.
   */
  signals[SIGNAL_TOKEN_MENU] =
    g_signal_new ("token-menu", HEED_TYPE_TOKEN_STRIP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedTokenStrip::token-toggled:
   * @index: index of the token, from 0
   *
   * The user added this token to the selection of several, or removed it.
   */
  signals[SIGNAL_TOKEN_TOGGLED] =
    g_signal_new ("token-toggled", HEED_TYPE_TOKEN_STRIP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  for (guint i = 0; i < G_N_ELEMENTS (toggle_keys); i++)
    gtk_widget_class_add_binding (widget_class, toggle_keys[i], GDK_CONTROL_MASK, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "tokenstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_token_strip_init (HeedTokenStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *click_with = gtk_gesture_click_new ();

  self->selected = -1;
  self->chips = g_ptr_array_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, heed_wrap_layout_new (SPACING_PX, LINE_SPACING_PX));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->box, GTK_EVENT_CONTROLLER (click));

  /* Runs in the capture phase, before the chips, which would be pressed otherwise. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click_with),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click_with, "pressed", G_CALLBACK (clicked_with_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click_with));

  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->box);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

/**
 * heed_token_strip_new:
 *
 * Returns: (transfer full): a strip without chips
 */
GtkWidget *
heed_token_strip_new (void)
{
  return g_object_new (HEED_TYPE_TOKEN_STRIP, NULL);
}

/**
 * heed_token_strip_set_tokens:
 * @tokens: (array length=n_tokens): the tokens of a sentence; copied
 *
 * A chip whose text changes is no longer hidden.
 */
void
heed_token_strip_set_tokens (HeedTokenStrip  *self,
                             const HeedToken *tokens,
                             guint            n_tokens)
{
  g_return_if_fail (HEED_IS_TOKEN_STRIP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  while (self->chips->len > n_tokens)
    remove_last_chip (self);

  while (self->chips->len < n_tokens)
    append_chip (self);

  for (guint i = 0; i < n_tokens; i++)
    {
      g_autofree char *text = heed_token_label_new (&tokens[i]);

      heed_token_chip_set_text (get_chip (self, i), text);
    }

  if (self->selected >= (int) n_tokens)
    heed_token_strip_set_selected (self, -1);
}

/**
 * heed_token_strip_get_n_tokens:
 *
 * Returns: the number of chips
 */
guint
heed_token_strip_get_n_tokens (HeedTokenStrip *self)
{
  g_return_val_if_fail (HEED_IS_TOKEN_STRIP (self), 0);

  return self->chips->len;
}

/**
 * heed_token_strip_compute_bounds:
 * @index: index of the token
 * @in: a widget that contains the strip
 * @bounds: (out): the bounds of its chip, in the coordinates of @in
 *
 * Returns: whether there is such a chip
 */
gboolean
heed_token_strip_compute_bounds (HeedTokenStrip  *self,
                                 guint            index,
                                 GtkWidget       *in,
                                 graphene_rect_t *bounds)
{
  g_return_val_if_fail (HEED_IS_TOKEN_STRIP (self), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (in) && bounds != NULL, FALSE);

  return index < self->chips->len &&
         gtk_widget_compute_bounds (get_chip (self, index), in, bounds);
}

/**
 * heed_token_strip_get_selected:
 *
 * Returns: the selected chip; -1 is none
 */
int
heed_token_strip_get_selected (HeedTokenStrip *self)
{
  g_return_val_if_fail (HEED_IS_TOKEN_STRIP (self), -1);

  return self->selected;
}

/**
 * heed_token_strip_set_selected:
 * @index: the chip to select; -1 or an index out of range selects none
 */
void
heed_token_strip_set_selected (HeedTokenStrip *self,
                               int             index)
{
  g_return_if_fail (HEED_IS_TOKEN_STRIP (self));

  if (index >= (int) self->chips->len)
    index = -1;

  if (self->selected == index)
    return;

  if (self->selected >= 0 && self->selected < (int) self->chips->len)
    heed_token_chip_set_selected (get_chip (self, (guint) self->selected), FALSE);

  self->selected = index;

  if (index >= 0)
    {
      heed_token_chip_set_selected (get_chip (self, (guint) index), TRUE);
      self->current = (guint) index;
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * heed_token_strip_mark:
 * @tokens: (array length=n_tokens): the tokens selected together, in order
 *
 * They are marked like the selected one.
 */
void
heed_token_strip_mark (HeedTokenStrip *self,
                       const guint    *tokens,
                       guint           n_tokens)
{
  g_return_if_fail (HEED_IS_TOKEN_STRIP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  for (guint i = 0, next = 0; i < self->chips->len; i++)
    {
      gboolean is_marked = next < n_tokens && tokens[next] == i;

      heed_token_chip_set_selected (get_chip (self, i), is_marked || (int) i == self->selected);
      next += is_marked;
    }
}

/**
 * heed_token_strip_get_hidden:
 * @index: index of the token
 *
 * Returns: whether the chip is struck through
 */
gboolean
heed_token_strip_get_hidden (HeedTokenStrip *self,
                             guint           index)
{
  g_return_val_if_fail (HEED_IS_TOKEN_STRIP (self), FALSE);
  g_return_val_if_fail (index < self->chips->len, FALSE);

  return heed_token_chip_get_hidden (get_chip (self, index));
}

/**
 * heed_token_strip_set_hidden:
 * @index: index of the token
 * @is_hidden: whether it is hidden from the decoder
 *
 * The chip of a hidden token is struck through.
 */
void
heed_token_strip_set_hidden (HeedTokenStrip *self,
                             guint           index,
                             gboolean        is_hidden)
{
  g_return_if_fail (HEED_IS_TOKEN_STRIP (self));
  g_return_if_fail (index < self->chips->len);

  heed_token_chip_set_hidden (get_chip (self, index), is_hidden);
}
