/* film-view.h — the films of one or two trainings for one sentence, with one slider
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training.h"

G_BEGIN_DECLS

#define HEED_TYPE_FILM_VIEW (heed_film_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmView, heed_film_view, HEED, FILM_VIEW, GtkWidget)

/* Either may be NULL. Both get the same probe sentence. */
void          heed_film_view_set_trainings (HeedFilmView  *self,
                                            HeedTraining  *left,
                                            HeedTraining  *right);
HeedTraining *heed_film_view_get_training  (HeedFilmView  *self,
                                            guint          i);

/* Updates the widgets from the trainings. */
void          heed_film_view_refresh       (HeedFilmView  *self);

/* The sentence in the entry; and the same, but NULL unless the user typed it for data like that
 * of the plan. */
const char   *heed_film_view_get_probe     (HeedFilmView  *self);
const char   *heed_film_view_get_wish      (HeedFilmView  *self,
                                            const HeedTrainingPlan *plan);
void          heed_film_view_set_probe     (HeedFilmView  *self,
                                            const char    *sentence);

/* The position of the slider, in epochs. */
void          heed_film_view_set_moment    (HeedFilmView  *self,
                                            double         epoch);
HeedSnapshot *heed_film_view_get_snapshot  (HeedFilmView  *self,
                                            guint          i);

G_END_DECLS
