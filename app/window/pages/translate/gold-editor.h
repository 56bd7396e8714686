/* gold-editor.h — turns clicks and keys in the heatmap into gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/gold.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* While links are edited, a click on a cell of the heatmap, or Space, changes the link between its
 * words to sure, possible or none in turn. The parts must outlive the heatmap. */
void heed_gold_editor_install (const HeedTranslateParts *parts);

/* Returns the open links if closing the window would lose edits, of this or another sentence of
 * their file; borrowed. NULL if it would not. */
HeedGold *heed_gold_editor_get_unsaved (const HeedTranslateParts *parts);

/* Whether links of the displayed document are being edited. */
gboolean heed_gold_editor_is_active (const HeedTranslateParts *parts);

G_END_DECLS
