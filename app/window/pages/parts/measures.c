/* measures.c — measures of a whole translation, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures come from the model and do not depend on the displayed attention.
 */

#include "app/window/pages/parts/measures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/translation/prediction.h"
#include "ui/number-format.h"
#include "ui/token-label.h"

#define MAX_UNREAD 4

/* "“please”, “the” and 2 more" */
static char *
list_words (char **words)
{
  GString *list = g_string_new (NULL);
  guint n_words = g_strv_length (words);
  guint n_named = MIN (n_words, MAX_UNREAD);

  for (guint i = 0; i < n_named; i++)
    {
      g_string_append (list, i > 0 ? ", " : "");
      /* Translators: a word, quoted */
      g_string_append_printf (list, _("“%s”"), words[i]);
    }

  if (n_words > n_named)
    g_string_append_printf (list, ngettext (" and %u more", " and %u more", n_words - n_named),
                            n_words - n_named);

  return g_string_free (list, FALSE);
}

/* A displayed word: the tokens from first to before end. */
typedef struct {
  const HeedToken *shown;
  guint            first;
  guint            end;
  double           log_prob;  /* sum of theirs */
} Chosen;

/* Returns FALSE if there is no such step. Ignores a map of another translation. */
static gboolean
choose (const HeedTranslation *translation,
        const HeedWordMap     *target,
        int                    step,
        Chosen                *chosen)
{
  int word = target != NULL && target->n_tokens == translation->steps->len
             ? heed_word_map_find (target, step) : -1;

  if (step < 0 || step >= (int) translation->steps->len)
    return FALSE;

  *chosen = (Chosen) { .first = (guint) step, .end = (guint) step + 1 };
  chosen->shown = &heed_translation_get_step (translation, (guint) step)->token;
  if (word >= 0)
    *chosen = (Chosen) { &target->shown[word], target->starts[word], target->starts[word + 1],
                          0.0 };

  for (guint t = chosen->first; t < chosen->end; t++)
    chosen->log_prob += heed_translation_get_step (translation, t)->log_prob;

  return TRUE;
}

/* Returns "“chat” p 0.942 · " for the word of the selected step; "" if there is none. */
static char *
describe_step (const HeedTranslation *translation,
               const HeedWordMap     *target,
               int                    step)
{
  Chosen chosen;
  g_autofree char *label = NULL;
  g_autofree char *probability = NULL;

  if (!choose (translation, target, step, &chosen))
    return g_strdup ("");

  label = heed_token_label_new (chosen.shown);
  probability = heed_number_format_weight (exp (chosen.log_prob));

  /* Translators: a token and its probability, followed by numbers of the sentence */
  return g_strdup_printf (_("“%s” p %s · "), label, probability);
}

/* Returns "“J'ai”: J 0.446 × 'ai 0.913 = 0.407" and a newline; "" if the word is one token. */
static char *
describe_pieces (const HeedTranslation *translation,
                 const HeedWordMap     *target,
                 int                    step)
{
  Chosen chosen;
  g_autoptr(GString) factors = g_string_new (NULL);
  g_autofree char *label = NULL;
  g_autofree char *probability = NULL;

  if (!choose (translation, target, step, &chosen) || chosen.end - chosen.first == 1)
    return g_strdup ("");

  for (guint t = chosen.first; t < chosen.end; t++)
    {
      const HeedStep *piece = heed_translation_get_step (translation, t);
      g_autofree char *name = heed_token_label_new (&piece->token);
      g_autofree char *factor = heed_number_format_weight (exp (piece->log_prob));

      g_string_append_printf (factors, "%s%s %s", t > chosen.first ? " × " : "", name, factor);
    }

  label = heed_token_label_new (chosen.shown);
  probability = heed_number_format_weight (exp (chosen.log_prob));

  /* Translators: a word, its pieces with their probabilities as factors, their product */
  return g_strdup_printf (_("“%s”: %s = %s\n"), label, factors->str, probability);
}

/**
 * heed_measures_new_text:
 * @target: (nullable): the displayed words of the translation
 * @step: the selected step; -1 means none
 *
 * Returns: (transfer full): the measures in words
 */
char *
heed_measures_new_text (const HeedTranslation *translation,
                        HeedModel             *model,
                        const HeedWordMap     *target,
                        int                    step)
{
  HeedPrediction prediction = heed_prediction_measure (translation);
  g_autofree char *of_step = describe_step (translation, target, step);
  g_autofree char *probability = heed_number_format_weight (prediction.probability);
  g_autofree char *entropy = heed_number_format_bits (prediction.entropy);
  g_auto(GStrv) unread = heed_prediction_list_unread (translation, model);
  g_autofree char *words = NULL;

  if (unread == NULL || unread[0] == NULL)
    /* Translators: what is said of the selected token, or nothing; the probability of a
     * sentence; its entropy, with its unit */
    return g_strdup_printf (_("%sper token p %s · entropy %s"), of_step, probability, entropy);

  words = list_words (unread);

  /* Translators: the same, and words of the source */
  return g_strdup_printf (_("%sper token p %s · entropy %s · not read: %s"), of_step, probability,
                          entropy, words);
}

/**
 * heed_measures_new_explanation:
 *
 * Returns: (transfer full): an explanation of these numbers
 */
char *
heed_measures_new_explanation (const HeedTranslation *translation,
                               const HeedWordMap     *target,
                               int                    step)
{
  g_autofree char *pieces = describe_pieces (translation, target, step);
  g_autofree char *log_prob = heed_number_format_log_prob (
    heed_prediction_measure (translation).log_prob);
  g_autofree char *share = heed_number_format_weight (HEED_UNREAD_SHARE);

  return g_strdup_printf (
    /* Translators: how probable a word is of which pieces, or nothing; a number of tokens, a
     * log-probability, a share of attention */
    _("%sWhat the model thinks of its translation, whichever attention is shown.\n"
      "Per token p: the geometric mean of the probabilities of its %u tokens, exp of the mean "
      "log p; log p is %s in all.\n"
      "Entropy: how undecided it was before each token, on the average; 0 bits is certain.\n"
      "Not read: words to which all tokens together gave less than %s, in every layer and head."),
    pieces, translation->steps->len, log_prob, share);
}

/**
 * heed_measures_new_unknown_text:
 *
 * Returns: (transfer full) (nullable): a sentence naming the unknown words
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
 * @translation: a finished translation
 * @end_token: the end token of the model
 *
 * Returns: (transfer full) (nullable): a sentence, if the translation was cut off
 *   instead of ending
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
    return g_strdup_printf (
      ngettext ("Stopped after %u token: the model had not ended the sentence.",
                "Stopped after %u tokens: the model had not ended the sentence.", n_steps),
      n_steps);

  /* Translators: how many tokens there are, and how many of the last go in circles */
  return g_strdup_printf (_("Stopped after %u tokens; the last %u repeat."), n_steps, n_repeated);
}
