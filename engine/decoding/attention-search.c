/* attention-search.c — the search for an attention that would produce a given token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     a_h  = softmax (z_h)                     a row of free logits for each head
 *     loss = - log p (token | a) + PULL mean over h of KL (a_h || own_h)
 *
 * The loss and its gradient come from a trial (attention-trial.c). The pull is a
 * tie-break: of several attentions that give the same token, the one nearest to the
 * model's own is returned.
 *
 * The loss is not convex, so it is first evaluated at each corner, where all heads
 * attend to a single key; then Adam descends from the best corner and from the model's
 * own rows. The rows with the lowest loss of all that were evaluated are the result.
 *
 * Source: Kingma and Ba 2015 (Adam)
 */

#include "engine/decoding/attention-trial.h"

#include <math.h>
#include <string.h>

#define PULL         0.001   /* weight of the KL term: nats of log p per nat of distance */
#define LEAST_OWN    1e-6    /* lower bound on own weights, so that the KL divergence is finite */
#define MAX_CORNERS  64      /* keys; of a longer sentence, those with the largest weights */
#define N_STEPS      60      /* Adam steps from each start */
#define RATE         0.4
#define SPREAD       0.1     /* spread over all keys: at a corner the softmax has no gradient */

#define BETA_1       0.9
#define BETA_2       0.999
#define EPSILON      1e-8

typedef enum {
  SEARCH_CORNERS,
  SEARCH_FROM_CORNER,
  SEARCH_FROM_OWN,
  SEARCH_FINISHED
} Stage;

/* Rows are n_heads x n_keys throughout. */
struct _HeedAttentionSearch
{
  HeedAttentionTrial     trial;

  double                *own;          /* the model's own weights */
  guint8                *hidden;       /* nonzero: masked */

  Stage                  stage;
  guint                  n_done;       /* evaluations done in this stage */
  guint                 *corners;      /* candidate keys */
  guint                  n_corners;
  double                *logits;       /* z */
  double                *momentum;
  double                *variance;

  float                 *best;
  double                 best_loss;
  HeedAttentionOutcome   best_outcome;
  double                 own_log_prob;
  double                *best_corner;  /* the rows of the best corner */
  double                 best_corner_loss;
};

typedef struct
{
  HeedFoundAttention found;      /* first member, so that a pointer to it is a pointer to the box */
  float              weights[];
} Box;

static gsize
count (const HeedAttentionSearch *search)
{
  return heed_attention_trial_get_size (&search->trial);
}

/* --- Trying --------------------------------------------------------------- */

static double
get_own (const HeedAttentionSearch *search,
         gsize                      i)
{
  return MAX (search->own[i], LEAST_OWN);
}

/* Mean over the heads of KL (rows || own), nats. */
static double
measure_distance (const HeedAttentionSearch *search,
                  const float               *rows)
{
  double sum = 0.0;

  for (gsize i = 0; i < count (search); i++)
    if (rows[i] > 0.0f)
      sum += rows[i] * log (rows[i] / get_own (search, i));

  return sum / search->trial.n_heads;
}

/* Evaluates rows and keeps them if their loss is lower than that of all before. */
static gboolean
try (HeedAttentionSearch  *search,
     const float          *rows,
     gboolean              is_recording,
     double               *loss,
     GError              **error)
{
  HeedAttentionOutcome outcome;

  if (!heed_attention_trial_run (&search->trial, rows, is_recording, &outcome, error))
    return FALSE;

  *loss = PULL * measure_distance (search, rows) - outcome.log_prob;
  if (*loss < search->best_loss)
    {
      search->best_loss = *loss;
      search->best_outcome = outcome;
      memcpy (search->best, rows, count (search) * sizeof *rows);
    }

  return TRUE;
}

/* --- Downhill --------------------------------------------------------------- */

static void
soften (HeedAttentionSearch *search,
        float               *rows)
{
  for (guint head = 0; head < search->trial.n_heads; head++)
    {
      gsize first = (gsize) head * search->trial.n_keys;
      double largest = -INFINITY;
      double sum = 0.0;

      for (guint key = 0; key < search->trial.n_keys; key++)
        if (!search->hidden[first + key])
          largest = MAX (largest, search->logits[first + key]);

      for (guint key = 0; key < search->trial.n_keys; key++)
        if (!search->hidden[first + key])
          sum += exp (search->logits[first + key] - largest);

      for (guint key = 0; key < search->trial.n_keys; key++)
        rows[first + key] = search->hidden[first + key]
                              ? 0.0f
                              : (float) (exp (search->logits[first + key] - largest) / sum);
    }
}

