/* training-diagnosis.c — a diagnosis of a training from its attention and losses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heed_attention_judge() gives a verdict on each frame of the film, which is reduced to
 * three looks: uniform (spread evenly); stuck (one column has at least half of all
 * attention); and from word to word: in order, reversed or shifted, or in any other order
 * if rows are not spread and the number of different strongest columns is at least half
 * of the possible number. A look counts if it holds for three frames in a row, since a
 * single frame may be chance. A loss rises if the mean of its last points is a tenth, and
 * more than noise, above its least, and that least is not among the last points.
 */

#include "app/core/training/training-diagnosis.h"

#include <math.h>

#include "ui/chart-layout.h"

#define STUCK_SHARE     0.5
#define SPREAD_SHARE    0.75   /* of the entropy of a uniform row */
#define N_IN_A_ROW      3      /* frames */
#define MIN_EPOCHS      1.0    /* before reporting that nothing was learned */
#define N_WINDOWS       12     /* of the training loss */
#define MIN_A_WINDOW    4      /* points per window */
#define RISE            0.1    /* of the least loss */
#define MIN_RISE        0.02   /* nats; less is noise when the loss is near zero */
#define MIN_CHECKS      6
#define N_RISEN         3      /* checks in a row above the least */

typedef enum {
  LOOK_OTHER,
  LOOK_UNIFORM,
  LOOK_STUCK,
  LOOK_FROM_WORD_TO_WORD
} Look;

/* --- One moment ---------------------------------------------------------- */

static double
find_share (const HeedMatrix *attention,
            guint             column)
{
  double sum = 0.0;

  for (guint t = 0; t < attention->n_rows; t++)
    sum += attention->values[(gsize) t * attention->n_columns + column];

  return sum / attention->n_rows;
}

static guint
find_strongest_column (const HeedMatrix *attention)
{
  guint best = 0;

  for (guint s = 1; s < attention->n_columns; s++)
    if (find_share (attention, s) > find_share (attention, best))
      best = s;

  return best;
}

/* Returns the mean entropy of a row as a share of that of a uniform row. */
static double
find_spread (const HeedMatrix *attention)
{
  g_autofree double *entropies = heed_attention_dup_entropies (attention);
  double sum = 0.0;

  for (guint t = 0; t < attention->n_rows; t++)
    sum += entropies[t];

  return sum / attention->n_rows / log (attention->n_columns);
}

static guint
count_looked_at (const HeedMatrix *attention)
{
  g_autofree gboolean *is_looked_at = g_new0 (gboolean, attention->n_columns);
  guint n = 0;

  for (guint t = 0; t < attention->n_rows; t++)
    {
      const float *row = attention->values + (gsize) t * attention->n_columns;
      guint best = 0;

      for (guint s = 1; s < attention->n_columns; s++)
        if (row[s] > row[best])
          best = s;

      n += !is_looked_at[best];
      is_looked_at[best] = TRUE;
    }

  return n;
}

static gboolean
is_stuck (const HeedMatrix *attention)
{
  return find_share (attention, find_strongest_column (attention)) >= STUCK_SHARE;
}

static gboolean
is_sharp (const HeedMatrix *attention)
{
  return find_spread (attention) < SPREAD_SHARE &&
         2 * count_looked_at (attention) >= MIN (attention->n_rows, attention->n_columns);
}

