/* gold-display.h — draws the open gold links over the heatmap of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* Scores the links that the matrix of tokens yields, and adds them and the gold links to the notes
 * of the heatmap. tokens is NULL if there are no numbers yet. */
void     heed_gold_display_mark (const HeedTranslateParts *parts,
                                 const HeedMatrix         *tokens,
                                 HeedHeatmapNotes         *notes);

/* Finds the words of a cell of the heatmap; FALSE if it has none, or if the links do not belong to
 * the displayed pair. */
gboolean heed_gold_display_find (const HeedTranslateParts *parts,
                                 int                       row,
                                 int                       column,
                                 guint                    *source,
                                 guint                    *target);

G_END_DECLS
