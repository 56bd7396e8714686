/* bench-shapes.h — the model shapes that heed-cli bench measures
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns the description of a shape, JSON as in a model file, or NULL with an error that lists the
 * known names. name: the argument of --shape. */
const char *heed_bench_shape_find (const char  *name,
                                   GError     **error);

G_END_DECLS
