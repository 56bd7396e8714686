/* film-export.h — the films that are shown, into a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/film-view.h"

G_BEGIN_DECLS

/* What is shown is written: each film's attention, and two films side by side.
 * Where there is no film yet, nothing is. */
gboolean heed_film_export_strip     (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);
gboolean heed_film_export_animation (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);

G_END_DECLS
