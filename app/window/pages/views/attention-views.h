/* attention-views.h — the views of an attention other than the matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/desktop/view-options.h"
#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_VIEWS (heed_attention_views_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionViews, heed_attention_views, HEED, ATTENTION_VIEWS, GObject)

/* The views are pages of @stack; each is created when it is first displayed. */
HeedAttentionViews *heed_attention_views_new    (GtkStack                 *stack);

/* Displays the view that the options select, unless it is the matrix. occlusion is the evidence
 * in displayed words, which heads are compared with; or NULL. */
void                heed_attention_views_show   (HeedAttentionViews       *self,
                                                 HeedViewOptions          *options,
                                                 const HeedShownAttention *shown,
                                                 HeedDocument             *document,
                                                 HeedMatrix               *occlusion);
void                heed_attention_views_select (HeedAttentionViews       *self,
                                                 int                       row,
                                                 int                       column,
                                                 guint                     n_played);

/* Array of HeedHead in the order of the wall; NULL if the wall was never displayed. */
const GArray       *heed_attention_views_get_heads (HeedAttentionViews    *self);

G_END_DECLS
