/* transport.c — buttons and keys that step through the translation, as in a debugger
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * During typing all computed steps count as played. The buttons end that: they go to a
 * step as if it had just been decoded and later steps were still to come.
 */

#include "app/window/pages/parts/transport.h"

#include <glib/gi18n.h>

#include "app/window/desktop/settings.h"

#define TEMPLATE      "/org/heed/Heed/app/window/pages/parts/transport.ui"
#define DEFAULT_SPEED 2.0
#define MIN_SPEED     0.25
#define MAX_SPEED     32.0
#define SPEED_KEY     "speed"

/**
 * HeedTransport:
 *
 * First, back, play, forward, last; the present step; the time that the engine took.
 *
 * ## Keyboard
 *
 * Anywhere in the window: Alt with Home, Left, Right and End; F5 plays, Alt with Up
 * and Down faster and slower.
 *
 * ## CSS nodes
 *
 * One node named `transport`.
 *
 * ## Accessibility
 *
 * A group of buttons, each with a label.
 */
struct _HeedTransport
{
  GtkWidget     parent_instance;

  GtkWidget    *play;
  GtkWidget    *position;

  HeedDocument *document;
  GSettings    *settings; /* where the speed is stored; or NULL */
  double        speed;    /* steps per second */
  guint         timer;    /* 0 if not playing */
};

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedTransport, heed_transport, GTK_TYPE_WIDGET)

static HeedDocumentView *
get_view (HeedTransport *self)
{
  return heed_document_get_view (self->document);
}

static char *
format_duration (double seconds)
{
  if (seconds < 1.0)
    /* Translators: milliseconds */
    return g_strdup_printf (_("%.1f ms"), seconds * 1e3);

  /* Translators: seconds */
  return g_strdup_printf (_("%.1f s"), seconds);
}

static void
show_position (HeedTransport *self)
{
  guint n_steps = heed_document_get_n_steps (self->document);
  int selected = heed_document_view_get_step (get_view (self));
  g_autofree char *duration =
    format_duration (heed_document_get_translation (self->document)->seconds);
  g_autofree char *text = NULL;

  if (n_steps == 0)
    text = g_strdup (
      heed_document_get_state (self->document) == HEED_DOCUMENT_DECODING ? _("reading…") : "");
  else if (heed_document_get_state (self->document) == HEED_DOCUMENT_DECODING)
    /* Translators: a step number, how many there are so far, and a time */
    text = g_strdup_printf (_("step %d of %u… · %s"), selected + 1, n_steps, duration);
  else
    /* Translators: a step number, how many there are, and how long they took in the engine */
    text = g_strdup_printf (_("step %d of %u · live %s"), selected + 1, n_steps, duration);

  gtk_label_set_text (GTK_LABEL (self->position), text);
  gtk_widget_set_tooltip_text (self->position, text); /* a narrow window cuts the label */
}

static void
show_play_button (HeedTransport *self)
{
  gboolean is_playing = self->timer != 0;
  const char *label = is_playing ? _("Pause") : _("Play");

  gtk_button_set_icon_name (GTK_BUTTON (self->play), is_playing ? "media-playback-pause-symbolic"
                                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
refresh (HeedTransport *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int n_steps = (int) heed_document_get_n_steps (self->document);
  int selected = heed_document_view_get_step (get_view (self));
  gboolean is_all_played = heed_document_view_get_n_played (get_view (self)) >= (guint) n_steps;

  gtk_widget_action_set_enabled (widget, "transport.first", n_steps > 0);
  gtk_widget_action_set_enabled (widget, "transport.back", selected > 0);
  gtk_widget_action_set_enabled (widget, "transport.play", n_steps > 0);
  gtk_widget_action_set_enabled (widget, "transport.forward", selected + 1 < n_steps);
  gtk_widget_action_set_enabled (widget, "transport.last",
                                 n_steps > 0 && !(is_all_played && selected + 1 == n_steps));
  show_position (self);
}

/* --- Playing ------------------------------------------------------------- */

static void
stop (HeedTransport *self)
{
  if (self->timer == 0)
    return;

  g_source_remove (self->timer);
  self->timer = 0;
  show_play_button (self);
}

static gboolean
play_cb (gpointer data)
{
  HeedTransport *self = data;
  guint next = (guint) heed_document_view_get_step (get_view (self)) + 1;

  if (next < heed_document_get_n_steps (self->document))
    {
      heed_document_view_go_to (get_view (self), next);
      return G_SOURCE_CONTINUE;
    }

  /* More steps may still come from a slow model. */
  if (heed_document_get_state (self->document) == HEED_DOCUMENT_DECODING)
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  heed_document_view_play_all (get_view (self));
  show_play_button (self);

  return G_SOURCE_REMOVE;
}

static void
play_on (HeedTransport *self)
{
  self->timer = g_timeout_add ((guint) (1e3 / self->speed), play_cb, self);
  show_play_button (self);
}

static void
start (HeedTransport *self)
{
  guint n_steps = heed_document_get_n_steps (self->document);
  int selected = heed_document_view_get_step (get_view (self));

  if (heed_document_view_get_n_played (get_view (self)) == HEED_PLAYED_ALL ||
      selected + 1 == (int) n_steps)
    heed_document_view_go_to (get_view (self), 0);

  play_on (self);
}

/* --- Actions ------------------------------------------------------------- */

static void
first_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  HeedTransport *self = HEED_TRANSPORT (widget);

  stop (self);
  heed_document_view_go_to (get_view (self), 0);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeedTransport *self = HEED_TRANSPORT (widget);

  stop (self);
  heed_document_view_go_to (get_view (self),
                            (guint) heed_document_view_get_step (get_view (self)) - 1);
}

static void
play_or_pause_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  HeedTransport *self = HEED_TRANSPORT (widget);

  if (self->timer != 0)
    stop (self);
  else
    start (self);
}

