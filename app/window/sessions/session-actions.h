/* session-actions.h — the window's actions that open and save sessions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/sessions/session-keeper.h"

G_BEGIN_DECLS

/* Adds the actions win.open-session, win.open-recent-session (with a path), win.save-session and
 * win.save-session-as. The keeper's signals activate win.report, win.note and win.show-page. */
void heed_session_actions_add         (GtkApplicationWindow *window,
                                       HeedSessionKeeper    *keeper);

/* Fills the menu with recently opened or saved sessions whose files still exist. */
void heed_session_actions_list_recent (GMenu                *menu,
                                       GSettings            *settings);

G_END_DECLS
