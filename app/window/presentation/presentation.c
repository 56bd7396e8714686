/* presentation.c — displaying a window for an audience: full screen, large type, projector colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The font size is proportional to the height of the window, since legibility from the
 * back row depends on the part of the screen that a letter takes, not on its pixels. All
 * other sizes in the style sheet are relative to the font size. Colours that a projector
 * washes out are replaced (style-projector.css).
 */

#include "app/window/presentation/presentation.h"

#define PROJECTOR_SHEET "/org/heed/Heed/style-projector.css"

/* The number of lines of text that would fill the window. */
#define LINES_A_WINDOW  34
#define MIN_SIZE_PX     15
#define MAX_SIZE_PX     96
#define USUAL_DPI       (96 * 1024)

/**
 * HeedPresentation:
 *
 * Makes the window fill the screen and hides its header bar, and restores both.
 */
struct _HeedPresentation
{
  GObject         parent_instance;

  GtkWindow      *window;      /* borrowed; NULL once it is finalized */
  GtkCssProvider *size;
  GtkCssProvider *colors;
  GdkSurface     *surface;     /* of the window while it is presented; NULL otherwise */
  int             size_px;     /* the font size in the provider size */
  gboolean        is_active;
  gboolean        was_full;    /* the window was full screen at the last notification */
};

enum {
  PROP_0,
  PROP_IS_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedPresentation, heed_presentation, G_TYPE_OBJECT)

/**
 * heed_presentation_get_type_size:
 * @height: of the window, px
 * @dpi: 1024 times the dots per inch; a value above the usual 96 dpi means that the user
 *   has chosen larger text; -1 if unknown
 *
 * Returns: the font size, px
 */
int
heed_presentation_get_type_size (int height,
                                 int dpi)
{
  double larger = dpi > 0 ? (double) dpi / USUAL_DPI : 1.0;

  return (int) CLAMP (height * larger / LINES_A_WINDOW, MIN_SIZE_PX * larger, MAX_SIZE_PX);
}

static void
fit_type (HeedPresentation *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->window));
  int dpi, size_px;
  g_autofree char *css = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->window)), "gtk-xft-dpi", &dpi, NULL);
  size_px = heed_presentation_get_type_size (height, dpi);
  if (size_px == self->size_px)
    return;

  self->size_px = size_px;
  css = g_strdup_printf ("window." HEED_PRESENTATION_CLASS " { font-size: %dpx; }", size_px);
  gtk_css_provider_load_from_data (self->size, css, -1);
}

static void
laid_out_cb (HeedPresentation *self)
{
  if (self->window != NULL)
    fit_type (self);
}

/* Adds style providers with a higher priority than the others of the program. */
static void
take_style (HeedPresentation *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->window));

  gtk_widget_add_css_class (GTK_WIDGET (self->window), HEED_PRESENTATION_CLASS);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->size),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->colors),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
  self->surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  if (self->surface != NULL)
    g_signal_connect_object (self->surface, "layout", G_CALLBACK (laid_out_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  fit_type (self);
}

static void
give_style_back (HeedPresentation *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->window));

  gtk_widget_remove_css_class (GTK_WIDGET (self->window), HEED_PRESENTATION_CLASS);
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->size));
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->colors));
  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_data (self->surface, self);

  self->surface = NULL;
}

static void
show_titlebar (HeedPresentation *self,
               gboolean          is_shown)
{
  GtkWidget *titlebar = gtk_window_get_titlebar (self->window);

  if (titlebar != NULL)
    gtk_widget_set_visible (titlebar, is_shown);
}

/* Ends the presentation if the window leaves full screen by other means. */
static void
fullscreened_cb (HeedPresentation *self)
{
  gboolean is_full = gtk_window_is_fullscreen (self->window);

  if (self->is_active && self->was_full && !is_full)
    heed_presentation_set_is_active (self, FALSE);

  self->was_full = is_full;
}

static void
heed_presentation_dispose (GObject *object)
{
  HeedPresentation *self = HEED_PRESENTATION (object);

  if (self->window != NULL && self->is_active)
    give_style_back (self);
  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
    }

  self->window = NULL;
  g_clear_object (&self->size);
  g_clear_object (&self->colors);

  G_OBJECT_CLASS (heed_presentation_parent_class)->dispose (object);
}

static void
heed_presentation_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_IS_ACTIVE:
      g_value_set_boolean (value, HEED_PRESENTATION (object)->is_active);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_presentation_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_IS_ACTIVE:
      heed_presentation_set_is_active (HEED_PRESENTATION (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_presentation_class_init (HeedPresentationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_presentation_dispose;
  object_class->get_property = heed_presentation_get_property;
  object_class->set_property = heed_presentation_set_property;

  /**
   * HeedPresentation:is-active:
   *
   * Whether the window is being presented.
   */
  properties[PROP_IS_ACTIVE] =
    g_param_spec_boolean ("is-active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_presentation_init (HeedPresentation *self)
{
  self->size = gtk_css_provider_new ();
  self->colors = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->colors, PROJECTOR_SHEET);
}

/**
 * heed_presentation_new:
 * @window: borrowed
 *
 * Returns: (transfer full): a new presentation of the window; not active
 */
HeedPresentation *
heed_presentation_new (GtkWindow *window)
{
  HeedPresentation *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (HEED_TYPE_PRESENTATION, NULL);
  self->window = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &self->window);
  g_signal_connect_object (window, "notify::fullscreened", G_CALLBACK (fullscreened_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
heed_presentation_get_is_active (HeedPresentation *self)
{
  g_return_val_if_fail (HEED_IS_PRESENTATION (self), FALSE);

  return self->is_active;
}

void
heed_presentation_set_is_active (HeedPresentation *self,
                                 gboolean          is_active)
{
  g_return_if_fail (HEED_IS_PRESENTATION (self));

  if (self->is_active == !!is_active || self->window == NULL)
    return;

  self->is_active = !!is_active;
  show_titlebar (self, !self->is_active);
  if (self->is_active)
    {
      take_style (self);
      gtk_window_fullscreen (self->window);
    }
  else
    {
      give_style_back (self);
      gtk_window_unfullscreen (self->window);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ACTIVE]);
}
