/* evaluation.c — all scores of a file of translations or corrections
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/evaluation/bleu.h"
#include "engine/evaluation/chrf.h"
#include "engine/evaluation/edits.h"
#include "engine/evaluation/gleu.h"

#include "engine/heed.h"

static double
match_exactly (const char *const        *hypotheses,
               const char *const *const *references,
               guint                     n_sentences)
{
  guint n_equal = 0;

  for (guint i = 0; i < n_sentences; i++)
    n_equal += g_strv_contains (references[i], hypotheses[i]);

  return n_sentences == 0 ? 0.0 : (double) n_equal / n_sentences;
}

/**
 * heed_evaluate_translations:
 * @hypotheses: n_sentences translations, UTF-8
 * @references: a %NULL-terminated list for each sentence; empty strings are ignored
 * @n_sentences: number of sentences
 * @tokenizer: the tokenizer of BLEU; chrF uses none
 *
 * Source: sacreBLEU 2.x with its defaults, except for @tokenizer
 *
 * Returns: the scores; all 0 if there are no sentences
 */
HeedTranslationScore
heed_evaluate_translations (const char *const        *hypotheses,
                            const char *const *const *references,
                            guint                     n_sentences,
                            HeedBleuTokenizer         tokenizer)
{
  HeedTranslationScore score = { 0 };
  g_autoptr(HeedSymbolTable) table = NULL;
  HeedBleuCounts bleu = { 0 };
  HeedChrfCounts chrf = { 0 };

  g_return_val_if_fail (n_sentences == 0 || (hypotheses != NULL && references != NULL), score);

  table = heed_symbol_table_new (tokenizer);

  for (guint i = 0; i < n_sentences; i++)
    {
      heed_bleu_count (&bleu, table, hypotheses[i], references[i]);
      heed_chrf_count (&chrf, hypotheses[i], references[i]);
    }

  if (n_sentences > 0)
    score.bleu = heed_bleu_score (&bleu, score.precisions, &score.brevity_penalty);
  score.chrf = heed_chrf_score (&chrf, HEED_CHRF_BETA);
  score.exact_match = match_exactly (hypotheses, references, n_sentences);

  return score;
}

/**
 * heed_evaluate_corrections:
 * @sources: n_sentences original lines, UTF-8
 * @hypotheses: the same lines, corrected
 * @references: a %NULL-terminated list of at least one reference for each
 * @n_sentences: number of sentences
 * @tokenizer: the tokenizer of GLEU; for Chinese %HEED_BLEU_CHAR
 *
 * Source: see edits.c for F0.5, gleu.c for GLEU
 *
 * Returns: the scores; all 0 if there are no sentences
 */
HeedCorrectionScore
heed_evaluate_corrections (const char *const        *sources,
                           const char *const        *hypotheses,
                           const char *const *const *references,
                           guint                     n_sentences,
                           HeedBleuTokenizer         tokenizer)
{
  HeedCorrectionScore score = { 0 };
  HeedEditCounts edits = { 0 };

  g_return_val_if_fail (
    n_sentences == 0 || (sources != NULL && hypotheses != NULL && references != NULL), score);

  if (n_sentences == 0)
    return score;

  for (guint i = 0; i < n_sentences; i++)
    heed_edits_count (&edits, sources[i], hypotheses[i], references[i]);

  score.precision = heed_edits_precision (&edits);
  score.recall = heed_edits_recall (&edits);
  score.f_half = heed_edits_f (&edits, 0.5);
  score.gleu = heed_gleu_corpus (sources, hypotheses, references, n_sentences, tokenizer);
  score.exact_match = match_exactly (hypotheses, references, n_sentences);

  return score;
}