/* Sets the logits to the logarithms of the rows, with a share of SPREAD spread evenly over all
 * visible keys. */
static void
start_from (HeedAttentionSearch *search,
            const double        *rows)
{
  for (guint head = 0; head < search->trial.n_heads; head++)
    {
      gsize first = (gsize) head * search->trial.n_keys;
      guint n_visible = 0;

      for (guint key = 0; key < search->trial.n_keys; key++)
        n_visible += search->hidden[first + key] ? 0 : 1;

      for (guint key = 0; key < search->trial.n_keys; key++)
        search->logits[first + key] =
          log ((1.0 - SPREAD) * rows[first + key] + SPREAD / n_visible);
    }

  memset (search->momentum, 0, count (search) * sizeof (double));
  memset (search->variance, 0, count (search) * sizeof (double));
}

/* Computes d loss / d logits of one head into d: the gradient of the rows, plus the pull, taken
 * back through the softmax. */
static void
differentiate (const HeedAttentionSearch *search,
               const float               *rows,
               guint                      head,
               double                    *d)
{
  gsize first = (gsize) head * search->trial.n_keys;
  const float *back = heed_attention_trial_get_gradient (&search->trial, head);
  double shared = 0.0;

  for (guint key = 0; key < search->trial.n_keys; key++)
    {
      double own = get_own (search, first + key);
      double row = MAX (rows[first + key], 1e-30f);

      d[key] = back[key] + PULL * (log (row / own) + 1.0) / search->trial.n_heads;
      shared += d[key] * rows[first + key];
    }

  for (guint key = 0; key < search->trial.n_keys; key++)
    d[key] = rows[first + key] * (d[key] - shared);
}

static void
descend (HeedAttentionSearch *search,
         const float         *rows)
{
  g_autofree double *d = g_new (double, search->trial.n_keys);
  double n = search->n_done + 1.0;

  for (guint head = 0; head < search->trial.n_heads; head++)
    {
      gsize first = (gsize) head * search->trial.n_keys;

      differentiate (search, rows, head, d);
      for (guint key = 0; key < search->trial.n_keys; key++)
        {
          double *m = &search->momentum[first + key];
          double *v = &search->variance[first + key];

          *m = BETA_1 * *m + (1.0 - BETA_1) * d[key];
          *v = BETA_2 * *v + (1.0 - BETA_2) * d[key] * d[key];
          search->logits[first + key] -= RATE * (*m / (1.0 - pow (BETA_1, n))) /
                                         (sqrt (*v / (1.0 - pow (BETA_2, n))) + EPSILON);
        }
    }
}

static gboolean
go_down (HeedAttentionSearch  *search,
         GError              **error)
{
  g_autofree float *rows = g_new (float, count (search));
  double loss;

  soften (search, rows);
  if (!try (search, rows, TRUE, &loss, error))
    return FALSE;

  descend (search, rows);

  return TRUE;
}

/* --- Corners ---------------------------------------------------------------- */

/* A key that is masked for any head is not a corner. */
static gboolean
is_corner (const HeedAttentionSearch *search,
           guint                      key)
{
  for (guint head = 0; head < search->trial.n_heads; head++)
    if (search->hidden[(gsize) head * search->trial.n_keys + key])
      return FALSE;

  return TRUE;
}

static double
sum_own (const HeedAttentionSearch *search,
         guint                      key)
{
  double sum = 0.0;

  for (guint head = 0; head < search->trial.n_heads; head++)
    sum += search->own[(gsize) head * search->trial.n_keys + key];

  return sum;
}

static int
compare_corners (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const guint *one = a;
  const guint *other = b;
  double difference = sum_own (user_data, *other) - sum_own (user_data, *one);

  if (difference != 0.0)
    return difference > 0.0 ? 1 : -1;

  return (*one > *other) - (*one < *other);
}

static void
list_corners (HeedAttentionSearch *search)
{
  search->corners = g_new (guint, search->trial.n_keys);
  for (guint key = 0; key < search->trial.n_keys; key++)
    if (is_corner (search, key))
      search->corners[search->n_corners++] = key;

  g_qsort_with_data (search->corners, (int) search->n_corners, sizeof *search->corners,
                     compare_corners, search);
  search->n_corners = MIN (search->n_corners, MAX_CORNERS);
}

