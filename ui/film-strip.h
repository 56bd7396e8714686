/* film-strip.h — the frames of a film as small heatmaps side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/film-frames.h"

G_BEGIN_DECLS

#define HEED_TYPE_FILM_STRIP (heed_film_strip_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmStrip, heed_film_strip, HEED, FILM_STRIP, GtkWidget)

GtkWidget *heed_film_strip_new          (void);

/* Sorted by place; copied. */
void       heed_film_strip_set_frames   (HeedFilmStrip        *self,
                                         const HeedFilmFrame  *frames,
                                         guint                 n_frames);

/* [0, 1]; the position of the mark. */
double     heed_film_strip_get_position (HeedFilmStrip        *self);
void       heed_film_strip_set_position (HeedFilmStrip        *self,
                                         double                position);

G_END_DECLS
