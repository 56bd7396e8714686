/* beam-pane.h — the hypotheses of a beam, and the tree that they grew from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_BEAM_PANE (heed_beam_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedBeamPane, heed_beam_pane, HEED, BEAM_PANE, GtkWidget)

GtkWidget *heed_beam_pane_new          (void);

void       heed_beam_pane_set_document (HeedBeamPane *self,
                                        HeedDocument *document);

/* Returns the last nodes (const HeedBeamNode) of a beam's final hypotheses, best first. */
GPtrArray *heed_beam_pane_list_ends    (HeedBeamTree *tree);

G_END_DECLS