static gboolean
try_corner (HeedAttentionSearch  *search,
            GError              **error)
{
  g_autofree float *rows = g_new0 (float, count (search));
  double loss;

  for (guint head = 0; head < search->trial.n_heads; head++)
    rows[(gsize) head * search->trial.n_keys + search->corners[search->n_done]] = 1.0f;

  if (!try (search, rows, FALSE, &loss, error))
    return FALSE;

  if (loss < search->best_corner_loss)
    {
      search->best_corner_loss = loss;
      for (gsize i = 0; i < count (search); i++)
        search->best_corner[i] = rows[i];
    }

  return TRUE;
}

/* --- The object --------------------------------------------------------------- */

static gboolean
may_be_searched (HeedSession        *session,
                 HeedAttentionSite   site,
                 guint32             token,
                 GError            **error)
{
  HeedTargetSide target = heed_target_side_ask (heed_session_get_model (session));

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "attention for a token: expected one of the decoder, found the encoder’s");
      return FALSE;
    }

  for (guint i = 0; i < target.n_banned; i++)
    if (target.banned[i] == token)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                     "attention for a token: expected one that the model writes, found #%u", token);
        return FALSE;
      }

  return TRUE;
}

static void
take_own (HeedAttentionSearch *search,
          const HeedStep      *step)
{
  for (guint head = 0; head < search->trial.n_heads; head++)
    {
      HeedAttentionSite site = { search->trial.site.kind, search->trial.site.layer,
                                 (int) (search->trial.first_head + head) };
      guint n_keys;
      const float *weights = heed_step_attention (step, site, &n_keys);

      for (guint key = 0; key < search->trial.n_keys; key++)
        search->own[(gsize) head * search->trial.n_keys + key] = weights[key];
    }
}

static void
take_hidden (HeedAttentionSearch *search)
{
  const HeedOverrides *overrides =
    heed_session_get_overrides (search->trial.session,
                                heed_session_get_n_steps (search->trial.session));
  const HeedSiteOverride *site =
    heed_overrides_find (overrides, search->trial.site.kind, search->trial.site.layer);

  if (site != NULL && site->queries[0].masked != NULL)
    memcpy (search->hidden,
            site->queries[0].masked + (gsize) search->trial.first_head * search->trial.n_keys,
            count (search));
}

static void
allocate (HeedAttentionSearch *search)
{
  gsize n = count (search);

  search->own = g_new0 (double, n);
  search->hidden = g_new0 (guint8, n);
  search->logits = g_new0 (double, n);
  search->momentum = g_new0 (double, n);
  search->variance = g_new0 (double, n);
  search->best = g_new0 (float, n);
  search->best_corner = g_new0 (double, n);
  search->best_loss = search->best_corner_loss = INFINITY;
}

/* The model's own rows are the first that are evaluated. */
static gboolean
try_own (HeedAttentionSearch  *search,
         GError              **error)
{
  g_autofree float *rows = g_new (float, count (search));
  double loss;

  for (gsize i = 0; i < count (search); i++)
    rows[i] = (float) search->own[i];

  if (!try (search, rows, FALSE, &loss, error))
    return FALSE;

  search->own_log_prob = search->best_outcome.log_prob;

  return TRUE;
}

/**
 * heed_attention_search_new:
 * @session: an unfinished session; not changed
 * @site: an attention of the decoder that the model has; with HEED_HEAD_MEAN every head
 *   of the layer gets its own row
 * @token: an id of the target vocabulary
 *
 * The interventions of @session apply here too: masked keys stay masked.
 *
 * Errors: %HEED_ERROR_VOCABULARY if the model never generates that token;
 *   %HEED_ERROR_UNSUPPORTED for a site of the encoder; the errors of a step
 * Cost:   two steps
 *
 * Returns: (transfer full): a search whose best rows so far are the model's own
 */
