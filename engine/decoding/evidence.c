/* evidence.c — how much each source token contributed to each target token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     OCCLUSION   log p (y_t | y_<t, x) - log p (y_t | y_<t, x with x_s = 0)
 *     GRADIENT    (d log p (y_t | y_<t, x) / d x_s) . x_s
 *     NORM        | sum over the heads of a[t, s] W_o v_s |, v_s with its bias
 *     SHARE       |GRADIENT of x_s| / sum over all x and y_<t of |GRADIENT|
 *
 * x_s is the embedding of source token s. OCCLUSION and GRADIENT are signed: positive
 * values favour the token. The question of how much a step depends on the source and
 * how much on the target prefix is from Voita et al.; they propagate relevance
 * backwards through a Transformer, while gradient times input is used here because it
 * works for both families of networks. The sum of a row of SHARE is the share of the
 * source.
 *
 * Source: Li et al. 2016, "Understanding neural networks through representation
 * erasure"; Denil et al. 2014, "Extraction of salient sentences"; Kobayashi et al.
 * 2020, "Attention is not only a weight", equations 4 to 7; Voita et al. 2021,
 * "Analyzing the source and target contributions to predictions in NMT"
 */

#include <math.h>
#include <string.h>

#include "engine/decoding/embedded-pair.h"
#include "engine/decoding/session.h"
#include "engine/models/model.h"

/* Keys whose norms one unit of work computes. */
#define KEYS_PER_UNIT 16

/* Of HeedEvidenceWish.heads. */
#define N_HEAD_BITS 64

/* State of the computation of NORM. */
typedef struct
{
  HeedEncoding     *encoding;   /* owns, together with the state, what values borrows */
  HeedDecoderState *state;      /* after the last step */
  HeedSiteValues    values;
  guint             n_all;      /* heads of the layer */
  guint             n_chosen;
  guint            *heads;      /* n_chosen, each below H */
  HeedMatrix      **attention;  /* n_chosen, each of the size of the result */
  guint             width;      /* of the context vector */
  double           *read;       /* n_chosen x width: what each chosen head reads from one key */
} Norm;

struct _HeedEvidence
{
  HeedModel        *model;
  HeedEvidenceKind  kind;
  HeedEmbeddedPair *pair;     /* NULL for NORM */
  Norm              norm;
  float            *values;   /* n_rows x n_columns */
  guint             n_rows;
  guint             n_columns;
  double           *whole;    /* OCCLUSION: T, log p with no token removed */
  guint             n_done;   /* gradients: rows; else columns, one more for OCCLUSION */
};

/* --- Occlusion --- */

/* The very first copy is the unchanged pair, which counts as column S. */
static void
occlude (HeedEvidence *evidence)
{
  guint n_source = evidence->n_columns;
  guint n_copies =
    MIN (heed_embedded_pair_get_n_copies (evidence->pair), n_source + 1 - evidence->n_done);
  g_autofree guint *hidden = g_new (guint, n_copies);
  g_autofree double *log_probs = g_new (double, (gsize) evidence->n_rows * n_copies);

  for (guint b = 0; b < n_copies; b++)
    hidden[b] = evidence->n_done + b == 0 ? n_source : evidence->n_done + b - 1;
  heed_embedded_pair_score (evidence->pair, hidden, n_copies, log_probs);

  for (guint t = 0; t < evidence->n_rows; t++)
    for (guint b = 0; b < n_copies; b++)
      {
        double log_prob = log_probs[(gsize) t * n_copies + b];

        if (hidden[b] == n_source)
          evidence->whole[t] = log_prob;
        else
          evidence->values[(gsize) t * n_source + hidden[b]] =
            (float) (evidence->whole[t] - log_prob);
      }

  evidence->n_done += n_copies;
}

/* --- Gradients --- */

static double
sum_sizes (const float *values,
           guint        n_values)
{
  double sum = 0.0;

  for (guint i = 0; i < n_values; i++)
    sum += fabs ((double) values[i]);

  return sum;
}

