/* session-actions.h — the window's actions that open and save sessions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/session-keeper.h"

G_BEGIN_DECLS

/* win.open-session, win.open-recent-session (its path), win.save-session and
 * win.save-session-as. What the keeper has to tell goes to win.report, win.note and
 * win.show-page. */
void heed_session_actions_add         (GtkApplicationWindow *window,
                                       HeedSessionKeeper    *keeper);

/* What was opened or saved lately and is still there, into an empty menu. */
void heed_session_actions_list_recent (GMenu                *menu,
                                       GSettings            *settings);

G_END_DECLS
