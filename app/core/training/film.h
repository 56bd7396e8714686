/* film.h — snapshots of one sentence over a whole training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/snapshot.h"

G_BEGIN_DECLS

/* Once there were this many batches, at least half as many frames are kept. */
#define HEED_FILM_MAX_FRAMES 96

typedef struct _HeedFilm HeedFilm;

HeedFilm  *heed_film_new          (void);
void       heed_film_free         (HeedFilm      *film);

/* Whether the film takes a snapshot after this batch. */
gboolean   heed_film_wants        (HeedFilm      *film,
                                   guint64        batch);

/* @model, if not NULL, is kept if it is small, so that heed_film_ask_again() can use it. */
void       heed_film_add          (HeedFilm      *film,
                                   const char    *sentence,
                                   HeedSnapshot  *snapshot,
                                   HeedModel     *model);
void       heed_film_ask_again    (HeedFilm      *film,
                                   const char    *sentence,
                                   const char    *answer,
                                   GCancellable  *cancellable);

/* Returns the HeedSnapshots of the film's sentence, earliest first, in a new array. */
GPtrArray *heed_film_dup_frames   (HeedFilm      *film);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFilm, heed_film_free)

G_END_DECLS
