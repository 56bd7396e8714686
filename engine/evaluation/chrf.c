/* chrf.c — chrF: character n-gram overlap of a translation with a reference
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     P    = mean over n of n-grams of both / n-grams of the hypothesis   n = 1 .. 6
 *     R    = mean over n of n-grams of both / n-grams of the reference
 *     chrF = 100 (1 + beta^2) P R / (beta^2 P + R)                        beta = 2
 *
 * White space is removed first. The means are over the orders that both sides have. Of
 * several references, the one with the highest chrF for the sentence is used. As in
 * sacreBLEU, n-grams of a hypothesis are not counted if the reference is too short to
 * have any of that order.
 *
 * Source: Popović 2015, 2016; sacreBLEU 2, sacrebleu/metrics/chrf.py with its
 * defaults (eps_smoothing off).
 */

#include "engine/evaluation/chrf.h"

#include "engine/evaluation/characters.h"
#include "engine/evaluation/ngrams.h"

static gunichar *
read_without_space (const char *line,
                    guint      *n_characters)
{
  guint n;
  gunichar *characters = heed_characters_read (line, &n);
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    if (!heed_character_is_space (characters[i]))
      characters[n_kept++] = characters[i];

  *n_characters = n_kept;

  return characters;
}

static HeedChrfCounts
count_pair (const gunichar *hypothesis,
            guint           n_hypothesis,
            const char     *reference)
{
  HeedChrfCounts counts;
  guint n_wanted;
  g_autofree gunichar *wanted = read_without_space (reference, &n_wanted);

  for (guint i = 0; i < HEED_CHRF_ORDER; i++)
    {
      g_autoptr(HeedNgrams) made_ngrams = heed_ngrams_new (hypothesis, n_hypothesis, i + 1);
      g_autoptr(HeedNgrams) wanted_ngrams = heed_ngrams_new (wanted, n_wanted, i + 1);

      counts.n_wanted[i] = heed_ngrams_count (n_wanted, i + 1);
      counts.n_made[i] = counts.n_wanted[i] == 0 ? 0 : heed_ngrams_count (n_hypothesis, i + 1);
      counts.n_right[i] = heed_ngrams_match (made_ngrams, wanted_ngrams);
    }

  return counts;
}

/**
 * heed_chrf_count:
 * @counts: (inout): added to; starts as { 0 }
 * @hypothesis: one sentence
 * @references: (array zero-terminated=1): its references; empty ones are ignored
 */
void
heed_chrf_count (HeedChrfCounts    *counts,
                 const char        *hypothesis,
                 const char *const *references)
{
  HeedChrfCounts best = { 0 };
  double best_score = -1.0;
  guint n_hypothesis;
  g_autofree gunichar *characters = read_without_space (hypothesis, &n_hypothesis);

  for (; *references != NULL; references++)
    if (**references != '\0')
      {
        HeedChrfCounts pair = count_pair (characters, n_hypothesis, *references);
        double score = heed_chrf_score (&pair, HEED_CHRF_BETA);

        if (score > best_score)
          {
            best = pair;
            best_score = score;
          }
      }

  for (guint i = 0; i < HEED_CHRF_ORDER; i++)
    {
      counts->n_made[i] += best.n_made[i];
      counts->n_wanted[i] += best.n_wanted[i];
      counts->n_right[i] += best.n_right[i];
    }
}

/**
 * heed_chrf_score:
 * @counts: of a sentence or a whole corpus
 * @beta: the weight of recall relative to precision
 *
 * Returns: 0 to 100
 */
double
heed_chrf_score (const HeedChrfCounts *counts,
                 double                beta)
{
  double weight = beta * beta;
  double precision = 0.0;
  double recall = 0.0;
  guint n_orders = 0;

  for (guint i = 0; i < HEED_CHRF_ORDER; i++)
    if (counts->n_made[i] > 0 && counts->n_wanted[i] > 0)
      {
        precision += (double) counts->n_right[i] / (double) counts->n_made[i];
        recall += (double) counts->n_right[i] / (double) counts->n_wanted[i];
        n_orders++;
      }

  if (precision + recall == 0.0)
    return 0.0;

  precision /= n_orders;
  recall /= n_orders;

  /* With this order of operations even the last digit equals that of sacreBLEU. */
  return 100.0 * ((1.0 + weight) * precision * recall / (weight * precision + recall));
}
