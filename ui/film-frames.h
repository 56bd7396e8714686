/* film-frames.h — the frames of a film
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* One frame of a film. */
typedef struct {
  HeedMatrix *matrix;  /* [0, 1]; NULL if there is nothing to show */
  double      place;   /* [0, 1]: time, relative to the beginning and end of the film */
} HeedFilmFrame;

/* Returns the index of the frame nearest to place; n_frames > 0. */
guint heed_film_frames_find (const HeedFilmFrame *frames,
                             guint                n_frames,
                             double               place);

G_END_DECLS
