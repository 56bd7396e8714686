/* film-player.c — plays a film: moves an adjustment from its beginning to its end
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It follows the frame clock, so a slow machine displays fewer moments but takes no
 * longer.
 */

#include "app/window/pages/train/film-player.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/tooltip.h"

#define SPACING_PX 4
#define USUAL      1    /* index of the normal speed */

static const struct {
  const char *title;
  double      speed;
} speeds[] = {
  { "½×", 0.5 },
  { "1×", 1.0 },
  { "2×", 2.0 },
  { "4×", 4.0 },
};

/**
 * HeedFilmPlayer:
 *
 * A button that plays and pauses, and a list of speeds.
 *
 * ## Keyboard
 *
 * Space on the button plays and pauses.
 *
 * ## CSS nodes
 *
 * One node named `filmplayer`.
 *
 * ## Accessibility
 *
 * A group of a button and a list.
 */
struct _HeedFilmPlayer
{
  GtkWidget      parent_instance;

  GtkWidget     *button;
  GtkWidget     *speed;
  GtkAdjustment *adjustment;  /* or NULL */
  guint          tick;        /* tick callback; 0 if not playing */
  gint64         last_us;     /* time of the previous frame, µs; 0 if none */
};

G_DEFINE_FINAL_TYPE (HeedFilmPlayer, heed_film_player, GTK_TYPE_WIDGET)

static void
show_button (HeedFilmPlayer *self)
{
  gboolean is_playing = self->tick != 0;
  const char *label = is_playing ? _("Pause the film") : _("Play the film");

  gtk_button_set_icon_name (GTK_BUTTON (self->button), is_playing
                            ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  heed_tooltip_set (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static double
get_speed (HeedFilmPlayer *self)
{
  return speeds[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->speed)),
                     G_N_ELEMENTS (speeds) - 1)].speed;
}

/* Returns: whether there is more to play */
static gboolean
advance (HeedFilmPlayer *self,
         double          seconds)
{
  double lower = gtk_adjustment_get_lower (self->adjustment);
  double upper = gtk_adjustment_get_upper (self->adjustment);
  double step = (upper - lower) * seconds * get_speed (self) / HEED_FILM_PLAYER_SECONDS;
  double value = gtk_adjustment_get_value (self->adjustment) + step;

  gtk_adjustment_set_value (self->adjustment, MIN (value, upper));

  return value < upper;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedFilmPlayer *self = HEED_FILM_PLAYER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->last_us != 0 ? (double) (now - self->last_us) / G_USEC_PER_SEC : 0.0;

  self->last_us = now;
  if (self->adjustment != NULL && advance (self, seconds))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  show_button (self);

  return G_SOURCE_REMOVE;
}

static void
clicked_cb (HeedFilmPlayer *self)
{
  heed_film_player_set_playing (self, self->tick == 0);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_film_player_dispose (GObject *object)
{
  HeedFilmPlayer *self = HEED_FILM_PLAYER (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;
  g_clear_object (&self->adjustment);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->speed, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_film_player_parent_class)->dispose (object);
}

static void
heed_film_player_class_init (HeedFilmPlayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_film_player_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filmplayer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_speeds (void)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *list;

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    gtk_string_list_append (titles, speeds[i].title);

  list = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), USUAL);
  gtk_widget_add_css_class (list, "compact");
  gtk_widget_set_tooltip_text (list, _("How fast the film plays"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How fast the film plays"), -1);

  return list;
}

static void
heed_film_player_init (HeedFilmPlayer *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING_PX);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "compact");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  self->speed = new_speeds ();
  gtk_widget_set_parent (self->speed, GTK_WIDGET (self));
  show_button (self);
}

GtkWidget *
heed_film_player_new (void)
{
  return g_object_new (HEED_TYPE_FILM_PLAYER, NULL);
}

void
heed_film_player_set_adjustment (HeedFilmPlayer *self,
                                 GtkAdjustment  *adjustment)
{
  g_return_if_fail (HEED_IS_FILM_PLAYER (self));

  g_set_object (&self->adjustment, adjustment);
}

gboolean
heed_film_player_is_playing (HeedFilmPlayer *self)
{
  g_return_val_if_fail (HEED_IS_FILM_PLAYER (self), FALSE);

  return self->tick != 0;
}

/**
 * heed_film_player_set_playing:
 * @is_playing: whether to play: from the present value, or from the beginning if it is
 *   at the end
 */
void
heed_film_player_set_playing (HeedFilmPlayer *self,
                              gboolean        is_playing)
{
  g_return_if_fail (HEED_IS_FILM_PLAYER (self));

  if (is_playing == (self->tick != 0) || (is_playing && self->adjustment == NULL))
    return;

  if (is_playing)
    {
      if (gtk_adjustment_get_value (self->adjustment) >=
          gtk_adjustment_get_upper (self->adjustment))
        gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_lower (self->adjustment));

      self->last_us = 0;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }

  show_button (self);
}

/**
 * heed_film_player_set_speed:
 * @speed: one of the values in the list; others are ignored
 */
void
heed_film_player_set_speed (HeedFilmPlayer *self,
                            double          speed)
{
  g_return_if_fail (HEED_IS_FILM_PLAYER (self));

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (speeds[i].speed == speed)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->speed), i);
}
