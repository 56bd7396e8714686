/* place-choice.h — where to look, as it is chosen in the widgets of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_PLACE_CHOICE (heed_place_choice_get_type ())
G_DECLARE_FINAL_TYPE (HeedPlaceChoice, heed_place_choice, HEED, PLACE_CHOICE, GObject)

/* Hears those of the template, and the other views. */
HeedPlaceChoice *heed_place_choice_new     (const HeedTranslateParts *parts);

/* What else has cells, by its signal "cell-selected". */
void             heed_place_choice_watch   (HeedPlaceChoice          *self,
                                            gpointer                  cells);

/* Opens what finds a token, wherever that is. */
void             heed_place_choice_find_token (HeedPlaceChoice       *self);

/* The column that is selected; FALSE: there is none. */
gboolean         heed_place_choice_let_go  (HeedPlaceChoice          *self);

G_END_DECLS
