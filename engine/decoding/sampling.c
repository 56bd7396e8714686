/* sampling.c — drawing a token from a distribution
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draw depends on the seed, the position and the distribution, and not on earlier
 * draws: a step that is undone and taken again draws the same token, and so does a
 * fork.
 *
 * Sources: top k: Fan et al. 2018, section 5.3; top p: Holtzman et al. 2020,
 * section 3.1; temperature: Ackley et al. 1985
 */

#include "engine/decoding/sampling.h"

#include <math.h>

#include "engine/base/random.h"

typedef struct
{
  guint32 token;
  float   logit;
  double  weight;  /* probability, up to a common factor */
} Choice;

gboolean
heed_sampling_options_are_sound (const HeedSamplingOptions *options)
{
  return options->temperature >= 0.0 && isfinite (options->temperature) &&
         options->top_p > 0.0 && options->top_p <= 1.0;
}

/* Best first; of equals, the lower id first. Compares logits, since at a high temperature all
 * weights become equal. */
static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  const Choice *x = a;
  const Choice *y = b;

  if (x->logit != y->logit)
    return x->logit > y->logit ? -1 : 1;

  return (x->token > y->token) - (x->token < y->token);
}

static guint32
find_best (const float *logits,
           guint        n_tokens)
{
  guint32 best = 0;

  for (guint32 token = 1; token < n_tokens; token++)
    if (logits[token] > logits[best])
      best = token;

  return best;
}

static GArray *
list_choices (const float *logits,
              guint        n_tokens,
              double       largest,
              double       temperature)
{
  GArray *choices = g_array_sized_new (FALSE, FALSE, sizeof (Choice), n_tokens);

  for (guint32 token = 0; token < n_tokens; token++)
    {
      Choice choice = { token, logits[token], exp ((logits[token] - largest) / temperature) };

      if (choice.weight > 0.0)
        g_array_append_val (choices, choice);
    }

  return choices;
}

static double
sum_weights (GArray *choices)
{
  double sum = 0.0;

  for (guint i = 0; i < choices->len; i++)
    sum += g_array_index (choices, Choice, i).weight;

  return sum;
}

/* Returns the smallest number of choices, best first, whose weights sum to at least the share.
 * choices are sorted. */
static guint
count_nucleus (GArray *choices,
               double  share)
{
  double wanted = share * sum_weights (choices);
  double sum = 0.0;
  guint n = 0;

  while (n < choices->len && (n == 0 || sum < wanted))
    sum += g_array_index (choices, Choice, n++).weight;

  return n;
}

static void
narrow (GArray                    *choices,
        const HeedSamplingOptions *options)
{
  if (options->top_k == 0 && options->top_p >= 1.0)
    return;

  g_array_sort (choices, compare_choices);
  if (options->top_k > 0 && options->top_k < choices->len)
    g_array_set_size (choices, options->top_k);
  if (options->top_p < 1.0)
    g_array_set_size (choices, count_nucleus (choices, options->top_p));
}

/* Returns a number in [0, 1). Neighbouring seeds and positions give unrelated numbers. */
static double
draw_uniform (guint64 seed,
              guint   position)
{
  HeedRandom random;

  heed_random_seed (&random, seed);
  heed_random_seed (&random, heed_random_next (&random) + position);

  return heed_random_uniform (&random);
}

/**
 * heed_sampling_draw:
 * @position: index of the token in its sentence
 * @logits: n_tokens; at least one is finite, -INFINITY is never drawn
 *
 * Cost: an exponential for each token; a sort if @options restrict the choice
 *
 * Returns: the id of the token drawn
 */
guint32
heed_sampling_draw (const HeedSamplingOptions *options,
                    guint                      position,
                    const float               *logits,
                    guint                      n_tokens)
{
  g_autoptr(GArray) choices = NULL;
  guint32 best = find_best (logits, n_tokens);
  double left;

  if (options->temperature == 0.0)
    return best;

  choices = list_choices (logits, n_tokens, logits[best], options->temperature);
  narrow (choices, options);
  left = draw_uniform (options->seed, position) * sum_weights (choices);

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);

      if (left < choice->weight)
        return choice->token;
      left -= choice->weight;
    }

  /* Rounding errors may leave a remainder, which goes to the last choice. */
  return g_array_index (choices, Choice, choices->len - 1).token;
}
