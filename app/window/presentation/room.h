/* room.h — the presentation mode of a window, and the list of sentences to present
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"
#include "app/window/presentation/presentation.h"

G_BEGIN_DECLS

#define HEED_TYPE_ROOM (heed_room_get_type ())
G_DECLARE_FINAL_TYPE (HeedRoom, heed_room, HEED, ROOM, GObject)

/* Adds the actions "present" and "sentences" to the window. */
HeedRoom         *heed_room_new              (GtkApplicationWindow *window,
                                              HeedDocument         *document,
                                              GSettings            *settings);

HeedPresentation *heed_room_get_presentation (HeedRoom             *self);

/* Sets the sentences, one per line; if there are none, the model's examples are used. _step shows
 * the next (by = 1) or the previous sentence (by = -1). */
void              heed_room_set_sentences    (HeedRoom             *self,
                                              const char           *text);
void              heed_room_step             (HeedRoom             *self,
                                              int                   by);

G_END_DECLS
