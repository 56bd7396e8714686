/* theme.h — the colour theme: light, dark, high contrast, or that of the desktop
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_THEME (heed_theme_get_type ())
G_DECLARE_FINAL_TYPE (HeedTheme, heed_theme, HEED, THEME, GObject)

HeedTheme *heed_theme_new        (GSettings       *settings,
                                  GDBusConnection *bus);
GAction   *heed_theme_get_action (HeedTheme       *self);

G_END_DECLS
