/* translate-display.h — displays the document in the widgets of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* Displays the steps, and sets parts->shown to their attention: NULL without a model. */
void heed_translate_display_show         (HeedTranslateParts       *parts);

/* Displays the selection and the played steps; heed_translate_display_show() must come first. */
void heed_translate_display_select       (const HeedTranslateParts *parts);

/* Displays the probability of the end token at the selected step. */
void heed_translate_display_show_end     (const HeedTranslateParts *parts);

/* Passes the tokens of the document to the token finder. */
void heed_translate_display_offer_tokens (const HeedTranslateParts *parts);

G_END_DECLS
