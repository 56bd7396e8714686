/* held-out-check.c — evaluating a model in training on its held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BLEU counts n-grams of words. For scripts without spaces, and for targets that are
 * a single word, as dates are, it counts n-grams of characters.
 */

#include "app/core/training/held-out-check.h"

#include <string.h>

#include "app/core/translation/translator.h"

#define MAX_PROBE_CHARS 30
#define N_PROBES        50      /* candidates for the probe */
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
  HeedHeldOutCheck *check = data;

  g_array_unref (check->samples);
  g_free (check->written);
  g_free (check->compared);
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
 * Returns: (transfer full): a copy of the held-out pairs; may be empty
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
 * Returns: the default tokenizer of BLEU for these held-out pairs
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

/* --- The model's own spelling --------------------------------------------- */

static void
note_example (HeedHeldOutCheck *check,
              const char       *written,
              const char       *compared)
{
  if (check->written != NULL || g_str_equal (written, compared))
    return;

  check->written = g_strdup (written);
  check->compared = g_strdup (compared);
}

static char **
normalise_list (HeedHeldOutCheck   *check,
                HeedModel          *model,
                const char *const  *targets)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();

  for (; *targets != NULL; targets++)
    {
      char *compared = heed_model_normalise_target (model, *targets);

      note_example (check, *targets, compared);
      g_ptr_array_add (list, compared);
    }

  g_ptr_array_add (list, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

/* Returns: (transfer full): for each sentence its targets in the model's spelling */
static GPtrArray *
normalise_targets (HeedHeldOutCheck *check,
                   HeedModel        *model,
                   HeedReferences   *held_out)
{
  const char *const *const *targets = heed_references_get_all (held_out);
  GPtrArray *lists = g_ptr_array_new_full (check->score.n_translated, (GDestroyNotify) g_strfreev);

  for (guint i = 0; i < check->score.n_translated; i++)
    g_ptr_array_add (lists, normalise_list (check, model, targets[i]));

  return lists;
}

/* --- Translating --------------------------------------------------------- */

typedef struct {
  HeedHeldOutCheck *check;
  HeedModel        *model;
  const GPtrArray  *targets;  /* of char **, one per sentence */
} Collector;

static gboolean
add_sample (const HeedTranslatedLine  *line,
            gpointer                   data,
            GError                   **error)
{
  Collector *collector = data;
  const char *const *targets = g_ptr_array_index (collector->targets, line->number - 1);
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
  sample.output = heed_model_normalise_target (collector->model, line->translation);
  sample.is_right = g_strv_contains (targets, sample.output);
  g_array_append_val (collector->check->samples, sample);

  return TRUE;
}

static gboolean
translate (HeedHeldOutCheck          *check,
           Collector                 *collector,
           const char *const         *sources,
           guint                      n_threads,
           GCancellable              *cancellable,
           GError                   **error)
{
  const HeedTranslatorOptions how = { HEED_INPUT_TEXT, HEED_WALK_GREEDY, n_threads };
  HeedTranslator *translator =
    heed_translator_new (collector->model, &how, cancellable, add_sample, collector);
  guint64 n_failed;

  for (guint i = 0; i < check->score.n_translated; i++)
    if (!heed_translator_push (translator, i + 1, sources[i], NULL))
      break;

  return heed_translator_end (translator, &n_failed, error);
}

static void
score (HeedHeldOutCheck  *check,
       const GPtrArray   *targets,
       HeedBleuTokenizer  tokenizer)
{
  guint n_sentences = check->score.n_translated;
  g_autofree const char **outputs = g_new (const char *, n_sentences);

  for (guint i = 0; i < n_sentences; i++)
    outputs[i] = g_array_index (check->samples, HeedSample, i).output;

  check->score.translation = heed_evaluate_translations (
    outputs, (const char *const *const *) targets->pdata, n_sentences, tokenizer);
}

/**
 * heed_held_out_check_new:
 * @trainer: the training, after a batch
 * @model: the present model
 * @held_out: the result of heed_held_out_collect()
 * @options: how many sentences are translated, and how
 * @cancellable: (nullable): checked before every step
 *
 * Without held-out pairs the check is empty. References and translations are compared
 * in the model's own spelling, so that a lower-case model is not penalised for it.
 *
 * Errors: those of translating, for the first sentence that fails; those of
 *   heed_trainer_validate(); %G_IO_ERROR_CANCELLED
 * Thread: the trainer's
 *
 * Returns: (transfer full): a new check, the same for any number of threads; the
 *   caller sets batch and epoch
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
      g_autoptr(GPtrArray) targets = normalise_targets (check, model, held_out);
      Collector collector = { check, model, targets };

      if (!translate (check, &collector, heed_references_get_sources (held_out),
                      options->n_threads, cancellable, error))
        return NULL;

      score (check, targets, options->tokenizer);
    }

  return g_steal_pointer (&check);
}

/* Prefers the longest sentence that can be read at a glance (MAX_PROBE_CHARS); if all are
 * longer, the shortest. */
static gboolean
is_better_probe (glong n_chars,
                 glong n_best)
{
  if (n_chars > MAX_PROBE_CHARS)
    return n_chars < n_best;

  return n_best > MAX_PROBE_CHARS || n_chars > n_best;
}

/**
 * heed_held_out_choose_probe:
 *
 * Returns: (transfer full) (nullable): one of the first held-out sentences, as the probe;
 *   %NULL if there are none
 */
char *
heed_held_out_choose_probe (HeedTrainer *trainer)
{
  const char *best = NULL;
  glong n_best = G_MAXLONG;

  for (guint i = 0; i < MIN (heed_trainer_get_n_valid (trainer), N_PROBES); i++)
    {
      const char *source;
      const char *target;
      glong n_chars;

      heed_trainer_get_valid (trainer, i, &source, &target);
      n_chars = g_utf8_strlen (source, -1);
      if (is_better_probe (n_chars, n_best))
        {
          best = source;
          n_best = n_chars;
        }
    }

  return g_strdup (best);
}
