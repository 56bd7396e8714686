/* state-index.c — an index of the decoder states of a corpus, searched for the nearest ones
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/state-index.h"

#include <math.h>

#define SCALE G_MAXINT16  /* what stands for 1 */

/* The steps of a pair; values is n_steps x D of unit length. */
typedef struct
{
  guint   n_steps;   /* 0: it is not kept */
  gint16 *values;
} Pair;

struct _HeedStateIndex
{
  gatomicrefcount ref_count;
  guint           n_pairs;
  gsize           max_bytes;

  /* behind the lock */
  GMutex          lock;
  Pair           *pairs;         /* n_pairs */
  guint           n_dimensions;  /* D; 0: not known yet */
  guint           stride;
  guint           n_kept;
  gsize           n_steps;       /* of all that are kept */
};

/**
 * heed_state_index_new:
 * @n_pairs: how many there may be
 * @max_bytes: what the states may take
 *
 * Returns: (transfer full): one that keeps nothing yet
 */
HeedStateIndex *
heed_state_index_new (guint n_pairs,
                      gsize max_bytes)
{
  HeedStateIndex *self = g_new0 (HeedStateIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->n_pairs = n_pairs;
  self->max_bytes = max_bytes;
  self->pairs = g_new0 (Pair, MAX (n_pairs, 1));
  self->stride = 1;

  return self;
}

HeedStateIndex *
heed_state_index_ref (HeedStateIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_state_index_unref (HeedStateIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_pairs; i++)
    g_free (self->pairs[i].values);
  g_free (self->pairs);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* --- Keeping --------------------------------------------------------------- */

static double
measure_length (const float *values,
                guint        n)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += (double) values[i] * values[i];

  return sqrt (sum);
}

/* To unit length; what has none stays nothing. */
static void
pack (gint16      *packed,
      const float *values,
      guint        n)
{
  double length = measure_length (values, n);
  double factor = length > 0.0 && isfinite (length) ? SCALE / length : 0.0;

  for (guint i = 0; i < n; i++)
    packed[i] = (gint16) lrint (factor * values[i]);
}

static gsize
measure (HeedStateIndex *self,
         gsize           n_steps)
{
  return n_steps * self->n_dimensions * sizeof (gint16);
}

static void
let_go (HeedStateIndex *self,
        Pair           *pair)
{
  if (pair->n_steps == 0)
    return;

  self->n_steps -= pair->n_steps;
  self->n_kept--;
  g_clear_pointer (&pair->values, g_free);
  pair->n_steps = 0;
}

/* Drops pairs until n_steps more fit, or until the pair itself is one to be dropped. */
static gboolean
make_room (HeedStateIndex *self,
           guint           pair,
           guint           n_steps)
{
  if (measure (self, n_steps) > self->max_bytes)
    return FALSE;

  while (pair % self->stride == 0 && measure (self, self->n_steps + n_steps) > self->max_bytes)
    {
      if (self->stride > self->n_pairs)
        return FALSE;

      self->stride *= 2;
      for (guint i = 0; i < self->n_pairs; i++)
        if (i % self->stride != 0)
          let_go (self, &self->pairs[i]);
    }

  return pair % self->stride == 0;
}

/**
 * heed_state_index_put:
 * @states: T x D; once kept a pair stays as it is
 *
 * Thread: any
 */
void
heed_state_index_put (HeedStateIndex   *self,
                      guint             pair,
                      const HeedMatrix *states)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Pair *kept;

  g_return_if_fail (pair < self->n_pairs);

  if (self->n_dimensions == 0)
    self->n_dimensions = states->n_columns;
  kept = &self->pairs[pair];
  if (states->n_columns != self->n_dimensions || states->n_rows == 0 || kept->n_steps > 0 ||
      !make_room (self, pair, states->n_rows))
    return;

  kept->n_steps = states->n_rows;
  kept->values = g_new (gint16, (gsize) states->n_rows * self->n_dimensions);
  for (guint step = 0; step < states->n_rows; step++)
    pack (kept->values + (gsize) step * self->n_dimensions,
          states->values + (gsize) step * self->n_dimensions, self->n_dimensions);
  self->n_steps += kept->n_steps;
  self->n_kept++;
}

gboolean
heed_state_index_is_done (HeedStateIndex *self,
                          guint           pair)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_val_if_fail (pair < self->n_pairs, TRUE);

  return self->pairs[pair].n_steps > 0 || pair % self->stride != 0;
}

/* --- Finding --------------------------------------------------------------- */

static double
find_cosine (const gint16 *a,
             const gint16 *b,
             guint         n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (gint32) a[i] * b[i];

  return CLAMP ((double) sum / ((double) SCALE * SCALE), -1.0, 1.0);
}

static HeedStateNeighbour
find_nearest_step (HeedStateIndex *self,
                   guint           pair,
                   const gint16   *state)
{
  const Pair *kept = &self->pairs[pair];
  HeedStateNeighbour nearest = { pair, 0, -2.0 };

  for (guint step = 0; step < kept->n_steps; step++)
    {
      double cosine = find_cosine (kept->values + (gsize) step * self->n_dimensions, state,
                                   self->n_dimensions);

      if (cosine > nearest.cosine)
        {
          nearest.step = step;
          nearest.cosine = cosine;
        }
    }

  return nearest;
}

/* The nearest first; of equals the pair that is before. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HeedStateNeighbour *one = a;
  const HeedStateNeighbour *other = b;

  if (one->cosine != other->cosine)
    return one->cosine > other->cosine ? -1 : 1;

  return one->pair < other->pair ? -1 : 1;
}

/**
 * heed_state_index_find:
 * @state: n_dimensions numbers, of any length
 * @except: a pair that is not looked at: the one that asks
 * @n_most: how many pairs at most
 *
 * Thread: any; nothing is kept meanwhile
 * Cost: a product with every state that is kept
 *
 * Returns: (transfer full): of #HeedStateNeighbour
 */
GArray *
heed_state_index_find (HeedStateIndex *self,
                       const float    *state,
                       guint           n_dimensions,
                       guint           except,
                       guint           n_most)
{
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (HeedStateNeighbour));
  g_autofree gint16 *packed = g_new (gint16, MAX (n_dimensions, 1));
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (n_dimensions != self->n_dimensions)
    return neighbours;

  pack (packed, state, n_dimensions);
  for (guint pair = 0; pair < self->n_pairs; pair++)
    if (pair != except && self->pairs[pair].n_steps > 0)
      {
        const HeedStateNeighbour nearest = find_nearest_step (self, pair, packed);

        g_array_append_val (neighbours, nearest);
      }

  g_array_sort (neighbours, compare);
  g_array_set_size (neighbours, MIN (neighbours->len, n_most));

  return neighbours;
}

HeedStateIndexSize
heed_state_index_get_size (HeedStateIndex *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return (HeedStateIndexSize) { measure (self, self->n_steps), self->n_kept,
                                (guint) self->n_steps, self->stride };
}
