/* beam-tree.h — the hypotheses of a beam search as a navigable tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_BEAM_TREE_VIEW (heed_beam_tree_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedBeamTreeView, heed_beam_tree_view, HEED, BEAM_TREE_VIEW, GtkWidget)

/* Put it into a GtkScrolledWindow. */
GtkWidget          *heed_beam_tree_view_new          (void);

/* NULL removes the tree. */
void                heed_beam_tree_view_set_tree     (HeedBeamTreeView   *self,
                                                      HeedBeamTree       *tree);
HeedBeamTree       *heed_beam_tree_view_get_tree     (HeedBeamTreeView   *self);

/* A node of the tree, or NULL. Borrowed. */
const HeedBeamNode *heed_beam_tree_view_get_selected (HeedBeamTreeView   *self);
void                heed_beam_tree_view_select       (HeedBeamTreeView   *self,
                                                      const HeedBeamNode *node);

/* Sets place to the bounds of a node, px. Returns FALSE if it has none. */
gboolean            heed_beam_tree_view_find_place   (HeedBeamTreeView   *self,
                                                      const HeedBeamNode *node,
                                                      GdkRectangle       *place);

G_END_DECLS
