/* beams.c — runs beam searches to their end and lists their results
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/beams.h"

void
beams_advance (HeedBeam *beam)
{
  g_autoptr(GError) error = NULL;

  heed_beam_advance (beam, &error);
  g_assert_no_error (error);
}

HeedBeam *
beams_run (HeedSession           *session,
           const HeedBeamOptions *options)
{
  HeedBeam *beam = heed_beam_new (session, options);

  while (!heed_beam_is_finished (beam))
    beams_advance (beam);

  return beam;
}

guint
beams_get_depth (const HeedBeamNode *node)
{
  guint depth = 0;

  while ((node = node->parent) != NULL)
    depth++;

  return depth;
}

static int
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const HeedBeamNode *x = *(const HeedBeamNode *const *) a;
  const HeedBeamNode *y = *(const HeedBeamNode *const *) b;

  return (x->score < y->score) - (x->score > y->score);
}

void
beams_add_nodes (const HeedBeamTree *tree,
                 HeedBeamFate        fate,
                 guint               least_depth,
                 GPtrArray          *nodes)
{
  for (guint i = 1; i < tree->n_nodes; i++)
    if (tree->root[i].fate == fate && beams_get_depth (&tree->root[i]) >= least_depth)
      g_ptr_array_add (nodes, (gpointer) &tree->root[i]);
}

GPtrArray *
beams_list_results (const HeedBeamTree *tree,
                    guint               width)
{
  GPtrArray *results = g_ptr_array_new ();

  beams_add_nodes (tree, HEED_BEAM_FINISHED, 1, results);
  if (results->len < width)
    beams_add_nodes (tree, HEED_BEAM_KEPT, tree->depth, results);
  g_ptr_array_sort (results, compare_scores);

  return results;
}
