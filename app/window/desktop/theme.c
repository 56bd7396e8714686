/* theme.c — the colour theme: light, dark, high contrast, or that of the desktop
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK 4.8 does not follow the desktop's preference for dark itself. The desktop portal
 * has it, if there is one; it is called asynchronously.
 */

#include "app/window/desktop/theme.h"

#define THEME_KEY        "theme"
#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE       "org.freedesktop.appearance"
#define COLOR_SCHEME     "color-scheme"
#define PREFER_DARK      1
#define PREFER_DARK_PROPERTY "gtk-application-prefer-dark-theme"
#define NAME_PROPERTY        "gtk-theme-name"
#define HIGH_CONTRAST        "high-contrast"
#define HIGH_CONTRAST_THEME  "HighContrast"  /* black on white; built into GTK */

/**
 * HeedTheme:
 *
 * Keeps GTK's preference for dark in step with the choice in the menu and with the
 * desktop's preference.
 */
struct _HeedTheme
{
  GObject          parent_instance;

  GSettings       *settings;     /* NULL if settings are not saved */
  GSimpleAction   *action;       /* "theme"; "system", "light", "dark", "high-contrast" */

  GDBusConnection *bus;
  GCancellable    *cancellable;
  guint            subscription;
  gboolean         is_desktop_dark;
  gboolean         is_own;       /* GTK's preference for dark was set by this object */
  gboolean         is_contrasting;  /* GTK's theme was set to the high-contrast one */
};

G_DEFINE_FINAL_TYPE (HeedTheme, heed_theme, G_TYPE_OBJECT)

/* Every change makes GTK reload its theme, which takes as long as opening the window; so the
 * property is set only if it differs. */
static void
apply_contrast (HeedTheme   *self,
                GtkSettings *gtk_settings,
                gboolean     is_contrasting)
{
  if (is_contrasting && !self->is_contrasting)
    g_object_set (gtk_settings, NAME_PROPERTY, HIGH_CONTRAST_THEME, NULL);
  else if (!is_contrasting && self->is_contrasting)
    gtk_settings_reset_property (gtk_settings, NAME_PROPERTY);

  self->is_contrasting = is_contrasting;
}

static void
apply (HeedTheme *self)
{
  GtkSettings *gtk_settings = gtk_settings_get_default ();
  g_autoptr(GVariant) state = g_action_get_state (G_ACTION (self->action));
  const char *theme = g_variant_get_string (state, NULL);
  gboolean is_own = self->is_desktop_dark || !g_str_equal (theme, "system");
  gboolean is_light = g_str_equal (theme, "light") || g_str_equal (theme, HIGH_CONTRAST);
  gboolean is_dark;

  if (gtk_settings == NULL)
    return;

  apply_contrast (self, gtk_settings, g_str_equal (theme, HIGH_CONTRAST));
  g_object_get (gtk_settings, PREFER_DARK_PROPERTY, &is_dark, NULL);

  if (!is_own && self->is_own)
    gtk_settings_reset_property (gtk_settings, PREFER_DARK_PROPERTY);
  else if (is_own && is_dark == is_light)
    g_object_set (gtk_settings, PREFER_DARK_PROPERTY, !is_dark, NULL);

  self->is_own = is_own;
}

static void
change_state_cb (HeedTheme *self,
                 GVariant  *state)
{
  const char *theme = g_variant_get_string (state, NULL);

  if (!g_str_equal (theme, "system") && !g_str_equal (theme, "light") &&
      !g_str_equal (theme, "dark") && !g_str_equal (theme, HIGH_CONTRAST))
    return;

  g_simple_action_set_state (self->action, state);
  apply (self);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, THEME_KEY, theme);
}

/* The portal wraps its answer in one or two variants, depending on its version. */
static void
take_color_scheme (HeedTheme *self,
                   GVariant  *value)
{
  g_autoptr(GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *boxed = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = boxed;
    }

  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  self->is_desktop_dark = g_variant_get_uint32 (inner) == PREFER_DARK;
  apply (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr(GVariant) value = NULL;

  /* There is no portal, or the theme was disposed meanwhile. */
  if (reply == NULL)
    return;

  value = g_variant_get_child_value (reply, 0);
  take_color_scheme (HEED_THEME (user_data), value);
}

static void
setting_changed_cb (GDBusConnection *bus,
                    const char      *sender,
                    const char      *path,
                    const char      *interface,
                    const char      *signal,
                    GVariant        *parameters,
                    gpointer         user_data)
{
  const char *namespace;
  const char *key;
  g_autoptr(GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&s@v)", &namespace, &key, &value);

  if (g_str_equal (namespace, APPEARANCE) && g_str_equal (key, COLOR_SCHEME))
    take_color_scheme (HEED_THEME (user_data), value);
}

static void
ask_desktop (HeedTheme *self)
{
  self->subscription =
    g_dbus_connection_signal_subscribe (self->bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged",
                                        PORTAL_PATH, APPEARANCE, G_DBUS_SIGNAL_FLAGS_NONE,
                                        setting_changed_cb, self, NULL);
  g_dbus_connection_call (self->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", APPEARANCE, COLOR_SCHEME),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, read_cb, self);
}

static void
heed_theme_dispose (GObject *object)
{
  HeedTheme *self = HEED_THEME (object);

  g_cancellable_cancel (self->cancellable);

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);

  self->subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->settings);
  g_clear_object (&self->action);

  G_OBJECT_CLASS (heed_theme_parent_class)->dispose (object);
}

static void
heed_theme_finalize (GObject *object)
{
  g_clear_object (&HEED_THEME (object)->cancellable);

  G_OBJECT_CLASS (heed_theme_parent_class)->finalize (object);
}

static void
heed_theme_class_init (HeedThemeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_theme_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_theme_finalize;
}

static void
heed_theme_init (HeedTheme *self)
{
  self->cancellable = g_cancellable_new ();
  self->action = g_simple_action_new_stateful ("theme", G_VARIANT_TYPE_STRING,
                                               g_variant_new_string ("system"));
  g_signal_connect_object (self->action, "change-state", G_CALLBACK (change_state_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * heed_theme_new:
 * @settings: (nullable): where the choice is saved
 * @bus: (nullable): the bus of the desktop portal
 *
 * Returns: (transfer full): a new theme, which is applied at once
 */
HeedTheme *
heed_theme_new (GSettings       *settings,
                GDBusConnection *bus)
{
  HeedTheme *self = g_object_new (HEED_TYPE_THEME, NULL);

  if (settings != NULL)
    {
      g_autofree char *theme = g_settings_get_string (settings, THEME_KEY);

      self->settings = g_object_ref (settings);
      g_simple_action_set_state (self->action, g_variant_new_string (theme));
    }

  apply (self);

  if (bus != NULL)
    {
      self->bus = g_object_ref (bus);
      ask_desktop (self);
    }

  return self;
}

/**
 * heed_theme_get_action:
 *
 * Returns: (transfer none): the action "theme", whose state is the choice, for a menu
 */
GAction *
heed_theme_get_action (HeedTheme *self)
{
  g_return_val_if_fail (HEED_IS_THEME (self), NULL);

  return G_ACTION (self->action);
}
