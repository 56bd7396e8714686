/* take-away.h — exporting, copying and printing what a page shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"

G_BEGIN_DECLS

typedef HeedPage *(*HeedShownPageFunc) (GtkWidget *window);

/* Adds the actions win.save-picture, win.print and win.copy; the parameter of win.copy is "cell",
 * "row", "matrix", "sentence" or "picture". */
void               heed_take_away_add_actions (GtkApplicationWindow *window,
                                               HeedShownPageFunc     get_page);

/* Returns a print operation with one sheet of paper, which the caller runs. If it fails, window
 * reports why. */
GtkPrintOperation *heed_take_away_new_print   (HeedPage             *page,
                                               GtkWidget            *window);

/* Return what win.copy puts on the clipboard; NULL if there is nothing to copy at present. */
char              *heed_take_away_dup_text    (HeedPage             *page,
                                               const char           *what);
GdkTexture        *heed_take_away_new_picture (HeedPage             *page);

G_END_DECLS
