/* film-pane.h — one training's film: a moment of it large, all of it small
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/film-pace.h"
#include "app/core/training.h"

G_BEGIN_DECLS

/* Of heed_film_pane_set_epoch(): as it is now, whatever comes. */
#define HEED_FILM_PANE_LIVE (-1.0)

#define HEED_TYPE_FILM_PANE (heed_film_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmPane, heed_film_pane, HEED, FILM_PANE, GtkWidget)

GtkWidget    *heed_film_pane_new          (void);

HeedTraining *heed_film_pane_get_training (HeedFilmPane  *self);
void          heed_film_pane_set_training (HeedFilmPane  *self,
                                           HeedTraining  *training);

/* Which moment is shown, in epochs, and how moments lie on the strip. */
void          heed_film_pane_show         (HeedFilmPane  *self,
                                           double         epoch,
                                           HeedFilmPace  *pace);

/* What is seen large; NULL: nothing yet. */
HeedSnapshot *heed_film_pane_get_snapshot (HeedFilmPane  *self);

/* Whether its name stands above it, to tell it from another one. */
void          heed_film_pane_set_named    (HeedFilmPane  *self,
                                           gboolean       is_named);

G_END_DECLS
