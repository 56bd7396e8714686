/* open-gold.h — the gold links of the pair that a document shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     open = heed_open_gold_of (document)
 *     heed_open_gold_show (open, gold, &error)   its sentence, its translation forced, its links
 *
 * A page that opens a pair of a corpus makes the second call with a HeedGold of the corpus's file.
 * The gold's signal "changed" reports edits, and "notify::n-changed" of the file reports saves.
 * The page Translate draws the links as long as the document shows that pair.
 */

#pragma once

#include "app/core/links/gold-marks.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_OPEN_GOLD (heed_open_gold_get_type ())
G_DECLARE_FINAL_TYPE (HeedOpenGold, heed_open_gold, HEED, OPEN_GOLD, GObject)

/* Returns the object of a document, which owns it. Borrowed. */
HeedOpenGold          *heed_open_gold_of          (HeedDocument           *document);

/* Returns NULL if no links are open. */
HeedGold              *heed_open_gold_get         (HeedOpenGold           *self);
/* The same without its text and target: the document has them. */
void                   heed_open_gold_set         (HeedOpenGold           *self,
                                                   HeedGold               *gold);
gboolean               heed_open_gold_show        (HeedOpenGold           *self,
                                                   HeedGold               *gold,
                                                   GError                **error);

/* Whether links are being edited: a click on a cell of the heatmap toggles a link, and Ctrl+Z
 * undoes an edit. Becomes FALSE when the links are closed. */
gboolean               heed_open_gold_is_editing  (HeedOpenGold           *self);
void                   heed_open_gold_set_editing (HeedOpenGold           *self,
                                                   gboolean                is_editing);

/* The options of how links are read off the displayed attention. */
const HeedLinkOptions *heed_open_gold_get_options (HeedOpenGold           *self);
void                   heed_open_gold_set_options (HeedOpenGold           *self,
                                                   const HeedLinkOptions  *options);

/* Whether the document shows the pair of the links, token by token, and a cross-attention. If not,
 * why is a translated sentence, borrowed; or NULL if no links are open or decoding goes on. */
gboolean               heed_open_gold_is_of_document (HeedOpenGold        *self,
                                                   const char            **why);

/* The words of the pair in the model's tokens; valid only if heed_open_gold_is_of_document(). */
const HeedWords       *heed_open_gold_get_source  (HeedOpenGold           *self);
const HeedWords       *heed_open_gold_get_target  (HeedOpenGold           *self);

G_END_DECLS
