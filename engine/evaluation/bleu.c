/* bleu.c — BLEU: token n-gram overlap of a translation with its references
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     p_n  = n-grams that are in a reference / n-grams made      n = 1 .. 4
 *     BP   = 1                                  if at least as long as the references
 *            exp (1 - reference tokens / tokens) if shorter
 *     BLEU = 100 BP (p_1 p_2 p_3 p_4)^(1/4)
 *
 * The count of an n-gram is clipped to its largest count in any single reference. The
 * reference length is that of the reference closest in length to the hypothesis, and
 * the shorter one in case of a tie. The k-th order without a correct n-gram is
 * counted as having 1 / 2^k of one. All this is as in sacreBLEU, where an empty
 * reference also counts as no reference, so that the scores are equal.
 *
 * Source: Papineni et al. 2002; Post 2018, "A Call for Clarity in Reporting BLEU
 * Scores"; Chen and Cherry 2014, smoothing method 3.
 */

#include "engine/evaluation/bleu.h"

#include <math.h>

#include "engine/evaluation/ngrams.h"

static void
clear_sentence (gpointer sentence)
{
  heed_symbols_clear (sentence);
}

static GArray *
read_references (HeedSymbolTable   *table,
                 const char *const *references)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (HeedSymbols));

  g_array_set_clear_func (sentences, clear_sentence);

  for (; *references != NULL; references++)
    if (**references != '\0')
      {
        HeedSymbols sentence = heed_symbol_table_read (table, *references);

        g_array_append_val (sentences, sentence);
      }

  return sentences;
}

static guint
find_closest_length (const GArray *references,
                     guint         n_symbols)
{
  guint closest = 0;
  guint closest_distance = G_MAXUINT;

  for (guint i = 0; i < references->len; i++)
    {
      guint length = g_array_index (references, HeedSymbols, i).n_symbols;
      guint distance = MAX (length, n_symbols) - MIN (length, n_symbols);

      if (distance < closest_distance || (distance == closest_distance && length < closest))
        {
          closest = length;
          closest_distance = distance;
        }
    }

  return closest;
}

static guint
count_right (const HeedSymbols *hypothesis,
             const GArray      *references,
             guint              order)
{
  g_autoptr(HeedNgrams) made = heed_ngrams_new (hypothesis->symbols, hypothesis->n_symbols, order);
  g_autoptr(HeedNgrams) wanted = heed_ngrams_new (NULL, 0, order);
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_ngrams_free);

  for (guint i = 0; i < references->len; i++)
    {
      const HeedSymbols *reference = &g_array_index (references, HeedSymbols, i);
      HeedNgrams *ngrams = heed_ngrams_new (reference->symbols, reference->n_symbols, order);

      g_ptr_array_add (tables, ngrams);
      heed_ngrams_unite (wanted, ngrams);
    }

  return heed_ngrams_match (made, wanted);
}

/**
 * heed_bleu_count:
 * @counts: (inout): added to; starts as { 0 }
 * @table: the symbol table of this corpus
 * @hypothesis: one sentence
 * @references: (array zero-terminated=1): its references
 */
void
heed_bleu_count (HeedBleuCounts    *counts,
                 HeedSymbolTable   *table,
                 const char        *hypothesis,
                 const char *const *references)
{
  g_auto(HeedSymbols) sentence = heed_symbol_table_read (table, hypothesis);
  g_autoptr(GArray) wanted = read_references (table, references);

  counts->n_tokens += sentence.n_symbols;
  counts->n_reference_tokens += find_closest_length (wanted, sentence.n_symbols);

  for (guint i = 0; i < HEED_BLEU_ORDER; i++)
    {
      counts->n_made[i] += heed_ngrams_count (sentence.n_symbols, i + 1);
      counts->n_right[i] += count_right (&sentence, wanted, i + 1);
    }
}

static double
compute_brevity_penalty (const HeedBleuCounts *counts)
{
  if (counts->n_tokens >= counts->n_reference_tokens)
    return 1.0;
  if (counts->n_tokens == 0)
    return 0.0;

  return exp (1.0 - (double) counts->n_reference_tokens / (double) counts->n_tokens);
}

/**
 * heed_bleu_score:
 * @counts: of a whole corpus
 * @precisions: (out): 0 to 100, smoothed; all 0 if no token is correct
 * @brevity_penalty: (out): 0 to 1
 *
 * Returns: 0 to 100; 0 if no sentence has four tokens or no token is correct
 */
double
heed_bleu_score (const HeedBleuCounts *counts,
                 double                precisions[HEED_BLEU_ORDER],
                 double               *brevity_penalty)
{
  double smoothing = 1.0;
  double sum_of_logs = 0.0;

  *brevity_penalty = compute_brevity_penalty (counts);

  for (guint i = 0; i < HEED_BLEU_ORDER; i++)
    precisions[i] = 0.0;

  if (counts->n_right[0] == 0)
    return 0.0;

  for (guint i = 0; i < HEED_BLEU_ORDER && counts->n_made[i] > 0; i++)
    {
      double n_right = (double) counts->n_right[i];

      if (counts->n_right[i] == 0)
        n_right = 1.0 / (smoothing *= 2.0);

      precisions[i] = 100.0 * n_right / (double) counts->n_made[i];
    }

  for (guint i = 0; i < HEED_BLEU_ORDER; i++)
    sum_of_logs += log (precisions[i]);

  return *brevity_penalty * exp (sum_of_logs / HEED_BLEU_ORDER);
}
