/* bench-shapes.h — the shapes of model that heed-cli bench measures, as its peers do
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* name is what --shape was given. Returns its description, JSON as in a model's
 * file, or NULL with an error that lists the names there are. */
const char *heed_bench_shape_find (const char  *name,
                                   GError     **error);

G_END_DECLS
