/* settings.h — the settings that are kept between runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings  *heed_settings_new        (void);

char      **heed_settings_dup_recent (GSettings   *settings);
void        heed_settings_add_recent (GSettings   *settings,
                                      const char  *path);


/* Likewise for session files. */
char      **heed_settings_dup_recent_sessions (GSettings   *settings);
void        heed_settings_add_recent_session  (GSettings   *settings,
                                               const char  *path);

G_END_DECLS
