/* translate-display.h — what the document has, in the widgets of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* Its steps and their attention, which parts->shown is from then on: NULL without a model. */
void heed_translate_display_show         (HeedTranslateParts       *parts);

/* What is selected of them and how far they are played; not before they are shown. */
void heed_translate_display_select       (const HeedTranslateParts *parts);

/* How near the selected step is to the end of the sentence, in words. */
void heed_translate_display_show_end     (const HeedTranslateParts *parts);

/* Its tokens, to whom looks for one of them. */
void heed_translate_display_offer_tokens (const HeedTranslateParts *parts);

G_END_DECLS
