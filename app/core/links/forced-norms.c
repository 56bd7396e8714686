/* forced-norms.c — norms of the weighted values in place of attention weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attention weight is multiplied by a value vector, so a large weight on a short vector has
 * little effect. What counts is the norm of the product after the attention's output projection.
 *
 * Source: Kobayashi et al. 2020, "Attention is not only a weight", who get better word
 *   alignments from these norms than from weights
 */

#include "app/core/links/forced-norms.h"

/* Returns a session that was forced along the target to its end; NULL with an error. */
static HeedSession *
walk (HeedModel         *model,
      const HeedForced  *forced,
      GError           **error)
{
  g_autoptr(HeedSession) session =
    heed_session_new_from_ids (model, forced->source.ids, forced->source.n_ids, error);

  if (session == NULL)
    return NULL;

  heed_session_set_n_candidates (session, 0);
  heed_session_set_max_length (session, forced->target.n_ids + 1);
  for (guint t = 0; t <= forced->target.n_ids && !heed_session_is_finished (session); t++)
    {
      guint32 token =
        t < forced->target.n_ids ? forced->target.ids[t] : heed_model_get_end_token (model);
      g_autoptr(HeedStep) step = heed_session_step_forced (session, token, error);

      if (step == NULL)
        return NULL;
    }

  return g_steal_pointer (&session);
}

/* Scales each row to sum to 1, so that thresholds mean the same as for weights. */
static HeedMatrix *
dup_shares (const HeedMatrix *norms)
{
  g_autofree float *values =
    g_new0 (float, MAX ((gsize) norms->n_rows * norms->n_columns, 1));

  for (gsize t = 0; t < norms->n_rows; t++)
    {
      const float *row = norms->values + t * norms->n_columns;
      double sum = 0.0;

      for (gsize s = 0; s < norms->n_columns; s++)
        sum += row[s];
      for (gsize s = 0; s < norms->n_columns && sum > 0.0; s++)
        values[t * norms->n_columns + s] = (float) (row[s] / sum);
    }

  return heed_matrix_new (norms->n_rows, norms->n_columns, values);
}

static gboolean
read_site (HeedSession              *session,
           const HeedAttentionSite  *site,
           HeedMatrix              **shares,
           GError                  **error)
{
  const HeedEvidenceWish wish = { .kind = HEED_EVIDENCE_NORM, .site = *site };
  g_autoptr(HeedMatrix) norms = heed_session_dup_evidence (session, &wish, error);

  if (norms == NULL)
    return FALSE;

  *shares = dup_shares (norms);

  return TRUE;
}

static gboolean
weigh (HeedForced            *forced,
       HeedSession           *session,
       const HeedForcedView  *view,
       GError               **error)
{
  g_autoptr(GPtrArray) sites =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  HeedForcedReading reading = { .n_steps = heed_session_get_n_steps (session) };

  for (guint i = 0; i < view->n_sites; i++)
    {
      HeedMatrix *shares = NULL;

      if (!read_site (session, &view->sites[i], &shares, error))
        return FALSE;

      g_ptr_array_add (sites, shares);
    }

  reading.source = (HeedToken *) heed_session_get_source (session, &reading.n_source);
  reading.attention = (HeedMatrix **) sites->pdata;
  reading.n_sites = sites->len;
  heed_forced_merge (forced, &reading, view);

  return TRUE;
}

/**
 * heed_forced_weigh_by_norms:
 * @forced: (inout): the result of heed_forced_read() with the same view
 *
 * Errors: those of heed_session_new_from_ids() and heed_session_dup_evidence(), in @forced
 * Cost:   a step for each target token, and the output projection for each source token
 * Thread: any
 * Source: Kobayashi et al. 2020
 */
void
heed_forced_weigh_by_norms (HeedForced           *forced,
                            HeedModel            *model,
                            const HeedForcedView *view)
{
  g_autoptr(HeedSession) session = NULL;

  if (forced->problem != NULL || view->n_sites == 0 || forced->tokens == NULL)
    return;

  session = walk (model, forced, &forced->problem);
  if (session != NULL)
    weigh (forced, session, view, &forced->problem);
}
