/* take-away.h — what is seen is exported, copied and printed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"

G_BEGIN_DECLS

typedef HeedPage *(*HeedShownPageFunc) (GtkWidget *window);

/* win.save-picture, win.print and win.copy, whose parameter says what: "cell", "row",
 * "matrix", "sentence" or "picture". */
void               heed_take_away_add_actions (GtkApplicationWindow *window,
                                               HeedShownPageFunc     get_page);

/* One page, to be run as somebody likes. */
GtkPrintOperation *heed_take_away_new_print   (HeedPage             *page);

/* What win.copy puts on the clipboard, but for a picture; NULL: there is no such thing
 * now. */
char              *heed_take_away_dup_text    (HeedPage             *page,
                                               const char           *what);
GdkTexture        *heed_take_away_new_picture (HeedPage             *page);

G_END_DECLS
