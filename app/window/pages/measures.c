/* measures.c — what can be said about a whole translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What its attention says, in percent:
 *
 *     percent = exp (-x^2) of the coverage penalty, exp (-0.05 x^2) of the sum
 *
 * They are about two sentences, so self-attention says nothing of them.
 *
 * Source: Rikters, Fishel and Bojar 2017, "Visualizing neural machine
 * translation attention and confidence"
 */

#include "app/window/pages/measures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "engine/heed.h"
#include "ui/number-format.h"

/**
 * heed_measures_new_text:
 *
 * Returns: (transfer full): for a person
 */
char *
heed_measures_new_text (const HeedTranslation *translation)
{
  g_autofree char *log_prob =
    heed_number_format_log_prob (heed_translation_get_log_prob (translation));
  g_autoptr(HeedMatrix) attention = NULL;
  g_autofree char *coverage = NULL;
  g_autofree char *confidence = NULL;
  HeedAttentionMeasures measures;

  if (translation->site.kind == HEED_ATTENTION_CROSS)
    attention = heed_translation_dup_attention (translation);

  /* Translators: a log-probability */
  if (attention == NULL)
    return g_strdup_printf (_("log p %s"), log_prob);

  measures = heed_attention_measure (attention);
  coverage = heed_number_format_percent (exp (-pow (measures.coverage_deviation_penalty, 2.0)));
  confidence = heed_number_format_percent (exp (-0.05 * pow (measures.confidence, 2.0)));

  /* Translators: a log-probability and two percentages */
  return g_strdup_printf (_("log p %s · coverage %s · confidence %s"), log_prob, coverage,
                          confidence);
}

/**
 * heed_measures_new_unknown_text:
 *
 * Returns: (transfer full) (nullable): for a person
 */
char *
heed_measures_new_unknown_text (const HeedTranslation *translation)
{
  g_autofree char *list = NULL;

  if (translation->unknown == NULL || translation->unknown[0] == NULL)
    return NULL;

  list = g_strjoinv (" · ", translation->unknown);

  /* Translators: words or characters of the sentence, with dots between. */
  return g_strdup_printf (_("The model does not know, and reads as unknown: %s"), list);
}

/**
 * heed_measures_new_cut_text:
 * @translation: to which no more steps will come
 * @end_token: what a model ends a sentence with
 *
 * Returns: (transfer full) (nullable): for a person, if the translation was cut
 *   off instead of ending
 */
char *
heed_measures_new_cut_text (const HeedTranslation *translation,
                            guint32                end_token)
{
  guint n_steps = translation->steps->len;
  guint n_repeated;

  if (n_steps == 0 || translation->error != NULL ||
      heed_translation_get_step (translation, n_steps - 1)->token.id == end_token)
    return NULL;

  n_repeated = heed_translation_count_repeated (translation);

  if (n_repeated == 0)
    /* Translators: how many tokens a translation had when it was cut off */
    return g_strdup_printf (_("Stopped after %u tokens: the model had not ended the sentence."),
                            n_steps);

  /* Translators: how many tokens there are, and how many of the last go in circles */
  return g_strdup_printf (_("Stopped after %u tokens; the last %u repeat."), n_steps, n_repeated);
}
