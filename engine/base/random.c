/* random.c — a seeded random number generator
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GRand is not used because it gives only 32 bits at a time and its state cannot be
 * saved in a checkpoint.
 *
 * Source: Blackman and Vigna 2018, xoshiro256**, seeded by splitmix64 as they
 * recommend.
 */

#include "engine/base/random.h"

static guint64
rotate_left (guint64 value,
             guint   n_bits)
{
  return (value << n_bits) | (value >> (64 - n_bits));
}

static guint64
splitmix (guint64 *state)
{
  guint64 mixed = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return mixed ^ (mixed >> 31);
}

void
heed_random_seed (HeedRandom *random,
                  guint64     seed)
{
  for (guint i = 0; i < G_N_ELEMENTS (random->state); i++)
    random->state[i] = splitmix (&seed);
}

guint64
heed_random_next (HeedRandom *random)
{
  guint64 *state = random->state;
  guint64 result = rotate_left (state[1] * 5, 7) * 9;
  guint64 shifted = state[1] << 17;

  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate_left (state[3], 45);

  return result;
}

/* Returns a number in [0, 1) with 53 random bits. */
double
heed_random_uniform (HeedRandom *random)
{
  return (double) (heed_random_next (random) >> 11) * 0x1.0p-53;
}

/* Returns an integer in [0, limit). The multiplication has a bias below 2^-32 for each result. */
guint
heed_random_below (HeedRandom *random,
                   guint       limit)
{
  return (guint) (((heed_random_next (random) >> 32) * limit) >> 32);
}

void
heed_random_shuffle (HeedRandom *random,
                     guint      *values,
                     guint       n_values)
{
  for (guint i = n_values; i > 1; i--)
    {
      guint j = heed_random_below (random, i);
      guint value = values[i - 1];

      values[i - 1] = values[j];
      values[j] = value;
    }
}
