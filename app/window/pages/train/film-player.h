/* film-player.h — plays a film: moves an adjustment from its beginning to its end
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Duration of a whole film at normal speed, s. */
#define HEED_FILM_PLAYER_SECONDS 8.0

#define HEED_TYPE_FILM_PLAYER (heed_film_player_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilmPlayer, heed_film_player, HEED, FILM_PLAYER, GtkWidget)

GtkWidget *heed_film_player_new            (void);
void       heed_film_player_set_adjustment (HeedFilmPlayer  *self,
                                            GtkAdjustment   *adjustment);

/* Playing stops at the end, and starts there from the beginning again. */
gboolean   heed_film_player_is_playing     (HeedFilmPlayer  *self);
void       heed_film_player_set_playing    (HeedFilmPlayer  *self,
                                            gboolean         is_playing);

/* speed: 1 is normal; one of the values in the list. */
void       heed_film_player_set_speed      (HeedFilmPlayer  *self,
                                            double           speed);

G_END_DECLS
