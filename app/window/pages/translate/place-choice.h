/* place-choice.h — passes selections in the widgets of the page Translate to the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_PLACE_CHOICE (heed_place_choice_get_type ())
G_DECLARE_FINAL_TYPE (HeedPlaceChoice, heed_place_choice, HEED, PLACE_CHOICE, GObject)

/* Connects to the widgets of the template and to the other views. */
HeedPlaceChoice *heed_place_choice_new     (const HeedTranslateParts *parts);

/* Also follows an object with the signal "cell-selected". */
void             heed_place_choice_watch   (HeedPlaceChoice          *self,
                                            gpointer                  cells);

/* Opens the token finder. */
void             heed_place_choice_find_token (HeedPlaceChoice       *self);

/* Clears the selection; FALSE if no column is selected. */
gboolean         heed_place_choice_let_go  (HeedPlaceChoice          *self);

G_END_DECLS
