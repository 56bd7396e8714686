/* training-card.c — the scores of a model in training, and the model card with them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card is stored in the model file. It contains no time and no path, so that the same training
 * writes the same file.
 */

#include "app/cli/training-card.h"

#include <math.h>
#include <string.h>

/**
 * heed_trained_score_is_better:
 * @score: score of the current model
 * @best: score of the best model before it
 * @select: the criterion
 *
 * Of two models with the same BLEU the one with the smaller loss is better; without held-out pairs
 * the later one is.
 *
 * Returns: whether @score is better than @best
 */
gboolean
heed_trained_score_is_better (const HeedTrainedScore *score,
                              const HeedTrainedScore *best,
                              HeedSelect              select)
{
  if (best->batch == 0 || !score->has_loss)
    return TRUE;

  if (select == HEED_SELECT_BLEU && score->n_translated > 0 &&
      score->translation.bleu != best->translation.bleu)
    return score->translation.bleu > best->translation.bleu;

  return score->loss < best->loss;
}

static void
round_number (double *number)
{
  char text[HEED_NUMBER_BYTES];

  if (isfinite (*number))
    *number = g_ascii_strtod (heed_json_format_number (*number, text), NULL);
}

void
heed_trained_score_round (HeedTrainedScore *score)
{
  round_number (&score->loss);
  round_number (&score->translation.bleu);
}

void
heed_trained_score_add (const HeedTrainedScore *score,
                        HeedJsonWriter         *json)
{
  heed_json_writer_add_count (json, "batch", score->batch);
  heed_json_writer_add_number (json, "epoch", score->epoch);
  if (score->has_loss)
    heed_json_writer_add_number (json, "valid_loss", score->loss);
  if (score->n_translated > 0)
    {
      heed_json_writer_add_number (json, "bleu", score->translation.bleu);
      heed_json_writer_add_number (json, "chrf", score->translation.chrf);
      heed_json_writer_add_number (json, "exact_match", score->translation.exact_match);
      heed_json_writer_add_count (json, "sentences", score->n_translated);
      heed_json_writer_add_string (json, "compared", "in the model's own spelling");
    }
}

/* A short description, for a list of models. */
static char *
describe (const HeedTrainedScore *score)
{
  if (score->n_translated > 0)
    return g_strdup_printf ("BLEU %.1f on %u held-out sentences",
                            score->translation.bleu, score->n_translated);
  if (score->has_loss)
    return g_strdup_printf ("held-out loss %.3f", score->loss);

  return g_strdup ("not measured");
}

static HeedJson *
parse (const char *text)
{
  return text != NULL ? heed_json_parse (NULL, text, strlen (text), NULL, NULL) : NULL;
}

/**
 * heed_training_card_new:
 * @score: score of the saved model
 * @said: (nullable): JSON object with the user's notes: data, licence, ...
 * @command: the command that repeats the training
 * @configuration: the training configuration, JSON
 *
 * A "score" in the user's notes replaces the measured one.
 *
 * Returns: (transfer full): a JSON object on one line
 */
char *
heed_training_card_new (const HeedTrainedScore *score,
                        const char             *said,
                        const char             *command,
                        const char             *configuration)
{
  g_autoptr(HeedJson) object = parse (said);
  g_autofree char *words = describe (score);
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  if (heed_json_get_member (object, "score") == NULL)
    heed_json_writer_add_string (json, "score", words);
  for (guint i = 0; i < heed_json_get_n (object); i++)
    heed_json_writer_add_value (json, heed_json_get_name (heed_json_get_nth (object, i)),
                                heed_json_get_nth (object, i));
  heed_json_writer_begin_object (json, "held_out");
  heed_trained_score_add (score, json);
  heed_json_writer_end_object (json);
  heed_json_writer_add_string (json, "command", command);
  heed_json_writer_add_json (json, "configuration", configuration);
  heed_json_writer_end_object (json);

  return g_strdup (heed_json_writer_get_text (json));
}

static double
get_number (const HeedJson *object,
            const char     *member)
{
  double number = 0.0;

  heed_json_get_number (heed_json_get_member (object, member), &number);

  return number;
}

static guint
get_count (const HeedJson *object,
           const char     *member)
{
  return (guint) CLAMP (get_number (object, member), 0.0, G_MAXINT);
}

/**
 * heed_training_card_read:
 * @model_path: a model file written by a training
 * @score: (out): its score; unchanged if there is no such model or card
 */
void
heed_training_card_read (const char       *model_path,
                         HeedTrainedScore *score)
{
  g_autoptr(HeedModel) model = heed_model_load (model_path, NULL, NULL);
  g_autoptr(HeedJson) card =
    model != NULL ? parse (heed_model_get_metadata (model, "heed.card")) : NULL;
  const HeedJson *held_out = heed_json_get_member (card, "held_out");

  if (!heed_json_is_object (held_out))
    return;

  score->batch = get_count (held_out, "batch");
  score->epoch = get_number (held_out, "epoch");
  score->has_loss = heed_json_get_member (held_out, "valid_loss") != NULL;
  score->loss = get_number (held_out, "valid_loss");
  score->n_translated = get_count (held_out, "sentences");
  score->translation.bleu = get_number (held_out, "bleu");
  score->translation.chrf = get_number (held_out, "chrf");
  score->translation.exact_match = get_number (held_out, "exact_match");
}
