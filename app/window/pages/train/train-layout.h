/* train-layout.h — lays out the film, and form and results beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TRAIN_LAYOUT (heed_train_layout_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainLayout, heed_train_layout, HEED, TRAIN_LAYOUT, GtkLayoutManager)

/* For a widget with four children: switcher, form, film, results. */
GtkLayoutManager *heed_train_layout_new              (void);

/* Chooses results or form where there is no room for both. */
void              heed_train_layout_set_shows_results (HeedTrainLayout  *self,
                                                       gboolean          shows_results);

G_END_DECLS
