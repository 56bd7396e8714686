/* held-out-check.c — how well a model in training does what it did not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words are what BLEU counts n-grams of. Where nobody writes spaces, and where a
 * whole target is one word, as a date is, it counts characters.
 */

#include "app/core/held-out-check.h"

#include <string.h>

#include "app/core/translator.h"

static void
clear_sample (gpointer data)
{
  HeedSample *sample = data;

  g_free (sample->source);
  g_free (sample->target);
  g_free (sample->output);
}

static void
clear (gpointer data)
{
  g_array_unref (((HeedHeldOutCheck *) data)->samples);
}

HeedHeldOutCheck *
heed_held_out_check_ref (HeedHeldOutCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  return g_atomic_rc_box_acquire (check);
}

void
heed_held_out_check_unref (HeedHeldOutCheck *check)
{
  g_return_if_fail (check != NULL);

  g_atomic_rc_box_release_full (check, clear);
}

/**
 * heed_held_out_collect:
 *
 * Returns: (transfer full): a copy of the held-out pairs; perhaps none
 */
HeedReferences *
heed_held_out_collect (HeedTrainer *trainer)
{
  HeedReferences *held_out = heed_references_new ();

  for (guint i = 0; i < heed_trainer_get_n_valid (trainer); i++)
    {
      const char *source;
      const char *target;

      heed_trainer_get_valid (trainer, i, &source, &target);
      heed_references_add_pair (held_out, source, target);
    }

  return held_out;
}

/**
 * heed_held_out_choose_tokenizer:
 *
 * Returns: how BLEU should split what is held out, if nobody says
 */
HeedBleuTokenizer
heed_held_out_choose_tokenizer (HeedReferences *held_out)
{
  const char *const *const *targets = heed_references_get_all (held_out);

  for (guint i = 0; i < heed_references_get_n (held_out); i++)
    if (strchr (targets[i][0], ' ') != NULL)
      return HEED_BLEU_13A;

  return HEED_BLEU_CHAR;
}

/* --- Translating --------------------------------------------------------- */

typedef struct {
  HeedHeldOutCheck         *check;
  const char *const *const *targets;  /* of each sentence */
} Collector;

static gboolean
add_sample (const HeedTranslatedLine  *line,
            gpointer                   data,
            GError                   **error)
{
  Collector *collector = data;
  const char *const *targets = collector->targets[line->number - 1];
  HeedSample sample = { 0 };

  if (line->problem != NULL)
    {
      g_set_error (error, line->problem->domain, line->problem->code,
                   "held-out sentence %" G_GUINT64_FORMAT ": %s",
                   line->number, line->problem->message);
      return FALSE;
    }

  sample.source = g_strdup (line->text);
  sample.target = g_strdup (targets[0]);
  sample.output = g_strdup (line->translation);
  sample.is_right = g_strv_contains (targets, line->translation);
  g_array_append_val (collector->check->samples, sample);

  return TRUE;
}

static gboolean
translate (HeedHeldOutCheck          *check,
           HeedModel                 *model,
           HeedReferences            *held_out,
           const HeedHeldOutOptions  *options,
           GCancellable              *cancellable,
           GError                   **error)
{
  const HeedTranslatorOptions how = { HEED_GIVEN_TEXT, HEED_WALK_GREEDY, options->n_threads };
  Collector collector = { check, heed_references_get_all (held_out) };
  const char *const *sources = heed_references_get_sources (held_out);
  HeedTranslator *translator;
  guint64 n_failed;

  translator = heed_translator_new (model, &how, cancellable, add_sample, &collector);
  for (guint i = 0; i < check->score.n_translated; i++)
    if (!heed_translator_push (translator, i + 1, sources[i], NULL))
      break;

  return heed_translator_end (translator, &n_failed, error);
}

static void
score (HeedHeldOutCheck  *check,
       HeedReferences    *held_out,
       HeedBleuTokenizer  tokenizer)
{
  guint n_sentences = check->score.n_translated;
  g_autofree const char **outputs = g_new (const char *, n_sentences);

  for (guint i = 0; i < n_sentences; i++)
    outputs[i] = g_array_index (check->samples, HeedSample, i).output;

  check->score.translation = heed_evaluate_translations (
    outputs, heed_references_get_all (held_out), n_sentences, tokenizer);
}

/**
 * heed_held_out_check_new:
 * @trainer: the training, after a batch
 * @model: the model as it is now
 * @held_out: what heed_held_out_collect() found
 * @options: how much of it is translated, and how
 * @cancellable: (nullable): looked at before every step
 *
 * Without held-out pairs there is nothing to say, and the check is empty.
 *
 * Errors: what translating can say, of the first sentence that cannot be; and
 *   %G_IO_ERROR_CANCELLED
 * Thread: the trainer's
 *
 * Returns: (transfer full): a new check, the same for any number of threads; batch
 *   and epoch are the caller's to set
 */
HeedHeldOutCheck *
heed_held_out_check_new (HeedTrainer               *trainer,
                         HeedModel                 *model,
                         HeedReferences            *held_out,
                         const HeedHeldOutOptions  *options,
                         GCancellable              *cancellable,
                         GError                   **error)
{
  g_autoptr(HeedHeldOutCheck) check = g_atomic_rc_box_new0 (HeedHeldOutCheck);

  check->samples = g_array_new (FALSE, FALSE, sizeof (HeedSample));
  g_array_set_clear_func (check->samples, clear_sample);
  check->score.has_loss = heed_trainer_get_n_valid (trainer) > 0;
  check->score.n_translated = MIN (heed_references_get_n (held_out), options->max_sentences);

  if (check->score.has_loss && !heed_trainer_validate (trainer, &check->score.loss, error))
    return NULL;

  if (check->score.n_translated > 0)
    {
      if (!translate (check, model, held_out, options, cancellable, error))
        return NULL;

      score (check, held_out, options->tokenizer);
    }

  return g_steal_pointer (&check);
}
