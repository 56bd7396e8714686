/* film-pace.c — the speed of films, which follows changes in the attention, not time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attention emerges in a small part of a training and hardly changes in the rest. So
 * nine tenths of a film are distributed by the change between frames: the mean over
 * the rows of the total variation distance, half the sum of the absolute differences
 * of weights. One tenth is distributed by time, so that every moment can be reached.
 * Several films are cut at the same moments, so the mean of their changes is used.
 */

#include "app/core/training/film-pace.h"

#include <math.h>

#define TIME_SHARE 0.1

/* The change between frames that cannot be compared, if their outputs differ. */
#define OTHER_OUTPUT 0.5

typedef struct {
  double epoch;
  double place;  /* [0, 1] */
} Knot;

struct _HeedFilmPace
{
  GArray *knots;  /* of Knot; the first at epoch 0, the last at the end */
};

static HeedSnapshot *
get_frame (const HeedReel *reel,
           guint           i)
{
  return g_ptr_array_index (reel->frames, i);
}

/* Returns the share of the attention that moved since the frame before, [0, 1]. */
static double
find_change (const HeedReel *reel,
             guint           i)
{
  const HeedSnapshot *before = get_frame (reel, i - 1), *after = get_frame (reel, i);
  const HeedMatrix *a = heed_snapshot_get_attention (before, reel->site);
  const HeedMatrix *b = heed_snapshot_get_attention (after, reel->site);
  double sum = 0.0;

  if (a == NULL || b == NULL || a->n_rows != b->n_rows || a->n_columns != b->n_columns)
    return g_strcmp0 (before->output, after->output) == 0 ? 0.0 : OTHER_OUTPUT;

  for (gsize k = 0; k < (gsize) a->n_rows * a->n_columns; k++)
    sum += fabs ((double) a->values[k] - (double) b->values[k]);

  return a->n_rows > 0 ? sum / 2.0 / a->n_rows : 0.0;
}

/* Returns, for each frame, the share of the film's total change up to it; NAN if there is none. */
static double *
dup_shares (const HeedReel *reel)
{
  guint n_frames = reel->frames->len;
  double *shares = g_new0 (double, n_frames);
  double sum = 0.0;

  for (guint i = 1; i < n_frames; i++)
    shares[i] = sum += find_change (reel, i);

  for (guint i = 0; i < n_frames; i++)
    shares[i] = sum > 0.0 ? shares[i] / sum : NAN;

  return shares;
}

static double
interpolate (double x,
             double x0,
             double y0,
             double x1,
             double y1)
{
  return x1 > x0 ? y0 + (y1 - y0) * CLAMP ((x - x0) / (x1 - x0), 0.0, 1.0) : y1;
}

/* Returns the share of the film's change up to an epoch; NAN if nothing changes in this film. */
static double
find_share (const HeedReel *reel,
            const double   *shares,
            double          epoch)
{
  guint n_frames = reel->frames->len;

  for (guint i = 1; i < n_frames; i++)
    if (get_frame (reel, i)->epoch >= epoch)
      return interpolate (epoch, get_frame (reel, i - 1)->epoch, shares[i - 1],
                          get_frame (reel, i)->epoch, shares[i]);

  return shares[n_frames - 1];
}

static double
find_place (const HeedReels *reels,
            double *const   *shares,
            double           epoch,
            double           last_epoch)
{
  double time = last_epoch > 0.0 ? epoch / last_epoch : 0.0;
  double sum = 0.0;
  guint n_changing = 0;

  for (guint k = 0; k < reels->n_reels; k++)
    {
      double share = find_share (&reels->reels[k], shares[k], epoch);

      if (isnan (share))
        continue;
      sum += share;
      n_changing++;
    }

  return n_changing > 0 ? TIME_SHARE * time + (1.0 - TIME_SHARE) * sum / n_changing : time;
}

static int
compare_epochs (gconstpointer a,
                gconstpointer b)
{
  double left = ((const Knot *) a)->epoch, right = ((const Knot *) b)->epoch;

  return (left > right) - (left < right);
}

static void
add_knot (GArray *knots,
          double  epoch)
{
  g_array_append_vals (knots, &(Knot) { epoch, 0.0 }, 1);
}

/**
 * heed_film_pace_new:
 * @reels: each with at least one frame; there may be none
 * @last_epoch: the epoch at which the films end
 *
 * Cost: for each film, the number of its frames times the cells of a frame
 *
 * Returns: (transfer full): one pace for all films together
 */
HeedFilmPace *
heed_film_pace_new (const HeedReels *reels,
                    double           last_epoch)
{
  HeedFilmPace *pace = g_new0 (HeedFilmPace, 1);
  g_autofree double **shares = g_new (double *, reels->n_reels + 1);

  pace->knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  add_knot (pace->knots, 0.0);
  add_knot (pace->knots, last_epoch);
  for (guint k = 0; k < reels->n_reels; k++)
    {
      shares[k] = dup_shares (&reels->reels[k]);
      for (guint i = 0; i < reels->reels[k].frames->len; i++)
        add_knot (pace->knots, MIN (get_frame (&reels->reels[k], i)->epoch, last_epoch));
    }

  g_array_sort (pace->knots, compare_epochs);
  for (guint i = 0; i < pace->knots->len; i++)
    {
      Knot *knot = &g_array_index (pace->knots, Knot, i);

      knot->place = find_place (reels, shares, knot->epoch, last_epoch);
    }
  g_array_index (pace->knots, Knot, pace->knots->len - 1).place = 1.0;

  for (guint k = 0; k < reels->n_reels; k++)
    g_free (shares[k]);

  return pace;
}

void
heed_film_pace_free (HeedFilmPace *pace)
{
  g_array_unref (pace->knots);
  g_free (pace);
}

/**
 * heed_film_pace_get_place:
 *
 * Returns: the place of @epoch in the films, [0, 1]
 */
double
heed_film_pace_get_place (const HeedFilmPace *pace,
                          double              epoch)
{
  const Knot *knots;

  g_return_val_if_fail (pace != NULL, 0.0);

  knots = (const Knot *) (gconstpointer) pace->knots->data;
  for (guint i = 1; i < pace->knots->len; i++)
    if (knots[i].epoch >= epoch)
      return interpolate (epoch, knots[i - 1].epoch, knots[i - 1].place, knots[i].epoch,
                          knots[i].place);

  return 1.0;
}

/**
 * heed_film_pace_get_epoch:
 *
 * Returns: the epoch at @place in the films
 */
double
heed_film_pace_get_epoch (const HeedFilmPace *pace,
                          double              place)
{
  const Knot *knots;

  g_return_val_if_fail (pace != NULL, 0.0);

  knots = (const Knot *) (gconstpointer) pace->knots->data;
  for (guint i = 1; i < pace->knots->len; i++)
    if (knots[i].place >= place)
      return interpolate (place, knots[i - 1].place, knots[i - 1].epoch, knots[i].place,
                          knots[i].epoch);

  return knots[pace->knots->len - 1].epoch;
}
