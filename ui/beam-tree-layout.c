/* beam-tree-layout.c — the row and column of each node of a beam's tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column is a step, a row a hypothesis; better hypotheses are higher.
 */

#include "ui/beam-tree-layout.h"

#include <string.h>

/* Limits of what is placed, so that the drawing stays within the size a surface can have. */
#define MAX_ROWS    1200
#define MAX_COLUMNS 256

void
heed_beam_tree_layout_init (HeedBeamTreeLayout *layout)
{
  *layout = (HeedBeamTreeLayout) {
    .places = g_array_new (FALSE, FALSE, sizeof (HeedBeamTreePlace)),
  };
}

void
heed_beam_tree_layout_clear (HeedBeamTreeLayout *layout)
{
  g_clear_pointer (&layout->places, g_array_unref);
}

static const HeedBeamNode *
get_better (const HeedBeamNode *one,
            const HeedBeamNode *other)
{
  if (one == NULL || (one->fate != HEED_BEAM_FINISHED && other->fate == HEED_BEAM_FINISHED))
    return other;

  if (one->fate == HEED_BEAM_FINISHED && other->fate != HEED_BEAM_FINISHED)
    return one;

  return other->score > one->score ? other : one;
}

static const HeedBeamNode *
find_best_leaf (const HeedBeamNode *node)
{
  const HeedBeamNode *best = node->first_child == NULL && node->fate != HEED_BEAM_PRUNED ? node
                                                                                         : NULL;

  for (const HeedBeamNode *child = node->first_child; child != NULL; child = child->next_sibling)
    {
      const HeedBeamNode *leaf = find_best_leaf (child);

      if (leaf != NULL)
        best = get_better (best, leaf);
    }

  return best;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const HeedBeamNode *one = *(const HeedBeamNode *const *) a;
  const HeedBeamNode *other = *(const HeedBeamNode *const *) b;

  if ((one->fate == HEED_BEAM_PRUNED) != (other->fate == HEED_BEAM_PRUNED))
    return one->fate == HEED_BEAM_PRUNED ? 1 : -1;

  return one->score > other->score ? -1 : one->score < other->score;
}

static GPtrArray *
sort_children (const HeedBeamNode *node)
{
  GPtrArray *children = g_ptr_array_new ();

  for (const HeedBeamNode *child = node->first_child; child != NULL; child = child->next_sibling)
    g_ptr_array_add (children, (gpointer) child);
  g_ptr_array_sort (children, compare_nodes);

  return children;
}

/* Number of columns that a node's row needs: the node, its best child, that
 * child's best child, and so on. */
static guint
measure_row (const HeedBeamNode *node)
{
  guint length = 0;

  while (node != NULL)
    {
      g_autoptr(GPtrArray) children = sort_children (node);

      length++;
      node = children->len > 0 ? g_ptr_array_index (children, 0) : NULL;
    }

  return length;
}

/* Finds the nearest row below the parent that is free in all length columns. */
static guint
find_free_row (const guint8 *taken,
               guint         after,
               guint         first_column,
               guint         length)
{
  guint end = MIN (first_column + length, MAX_COLUMNS);

  for (guint row = after + 1; row < MAX_ROWS; row++)
    if (memchr (taken + (gsize) row * MAX_COLUMNS + first_column, 1, end - first_column) == NULL)
      return row;

  return MAX_ROWS;
}

/* The best child continues in its parent's row, and its descendants are placed first, so that the
 * other children take the nearest free rows below. */
static void
place_children (HeedBeamTreeLayout *layout,
                const HeedBeamNode *node,
                HeedBeamTreePlace   parent,
                guint8             *taken)
{
  g_autoptr(GPtrArray) children = sort_children (node);
  HeedBeamTreePlace placed = { NULL, parent.row, parent.column + 1, FALSE };

  for (guint i = 0; i < children->len && placed.column < MAX_COLUMNS; i++)
    {
      placed.node = g_ptr_array_index (children, i);
      if (i > 0)
        placed.row = find_free_row (taken, parent.row, placed.column, measure_row (placed.node));
      if (placed.row >= MAX_ROWS)
        return;

      taken[placed.row * MAX_COLUMNS + placed.column] = 1;
      layout->n_rows = MAX (layout->n_rows, placed.row + 1);
      layout->n_columns = MAX (layout->n_columns, placed.column + 1);
      g_array_append_val (layout->places, placed);
      place_children (layout, placed.node, placed, taken);
    }
}

HeedBeamTreePlace *
heed_beam_tree_layout_find (HeedBeamTreeLayout *layout,
                            const HeedBeamNode *node)
{
  for (guint i = 0; i < layout->places->len; i++)
    if (g_array_index (layout->places, HeedBeamTreePlace, i).node == node)
      return &g_array_index (layout->places, HeedBeamTreePlace, i);

  return NULL;
}

void
heed_beam_tree_layout_compute (HeedBeamTreeLayout *layout,
                               const HeedBeamTree *tree)
{
  g_autofree guint8 *taken = NULL;

  g_array_set_size (layout->places, 0);
  layout->n_rows = 0;
  layout->n_columns = 0;
  if (tree == NULL)
    return;

  taken = g_new0 (guint8, (gsize) MAX_ROWS * MAX_COLUMNS);
  place_children (layout, tree->root, (HeedBeamTreePlace) { NULL, 0, G_MAXUINT, FALSE }, taken);

  for (const HeedBeamNode *node = find_best_leaf (tree->root); node != NULL;
       node = node->parent)
    {
      HeedBeamTreePlace *placed = heed_beam_tree_layout_find (layout, node);

      if (placed != NULL)
        placed->is_best = TRUE;
    }
}
