/* film-pane.h — one training's film: a heatmap of one moment, and a strip of all
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/film-pace.h"
#include "app/core/training/training.h"

G_BEGIN_DECLS

/* An epoch for heed_film_pane_show(): the newest snapshot, now and later. */
#define HEED_FILM_PANE_LIVE (-1.0)

#define HEED_TYPE_FILM_PANE (heed_film_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmPane, heed_film_pane, HEED, FILM_PANE, GtkWidget)

HeedTraining *heed_film_pane_get_training (HeedFilmPane  *self);
void          heed_film_pane_set_training (HeedFilmPane  *self,
                                           HeedTraining  *training);

/* Displays the moment at epoch; pace places moments on the strip. */
void          heed_film_pane_show         (HeedFilmPane  *self,
                                           double         epoch,
                                           HeedFilmPace  *pace);

/* The snapshot in the heatmap; NULL if there is none yet. */
HeedSnapshot *heed_film_pane_get_snapshot (HeedFilmPane  *self);

/* Whether the name of the training is displayed above, to distinguish two panes. */
void          heed_film_pane_set_named    (HeedFilmPane  *self,
                                           gboolean       is_named);

G_END_DECLS
