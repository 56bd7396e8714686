/* attention-editor.h — turns edits of the heatmap into changes of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_EDITOR (heed_attention_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionEditor, heed_attention_editor, HEED, ATTENTION_EDITOR, GObject)

/* The page inserts the actions as the group "attention". */
HeedAttentionEditor *heed_attention_editor_new          (HeedHeatmap              *heatmap);
GActionGroup        *heed_attention_editor_get_actions  (HeedAttentionEditor      *self);
void                 heed_attention_editor_set_document (HeedAttentionEditor      *self,
                                                         HeedDocument             *document);

/* Sets what the heatmap displays; borrowed until the next call. */
void                 heed_attention_editor_set_shown    (HeedAttentionEditor      *self,
                                                         const HeedShownAttention *shown);

/* row and column are indices of the heatmap. */
void                 heed_attention_editor_set_weight   (HeedAttentionEditor      *self,
                                                         int                       row,
                                                         int                       column,
                                                         double                    weight);

G_END_DECLS