static void
forward_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HeedTransport *self = HEED_TRANSPORT (widget);

  stop (self);
  heed_document_view_go_to (get_view (self),
                            (guint) heed_document_view_get_step (get_view (self)) + 1);
}

static void
last_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeedTransport *self = HEED_TRANSPORT (widget);

  stop (self);
  heed_document_view_play_all (get_view (self));
}

/* If playing, continues at the new speed. */
static void
change_speed (HeedTransport *self,
              double         factor)
{
  double speed = CLAMP (self->speed * factor, MIN_SPEED, MAX_SPEED);
  gboolean is_playing = self->timer != 0;
  g_autofree char *said = NULL;

  stop (self);
  heed_transport_set_speed (self, speed);
  if (self->settings != NULL)
    g_settings_set_double (self->settings, SPEED_KEY, speed);
  if (is_playing)
    play_on (self);

  /* Translators: how fast it plays */
  said = g_strdup_printf (_("%g steps a second"), speed);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.note", "s", said);
}

static void
faster_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  change_speed (HEED_TRANSPORT (widget), 2.0);
}

static void
slower_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  change_speed (HEED_TRANSPORT (widget), 0.5);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_transport_dispose (GObject *object)
{
  HeedTransport *self = HEED_TRANSPORT (object);
  GtkWidget *child;

  if (self->timer != 0)
    g_source_remove (self->timer);

  self->timer = 0;
  g_clear_object (&self->document);
  g_clear_object (&self->settings);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_transport_parent_class)->dispose (object);
}

static void
heed_transport_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HeedTransport *self = HEED_TRANSPORT (object);

  switch (property_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_transport_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      heed_transport_set_document (HEED_TRANSPORT (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_transport_class_init (HeedTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_transport_dispose;
  object_class->get_property = heed_transport_get_property;
  object_class->set_property = heed_transport_set_property;

  /**
   * HeedTransport:document: (nullable)
   *
   * The document whose translation is played.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "transport.first", NULL, first_cb);
  gtk_widget_class_install_action (widget_class, "transport.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "transport.play", NULL, play_or_pause_cb);
  gtk_widget_class_install_action (widget_class, "transport.forward", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "transport.last", NULL, last_cb);
  gtk_widget_class_install_action (widget_class, "transport.faster", NULL, faster_cb);
  gtk_widget_class_install_action (widget_class, "transport.slower", NULL, slower_cb);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedTransport, play);
  gtk_widget_class_bind_template_child (widget_class, HeedTransport, position);
  gtk_widget_class_set_css_name (widget_class, "transport");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_transport_init (HeedTransport *self)
{
  self->settings = heed_settings_new ();
  self->speed = self->settings != NULL ? g_settings_get_double (self->settings, SPEED_KEY)
                                       : DEFAULT_SPEED;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_play_button (self);
}

GtkWidget *
heed_transport_new (void)
{
  return g_object_new (HEED_TYPE_TRANSPORT, NULL);
}

void
heed_transport_set_document (HeedTransport *self,
                             HeedDocument  *document)
{
  g_return_if_fail (HEED_IS_TRANSPORT (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  stop (self);

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (get_view (self), self);
    }

  g_set_object (&self->document, document);

  if (document != NULL)
    {
      g_signal_connect_object (document, "steps-changed", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (get_view (self), "notify", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::state", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::text", G_CALLBACK (stop), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "model-changed", G_CALLBACK (stop), self,
                               G_CONNECT_SWAPPED);
      refresh (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

gboolean
heed_transport_get_is_playing (HeedTransport *self)
{
  g_return_val_if_fail (HEED_IS_TRANSPORT (self), FALSE);

  return self->timer != 0;
}

void
heed_transport_set_bare (HeedTransport *self,
                         gboolean       is_bare)
{
  g_return_if_fail (HEED_IS_TRANSPORT (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, !is_bare);
}

/**
 * heed_transport_set_speed:
 * @speed: steps per second, > 0
 *
 * Sets the speed, which takes effect when playing starts next.
 */
void
heed_transport_set_speed (HeedTransport *self,
                          double         speed)
{
  g_return_if_fail (HEED_IS_TRANSPORT (self));
  g_return_if_fail (speed > 0.0);

  self->speed = speed;
}
