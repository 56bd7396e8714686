/* film-frames.h — the moments of a film
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* A frame of a film. */
typedef struct {
  HeedMatrix *matrix;  /* [0, 1]; NULL: there is nothing to see */
  double      place;   /* [0, 1]: when, between the film's beginning and its end */
} HeedFilmFrame;

/* Which of them is nearest; n_frames > 0. */
guint heed_film_frames_find (const HeedFilmFrame *frames,
                             guint                n_frames,
                             double               place);

G_END_DECLS
