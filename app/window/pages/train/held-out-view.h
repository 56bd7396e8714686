/* held-out-view.h — how well a model translates held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/held-out-check.h"
#include "app/core/translation/snapshot.h"

G_BEGIN_DECLS

#define HEED_TYPE_HELD_OUT_VIEW (heed_held_out_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedHeldOutView, heed_held_out_view, HEED, HELD_OUT_VIEW, GtkWidget)

/* name is NULL if there is only one training. */
void       heed_held_out_view_set_name     (HeedHeldOutView   *self,
                                            const char        *name);

/* check is NULL if there is none yet. */
void       heed_held_out_view_set_check    (HeedHeldOutView   *self,
                                            HeedHeldOutCheck  *check);
void       heed_held_out_view_set_counts   (HeedHeldOutView   *self,
                                            guint              n_train,
                                            guint              n_valid);
void       heed_held_out_view_set_snapshot (HeedHeldOutView   *self,
                                            HeedSnapshot      *snapshot,
                                            HeedAttentionSite  site);

G_END_DECLS
