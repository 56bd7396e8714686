/* state-pane.h — a plot of the hidden states of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"
#include "ui/state-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_STATE_PANE (heed_state_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedStatePane, heed_state_pane, HEED, STATE_PANE, GtkWidget)

GtkWidget     *heed_state_pane_new          (void);
void           heed_state_pane_set_document (HeedStatePane *self,
                                             HeedDocument  *document);

/* To be called for a new translation: requests the positions of its states. */
void           heed_state_pane_ask          (HeedStatePane *self);

/* To be called when another token is selected. */
void           heed_state_pane_select       (HeedStatePane *self);
HeedStateView *heed_state_pane_get_view     (HeedStatePane *self);

G_END_DECLS
