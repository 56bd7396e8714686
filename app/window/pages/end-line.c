/* end-line.c — how near the model was to ending the sentence, at every step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why does it stop here, or not? The probability of the end token says it, whether
 * the token was taken or not. A word of several steps has that of its last: only
 * then could the sentence have ended after it.
 */

#include "app/window/pages/end-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

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

char *
heed_end_line_dup_text (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  int step = heed_document_view_get_step (heed_document_get_view (document));
  g_autofree char *weight = NULL;

  if (step < 0)
    return NULL;

  weight = heed_number_format_weight (
    exp (heed_translation_get_step (translation, (guint) step)->end_log_prob));

  /* Translators: a step's number, and a probability */
  return g_strdup_printf (_("The line is the probability of the end token; at step %d it is %s."),
                          step + 1, weight);
}
