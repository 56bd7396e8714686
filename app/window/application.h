/* application.h — the program: command line, actions, and the objects that live as long as it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_APPLICATION (heed_application_get_type ())
G_DECLARE_FINAL_TYPE (HeedApplication, heed_application, HEED, APPLICATION, GtkApplication)

HeedApplication *heed_application_new (void);

G_END_DECLS