/* If no gradient reaches any token, all shares are 0. */
static void
make_shares (float       *source,
             guint        n_source,
             const float *prefix,
             guint        n_prefix)
{
  double whole = sum_sizes (source, n_source) + sum_sizes (prefix, n_prefix);

  for (guint s = 0; s < n_source; s++)
    source[s] = whole > 0.0 ? (float) (fabs ((double) source[s]) / whole) : 0.0f;
}

static void
differentiate (HeedEvidence *evidence)
{
  guint first = evidence->n_done;
  guint n_steps =
    MIN (heed_embedded_pair_get_n_copies (evidence->pair), evidence->n_rows - first);
  g_autofree float *prefix = g_new (float, (gsize) n_steps * evidence->n_rows);
  float *source = evidence->values + (gsize) first * evidence->n_columns;

  heed_embedded_pair_differentiate (evidence->pair, first, n_steps, source, prefix);
  for (guint i = 0; i < n_steps && evidence->kind == HEED_EVIDENCE_SHARE; i++)
    make_shares (source + (gsize) i * evidence->n_columns, evidence->n_columns,
                 prefix + (gsize) i * evidence->n_rows, first + i + 1);

  evidence->n_done += n_steps;
}

/* --- Norms --- */

/* Computes W_o v of one head; without an output map, v itself at the head's place in the context
 * vector. */
static void
read_key (const Norm *norm,
          guint       head,
          guint       key,
          double     *to)
{
  const HeedTensor *output = norm->values.output;
  guint n = norm->values.values.n_columns / norm->n_all;
  const float *v = heed_tensor_row (&norm->values.values, key) + head * n;

  memset (to, 0, norm->width * sizeof *to);

  for (guint i = 0; i < n && output == NULL; i++)
    to[head * n + i] = v[i];

  for (guint d = 0; output != NULL && d < norm->width; d++)
    {
      const float *row = heed_tensor_row (output, d) + head * n;

      for (guint i = 0; i < n; i++)
        to[d] += (double) row[i] * v[i];
    }
}

/* The Euclidean length of the sum, over all chosen heads, of what one row reads from a key. */
static double
find_length (const Norm *norm,
             gsize       cell)
{
  double squares = 0.0;

  for (guint d = 0; d < norm->width; d++)
    {
      double sum = 0.0;

      for (guint i = 0; i < norm->n_chosen; i++)
        sum += (double) norm->attention[i]->values[cell] * norm->read[i * norm->width + d];
      squares += sum * sum;
    }

  return sqrt (squares);
}

static void
measure_norms (HeedEvidence *evidence)
{
  const Norm *norm = &evidence->norm;
  guint end = MIN (evidence->n_done + KEYS_PER_UNIT, evidence->n_columns);

  for (guint key = evidence->n_done; key < end; key++)
    {
      for (guint i = 0; i < norm->n_chosen; i++)
        read_key (norm, norm->heads[i], key, norm->read + i * norm->width);

      for (guint row = 0; row < evidence->n_rows; row++)
        {
          gsize cell = (gsize) row * evidence->n_columns + key;

          evidence->values[cell] = (float) find_length (norm, cell);
        }
    }

  evidence->n_done = end;
}

static gboolean
refuse (GError     **error,
        HeedError    code,
        const char  *format,
        ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError     **error,
        HeedError    code,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEED_ERROR, (int) code, message);

  return FALSE;
}

/* Sets the heads that the wish selects. */
static void
choose_heads (Norm                   *norm,
              const HeedEvidenceWish *wish)
{
  norm->heads = g_new (guint, norm->n_all);

  for (guint head = 0; head < norm->n_all; head++)
    if (wish->site.head == (int) head ||
        (wish->site.head == HEED_HEAD_MEAN &&
         (wish->heads == 0 || (wish->heads >> head & 1) != 0)))
      norm->heads[norm->n_chosen++] = head;
}

