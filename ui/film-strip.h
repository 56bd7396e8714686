/* film-strip.h — small heatmaps side by side, from the first moment to the last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

/* A frame of a film. */
typedef struct {
  HeedMatrix *matrix;  /* [0, 1]; NULL: there is nothing to see */
  double      place;   /* [0, 1]: when, between the film's beginning and its end */
} HeedFilmFrame;

#define HEED_TYPE_FILM_STRIP (heed_film_strip_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmStrip, heed_film_strip, HEED, FILM_STRIP, GtkWidget)

GtkWidget *heed_film_strip_new          (void);

/* By place; copied. */
void       heed_film_strip_set_frames   (HeedFilmStrip        *self,
                                         const HeedFilmFrame  *frames,
                                         guint                 n_frames);

/* [0, 1]; what is marked. */
double     heed_film_strip_get_position (HeedFilmStrip        *self);
void       heed_film_strip_set_position (HeedFilmStrip        *self,
                                         double                position);

/* Which of them is nearest; n_frames > 0. */
guint      heed_film_frames_find        (const HeedFilmFrame  *frames,
                                         guint                 n_frames,
                                         double                place);

G_END_DECLS
