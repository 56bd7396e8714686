/* shown-path.h — the path of a file as people read it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns a path for display, with "~" for the home folder. Caller frees. */
char *heed_shown_path_new (const char *path);

G_END_DECLS
