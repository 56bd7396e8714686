/* end-line.c — the probability of the end token at every step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The probability of the end token shows why decoding stopped at a step, or did not. A
 * word of several steps has the probability of its last step.
 */

#include "app/window/pages/translate/end-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/* Below this probability of the end token a step was not near the end of the sentence. */
#define NEAR_END 0.01

double *
heed_end_line_list (HeedDocument             *document,
                    const HeedShownAttention *shown,
                    guint                    *n_values)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  double *values;

  *n_values = 0;
  if (translation->site.kind == HEED_ATTENTION_ENCODER_SELF ||
      shown->rows->n_tokens != translation->steps->len)
    return NULL;

  values = g_new0 (double, MAX (shown->rows->n_words, 1));
  *n_values = shown->rows->n_words;
  for (guint row = 0; row < shown->rows->n_words; row++)
    {
      guint last = shown->rows->starts[row + 1] - 1;

      values[row] = exp (heed_translation_get_step (translation, last)->end_log_prob);
    }

  return values;
}

void
heed_end_line_show_in (HeedDocument             *document,
                       const HeedShownAttention *shown,
                       gboolean                  is_wanted,
                       HeedHeatmap              *heatmap)
{
  guint n_values = 0;
  g_autofree double *values = is_wanted ? heed_end_line_list (document, shown, &n_values) : NULL;

  heed_heatmap_set_line (heatmap, values, n_values);
}

/* Returns the best other candidate of the last step; NULL if unknown. */
static const HeedCandidate *
find_other (const HeedStep *last)
{
  for (guint i = 0; i < last->n_candidates; i++)
    if (last->candidates[i].token.id != last->token.id)
      return &last->candidates[i];

  return NULL;
}

/* Returns the step before the last with the largest such probability; -1 if none was near. */
static int
find_nearest (const HeedTranslation *translation)
{
  int nearest = -1;
  double most = log (NEAR_END);

  for (guint t = 0; t + 1 < translation->steps->len; t++)
    if (heed_translation_get_step (translation, t)->end_log_prob > most)
      {
        most = heed_translation_get_step (translation, t)->end_log_prob;
        nearest = (int) t;
      }

  return nearest;
}

static char *
dup_nearest (const HeedTranslation *translation)
{
  int nearest = find_nearest (translation);
  g_autofree char *weight = NULL;

  if (nearest < 0)
    return g_strdup (_("No step before was near to it."));

  weight = heed_number_format_weight (
    exp (heed_translation_get_step (translation, (guint) nearest)->end_log_prob));

  /* Translators: a step's number, and the probability of the end token there */
  return g_strdup_printf (_("Before, step %d was nearest to it, with %s."), nearest + 1, weight);
}

char *
heed_end_line_dup_ending (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  const HeedCandidate *other;
  const HeedStep *last;
  g_autofree char *end = NULL;
  g_autofree char *label = NULL;
  g_autofree char *weight = NULL;
  g_autofree char *before = NULL;

  if (translation->steps->len == 0 || heed_document_get_model (document) == NULL)
    return NULL;

  last = heed_translation_get_step (translation, translation->steps->len - 1);
  other = find_other (last);
  if (last->token.id != heed_model_get_end_token (heed_document_get_model (document)) ||
      other == NULL)
    return NULL;

  end = heed_number_format_weight (exp (last->end_log_prob));
  label = heed_token_label_new (&other->token);
  weight = heed_number_format_weight (exp (other->log_prob));
  before = dup_nearest (translation);

  /* Translators: a step's number, the end token's probability, another token and its probability,
   * and a sentence about the steps before */
  return g_strdup_printf (_("Step %u ended the sentence: the end token has %s, “%s” %s. %s"),
                          last->position + 1, end, label, weight, before);
}

char *
heed_end_line_dup_text (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  int step = heed_document_view_get_step (heed_document_get_view (document));
  g_autofree char *weight = NULL;
  g_autofree char *ending = NULL;
  g_autofree char *text = NULL;

  if (step < 0)
    return NULL;

  weight = heed_number_format_weight (
    exp (heed_translation_get_step (translation, (guint) step)->end_log_prob));

  ending = heed_end_line_dup_ending (document);

  /* Translators: a step's number, and a probability */
  text = g_strdup_printf (_("The line is the probability of the end token; at step %d it is %s."),
                          step + 1, weight);

  return ending != NULL ? g_strconcat (text, " ", ending, NULL) : g_steal_pointer (&text);
}