HeedAttentionSearch *
heed_attention_search_new (HeedSession        *session,
                           HeedAttentionSite   site,
                           guint32             token,
                           GError            **error)
{
  HeedModel *model;
  g_autoptr(HeedAttentionSearch) search = NULL;
  g_autoptr(HeedStep) own = NULL;
  guint n_heads, n_keys;

  g_return_val_if_fail (session != NULL && !heed_session_is_finished (session), NULL);

  model = heed_session_get_model (session);
  n_heads = heed_model_get_n_heads (model, site.kind, site.layer);
  g_return_val_if_fail (n_heads > 0, NULL);
  g_return_val_if_fail (site.head >= HEED_HEAD_MEAN && site.head < (int) n_heads, NULL);
  g_return_val_if_fail (token < heed_model_get_info (model)->target_vocabulary, NULL);

  if (!may_be_searched (session, site, token, error))
    return NULL;

  search = g_new0 (HeedAttentionSearch, 1);
  heed_attention_trial_init (&search->trial, session, site, n_heads, token);

  heed_session_set_keeps_attention (search->trial.session, TRUE);
  own = heed_session_step (search->trial.session, error);
  if (own == NULL)
    return NULL;

  heed_step_attention (own, site, &n_keys);
  heed_session_rewind (search->trial.session, own->position);
  heed_attention_trial_allocate (&search->trial, n_keys);
  allocate (search);
  take_own (search, own);
  take_hidden (search);
  list_corners (search);

  return try_own (search, error) ? g_steal_pointer (&search) : NULL;
}

/* Enters a stage and sets up its start; skips a stage that has nothing to start from. */
static void
enter (HeedAttentionSearch *search,
       Stage                stage)
{
  if (stage == SEARCH_FROM_CORNER && search->n_corners == 0)
    stage = SEARCH_FROM_OWN;

  search->stage = stage;
  search->n_done = 0;
  if (stage == SEARCH_FROM_CORNER)
    start_from (search, search->best_corner);
  else if (stage == SEARCH_FROM_OWN)
    start_from (search, search->own);
}

/**
 * heed_attention_search_advance:
 *
 * Evaluates one more attention.
 *
 * Errors: %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the model's file was written to
 * Cost:   one step, or one step and its backward pass
 *
 * Returns: %FALSE on error
 */
gboolean
heed_attention_search_advance (HeedAttentionSearch  *search,
                               GError              **error)
{
  guint n_tries;

  g_return_val_if_fail (search != NULL && !heed_attention_search_is_finished (search), FALSE);

  if (search->stage == SEARCH_CORNERS && search->n_corners == 0)
    enter (search, SEARCH_FROM_OWN);

  n_tries = search->stage == SEARCH_CORNERS ? search->n_corners : N_STEPS;
  if (!(search->stage == SEARCH_CORNERS ? try_corner (search, error) : go_down (search, error)))
    return FALSE;

  search->n_done++;
  if (search->n_done >= n_tries)
    enter (search, search->stage + 1);

  return TRUE;
}

/**
 * heed_attention_search_is_finished:
 *
 * Returns: whether all stages of the search are done
 */
gboolean
heed_attention_search_is_finished (HeedAttentionSearch *search)
{
  g_return_val_if_fail (search != NULL, TRUE);

  return search->stage == SEARCH_FINISHED;
}

/**
 * heed_attention_search_dup_found:
 *
 * Returns: (transfer full): the best attention found so far; immutable
 */
HeedFoundAttention *
heed_attention_search_dup_found (HeedAttentionSearch *search)
{
  gsize n_bytes;
  Box *box;

  g_return_val_if_fail (search != NULL, NULL);

  n_bytes = count (search) * sizeof (float);
  box = g_atomic_rc_box_alloc (sizeof *box + n_bytes);
  memcpy (box->weights, search->best, n_bytes);
  box->found = (HeedFoundAttention) {
    .site = search->trial.site,
    .position = heed_session_get_n_steps (search->trial.session),
    .token = search->trial.token,
    .n_heads = search->trial.n_heads,
    .n_keys = search->trial.n_keys,
    .weights = box->weights,
    .log_prob = search->best_outcome.log_prob,
    .own_log_prob = search->own_log_prob,
    .is_best = search->best_outcome.is_first,
  };

  return &box->found;
}

void
heed_attention_search_free (HeedAttentionSearch *search)
{
  if (search == NULL)
    return;

  heed_attention_trial_clear (&search->trial);
  g_free (search->own);
  g_free (search->hidden);
  g_free (search->corners);
  g_free (search->logits);
  g_free (search->momentum);
  g_free (search->variance);
  g_free (search->best);
  g_free (search->best_corner);
  g_free (search);
}

HeedFoundAttention *
heed_found_attention_ref (HeedFoundAttention *found)
{
  g_return_val_if_fail (found != NULL, NULL);

  return g_atomic_rc_box_acquire (found);
}

void
heed_found_attention_unref (HeedFoundAttention *found)
{
  if (found != NULL)
    g_atomic_rc_box_release (found);
}
