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

static char *
translate (HeedModel   *model,
           const char  *source,
           GError     **error)
{
  g_autoptr(HeedSession) session = heed_session_new (model, source, error);

  if (session == NULL)
    return NULL;

  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, error);

      if (step == NULL)
        return NULL;
    }

  return heed_session_dup_target (session);
}

static gboolean
add_sample (HeedHeldOutCheck  *check,
            HeedTrainer       *trainer,
            HeedModel         *model,
            guint              i,
            GError           **error)
{
  const char *source;
  const char *target;
  HeedSample sample;

  heed_trainer_get_valid (trainer, i, &source, &target);
  sample.output = translate (model, source, error);
  if (sample.output == NULL)
    return FALSE;

  sample.source = g_strdup (source);
  sample.target = g_strdup (target);
  sample.is_right = g_str_equal (sample.output, target);
  g_array_append_val (check->samples, sample);

  return TRUE;
}

static HeedBleuTokenizer
choose_tokenizer (const GArray *samples)
{
  for (guint i = 0; i < samples->len; i++)
    if (strchr (g_array_index (samples, HeedSample, i).target, ' ') != NULL)
      return HEED_BLEU_13A;

  return HEED_BLEU_CHAR;
}

static void
score (HeedHeldOutCheck *check)
{
  guint n = check->samples->len;
  g_autofree const char **outputs = g_new (const char *, n);
  g_autofree const char **targets = g_new0 (const char *, 2 * (gsize) n);
  g_autofree const char *const **references = g_new (const char *const *, n);
  HeedTranslationScore result;

  for (guint i = 0; i < n; i++)
    {
      const HeedSample *sample = &g_array_index (check->samples, HeedSample, i);

      outputs[i] = sample->output;
      targets[2 * i] = sample->target;
      references[i] = &targets[2 * i];
    }

  result = heed_evaluate_translations (outputs, references, n, choose_tokenizer (check->samples));
  check->exact_match = result.exact_match;
  check->bleu = result.bleu;
}

/**
 * heed_held_out_check_new:
 * @trainer: with at least one held-out pair
 * @model: the model as it is now
 * @max_sentences: at least 1; how many of the pairs are translated
 *
 * Errors: what translating can say, and %G_IO_ERROR_CANCELLED
 * Thread: the trainer's
 *
 * Returns: (transfer full): a new check; batch and epoch are the caller's to set
 */
HeedHeldOutCheck *
heed_held_out_check_new (HeedTrainer   *trainer,
                         HeedModel     *model,
                         guint          max_sentences,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(HeedHeldOutCheck) check = g_atomic_rc_box_new0 (HeedHeldOutCheck);

  g_return_val_if_fail (heed_trainer_get_n_valid (trainer) > 0 && max_sentences > 0, NULL);

  check->samples = g_array_new (FALSE, FALSE, sizeof (HeedSample));
  g_array_set_clear_func (check->samples, clear_sample);
  check->n_translated = MIN (heed_trainer_get_n_valid (trainer), max_sentences);

  if (!heed_trainer_validate (trainer, &check->loss, error))
    return NULL;

  for (guint i = 0; i < check->n_translated; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_sample (check, trainer, model, i, error))
      return NULL;

  score (check);

  return g_steal_pointer (&check);
}