/* Returns: FALSE if the frame has no attention or is too short to judge */
static gboolean
find_look (const HeedSnapshot *frame,
           HeedAttentionSite   site,
           Look               *look)
{
  const HeedMatrix *attention = heed_snapshot_get_attention (frame, site);
  HeedAttentionKind kind = heed_site_ranges_clamp (frame->attentions->ranges, site).kind;
  HeedAttentionVerdict verdict;

  if (attention == NULL)
    return FALSE;

  verdict = heed_attention_judge (attention, kind, heed_snapshot_get_rows (frame, site)->tokens,
                                  heed_snapshot_get_columns (frame, site)->tokens);
  switch (verdict.kind)
    {
    case HEED_VERDICT_TOO_SHORT:
      return FALSE;

    case HEED_VERDICT_SPREAD:
      *look = LOOK_UNIFORM;
      break;

    case HEED_VERDICT_IN_ORDER:
    case HEED_VERDICT_REVERSED:
    case HEED_VERDICT_SHIFTED:
      *look = LOOK_FROM_WORD_TO_WORD;
      break;

    case HEED_VERDICT_STUCK:
    case HEED_VERDICT_SAME:
    case HEED_VERDICT_ON_SPECIAL:
    case HEED_VERDICT_MIXED:
      *look = is_stuck (attention)   ? LOOK_STUCK
              : is_sharp (attention) ? LOOK_FROM_WORD_TO_WORD
                                     : LOOK_OTHER;
      break;
    }

  return TRUE;
}

/* --- The film ------------------------------------------------------------ */

static HeedSnapshot *
get_frame (const HeedTrainingStatus *status,
           guint                     i)
{
  return g_ptr_array_index (status->film, i);
}

/* Returns, for each frame, the last look that held for N_IN_A_ROW frames in a row. NULL if a frame
 * cannot be judged. */
static Look *
dup_looks (const HeedTrainingStatus *status,
           HeedAttentionSite         site)
{
  guint n_frames = status->film->len;
  g_autofree Look *looks = g_new0 (Look, n_frames + 1);
  Look *steady = g_new0 (Look, n_frames + 1);

  for (guint i = 0; i < n_frames; i++)
    {
      if (!find_look (get_frame (status, i), site, &looks[i]))
        {
          g_free (steady);
          return NULL;
        }

      steady[i] = i > 0 ? steady[i - 1] : LOOK_OTHER;
      if (i + 1 >= N_IN_A_ROW && looks[i] == looks[i - 1] && looks[i] == looks[i - 2])
        steady[i] = looks[i];
    }

  return steady;
}

/* Returns the epoch at which a look began that is steady from frame i on, N_IN_A_ROW - 1 frames
 * before. */
static double
find_begin (const HeedTrainingStatus *status,
            guint                     i)
{
  return get_frame (status, i + 1 - N_IN_A_ROW)->epoch;
}

static HeedDiagnosis
describe_now (const HeedTrainingStatus *status,
              HeedAttentionSite         site,
              Look                      look)
{
  HeedSnapshot *last = get_frame (status, status->film->len - 1);
  const HeedMatrix *attention = heed_snapshot_get_attention (last, site);
  guint column = find_strongest_column (attention);

  if (last->epoch < MIN_EPOCHS || (look != LOOK_UNIFORM && look != LOOK_STUCK))
    return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_NONE };

  return (HeedDiagnosis) {
    .kind = look == LOOK_UNIFORM ? HEED_DIAGNOSIS_UNIFORM : HEED_DIAGNOSIS_STUCK,
    .since = last->epoch,
    .share = find_share (attention, column),
    .word = heed_snapshot_get_columns (last, site)->tokens[column].text,
  };
}

static HeedDiagnosis
diagnose_film (const HeedTrainingStatus *status,
               HeedAttentionSite         site)
{
  g_autofree Look *looks = dup_looks (status, site);
  HeedDiagnosis found = { .kind = HEED_DIAGNOSIS_NONE };
  guint n_frames = status->film->len;
  gboolean was_learned = FALSE;

  if (looks == NULL || n_frames == 0)
    return found;

  for (guint i = 1; i < n_frames; i++)
    {
      if (looks[i] == looks[i - 1])
        continue;

      if (looks[i] == LOOK_FROM_WORD_TO_WORD)
        {
          found.since = find_begin (status, i);
          was_learned = TRUE;
        }
      else if (looks[i - 1] == LOOK_FROM_WORD_TO_WORD)
        found.until = find_begin (status, i);
    }

  if (!was_learned)
    return describe_now (status, site, looks[n_frames - 1]);

  found.kind = looks[n_frames - 1] == LOOK_FROM_WORD_TO_WORD ? HEED_DIAGNOSIS_LEARNED
                                                             : HEED_DIAGNOSIS_LOST;

  return found;
}

