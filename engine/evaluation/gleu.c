/* gleu.c — GLEU: n-gram overlap of a correction with a reference, less that with the source
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     p_n  = (n-grams shared with the reference
 *             - n-grams shared with the source that are not in the reference)
 *            / n-grams of the hypothesis                              n = 1 .. 4
 *     GLEU = 100 exp (min (0, 1 - reference tokens / tokens)) (p_1 p_2 p_3 p_4)^(1/4)
 *
 * The numerator of a sentence is at least 0. With several references the score is the
 * mean over 500 corpora, in each of which one reference is drawn at random for every
 * sentence; this is the published definition. The draws have their own fixed seed here,
 * so the last digits can differ from those of other programs.
 *
 * This is the GLEU of grammatical error correction. The GLEU of Wu et al. 2016 is
 * different: it scores translations and does not use the source.
 *
 * Source: Napoles et al. 2015, "Ground Truth for Grammatical Error Correction
 * Metrics", as revised in Napoles et al. 2016, "GLEU Without Tuning".
 */

#include "engine/evaluation/gleu.h"

#include <math.h>

#include "engine/evaluation/ngrams.h"

#define N_DRAWS 500
#define SEED    1

static guint
count_right (const HeedSymbols *source,
             const HeedSymbols *hypothesis,
             const HeedSymbols *reference,
             guint              order)
{
  g_autoptr(HeedNgrams) made = heed_ngrams_new (hypothesis->symbols, hypothesis->n_symbols, order);
  g_autoptr(HeedNgrams) wanted = heed_ngrams_new (reference->symbols, reference->n_symbols, order);
  g_autoptr(HeedNgrams) wrong = heed_ngrams_new (source->symbols, source->n_symbols, order);
  guint n_kept_wrong, n_shared;

  heed_ngrams_subtract (wrong, wanted);
  n_shared = heed_ngrams_match (made, wanted);
  n_kept_wrong = heed_ngrams_match (made, wrong);

  return n_shared > n_kept_wrong ? n_shared - n_kept_wrong : 0;
}

/**
 * heed_gleu_count:
 * @table: the symbol table of this corpus
 * @source: the sentence before correction
 * @hypothesis: the correction
 * @reference: the expected correction
 */
HeedGleuCounts
heed_gleu_count (HeedSymbolTable *table,
                 const char      *source,
                 const char      *hypothesis,
                 const char      *reference)
{
  g_auto(HeedSymbols) old = heed_symbol_table_read (table, source);
  g_auto(HeedSymbols) made = heed_symbol_table_read (table, hypothesis);
  g_auto(HeedSymbols) wanted = heed_symbol_table_read (table, reference);
  HeedGleuCounts counts = { .n_tokens = made.n_symbols, .n_reference_tokens = wanted.n_symbols };

  for (guint i = 0; i < HEED_GLEU_ORDER; i++)
    {
      counts.n_right[i] = count_right (&old, &made, &wanted, i + 1);
      counts.n_made[i] = heed_ngrams_count (made.n_symbols, i + 1);
    }

  return counts;
}

static void
add_counts (HeedGleuCounts       *sum,
            const HeedGleuCounts *counts)
{
  sum->n_tokens += counts->n_tokens;
  sum->n_reference_tokens += counts->n_reference_tokens;

  for (guint i = 0; i < HEED_GLEU_ORDER; i++)
    {
      sum->n_right[i] += counts->n_right[i];
      sum->n_made[i] += counts->n_made[i];
    }
}

/**
 * heed_gleu_score:
 * @counts: counts of a corpus, with one reference per sentence
 *
 * Returns: 0 to 100; 0 if some order has no correct n-gram
 */
double
heed_gleu_score (const HeedGleuCounts *counts)
{
  double sum_of_logs = 0.0;

  for (guint i = 0; i < HEED_GLEU_ORDER; i++)
    {
      if (counts->n_right[i] == 0)
        return 0.0;

      sum_of_logs += log ((double) counts->n_right[i] / (double) counts->n_made[i]);
    }

  return 100.0 *
         exp (fmin (0.0, 1.0 - (double) counts->n_reference_tokens / (double) counts->n_tokens) +
              sum_of_logs / HEED_GLEU_ORDER);
}

/* --- A corpus -------------------------------------------------------------- */

/* Counts one sentence against each of its references. */
static GArray *
count_sentence (HeedSymbolTable   *table,
                const char        *source,
                const char        *hypothesis,
                const char *const *references)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (HeedGleuCounts));

  for (; *references != NULL; references++)
    {
      HeedGleuCounts counts = heed_gleu_count (table, source, hypothesis, *references);

      g_array_append_val (choices, counts);
    }

  return choices;
}

static double
score_draw (const GPtrArray *sentences,
            GRand           *random)
{
  HeedGleuCounts sum = { 0 };

  for (guint i = 0; i < sentences->len; i++)
    {
      const GArray *choices = g_ptr_array_index (sentences, i);
      guint chosen =
        choices->len == 1 ? 0 : (guint) g_rand_int_range (random, 0, (gint32) choices->len);

      add_counts (&sum, &g_array_index (choices, HeedGleuCounts, chosen));
    }

  return heed_gleu_score (&sum);
}

/**
 * heed_gleu_corpus:
 * @references: a %NULL-terminated list of at least one reference for each sentence
 *
 * Returns: 0 to 100
 */
double
heed_gleu_corpus (const char *const        *sources,
                  const char *const        *hypotheses,
                  const char *const *const *references,
                  guint                     n_sentences,
                  HeedBleuTokenizer         tokenizer)
{
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (tokenizer);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  guint n_draws = 1;
  double sum = 0.0;

  for (guint i = 0; i < n_sentences; i++)
    {
      GArray *choices = count_sentence (table, sources[i], hypotheses[i], references[i]);

      g_ptr_array_add (sentences, choices);
      if (choices->len > 1)
        n_draws = N_DRAWS;
    }

  for (guint draw = 0; draw < n_draws; draw++)
    sum += score_draw (sentences, random);

  return sum / n_draws;
}
