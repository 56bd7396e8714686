/* film.h — snapshots of one sentence over a whole training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/snapshot.h"

G_BEGIN_DECLS

/* At least half as many are kept once there were so many batches. */
#define HEED_FILM_MAX_FRAMES 96

typedef struct _HeedFilm HeedFilm;

HeedFilm  *heed_film_new          (void);
void       heed_film_free         (HeedFilm      *film);

/* Whether a snapshot after this batch has a place in the film. */
gboolean   heed_film_wants        (HeedFilm      *film,
                                   guint64        batch);

/* @model, if it is not NULL, is what can be asked about another sentence. */
void       heed_film_add          (HeedFilm      *film,
                                   const char    *sentence,
                                   HeedSnapshot  *snapshot,
                                   HeedModel     *model);
void       heed_film_ask_again    (HeedFilm      *film,
                                   const char    *sentence,
                                   const char    *answer,
                                   GCancellable  *cancellable);

/* Of HeedSnapshot of the sentence, the earliest first. A new array that never changes. */
GPtrArray *heed_film_dup_frames   (HeedFilm      *film);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFilm, heed_film_free)

G_END_DECLS
