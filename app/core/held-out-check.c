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

#define MAX_PROBE_CHARS 30
#define N_PROBES        50      /* to choose from */
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

/* Returns: (transfer full): of each sentence the targets, as the model spells them */
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
  const GPtrArray  *targets;  /* of char **, of each sentence */
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
  const HeedTranslatorOptions how = { HEED_GIVEN_TEXT, HEED_WALK_GREEDY, n_threads };
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
 * @model: the model as it is now
 * @held_out: what heed_held_out_collect() found
 * @options: how much of it is translated, and how
 * @cancellable: (nullable): looked at before every step
 *
 * Without held-out pairs there is nothing to say, and the check is empty. What is
 * right and what the model says are compared in the model's own spelling: a model that
 * reads lower case is not blamed for it.
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
      g_autoptr(GPtrArray) targets = normalise_targets (check, model, held_out);
      Collector collector = { check, model, targets };

      if (!translate (check, &collector, heed_references_get_sources (held_out),
                      options->n_threads, cancellable, error))
        return NULL;

      score (check, targets, options->tokenizer);
    }

  return g_steal_pointer (&check);
}

/* Long enough to see something, and no longer than what can be read at a glance;
 * if all are longer than that, the shortest. */
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
 * Returns: (transfer full) (nullable): one of the first held-out sentences, to be looked
 *   at; %NULL: there are none
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