/* --- The losses ---------------------------------------------------------- */

static HeedChartPoint
get_point (const GArray *curve,
           guint         i)
{
  return g_array_index (curve, HeedChartPoint, i);
}

static HeedChartPoint
find_mean (const GArray *curve,
           guint         begin,
           guint         end)
{
  HeedChartPoint mean = { 0.0, 0.0 };

  for (guint i = begin; i < end; i++)
    {
      mean.x += get_point (curve, i).x / (end - begin);
      mean.y += get_point (curve, i).y / (end - begin);
    }

  return mean;
}

static gboolean
is_rise (double from,
         double to)
{
  return to >= from * (1.0 + RISE) && to >= from + MIN_RISE;
}

/* Compares means over windows, because the loss of a single batch is noisy. */
static HeedDiagnosis
diagnose_loss (const GArray *curve)
{
  guint n_points = curve->len / N_WINDOWS;
  HeedChartPoint least = { 0.0, INFINITY }, last = { 0.0, 0.0 };
  guint k_least = 0;

  if (n_points < MIN_A_WINDOW)
    return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_NONE };

  for (guint k = 0; k < N_WINDOWS; k++)
    {
      guint end = curve->len - (N_WINDOWS - 1 - k) * n_points;

      last = find_mean (curve, end - n_points, end);
      if (last.y < least.y)
        {
          least = last;
          k_least = k;
        }
    }

  if (k_least + 2 >= N_WINDOWS || !is_rise (least.y, last.y))
    return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_NONE };

  return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_LOSS_RISES, .since = least.x, .from = least.y,
                           .to = last.y };
}

static HeedDiagnosis
diagnose_held_out (const GArray *curve)
{
  guint n = curve->len, i_least = 0;
  HeedChartPoint least, last;

  if (n < MIN_CHECKS)
    return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_NONE };

  for (guint i = 1; i < n; i++)
    if (get_point (curve, i).y < get_point (curve, i_least).y)
      i_least = i;

  least = get_point (curve, i_least);
  last = find_mean (curve, n - N_RISEN, n);
  if (i_least + N_RISEN >= n || !is_rise (least.y, last.y))
    return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_NONE };

  return (HeedDiagnosis) { .kind = HEED_DIAGNOSIS_HELD_OUT_RISES, .since = least.x,
                           .from = least.y, .to = last.y };
}

/**
 * heed_training_diagnose:
 * @status: of a training, at any time
 * @site: the attention to judge
 *
 * Cost: the number of cells of all frames
 *
 * Returns: the most important of all findings
 */
HeedDiagnosis
heed_training_diagnose (const HeedTrainingStatus *status,
                        HeedAttentionSite         site)
{
  HeedDiagnosis film, loss, held_out;

  g_return_val_if_fail (status != NULL, (HeedDiagnosis) { 0 });

  loss = diagnose_loss (status->training_loss);
  if (loss.kind != HEED_DIAGNOSIS_NONE)
    return loss;

  film = diagnose_film (status, site);
  if (film.kind == HEED_DIAGNOSIS_LOST)
    return film;

  held_out = diagnose_held_out (status->held_out_loss);

  return held_out.kind != HEED_DIAGNOSIS_NONE ? held_out : film;
}

gboolean
heed_diagnosis_advises_to_stop (const HeedDiagnosis *diagnosis)
{
  g_return_val_if_fail (diagnosis != NULL, FALSE);

  return diagnosis->kind == HEED_DIAGNOSIS_LOSS_RISES ||
         diagnosis->kind == HEED_DIAGNOSIS_HELD_OUT_RISES;
}
