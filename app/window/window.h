/* window.h — the window: header bar, messages, pages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/models/model-library.h"
#include "app/window/document/document.h"
#include "app/window/sessions/session-keeper.h"

G_BEGIN_DECLS

#define HEED_TYPE_WINDOW (heed_window_get_type ())
G_DECLARE_FINAL_TYPE (HeedWindow, heed_window, HEED, WINDOW, GtkApplicationWindow)

/* settings may be NULL: settings are not saved then. */
HeedWindow *heed_window_new      (GtkApplication   *application,
                                  HeedDocument     *document,
                                  HeedModelLibrary *library,
                                  GSettings        *settings);

/* Sets the keeper that opens and saves sessions of this window; to be called once. */
void        heed_window_set_session_keeper (HeedWindow        *self,
                                            HeedSessionKeeper *keeper);

/* Opens a model or a session file. */
void        heed_window_open     (HeedWindow       *self,
                                  const char       *path);

/* Reports that a file has no local path, so that Heed cannot read it. */
void        heed_window_refuse   (HeedWindow       *self,
                                  const char       *uri);

/* Sets the sentence, as if it had been typed, and shows the page Translate. */
void        heed_window_set_text (HeedWindow       *self,
                                  const char       *text);

G_END_DECLS
