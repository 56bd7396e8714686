/* forced-words.c — the probabilities of a forced translation, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/forced-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

int
heed_forced_words_find_divergence (const HeedTranslation *translation)
{
  for (guint t = 0; t < translation->steps->len; t++)
    {
      const HeedStep *step = heed_translation_get_step (translation, t);

      if (step->n_candidates > 0 && step->candidates[0].token.id != step->token.id)
        return (int) t;
    }

  return -1;
}

static char *
name_divergence (const HeedStep *step)
{
  g_autofree char *taken = heed_token_label_new (&step->token);
  g_autofree char *wanted = heed_token_label_new (&step->candidates[0].token);
  g_autofree char *taken_weight = heed_number_format_weight (exp (step->log_prob));
  g_autofree char *wanted_weight = heed_number_format_weight (exp (step->candidates[0].log_prob));

  /* Translators: a step's number; the forced token and its probability; the one that the
   * model would have taken and its probability */
  return g_strdup_printf (_("parts at step %u: “%s” %s, where the model would take “%s” %s"),
                          step->position + 1, taken, taken_weight, wanted, wanted_weight);
}

static char *
list_probabilities (const HeedTranslation *forced)
{
  GString *list = g_string_new (NULL);

  for (guint t = 0; t < forced->steps->len; t++)
    {
      const HeedStep *step = heed_translation_get_step (forced, t);
      g_autofree char *label = heed_token_label_new (&step->token);
      g_autofree char *probability = heed_number_format_weight (exp (step->log_prob));

      g_string_append_printf (list, "%s%s %s", t > 0 ? " · " : "", label, probability);
    }

  return g_string_free (list, FALSE);
}

char *
heed_forced_words_new (const HeedTranslation *forced,
                       const HeedTranslation *free)
{
  int divergence = heed_forced_words_find_divergence (forced);
  g_autofree char *parting =
    divergence < 0 ? g_strdup (_("the model would say the same by itself"))
                   : name_divergence (heed_translation_get_step (forced, (guint) divergence));
  g_autofree char *forced_sum =
    heed_number_format_log_prob (heed_translation_get_log_prob (forced));
  g_autofree char *free_sum = heed_number_format_log_prob (heed_translation_get_log_prob (free));
  g_autofree char *probabilities = list_probabilities (forced);

  /* Translators: log-probabilities of two translations, where they part, and the
   * probability of each token */
  return g_strdup_printf (_("Forced: log p %s, free: %s; %s. %s"), forced_sum, free_sum, parting,
                          probabilities);
}

static gboolean
is_forced (HeedDocument *document)
{
  HeedChangeList *changes = heed_document_get_changes (document);

  for (guint i = 0; i < heed_change_list_get_n (changes); i++)
    {
      const HeedChange *change = heed_change_list_get (changes, i);

      if (change->kind == HEED_CHANGE_PREFIX && change->is_whole && change->is_on)
        return TRUE;
    }

  return FALSE;
}

void
heed_forced_words_show_in (HeedDocument *document,
                           GtkLabel     *label)
{
  const HeedTranslation *free = heed_document_get_free_translation (document);
  g_autofree char *words = NULL;

  if (free != NULL && is_forced (document) &&
      heed_document_get_state (document) == HEED_DOCUMENT_FINISHED)
    words = heed_forced_words_new (heed_document_get_translation (document), free);

  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), words);
}
