/* beam-tree-layout.h — in which row and column each node of a beam's tree is
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
  gboolean            is_best;  /* on the way to the best hypothesis */
} HeedBeamTreePlace;

typedef struct {
  GArray *places;     /* of HeedBeamTreePlace: a node after its parent */
  guint   n_rows;
  guint   n_columns;
} HeedBeamTreeLayout;

void               heed_beam_tree_layout_init    (HeedBeamTreeLayout *layout);
void               heed_beam_tree_layout_clear   (HeedBeamTreeLayout *layout);

/* Places all nodes; of NULL there is none. The tree must outlive the places. */
void               heed_beam_tree_layout_compute (HeedBeamTreeLayout *layout,
                                                  const HeedBeamTree *tree);

/* NULL: it has none. */
HeedBeamTreePlace *heed_beam_tree_layout_find    (HeedBeamTreeLayout *layout,
                                                  const HeedBeamNode *node);

G_END_DECLS
