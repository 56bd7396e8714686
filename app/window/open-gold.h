/* open-gold.h — the gold links of the pair that a document shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     open = heed_open_gold_of (document)
 *     heed_open_gold_show (open, gold, &error)   its sentence, its translation forced, its links
 *
 * Whoever opens a pair of a corpus does the second with a HeedGold of its file, and hears of what
 * is edited from the gold ("changed"), and of what is saved from the file ("notify::n-changed").
 * The page Translate draws them, as long as the document shows that pair.
 */

#pragma once

#include "app/core/gold-marks.h"
#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_OPEN_GOLD (heed_open_gold_get_type ())
G_DECLARE_FINAL_TYPE (HeedOpenGold, heed_open_gold, HEED, OPEN_GOLD, GObject)

/* The one of a document, which it goes with. Borrowed. */
HeedOpenGold          *heed_open_gold_of          (HeedDocument           *document);

/* NULL: none is open. */
HeedGold              *heed_open_gold_get         (HeedOpenGold           *self);
gboolean               heed_open_gold_show        (HeedOpenGold           *self,
                                                   HeedGold               *gold,
                                                   GError                **error);

/* Whether cells of the heatmap are links to be toggled, and Ctrl+Z is theirs. Ends when links are
 * closed. */
gboolean               heed_open_gold_is_editing  (HeedOpenGold           *self);
void                   heed_open_gold_set_editing (HeedOpenGold           *self,
                                                   gboolean                is_editing);

/* How links are read off the attention that is shown. */
const HeedLinkOptions *heed_open_gold_get_options (HeedOpenGold           *self);
void                   heed_open_gold_set_options (HeedOpenGold           *self,
                                                   const HeedLinkOptions  *options);

/* Whether what the document shows is the pair of the links, step for step, and cross-attention;
 * if not, why, in words. */
gboolean               heed_open_gold_is_of_document (HeedOpenGold        *self,
                                                   const char            **why);

/* The words of the pair as the model reads and writes it; if it is of the document. */
const HeedWords       *heed_open_gold_get_source  (HeedOpenGold           *self);
const HeedWords       *heed_open_gold_get_target  (HeedOpenGold           *self);

G_END_DECLS
