/* prediction.c — how sure a model is of its translation, and which source words it did not read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * These numbers do not depend on the displayed attention. A word counts as unread only
 * if no head of any layer read it; for a single head that would say more about the
 * head than about the translation.
 */

#include "app/core/translation/prediction.h"

#include <math.h>
#include <string.h>

/* Limit for the weights that are summed to find unread words; takes a millisecond or two. */
#define MAX_WEIGHTS 500000

HeedPrediction
heed_prediction_measure (const HeedTranslation *translation)
{
  HeedPrediction prediction = { .n_tokens = translation->steps->len };

  for (guint t = 0; t < prediction.n_tokens; t++)
    {
      const HeedStep *step = heed_translation_get_step (translation, t);

      prediction.log_prob += step->log_prob;
      prediction.entropy += step->entropy;
    }

  prediction.probability = exp (prediction.log_prob / prediction.n_tokens);
  prediction.entropy /= prediction.n_tokens;
  if (prediction.n_tokens == 0)
    prediction.log_prob = prediction.probability = prediction.entropy = NAN;

  return prediction;
}

static void
raise_to_coverage (double                *most,
                   const HeedTranslation *translation,
                   HeedAttentionSite      site,
                   const guint           *words,
                   guint                  n_words)
{
  g_autoptr(HeedMatrix) attention = heed_steps_dup_attention (
    (HeedStep *const *) translation->steps->pdata, translation->steps->len, site);
  g_autofree double *coverage = NULL;
  g_autofree double *sums = g_new0 (double, n_words);

  if (attention == NULL)
    return;

  coverage = heed_attention_dup_coverage (attention);
  for (guint column = 0; column < attention->n_columns; column++)
    if (words[column] != HEED_NO_WORD)
      sums[words[column]] += coverage[column];

  for (guint word = 0; word < n_words; word++)
    most[word] = fmax (most[word], sums[word]);
}

static guint64
count_weights (const HeedTranslation *translation,
               HeedModel             *model)
{
  guint64 n_heads = 0;

  for (guint layer = 0; layer < heed_model_get_n_layers (model, HEED_ATTENTION_CROSS); layer++)
    n_heads += heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, (int) layer);

  return n_heads * translation->steps->len * heed_translation_get_n_source (translation);
}

static void
append_piece (GString         *word,
              const HeedToken *token)
{
  gsize length = strlen (token->text);

  if (length > (gsize) token->n_before + token->n_after)
    g_string_append_len (word, token->text + token->n_before,
                         (gssize) (length - token->n_before - token->n_after));
}

static char *
join_word (const HeedTokens *source,
           const guint      *words,
           guint             word)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < source->n_tokens; i++)
    if (words[i] == word)
      append_piece (text, &source->tokens[i]);

  return g_string_free (text, FALSE);
}

char **
heed_prediction_list_unread (const HeedTranslation *translation,
                             HeedModel             *model)
{
  const HeedTokens *source = translation->source;
  guint64 n_weights = count_weights (translation, model);
  g_autofree guint *words = NULL;
  g_autofree double *most = NULL;
  GPtrArray *unread;
  guint n_words;

  if (n_weights == 0 || n_weights > MAX_WEIGHTS)
    return NULL;

  words = heed_tokens_group_words (source->tokens, source->n_tokens, FALSE, &n_words);
  most = g_new0 (double, n_words);
  for (guint layer = 0; layer < heed_model_get_n_layers (model, HEED_ATTENTION_CROSS); layer++)
    for (guint head = 0; head < heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, (int) layer);
         head++)
      raise_to_coverage (
        most, translation, (HeedAttentionSite) { HEED_ATTENTION_CROSS, (int) layer, (int) head },
        words, n_words);

  unread = g_ptr_array_new ();
  for (guint word = 0; word < n_words; word++)
    if (most[word] < HEED_UNREAD_SHARE)
      g_ptr_array_add (unread, join_word (source, words, word));
  g_ptr_array_add (unread, NULL);

  return (char **) g_ptr_array_free (unread, FALSE);
}
