/* film-export.h — saves the displayed films as files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/train/film-view.h"

G_BEGIN_DECLS

#define HEED_FILM_EXPORT_STRIP_NAME "film.svg"

/* Write the displayed attention of each film; two films are placed side by side. Without a film
 * nothing is written. */
gboolean heed_film_export_strip     (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);
gboolean heed_film_export_animation (HeedFilmView  *films,
                                     const char    *path,
                                     GError       **error);

/* Saves a film or the losses to a file from a dialog; the window reports the result. */
void     heed_film_export_ask           (HeedFilmView  *films,
                                         const char    *what,
                                         gboolean       is_logarithmic);

/* Save to a given file; the window reports the result. */
void     heed_film_export_save_strip     (HeedFilmView  *films,
                                          const char    *path);
void     heed_film_export_save_animation (HeedFilmView  *films,
                                          const char    *path);

G_END_DECLS
