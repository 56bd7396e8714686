/* gold-editor.h — from clicks and keys in the heatmap to gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* While links are edited, a click on a cell of the heatmap of the parts, or Space in it, makes a
 * link of its words sure, possible, none. The parts outlive it; it goes with the heatmap. */
void heed_gold_editor_install (const HeedTranslateParts *parts);

/* Whether edited links would be lost with the window; save asks where to, if it has to. */
gboolean heed_gold_editor_has_unsaved (const HeedTranslateParts *parts);

/* Whether links of the document that is shown are edited now. */
gboolean heed_gold_editor_is_active (const HeedTranslateParts *parts);

G_END_DECLS
