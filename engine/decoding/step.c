/* step.c — the immutable result of one decoding step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step outlives the arena it was computed in and may be read in any thread, so
 * everything is copied into one block: the public struct, followed by the candidates,
 * the traces, the attention of each site, and the numbers.
 */

#include "engine/decoding/step.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/find.h"
#include "engine/kernels/softmax.h"

#define MAX_CANDIDATES 256

/* Rows of n_keys: one for each head and, with several heads, their mean at the end. */
typedef struct
{
  HeedAttentionKind  kind;
  int                layer;
  guint              n_heads;
  guint              n_keys;
  float             *scores;
  float             *weights;
} Site;

typedef struct
{
  HeedStep   step;   /* first member, so that a pointer to it is a pointer to the box */
  HeedModel *model;  /* holds the texts of the tokens */
  Site      *sites;
  guint      n_sites;
} Box;

/**
 * heed_distribution_read:
 * @logits: n_tokens
 * @scratch: n_tokens; set to the probabilities
 *
 * Returns: whether this is a distribution; %FALSE if a logit is NaN or infinite, other
 *   than the -infinity of a banned token, or if all tokens are banned
 */
gboolean
heed_distribution_read (HeedDistribution *distribution,
                        const float      *logits,
                        float            *scratch,
                        guint             n_tokens)
{
  float entropy;
  guint32 best;

  heed_log_sum_exp (logits, scratch, n_tokens, &distribution->log_sum);
  heed_entropy (logits, scratch, distribution->log_sum, n_tokens, &entropy);
  heed_distribution_find_best (logits, n_tokens, &best, 1);
  distribution->entropy = MAX (entropy, 0.0f);
  distribution->best = best;

  return isfinite (distribution->log_sum) && isfinite (entropy);
}

/**
 * heed_distribution_ban:
 * @logits: V
 *
 * Banned before the softmax, so that the other tokens share the probability of the
 * banned ones. A given text is scored without this, since it may contain any token.
 */
void
heed_distribution_ban (const HeedTargetSide *target,
                       float                *logits)
{
  for (guint i = 0; i < target->n_banned; i++)
    if (target->banned[i] < target->n_tokens)
      logits[target->banned[i]] = -INFINITY;
}

/* Finds the n_best largest logits, largest first; of equals, the lower id first. */
void
heed_distribution_find_best (const float *logits,
                             guint        n_tokens,
                             guint32     *best,
                             guint        n_best)
{
  guint n_found = 0;

  for (gsize id = 0; n_best > 0 && id < n_tokens; id++)
    {
      guint place;

      if (n_found == n_best)
        heed_find_above (logits, logits[best[n_best - 1]], id, n_tokens, &id);
      if (id == n_tokens)
        break;

      place = n_found;
      while (place > 0 && logits[id] > logits[best[place - 1]])
        place--;

      n_found = MIN (n_found + 1, n_best);
      memmove (best + place + 1, best + place, (n_found - place - 1) * sizeof *best);
      best[place] = (guint32) id;
    }
}

static guint
n_site_rows (const HeedSiteNumbers *site)
{
  return site->n_heads > 1 ? site->n_heads + 1 : site->n_heads;
}

static gsize
count_floats (const HeedDecoded *decoded)
{
  gsize n_floats = 0;

  for (guint i = 0; i < decoded->n_traces; i++)
    n_floats += decoded->traces[i].n_values;
  for (guint i = 0; i < decoded->n_sites; i++)
    n_floats += 2 * (gsize) n_site_rows (&decoded->sites[i]) * decoded->sites[i].n_keys;

  return n_floats;
}

static float *
copy_floats (float       **end,
             const float  *from,
             gsize         n)
{
  float *copy = *end;

  memcpy (copy, from, n * sizeof *copy);
  *end += n;

  return copy;
}

/* Copies the rows of all heads and appends their mean if there are several. */
static float *
copy_rows (float                 **end,
           const float            *from,
           const HeedSiteNumbers  *site)
{
  float *copy = *end;
  float *mean = copy + (gsize) site->n_heads * site->n_keys;

  for (guint head = 0; head < site->n_heads; head++)
    copy_floats (end, from + (gsize) head * site->stride, site->n_keys);

  if (site->n_heads > 1)
    {
      for (guint key = 0; key < site->n_keys; key++)
        {
          float sum = 0.0f;

          for (guint head = 0; head < site->n_heads; head++)
            sum += copy[(gsize) head * site->n_keys + key];
          mean[key] = sum / (float) site->n_heads;
        }
      *end += site->n_keys;
    }

  return copy;
}

static void
copy_numbers (Box               *box,
              HeedTrace         *traces,
              const HeedDecoded *decoded,
              float             *end)
{
  for (guint i = 0; i < decoded->n_traces; i++)
    {
      traces[i] = decoded->traces[i];
      traces[i].values = copy_floats (&end, traces[i].values, traces[i].n_values);
    }

  for (guint i = 0; i < decoded->n_sites; i++)
    {
      const HeedSiteNumbers *site = &decoded->sites[i];

      box->sites[i] = (Site) {
        .kind = site->kind,
        .layer = site->layer,
        .n_heads = site->n_heads,
        .n_keys = site->n_keys,
        .scores = copy_rows (&end, site->scores, site),
        .weights = copy_rows (&end, site->weights, site),
      };
    }
}