/* Errors: UNSUPPORTED or SHAPE if nothing attends at the site, or if there is no such head. */
static gboolean
prepare_norms (HeedEvidence            *evidence,
               HeedSession             *session,
               const HeedEvidenceWish  *wish,
               GError                 **error)
{
  Norm *norm = &evidence->norm;
  HeedAttentionSite site = wish->site;

  norm->encoding = heed_encoding_ref (heed_session_get_encoding (session));
  norm->state = heed_decoder_state_ref (heed_session_get_state (session));
  if (!heed_encoding_find_values (norm->encoding, norm->state, site.kind, site.layer,
                                  &norm->values))
    return refuse (error, HEED_ERROR_UNSUPPORTED,
                   "norm: expected a layer with this attention, found layer %d", site.layer);

  norm->n_all = heed_encoding_get_n_heads (norm->encoding, site.kind, site.layer);
  if (wish->heads != 0 && norm->n_all > N_HEAD_BITS)
    return refuse (error, HEED_ERROR_UNSUPPORTED,
                   "norm: expected at most %d heads to choose from, found %u", N_HEAD_BITS,
                   norm->n_all);

  choose_heads (norm, wish);
  if (norm->n_chosen == 0)
    return refuse (error, HEED_ERROR_SHAPE, "norm: expected a head below %u, found none of them",
                   norm->n_all);

  norm->width =
    norm->values.output != NULL ? norm->values.output->n_rows : norm->values.values.n_columns;
  norm->read = g_new (double, (gsize) norm->n_chosen * norm->width);
  norm->attention = g_new0 (HeedMatrix *, norm->n_chosen);
  for (guint i = 0; i < norm->n_chosen; i++)
    {
      site.head = (int) norm->heads[i];
      norm->attention[i] = heed_session_dup_attention (session, site);
      if (norm->attention[i] == NULL)
        return refuse (error, HEED_ERROR_UNSUPPORTED,
                       "norm: expected steps that keep their attention, found others");
    }

  evidence->n_rows = norm->attention[0]->n_rows;
  evidence->n_columns = norm->attention[0]->n_columns;

  return TRUE;
}

static void
clear_norms (Norm *norm)
{
  for (guint i = 0; norm->attention != NULL && i < norm->n_chosen; i++)
    g_clear_pointer (&norm->attention[i], heed_matrix_unref);

  g_clear_pointer (&norm->encoding, heed_encoding_unref);
  g_clear_pointer (&norm->state, heed_decoder_state_unref);
  g_free (norm->attention);
  g_free (norm->heads);
  g_free (norm->read);
}

/* --- The work --- */

/**
 * heed_evidence_new:
 * @session: may be used further meanwhile
 * @wish: which kind of evidence, and where
 *
 * Cost:    copies the embeddings of both sentences; computes nothing
 *
 * Errors:  %HEED_ERROR_SHAPE before the first step, and for NORM if none of the heads
 *   exists; %HEED_ERROR_UNSUPPORTED for NORM if nothing attends at the site, if the steps
 *   keep no attention, or if heads are chosen among more than 64
 *
 * Returns: (transfer full): work that has not started yet
 */
HeedEvidence *
heed_evidence_new (HeedSession             *session,
                   const HeedEvidenceWish  *wish,
                   GError                 **error)
{
  g_autoptr(HeedEvidence) evidence = NULL;

  g_return_val_if_fail (session != NULL && wish != NULL, NULL);
  g_return_val_if_fail (wish->kind < HEED_N_EVIDENCE_KINDS, NULL);

  if (heed_session_get_n_steps (session) == 0)
    {
      refuse (error, HEED_ERROR_SHAPE, "evidence: expected at least one step, found none");
      return NULL;
    }

  evidence = g_new0 (HeedEvidence, 1);
  evidence->model = heed_model_ref (heed_session_get_model (session));
  evidence->kind = wish->kind;
  evidence->n_rows = heed_session_get_n_steps (session);
  heed_session_get_source (session, &evidence->n_columns);
  if (wish->kind == HEED_EVIDENCE_NORM)
    {
      if (!prepare_norms (evidence, session, wish, error))
        return NULL;
    }
  else
    {
      evidence->pair = heed_embedded_pair_new (session);
    }

  evidence->values = g_new0 (float, (gsize) evidence->n_rows * evidence->n_columns);
  evidence->whole = g_new0 (double, evidence->n_rows);

  return g_steal_pointer (&evidence);
}

