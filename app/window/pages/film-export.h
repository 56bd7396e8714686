/* film-export.h — the films that are shown, into a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/film-view.h"

G_BEGIN_DECLS

#define HEED_FILM_EXPORT_STRIP_NAME "film.svg"

/* What is shown is written: each film's attention, and two films side by side.
 * Where there is no film yet, nothing is. */
gboolean heed_film_export_strip     (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);
gboolean heed_film_export_animation (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);

/* The same, or the losses; asks where, and the window says what came of it. */
void     heed_film_export_ask           (HeedFilmView  *films,
                                         const char    *what,
                                         gboolean       is_logarithmic);

/* The same, where it is known. */
void     heed_film_export_save_strip     (HeedFilmView  *films,
                                          const char    *path);
void     heed_film_export_save_animation (HeedFilmView  *films,
                                          const char    *path);

G_END_DECLS