/* Returns the number of candidates: a banned token is never a candidate. */
static guint
list_candidates (HeedCandidate          *candidates,
                 guint                   n_candidates,
                 const HeedTargetSide   *target,
                 const float            *logits,
                 const HeedDistribution *distribution)
{
  guint32 best[MAX_CANDIDATES];

  heed_distribution_find_best (logits, target->n_tokens, best, n_candidates);

  while (n_candidates > 0 && logits[best[n_candidates - 1]] == -INFINITY)
    n_candidates--;

  for (guint i = 0; i < n_candidates; i++)
    candidates[i] = (HeedCandidate) {
      .token = heed_model_get_target_token (target->model, best[i]),
      .log_prob = (double) logits[best[i]] - distribution->log_sum,
    };

  return n_candidates;
}

/**
 * heed_step_new:
 * @choice: the token that was taken, and how many of the most probable to list
 *
 * A banned token that was taken nevertheless keeps its log-probability, but is not a
 * candidate: its logit in @decoded is set to -INFINITY.
 *
 * Cost: one allocation and a copy of what the step computed
 *
 * Returns: (transfer full): an immutable step
 */
HeedStep *
heed_step_new (const HeedTargetSide   *target,
               const HeedChoice       *choice,
               const HeedDecoded      *decoded,
               const HeedDistribution *distribution)
{
  guint n_candidates = MIN (choice->n_candidates, MIN (MAX_CANDIDATES, target->n_tokens));
  gsize traces_at, sites_at, floats_at;
  HeedCandidate *candidates;
  HeedTrace *traces;
  Box *box;
  double log_prob = (double) decoded->logits[choice->token] - distribution->log_sum;
  double end_log_prob =
    target->end < target->n_tokens ? (double) decoded->logits[target->end] - distribution->log_sum
                                   : -INFINITY;

  traces_at = sizeof *box + n_candidates * sizeof *candidates;
  sites_at = traces_at + decoded->n_traces * sizeof *traces;
  floats_at = sites_at + decoded->n_sites * sizeof (Site);

  box = g_atomic_rc_box_alloc (floats_at + count_floats (decoded) * sizeof (float));
  candidates = (HeedCandidate *) (box + 1);
  traces = (HeedTrace *) (gpointer) ((guint8 *) box + traces_at);
  box->model = heed_model_ref (target->model);
  box->sites = (Site *) (gpointer) ((guint8 *) box + sites_at);
  box->n_sites = decoded->n_sites;

  heed_distribution_ban (target, decoded->logits);
  n_candidates = list_candidates (candidates, n_candidates, target, decoded->logits, distribution);
  copy_numbers (box, traces, decoded, (float *) (gpointer) ((guint8 *) box + floats_at));

  box->step = (HeedStep) {
    .position = choice->position,
    .token = heed_model_get_target_token (target->model, choice->token),
    .forced = choice->forced,
    .log_prob = log_prob,
    .end_log_prob = end_log_prob,
    .entropy = distribution->entropy,
    .candidates = candidates,
    .n_candidates = n_candidates,
    .traces = traces,
    .n_traces = decoded->n_traces,
  };

  return &box->step;
}

HeedStep *
heed_step_ref (HeedStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);

  return g_atomic_rc_box_acquire (step);
}

static void
clear_box (gpointer data)
{
  Box *box = data;

  heed_model_unref (box->model);
}

void
heed_step_unref (HeedStep *step)
{
  if (step != NULL)
    g_atomic_rc_box_release_full (step, clear_box);
}

/* Returns the row that the site's head selects, or NULL. */
static const float *
find_row (const HeedStep    *step,
          HeedAttentionSite  site,
          gboolean           scores,
          guint             *n_keys)
{
  const Box *box = (const Box *) step;

  for (guint i = 0; i < box->n_sites; i++)
    {
      const Site *found = &box->sites[i];
      int head = site.head;

      if (found->kind != site.kind || found->layer != site.layer ||
          head < HEED_HEAD_MEAN || head >= (int) found->n_heads)
        continue;

      if (head == HEED_HEAD_MEAN)
        head = found->n_heads > 1 ? (int) found->n_heads : 0;

      *n_keys = found->n_keys;
      return (scores ? found->scores : found->weights) + (gsize) head * found->n_keys;
    }

  return NULL;
}

/**
 * heed_step_attention:
 * @n_keys: (out): K; set only if @site exists
 *
 * Shape:  K
 * Units:  probabilities; they sum to 1 within 1e-5
 *
 * Returns: (transfer none) (nullable): valid as long as @step; %NULL if nothing attends
 *   at @site
 */
const float *
heed_step_attention (const HeedStep    *step,
                     HeedAttentionSite  site,
                     guint             *n_keys)
{
  g_return_val_if_fail (step != NULL && n_keys != NULL, NULL);

  return find_row (step, site, FALSE, n_keys);
}

/**
 * heed_step_scores:
 *
 * The scores before the softmax: heed_step_attention() returns their softmax, unless
 * the user intervened.
 *
 * Returns: (transfer none) (nullable): K scores, the numbers before the softmax
 */
const float *
heed_step_scores (const HeedStep    *step,
                  HeedAttentionSite  site,
                  guint             *n_keys)
{
  g_return_val_if_fail (step != NULL && n_keys != NULL, NULL);

  return find_row (step, site, TRUE, n_keys);
}
