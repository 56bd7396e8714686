/* film-pace.h — the speed of films, which follows changes in the attention, not time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/reel.h"

G_BEGIN_DECLS

/* A monotonic map between an epoch and its place in the films, [0, 1]. */
typedef struct _HeedFilmPace HeedFilmPace;

HeedFilmPace *heed_film_pace_new       (const HeedReels     *reels,
                                        double               last_epoch);
void          heed_film_pace_free      (HeedFilmPace        *pace);

double        heed_film_pace_get_place (const HeedFilmPace  *pace,
                                        double               epoch);
double        heed_film_pace_get_epoch (const HeedFilmPace  *pace,
                                        double               place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFilmPace, heed_film_pace_free)

G_END_DECLS
