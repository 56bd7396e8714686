/* principal.h — the first two principal components of a set of points
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* points is n x width, plane (out) n x 2, shares (out) 2 numbers. Returns FALSE without LAPACK. */
gboolean heed_find_plane (float       *plane,
                          double      *shares,
                          const float *points,
                          gsize        n,
                          gsize        width);

G_END_DECLS
