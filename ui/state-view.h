/* state-view.h — a widget that shows the paths of encoder and decoder states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_STATE_VIEW (heed_state_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedStateView, heed_state_view, HEED, STATE_VIEW, GtkWidget)

GtkWidget *heed_state_view_new          (void);

/* The plane must have one point per token; NULL if not known. */
void       heed_state_view_set_source   (HeedStateView   *self,
                                         HeedPlane       *plane,
                                         const HeedToken *tokens,
                                         guint            n_tokens);
void       heed_state_view_set_target   (HeedStateView   *self,
                                         HeedPlane       *plane,
                                         const HeedToken *tokens,
                                         guint            n_tokens);

/* -1 is none. */
void       heed_state_view_select       (HeedStateView   *self,
                                         int              source,
                                         int              target);
void       heed_state_view_set_n_played (HeedStateView   *self,
                                         guint            n_played);

G_END_DECLS
