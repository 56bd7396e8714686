/* past.c — the keys and values of earlier tokens: a Transformer's cache
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The successive states of a session share one block of memory: each state knows how
 * many positions are its own, and the next step fills the next position. Only if two
 * steps continue from the same position, after a rewind or in a beam, must the
 * second one copy. A full block is copied to one of twice the size.
 */

#include "engine/networks/past.h"

#include <string.h>

#define FIRST_CAPACITY 32

struct _HeedPast
{
  guint  n_layers;
  guint  width;
  guint  capacity;  /* positions */
  gint   n_taken;   /* positions that are filled or being filled; atomic */
  float *values;    /* n_layers x (keys, values) x capacity x width */
};

static HeedPast *
new_past (guint n_layers,
          guint width,
          guint capacity)
{
  HeedPast *past = g_atomic_rc_box_new0 (HeedPast);

  past->n_layers = n_layers;
  past->width = width;
  past->capacity = capacity;
  past->values = g_new (float, 2 * (gsize) n_layers * capacity * width);

  return past;
}

HeedPast *
heed_past_new (guint n_layers,
               guint width)
{
  return new_past (n_layers, width, FIRST_CAPACITY);
}

HeedPast *
heed_past_ref (HeedPast *past)
{
  return g_atomic_rc_box_acquire (past);
}

static void
clear_past (gpointer data)
{
  HeedPast *past = data;

  g_free (past->values);
}

void
heed_past_unref (HeedPast *past)
{
  g_atomic_rc_box_release_full (past, clear_past);
}

float *
heed_past_get_keys (HeedPast *past,
                    guint     layer)
{
  return past->values + 2 * (gsize) layer * past->capacity * past->width;
}

float *
heed_past_get_values (HeedPast *past,
                      guint     layer)
{
  return heed_past_get_keys (past, layer) + (gsize) past->capacity * past->width;
}

static HeedPast *
copy_past (HeedPast *past,
           guint     n_positions)
{
  guint capacity = n_positions < past->capacity ? past->capacity : 2 * past->capacity;
  HeedPast *copy = new_past (past->n_layers, past->width, capacity);
  gsize n_bytes = (gsize) n_positions * past->width * sizeof (float);

  for (guint layer = 0; layer < past->n_layers; layer++)
    {
      memcpy (heed_past_get_keys (copy, layer), heed_past_get_keys (past, layer), n_bytes);
      memcpy (heed_past_get_values (copy, layer), heed_past_get_values (past, layer), n_bytes);
    }
  copy->n_taken = (gint) n_positions + 1;

  return copy;
}

/**
 * heed_past_extend:
 * @n_positions: the number of positions that are the caller's
 *
 * Cost: nothing, or a copy of @n_positions positions
 *
 * Returns: (transfer full): a past with room for position @n_positions
 */
HeedPast *
heed_past_extend (HeedPast *past,
                  guint     n_positions)
{
  if (n_positions < past->capacity && g_atomic_int_compare_and_exchange (
                                        &past->n_taken, (gint) n_positions, (gint) n_positions + 1))
    return heed_past_ref (past);

  return copy_past (past, n_positions);
}
