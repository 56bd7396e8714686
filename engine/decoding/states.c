/* states.c — the hidden states of each token, and their projection onto a plane
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/decoding/session.h"

#include <string.h>

#include "engine/kernels/principal.h"

typedef struct
{
  HeedPlane plane;     /* first member, so that a pointer to it is a pointer to the box */
  float     points[];  /* n x 2 */
} Box;

/**
 * heed_session_dup_source_states:
 *
 * Shape:  S x D_k, row s is source token s; for a bidirectional encoder both directions
 *         side by side, for a Transformer the output of the last layer
 * Cost:   copies S * D_k floats; computes nothing
 *
 * Returns: (transfer full): the states that the decoder attends to
 */
HeedMatrix *
heed_session_dup_source_states (HeedSession *session)
{
  HeedEncoding *encoding;
  const HeedTensor *states;
  guint n_ids;

  g_return_val_if_fail (session != NULL, NULL);

  encoding = heed_session_get_encoding (session);
  heed_encoding_get_ids (encoding, &n_ids);
  states = heed_encoding_get_states (encoding);

  return heed_matrix_new (n_ids, states->n_columns, states->values);
}

static const HeedTrace *
find_top_state (const HeedStep *step)
{
  const HeedTrace *top = NULL;

  for (guint i = 0; i < step->n_traces; i++)
    if (g_str_equal (step->traces[i].name, "state") &&
        (top == NULL || step->traces[i].layer >= top->layer))
      top = &step->traces[i];

  return top;
}

/**
 * heed_steps_dup_states:
 * @steps: (array length=n_steps): steps of one model, in order
 *
 * Shape: T x D, row t is the state of the top layer at step t
 * Cost:  copies T * D floats; computes nothing
 *
 * Returns: (transfer full) (nullable): %NULL without steps, and if the steps keep no
 *   numbers
 */
HeedMatrix *
heed_steps_dup_states (HeedStep *const *steps,
                       guint            n_steps)
{
  const HeedTrace *first;
  g_autofree float *values = NULL;

  g_return_val_if_fail (steps != NULL || n_steps == 0, NULL);

  first = n_steps > 0 ? find_top_state (steps[0]) : NULL;
  if (first == NULL)
    return NULL;

  values = g_new (float, (gsize) n_steps * first->n_values);
  for (guint t = 0; t < n_steps; t++)
    {
      const HeedTrace *state = find_top_state (steps[t]);

      if (state == NULL || state->n_values != first->n_values)
        return NULL;

      memcpy (values + (gsize) t * first->n_values, state->values,
              first->n_values * sizeof *values);
    }

  return heed_matrix_new (n_steps, first->n_values, values);
}

/**
 * heed_plane_new:
 * @states: one point per row
 *
 * The sign of each direction is chosen so that the point furthest from 0 along it is
 * positive.
 *
 * Cost:   rows * rows * (rows + columns)
 * Source: Pearson 1901
 *
 * Returns: (transfer full) (nullable): the points projected onto their first two
 *   principal directions; %NULL if OpenBLAS was built without LAPACK
 */
HeedPlane *
heed_plane_new (const HeedMatrix *states)
{
  Box *box;

  g_return_val_if_fail (states != NULL, NULL);

  box = g_atomic_rc_box_alloc (sizeof *box + 2 * (gsize) states->n_rows * sizeof (float));
  box->plane = (HeedPlane) { .n_points = states->n_rows, .points = box->points };
  if (heed_find_plane (box->points, box->plane.shares, states->values, states->n_rows,
                       states->n_columns))
    return &box->plane;

  g_atomic_rc_box_release (box);

  return NULL;
}

HeedPlane *
heed_plane_ref (HeedPlane *plane)
{
  g_return_val_if_fail (plane != NULL, NULL);

  return g_atomic_rc_box_acquire (plane);
}

void
heed_plane_unref (HeedPlane *plane)
{
  if (plane != NULL)
    g_atomic_rc_box_release (plane);
}
