/* transport.h — buttons and keys that step through the translation, as in a debugger
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRANSPORT (heed_transport_get_type ())
G_DECLARE_FINAL_TYPE (HeedTransport, heed_transport, HEED, TRANSPORT, GtkWidget)

GtkWidget *heed_transport_new            (void);

void       heed_transport_set_document   (HeedTransport *self,
                                          HeedDocument  *document);

gboolean   heed_transport_get_is_playing (HeedTransport *self);

/* Hides the buttons but not the widget, so that its keys still work. */
void       heed_transport_set_bare       (HeedTransport *self,
                                          gboolean       is_bare);

/* speed is in steps per second. */
void       heed_transport_set_speed      (HeedTransport *self,
                                          double         speed);

G_END_DECLS
