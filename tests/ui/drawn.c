/* drawn.c — tests of widgets: shows one in a window, reads its pixels, emits keys and clicks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK 4 cannot synthesise events. Keys are looked up among the bindings of the widget and
 * activated; clicks and motion are emitted by its controllers.
 */

#include "drawn.h"

#include <math.h>
#include <string.h>

GtkWidget *
drawn_window_new (GtkWidget *child,
                  int        width,
                  int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));

  while (gtk_widget_get_width (child) == 0)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

void
drawn_finish (GtkWidget *window,
              GtkWidget *widget)
{
  g_object_ref (widget);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

static GtkWidget *
find_or_null (GtkWidget *root,
              GType      type,
              guint     *n_before)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n_before)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_or_null (child, type, n_before);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
drawn_find (GtkWidget *root,
            GType      type,
            guint      index)
{
  GtkWidget *found = find_or_null (root, type, &index);

  g_assert_nonnull (found);

  return found;
}

static void
heard_cb (DrawnSignal *heard,
          guint        number)
{
  heard->n_times++;
  heard->last = number;
}

void
drawn_listen (GtkWidget   *widget,
              const char  *signal_name,
              DrawnSignal *heard)
{
  g_signal_connect_swapped (widget, signal_name, G_CALLBACK (heard_cb), heard);
}

static void
heard_cell_cb (DrawnCell *heard,
               int        row,
               int        column)
{
  heard->n_times++;
  heard->row = row;
  heard->column = column;
}

void
drawn_listen_cell (GtkWidget  *widget,
                   const char *signal_name,
                   DrawnCell  *heard)
{
  g_signal_connect_swapped (widget, signal_name, G_CALLBACK (heard_cell_cb), heard);
}

cairo_surface_t *
drawn_snapshot (GtkWidget *widget)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_t *cr;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);

  if (node == NULL)
    return picture;

  cr = cairo_create (picture);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
  cairo_surface_flush (picture);

  return picture;
}

guint32
drawn_pixel (cairo_surface_t *picture,
             double           x,
             double           y)
{
  const guint8 *pixels = cairo_image_surface_get_data (picture);
  gsize stride = (gsize) cairo_image_surface_get_stride (picture);
  guint32 pixel;

  g_assert_cmpfloat (x, >=, 0.0);
  g_assert_cmpfloat (y, >=, 0.0);
  g_assert_cmpint ((int) x, <, cairo_image_surface_get_width (picture));
  g_assert_cmpint ((int) y, <, cairo_image_surface_get_height (picture));

  memcpy (&pixel, pixels + (gsize) y * stride + (gsize) x * sizeof pixel, sizeof pixel);

  return pixel;
}

gboolean
drawn_are_equal (cairo_surface_t *left,
                 cairo_surface_t *right,
                 int              x,
                 int              y,
                 int              width,
                 int              height)
{
  for (int j = y; j < y + height; j++)
    for (int i = x; i < x + width; i++)
      if (drawn_pixel (left, i, j) != drawn_pixel (right, i, j))
        return FALSE;

  return TRUE;
}

/* Whether every channel differs by at most @tolerance of 255. */
gboolean
drawn_are_near (guint32 left,
                guint32 right,
                guint   tolerance)
{
  for (guint shift = 0; shift < 32; shift += 8)
    if (ABS ((int) (left >> shift & 0xff) - (int) (right >> shift & 0xff)) > (int) tolerance)
      return FALSE;

  return TRUE;
}

/* Returns an opaque colour of the style sheet as a pixel, rounded by Cairo if a channel,
 * as in a mixture of colours, is not a whole number of 255ths. */
guint32
drawn_style_pixel (GtkWidget  *widget,
                   const char *name)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cairo_t *cr = cairo_create (picture);
  GdkRGBA rgba;
  guint32 pixel;

  g_assert_true (
    gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &rgba));

  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_paint (cr);
  cairo_surface_flush (picture);
  pixel = drawn_pixel (picture, 0, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);

  return pixel;
}

static gboolean
activate_binding (GtkWidget       *widget,
                  GListModel      *shortcuts,
                  guint            keyval,
                  GdkModifierType  modifiers)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
          gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
        {
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                        gtk_shortcut_get_arguments (shortcut));
          return TRUE;
        }
    }

  return FALSE;
}

/* Returns the first controller of a type in GTK's order,
 * in which the last one added comes first. */
static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

void
drawn_press_key (GtkWidget       *widget,
                 guint            keyval,
                 GdkModifierType  modifiers)
{
  GtkEventController *bindings = find_controller (widget, GTK_TYPE_SHORTCUT_CONTROLLER);

  g_assert_true (activate_binding (widget, G_LIST_MODEL (bindings), keyval, modifiers));
}

gboolean
drawn_emit_key (GtkWidget       *widget,
                guint            keyval,
                GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &is_taken);
    }

  return is_taken;
}

void
drawn_press (GtkWidget *widget,
             int        n_press,
             double     x,
             double     y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_GESTURE_CLICK), "pressed", n_press, x,
                         y);
}

void
drawn_move (GtkWidget *widget,
            double     x,
            double     y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x,
                         y);
}

void
drawn_leave (GtkWidget *widget)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "leave");
}

HeedToken *
drawn_tokens_new (const char *text,
                  guint      *n_tokens)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  HeedToken *tokens;

  *n_tokens = text[0] != '\0' ? g_strv_length (words) : 0;
  tokens = g_new0 (HeedToken, *n_tokens);

  for (guint i = 0; i < *n_tokens; i++)
    tokens[i] = (HeedToken) {
      .id = i,
      .text = g_strdup (words[i]),
      .is_special = words[i][0] == '<',
      .starts_word = g_str_has_prefix (words[i], "▁"),
    };

  return tokens;
}

HeedToken *
drawn_tokens_new_numbered (guint n_tokens)
{
  HeedToken *tokens = g_new0 (HeedToken, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    tokens[i] = (HeedToken) { .id = i, .text = g_strdup_printf ("w%u", i) };

  return tokens;
}

void
drawn_tokens_free (HeedToken *tokens,
                   guint      n_tokens)
{
  for (guint i = 0; i < n_tokens; i++)
    g_free ((char *) tokens[i].text);

  g_free (tokens);
}
