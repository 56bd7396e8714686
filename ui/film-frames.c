/* film-frames.c — the moments of a film
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/film-frames.h"

#include <math.h>

/**
 * heed_film_frames_find:
 * @frames: (array length=n_frames): sorted by place
 * @n_frames: at least 1
 *
 * Returns: the index of the frame nearest to @place
 */
guint
heed_film_frames_find (const HeedFilmFrame *frames,
                       guint                n_frames,
                       double               place)
{
  guint best = 0;

  g_return_val_if_fail (n_frames > 0, 0);

  for (guint i = 1; i < n_frames; i++)
    if (fabs (frames[i].place - place) < fabs (frames[best].place - place))
      best = i;

  return best;
}
