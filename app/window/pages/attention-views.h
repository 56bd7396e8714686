/* attention-views.h — other pictures of an attention than the matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/pages/shown-attention.h"
#include "app/window/view-options.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_VIEWS (heed_attention_views_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionViews, heed_attention_views, HEED, ATTENTION_VIEWS, GObject)

/* They are pages of @stack, and made when somebody first wants to see them. */
HeedAttentionViews *heed_attention_views_new    (GtkStack                 *stack);

/* Shows what the options say, unless that is the matrix. occlusion is of what is shown of
 * the tokens, for whom heads are compared with it; or NULL. */
void                heed_attention_views_show   (HeedAttentionViews       *self,
                                                 HeedViewOptions          *options,
                                                 const HeedShownAttention *shown,
                                                 HeedDocument             *document,
                                                 HeedMatrix               *occlusion);
void                heed_attention_views_select (HeedAttentionViews       *self,
                                                 int                       row,
                                                 int                       column,
                                                 guint                     n_played);

/* Of HeedHead, in the order in which the wall shows them; NULL: it was not seen yet. */
const GArray       *heed_attention_views_get_heads (HeedAttentionViews    *self);

G_END_DECLS
