/* beam-tree-layout.h — the row and column of each node of a beam's tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

typedef struct {
  const HeedBeamNode *node;
  guint               row;
  guint               column;
  gboolean            is_best;  /* on the path to the best hypothesis */
} HeedBeamTreePlace;

typedef struct {
  GArray *places;     /* of HeedBeamTreePlace; every node comes after its parent */
  guint   n_rows;
  guint   n_columns;
} HeedBeamTreeLayout;

void               heed_beam_tree_layout_init    (HeedBeamTreeLayout *layout);
void               heed_beam_tree_layout_clear   (HeedBeamTreeLayout *layout);

/* Places all nodes; none if tree is NULL. The places point into the
 * tree, which must outlive them. */
void               heed_beam_tree_layout_compute (HeedBeamTreeLayout *layout,
                                                  const HeedBeamTree *tree);

/* Returns NULL if the node is not placed. */
HeedBeamTreePlace *heed_beam_tree_layout_find    (HeedBeamTreeLayout *layout,
                                                  const HeedBeamNode *node);

G_END_DECLS
