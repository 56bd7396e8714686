/* gold-display.h — the open gold links over the heatmap of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* Judges the links that the numbers make, which are of tokens as the document has them, and puts
 * all into the notes of the heatmap. NULL: nothing is known to be judged. */
void     heed_gold_display_mark (const HeedTranslateParts *parts,
                                 const HeedMatrix         *tokens,
                                 HeedHeatmapNotes         *notes);

/* The words of a cell of the heatmap; FALSE: it is of none, or the links are not of what is
 * shown. */
gboolean heed_gold_display_find (const HeedTranslateParts *parts,
                                 int                       row,
                                 int                       column,
                                 guint                    *source,
                                 guint                    *target);

G_END_DECLS