static guint
count_units (const HeedEvidence *evidence)
{
  switch (evidence->kind)
    {
    case HEED_EVIDENCE_OCCLUSION:
      return evidence->n_columns + 1;

    case HEED_EVIDENCE_NORM:
      return evidence->n_columns;

    case HEED_EVIDENCE_GRADIENT:
    case HEED_EVIDENCE_SHARE:
      break;
    }

  return evidence->n_rows;
}

/**
 * heed_evidence_work:
 *
 * Cost:    OCCLUSION reads the pair once for each source token, GRADIENT and SHARE once
 *   for each target token, forwards and backwards; one unit is a few of these passes
 *
 * Returns: %FALSE when the work is done
 */
gboolean
heed_evidence_work (HeedEvidence *evidence)
{
  g_return_val_if_fail (evidence != NULL, FALSE);

  if (evidence->n_done == count_units (evidence))
    return FALSE;

  switch (evidence->kind)
    {
    case HEED_EVIDENCE_OCCLUSION:
      occlude (evidence);
      break;

    case HEED_EVIDENCE_GRADIENT:
    case HEED_EVIDENCE_SHARE:
      differentiate (evidence);
      break;

    case HEED_EVIDENCE_NORM:
      measure_norms (evidence);
      break;
    }

  return evidence->n_done < count_units (evidence);
}

/**
 * heed_evidence_dup_matrix:
 * @evidence: evidence whose work is done
 *
 * Shape:   T x S; for NORM as the attention at its site
 * Units:   OCCLUSION and GRADIENT nats, signed; SHARE [0, 1]; NORM none, >= 0
 * Errors:  %HEED_ERROR_NOT_FINITE; %HEED_ERROR_DAMAGED if the model's file was
 *   written to
 * Source:  Li et al. 2016; Denil et al. 2014; Kobayashi et al. 2020; Voita et al. 2021
 *
 * Returns: (transfer full): a matrix whose row t belongs to step t
 */
HeedMatrix *
heed_evidence_dup_matrix (HeedEvidence  *evidence,
                          GError       **error)
{
  gsize n_values;

  g_return_val_if_fail (evidence != NULL && evidence->n_done == count_units (evidence), NULL);

  if (!heed_model_check_file (evidence->model, error))
    return NULL;

  n_values = (gsize) evidence->n_rows * evidence->n_columns;
  for (gsize i = 0; i < n_values; i++)
    if (!isfinite (evidence->values[i]))
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                     "%s: expected finite numbers, found others at step %u",
                     heed_evidence_get_info (evidence->kind)->name,
                     (guint) (i / evidence->n_columns));
        return NULL;
      }

  return heed_matrix_new (evidence->n_rows, evidence->n_columns, evidence->values);
}

/**
 * heed_evidence_free:
 *
 * May be called at any time, also before the work is done.
 */
void
heed_evidence_free (HeedEvidence *evidence)
{
  if (evidence == NULL)
    return;

  g_clear_pointer (&evidence->pair, heed_embedded_pair_free);
  clear_norms (&evidence->norm);
  g_free (evidence->values);
  g_free (evidence->whole);
  heed_model_unref (evidence->model);
  g_free (evidence);
}

/**
 * heed_session_dup_evidence:
 * @session: not changed
 * @wish: which kind of evidence, and where
 *
 * Shape:   T x S; for NORM as the attention at its site
 * Errors:  those of heed_evidence_new() and heed_evidence_dup_matrix()
 * Source:  as heed_evidence_dup_matrix()
 *
 * Returns: (transfer full): a matrix whose row t belongs to step t
 */
HeedMatrix *
heed_session_dup_evidence (HeedSession             *session,
                           const HeedEvidenceWish  *wish,
                           GError                 **error)
{
  g_autoptr(HeedEvidence) evidence = heed_evidence_new (session, wish, error);

  if (evidence == NULL)
    return NULL;

  while (heed_evidence_work (evidence))
    ;

  return heed_evidence_dup_matrix (evidence, error);
}
