/* fake-search.c — the fake engine's states, neighbours and searches
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of token i is i, and has the coordinate i on both axes. No token has neighbours, no
 * search finds anything, and no pair can be forced.
 */

#include "engine/heed.h"

static HeedMatrix *
count_up (guint n)
{
  g_autofree float *values = g_new (float, n);

  for (guint i = 0; i < n; i++)
    values[i] = (float) i;

  return heed_matrix_new (n, 1, values);
}

HeedMatrix *
heed_session_dup_source_states (HeedSession *session)
{
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);

  return count_up (n_tokens);
}

HeedMatrix *
heed_steps_dup_states (HeedStep *const *steps,
                       guint            n_steps)
{
  return n_steps > 0 ? count_up (n_steps) : NULL;
}

HeedPlane *
heed_plane_new (const HeedMatrix *states)
{
  HeedPlane *plane = g_atomic_rc_box_alloc (sizeof *plane + 2 * states->n_rows * sizeof (float));
  float *points = (float *) (plane + 1);

  for (guint i = 0; i < states->n_rows; i++)
    points[2 * i] = points[2 * i + 1] = states->values[i * states->n_columns];

  *plane = (HeedPlane) { states->n_rows, points, { 0.5, 0.5 } };

  return plane;
}

HeedPlane *
heed_plane_ref (HeedPlane *plane)
{
  return g_atomic_rc_box_acquire (plane);
}

void
heed_plane_unref (HeedPlane *plane)
{
  if (plane != NULL)
    g_atomic_rc_box_release (plane);
}

HeedNeighbour *
heed_model_list_nearest_source (HeedModel *model,
                                guint32    id,
                                guint      n_most,
                                guint     *n_found)
{
  *n_found = 0;

  return NULL;
}

HeedAttentionSearch *
heed_attention_search_new (HeedSession        *session,
                           HeedAttentionSite   site,
                           guint32             token,
                           GError            **error)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "nothing is found here");

  return NULL;
}

gboolean
heed_attention_search_advance (HeedAttentionSearch  *search,
                               GError              **error)
{
  g_assert_not_reached ();
}

gboolean
heed_attention_search_is_finished (HeedAttentionSearch *search)
{
  g_assert_not_reached ();
}

HeedFoundAttention *
heed_attention_search_dup_found (HeedAttentionSearch *search)
{
  g_assert_not_reached ();
}

void
heed_attention_search_free (HeedAttentionSearch *search)
{
  g_assert_null (search);
}

void
heed_found_attention_unref (HeedFoundAttention *found)
{
  g_assert_null (found);
}

HeedForcedReading *
heed_force_pairs (HeedModel               *model,
                  const HeedForcedPair    *pairs,
                  guint                    n_pairs,
                  const HeedForcedOptions *options)
{
  HeedForcedReading *readings = g_new0 (HeedForcedReading, MAX (n_pairs, 1));

  for (guint i = 0; i < n_pairs; i++)
    readings[i].problem = g_error_new_literal (HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                                               "model: expected one that forces, found a fake");

  return readings;
}

void
heed_forced_readings_free (HeedForcedReading *readings,
                           guint              n_readings)
{
  for (guint i = 0; i < n_readings; i++)
    g_clear_error (&readings[i].problem);

  g_free (readings);
}
