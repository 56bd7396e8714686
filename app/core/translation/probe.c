/* probe.c — examining a translation for omissions and invented text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It measures three things: whether the translation would be less probable without the
 * source words that got the least attention; at which earlier step it nearly ended; and
 * how much each step depends on the source. A translation that hardly depends on it is
 * invented.
 *
 * Source: Vamvas and Sennrich 2022, "As Little as Possible, as Much as Necessary", for
 * contrastive conditioning to detect omissions; Voita et al. 2021 for shares, computed in
 * engine/decoding/evidence.c.
 */

#include "app/core/translation/probe.h"

#include <math.h>

static double
add_coverage (const HeedMatrix   *attention,
              const HeedWordSpan *span)
{
  g_autofree double *coverage = heed_attention_dup_coverage (attention);
  double sum = 0.0;

  for (guint s = span->first; s <= span->last; s++)
    sum += coverage[s];

  return sum;
}

/* --- Without the span ------------------------------------------------------ */

static gboolean
find_log_prob (HeedModel             *model,
               const HeedForcedPair  *pair,
               double                *log_prob,
               GError               **error)
{
  const HeedForcedOptions options = { NULL, 0, TRUE };
  HeedForcedReading *reading = heed_force_pairs (model, pair, 1, &options);
  gboolean is_read = reading->problem == NULL;

  *log_prob = 0.0;
  if (!is_read)
    g_propagate_error (error, g_steal_pointer (&reading->problem));
  for (guint t = 0; is_read && t < reading->n_steps; t++)
    *log_prob += reading->log_probs[t];

  heed_forced_readings_free (reading, 1);

  return is_read;
}

static gboolean
find_change (HeedProbe         *probe,
             HeedModel         *model,
             const HeedForced  *forced,
             GError           **error)
{
  g_autofree guint32 *rest = g_new (guint32, MAX (forced->source.n_ids, 1));
  HeedForcedPair pair = { rest, 0, forced->target.ids, forced->target.n_ids };
  double without;

  for (guint i = 0; i < forced->source.n_ids; i++)
    if (forced->source.words[i] < probe->span.first || forced->source.words[i] > probe->span.last)
      rest[pair.n_source++] = forced->source.ids[i];

  if (!find_log_prob (model, &pair, &without, error))
    return FALSE;

  probe->change = without - forced->log_prob;

  return TRUE;
}

/* --- Step by step ---------------------------------------------------------- */

static void
note_end (HeedProbe      *probe,
          const HeedStep *step,
          gboolean        is_last)
{
  double end_prob = exp (step->end_log_prob);

  if (is_last)
    probe->last_end_prob = end_prob;
  else if (end_prob > probe->end_prob)
    {
      probe->end_prob = end_prob;
      probe->end_step = step->position;
    }
}

/* Returns the mean of the row sums. */
static double
mean_of_sums (const HeedMatrix *shares)
{
  double sum = 0.0;

  for (gsize i = 0; i < (gsize) shares->n_rows * shares->n_columns; i++)
    sum += shares->values[i];

  return shares->n_rows > 0 ? sum / shares->n_rows : 0.0;
}

static gboolean
walk (HeedProbe         *probe,
      HeedModel         *model,
      const HeedForced  *forced,
      GError           **error)
{
  const HeedEvidenceWish wish = { .kind = HEED_EVIDENCE_SHARE };
  g_autoptr(HeedSession) session =
    heed_session_new_from_ids (model, forced->source.ids, forced->source.n_ids, error);
  g_autoptr(HeedMatrix) shares = NULL;

  if (session == NULL)
    return FALSE;

  heed_session_set_n_candidates (session, 0);
  heed_session_set_max_length (session, forced->target.n_ids + 1);
  for (guint t = 0; t <= forced->target.n_ids && !heed_session_is_finished (session); t++)
    {
      gboolean is_last = t == forced->target.n_ids;
      guint32 token = is_last ? heed_model_get_end_token (model) : forced->target.ids[t];
      g_autoptr(HeedStep) step = heed_session_step_forced (session, token, error);

      if (step == NULL)
        return FALSE;

      note_end (probe, step, is_last);
    }

  shares = heed_session_dup_evidence (session, &wish, error);
  if (shares == NULL)
    return FALSE;

  probe->source_share = mean_of_sums (shares);

  return TRUE;
}

/**
 * heed_probe_run:
 * @probe: (out): the result
 * @attention: target words x source words
 * @span: the source words to leave out
 *
 * Errors: those of heed_force_pairs() and heed_session_dup_evidence()
 * Thread: any
 */
gboolean
heed_probe_run (HeedProbe           *probe,
                HeedModel           *model,
                const HeedForced    *forced,
                const HeedMatrix    *attention,
                const HeedWordSpan  *span,
                GError             **error)
{
  *probe = (HeedProbe) { .span = *span, .received = add_coverage (attention, span) };

  return find_change (probe, model, forced, error) && walk (probe, model, forced, error);
}
