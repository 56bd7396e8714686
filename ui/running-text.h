/* running-text.h — two sentences as text, with linked words highlighted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"
#include "ui/partners.h"

G_BEGIN_DECLS

#define HEED_TYPE_RUNNING_TEXT (heed_running_text_get_type ())
G_DECLARE_FINAL_TYPE (HeedRunningText, heed_running_text, HEED, RUNNING_TEXT, GtkWidget)

GtkWidget *heed_running_text_new          (void);

/* The key tokens, above, and the query tokens, below. Copied. */
void       heed_running_text_set_source   (HeedRunningText        *self,
                                           const HeedToken        *tokens,
                                           guint                   n_tokens);
void       heed_running_text_set_target   (HeedRunningText        *self,
                                           const HeedToken        *tokens,
                                           guint                   n_tokens);
void       heed_running_text_set_matrix   (HeedRunningText        *self,
                                           HeedMatrix             *matrix);
void       heed_running_text_set_kind     (HeedRunningText        *self,
                                           HeedAttentionKind       kind);

/* The same options as for a heatmap. */
void       heed_running_text_set_style    (HeedRunningText        *self,
                                           const HeedHeatmapStyle *style);
void       heed_running_text_select       (HeedRunningText        *self,
                                           int                     row,
                                           int                     column);

/* The word whose partners are highlighted. */
HeedPlace  heed_running_text_get_focus    (HeedRunningText        *self);

G_END_DECLS
