/* piece-buttons.h — a row of buttons to choose one piece of a word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_PIECE_BUTTONS (heed_piece_buttons_get_type ())
G_DECLARE_FINAL_TYPE (HeedPieceButtons, heed_piece_buttons, HEED, PIECE_BUTTONS, GtkWidget)

/* Copied. With fewer than two pieces there is nothing to choose, and the widget is hidden. */
void       heed_piece_buttons_set_word (HeedPieceButtons  *self,
                                        const char        *word,
                                        const char *const *pieces,
                                        guint              n_pieces,
                                        guint              chosen);
guint      heed_piece_buttons_get_n_pieces (HeedPieceButtons *self);

G_END_DECLS
