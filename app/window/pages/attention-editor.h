/* attention-editor.h — from what a person does to the heatmap to changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_EDITOR (heed_attention_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionEditor, heed_attention_editor, HEED, ATTENTION_EDITOR, GObject)

/* The actions go to the page as "attention.…". */
HeedAttentionEditor *heed_attention_editor_new          (HeedHeatmap              *heatmap);
GActionGroup        *heed_attention_editor_get_actions  (HeedAttentionEditor      *self);
void                 heed_attention_editor_set_document (HeedAttentionEditor      *self,
                                                         HeedDocument             *document);

/* What the heatmap shows, and says for each of its rows and columns; borrowed until
 * the next one. */
void                 heed_attention_editor_set_shown    (HeedAttentionEditor      *self,
                                                         const HeedShownAttention *shown);

/* A row and a column of the heatmap. */
void                 heed_attention_editor_set_weight   (HeedAttentionEditor      *self,
                                                         int                       row,
                                                         int                       column,
                                                         double                    weight);

G_END_DECLS
