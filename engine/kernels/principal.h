/* principal.h — the plane in which points lie furthest apart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* points is n x width, plane n x 2. FALSE where there is no LAPACK. */
gboolean heed_find_plane (float       *plane,
                          double      *shares,
                          const float *points,
                          gsize        n,
                          gsize        width);

G_END_DECLS
