/* train.c — heed-cli train: trains a model from a configuration
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the loop around the engine's trainer. At regular intervals the current model is checked on
 * the held-out pairs, and becomes the output file if it is the best so far; and everything needed
 * to continue the training is saved beside it, in OUTPUT.checkpoint. Both files are always
 * complete: whenever the process ends, there are the best model so far and a state to resume from.
 */

#include <math.h>
#include <string.h>

#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/preset-options.h"
#include "app/cli/progress.h"
#include "app/cli/run-options.h"
#include "app/cli/training-card.h"
#include "app/cli/training-record.h"
#include "app/cli/verb.h"

#define CHECKPOINT_SUFFIX ".checkpoint"
#define MODEL_SUFFIX      ".safetensors"
#define QUICK_US          G_USEC_PER_SEC

/* As given on the command line. */
static struct
{
  char            *output;
  gboolean         resume;
  int              report_every;
  char            *write_pairs;
  char            *write_config;
  HeedGivenRecord  record;
  HeedGivenPreset  preset;
} given = { .report_every = 1, .preset = HEED_GIVEN_PRESET_DEFAULT };

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
    "The model to write (default: as in the configuration, or named after it)",
    "FILE.safetensors" },
  { "resume", 0, 0, G_OPTION_ARG_NONE, &given.resume,
    "Continue from FILE.safetensors.checkpoint, if there is one", NULL },
  { "report-every", 0, 0, G_OPTION_ARG_INT, &given.report_every,
    "Print a report every N batches (default 1)", "N" },
  { "write-pairs", 0, 0, G_OPTION_ARG_FILENAME, &given.write_pairs,
    "Write the pairs instead of training: training pairs, an empty line, held-out pairs",
    "FILE.tsv|-" },
  { "write-config", 0, 0, G_OPTION_ARG_FILENAME, &given.write_config,
    "Write the configuration instead of training", "FILE.json|-" },
  HEED_OPTIONS_RECORD (&given.record),
  HEED_OPTIONS_PRESET (&given.preset),
  G_OPTION_ENTRY_NULL
};

typedef struct {
  HeedRunOptions    run;
  char             *configuration;    /* the whole JSON text */
  char             *command;          /* the command that repeats the training */
  char             *output;
  char             *checkpoint;
  HeedTrainer      *trainer;
  HeedReferences   *held_out;
  HeedTrainingRecord *record;         /* film and losses */
  HeedProgress     *progress;
  HeedPreparation   preparation;
  gint64            preparation_start;
  gint64            start;            /* monotonic, microseconds */
  GCancellable     *cancellable;
  HeedTrainReport   report;           /* of the last batch */
  HeedTrainedScore  best;
  gint64            next_checkpoint;  /* monotonic, microseconds */
  guint64           validated_at;     /* batch number; 0: never */
} Training;

static void
clear_training (Training *training)
{
  heed_run_options_clear (&training->run);
  g_free (training->configuration);
  g_free (training->command);
  g_free (training->output);
  g_free (training->checkpoint);
  g_clear_pointer (&training->record, heed_training_record_free);
  g_clear_pointer (&training->trainer, heed_trainer_free);
  g_clear_pointer (&training->held_out, heed_references_free);
  g_clear_pointer (&training->progress, heed_progress_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, clear_training)

/* --- Progress ------------- */

static gboolean
print_json (Training        *training,
            HeedJsonWriter  *json,
            GError         **error)
{
  g_autofree char *line = g_strconcat (heed_json_writer_get_text (json), "\n", NULL);

  heed_progress_hide (training->progress);

  return heed_output_write (line, strlen (line), error);
}

static gboolean
print_report (Training  *training,
              GError   **error)
{
  const HeedTrainReport *report = &training->report;
  g_autoptr(HeedJsonWriter) json = NULL;

  if (report->batch % (guint64) given.report_every != 0)
    return TRUE;

  json = heed_json_writer_new ();
  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_count (json, "batch", report->batch);
  heed_json_writer_add_count (json, "batches", report->n_batches);
  heed_json_writer_add_number (json, "epoch", report->epoch);
  heed_json_writer_add_number (json, "loss", report->loss);
  if (report->guided_loss > 0.0)
    heed_json_writer_add_number (json, "guided_loss", report->guided_loss);
  heed_json_writer_add_number (json, "gradient_norm", report->gradient_norm);
  heed_json_writer_add_number (json, "learning_rate", report->learning_rate);
  heed_json_writer_add_number (json, "tokens_per_second", report->tokens_per_second);
  heed_json_writer_add_number (json, "seconds_left", report->seconds_left);
  heed_json_writer_end_object (json);

  return print_json (training, json, error);
}

static gboolean
print_score (Training                *training,
             const HeedTrainedScore  *score,
             gboolean                 is_best,
             gboolean                 is_last,
             GError                 **error)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_trained_score_add (score, json);
  heed_json_writer_add_boolean (json, "best", is_best);
  if (is_last)
    heed_json_writer_add_boolean (json, "stopped", TRUE);
  heed_json_writer_end_object (json);

  return print_json (training, json, error);
}

static void
show_progress (Training *training)
{
  const HeedTrainReport *report = &training->report;
  g_autofree char *left = heed_progress_format_seconds (report->seconds_left);
  g_autofree char *text =
    g_strdup_printf ("epoch %.2f  loss %.3f  %.0f tokens/s  %s left", report->epoch, report->loss,
                     report->tokens_per_second, left);

  heed_progress_show (training->progress,
                      report->n_batches > 0 ? (double) report->batch / report->n_batches : 0.0,
                      text);
}

/* The remaining time of a preparation; NAN unless the fraction done is known, which
 * is so only for linking words. */
static double
find_seconds_left (const Training *training,
                   double          done)
{
  double seconds =
    (double) (g_get_monotonic_time () - training->preparation_start) / G_USEC_PER_SEC;

  return done > 0.0 ? seconds * (1.0 - done) / done : NAN;
}

/* Shows nothing during the first QUICK_US, since short preparations need no message. */
static void
show_preparation (HeedPreparation what,
                  double          done,
                  gpointer        user_data)
{
  static const char *const names[] = { "reading pairs", "learning pieces",
                                       "splitting pairs into subwords", "linking words" };
  Training *training = user_data;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  if (training->preparation != what)
    {
      training->preparation = what;
      training->preparation_start = g_get_monotonic_time ();
      heed_progress_renew (training->progress);
    }
  if (g_get_monotonic_time () < training->start + QUICK_US)
    return;

  left = heed_progress_format_seconds (find_seconds_left (training, done));
  text = g_strdup_printf ("%s  %s left", names[what], left);
  heed_progress_show (training->progress, isnan (done) ? 0.0 : done, text);
}

/* --- Checkpoints and validation --- */

static gboolean
save_checkpoint (Training  *training,
                 GError   **error)
{
  training->next_checkpoint =
    g_get_monotonic_time () + training->run.checkpoint_every * G_USEC_PER_SEC;

  return heed_trainer_save (training->trainer, training->checkpoint, error);
}

static gboolean
save_model (Training                *training,
            HeedModel               *model,
            const HeedTrainedScore  *score,
            GError                 **error)
{
  g_autofree char *card = heed_training_card_new (score, training->run.card,
                                                  training->command, training->configuration);

  return heed_model_save_as (model, training->output,
                             &(HeedSaveOptions) { .card = card, .half = training->run.half },
                             error);
}

static gboolean
measure (Training          *training,
         HeedModel         *model,
         HeedTrainedScore  *score,
         GError           **error)
{
  const HeedHeldOutOptions how = {
    .max_sentences = training->run.n_translated,
    .tokenizer = training->run.bleu_tokenizer,
    .n_threads = g_get_num_processors (),
  };
  g_autoptr(HeedHeldOutCheck) check =
    heed_held_out_check_new (training->trainer, model, training->held_out, &how, NULL, error);

  if (check == NULL)
    return FALSE;

  *score = check->score;
  score->batch = training->report.batch;
  score->epoch = training->report.epoch;

  return TRUE;
}

/* Whether no better model was found in the last patience checks. This works for a resumed training
 * too, since the batch of the best model is in its card. */
static gboolean
has_lost_patience (const Training *training)
{
  guint64 batch = heed_trainer_get_batch (training->trainer);
  guint64 patience = (guint64) training->run.patience * training->run.valid_every;

  return patience > 0 && training->best.batch > 0 && batch >= training->best.batch + patience;
}

/* Checks the current model on the held-out pairs, and saves it if it is the best. Not interrupted:
 * a checkpoint of this batch implies that its check was done. */
static gboolean
validate (Training  *training,
          GError   **error)
{
  g_autoptr(HeedModel) model = heed_trainer_dup_model (training->trainer);
  HeedTrainedScore score;
  gboolean is_best;

  if (!measure (training, model, &score, error))
    return FALSE;

  heed_trained_score_round (&score);
  is_best = heed_trained_score_is_better (&score, &training->best, training->run.select);
  if (is_best)
    {
      if (!save_model (training, model, &score, error))
        return FALSE;
      training->best = score;
    }

  training->validated_at = training->report.batch;
  heed_training_record_add_score (training->record, &score);

  return print_score (training, &score, is_best, has_lost_patience (training), error);
}

/* --- The loop --- */

static gboolean
is_finished (const Training *training)
{
  return heed_trainer_is_finished (training->trainer) || has_lost_patience (training);
}

static gboolean
is_time_to_validate (const Training *training)
{
  guint every = training->run.valid_every;

  if (training->validated_at == training->report.batch)
    return FALSE;

  return heed_trainer_is_finished (training->trainer) ||
         (every > 0 && training->report.batch % every == 0);
}

static gboolean
is_time_for_checkpoint (const Training *training)
{
  return training->run.checkpoint_every > 0 && g_get_monotonic_time () >= training->next_checkpoint;
}

static gboolean
train_batch (Training  *training,
             GError   **error)
{
  if (g_cancellable_set_error_if_cancelled (training->cancellable, error) ||
      !heed_trainer_run_batch (training->trainer, &training->report, error) ||
      !print_report (training, error))
    return FALSE;

  heed_training_record_add_batch (training->record, &training->report);
  show_progress (training);

  return (!is_time_to_validate (training) || validate (training, error)) &&
         (!is_time_for_checkpoint (training) || save_checkpoint (training, error));
}

static gboolean
train (Training  *training,
       GError   **error)
{
  g_autoptr(GError) problem = NULL;

  while (problem == NULL && !is_finished (training))
    train_batch (training, &problem);

  heed_progress_hide (training->progress);

  if (problem != NULL && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!save_checkpoint (training, error) || !heed_training_record_save (training->record, error))
    return FALSE;

  if (problem != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                   "train: expected %" G_GUINT64_FORMAT
                   " batches, found an interrupt after %" G_GUINT64_FORMAT "; --resume goes on",
                   training->report.n_batches, training->report.batch);
      return FALSE;
    }

  return TRUE;
}

/* --- Preparation ----- */

static char *
choose_output (const char *configuration_path,
               const char *configured)
{
  g_autofree char *name = NULL;

  if (given.output != NULL)
    return g_strdup (given.output);
  if (configured != NULL)
    return g_strdup (configured);

  name = g_path_get_basename (configuration_path);
  if (g_str_has_suffix (name, ".json"))
    name[strlen (name) - strlen (".json")] = '\0';

  return g_strconcat (name, MODEL_SUFFIX, NULL);
}

static gboolean
read_file (Training    *training,
           const char  *path,
           char       **base_folder,
           GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  gsize n_bytes;

  *base_folder = g_path_get_dirname (absolute);
  if (!g_file_get_contents (path, &training->configuration, &n_bytes, error))
    return FALSE;

  if (!g_utf8_validate_len (training->configuration, n_bytes, NULL))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "%s: expected JSON in UTF-8, found something else", path);
      return FALSE;
    }

  training->command = g_strdup_printf ("%s train %s", HEED_CLI_NAME, name);

  return TRUE;
}

/* path is NULL if the training is defined by options. */
static gboolean
read_configuration (Training    *training,
                    const char  *path,
                    char       **base_folder,
                    GError     **error)
{
  if (path != NULL)
    {
      if (!read_file (training, path, base_folder, error))
        return FALSE;
    }
  else
    {
      *base_folder = g_get_current_dir ();
      if (!heed_preset_options_make (&given.preset, &training->configuration, &training->command,
                                     error))
        return FALSE;
    }

  if (!heed_run_options_parse (&training->run, training->configuration, *base_folder, error))
    return FALSE;

  training->output = choose_output (path != NULL ? path : given.preset.task, training->run.output);
  training->checkpoint = g_strconcat (training->output, CHECKPOINT_SUFFIX, NULL);

  return TRUE;
}

static gboolean
resume (Training  *training,
        GError   **error)
{
  if (!given.resume)
    return TRUE;

  if (!g_file_test (training->checkpoint, G_FILE_TEST_EXISTS))
    {
      g_autofree char *message =
        g_strdup_printf ("%s: no checkpoint yet; training starts from the beginning",
                         training->checkpoint);

      heed_output_warn (message);
      return TRUE;
    }

  heed_training_card_read (training->output, &training->best);

  return heed_trainer_resume (training->trainer, training->checkpoint, error);
}

static gboolean
write_text (const char  *path,
            const char  *text,
            GError     **error)
{
  if (g_str_equal (path, "-"))
    return heed_output_write (text, strlen (text), error);

  return g_file_set_contents (path, text, -1, error);
}

static void
append_pairs (GString      *text,
              HeedTrainer  *trainer,
              guint         n_pairs,
              void        (*get) (HeedTrainer *, guint, const char **, const char **))
{
  for (guint i = 0; i < n_pairs; i++)
    {
      const char *source, *target;

      get (trainer, i, &source, &target);
      g_string_append_printf (text, "%s\t%s\n", source, target);
    }
}

static gboolean
write_pairs (HeedTrainer  *trainer,
             GError      **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  append_pairs (text, trainer, heed_trainer_get_n_train (trainer), heed_trainer_get_train);
  if (heed_trainer_get_n_valid (trainer) > 0)
    g_string_append_c (text, '\n');
  append_pairs (text, trainer, heed_trainer_get_n_valid (trainer), heed_trainer_get_valid);

  return write_text (given.write_pairs, text->str, error);
}

static gboolean
prepare (Training  *training,
         GError   **error)
{
  if (!resume (training, error))
    return FALSE;

  training->held_out = heed_held_out_collect (training->trainer);
  training->next_checkpoint =
    g_get_monotonic_time () + training->run.checkpoint_every * G_USEC_PER_SEC;
  training->record = heed_training_record_new (&given.record, training->output, training->trainer,
                                               training->held_out, error);

  return training->record != NULL;
}

/* Trains, or writes the configuration or the pairs instead. */
static gboolean
run_configuration (Training    *training,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *base_folder = NULL;
  g_autofree char *engine_configuration = NULL;

  if (!read_configuration (training, path, &base_folder, error))
    return FALSE;

  if (given.write_config != NULL)
    return heed_output_check_file (given.write_config, error) &&
           write_text (given.write_config, training->configuration, error);

  if (!heed_output_check_file (given.write_pairs != NULL ? given.write_pairs : training->output,
                               error))
    return FALSE;

  engine_configuration = heed_run_options_strip (training->configuration);
  training->progress = heed_progress_new ();
  training->start = training->preparation_start = g_get_monotonic_time ();
  training->trainer = heed_trainer_new_telling (engine_configuration, base_folder, show_preparation,
                                                training, training->cancellable, error);
  heed_progress_hide (training->progress);
  heed_progress_renew (training->progress);
  if (training->trainer == NULL)
    return FALSE;

  if (given.write_pairs != NULL)
    return write_pairs (training->trainer, error);

  return prepare (training, error) && train (training, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Training) training = { .cancellable = cancellable };
  guint n_wanted = heed_preset_options_are_given (&given.preset) ? 0 : 1;

  if (g_strv_length (arguments) != n_wanted)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "arguments: expected %s, found %u",
                   n_wanted == 0 ? "none beside --task" : "one configuration or --task",
                   g_strv_length (arguments));
      return FALSE;
    }

  return heed_options_check_range ("--report-every", given.report_every, 1, G_MAXINT, error) &&
         heed_training_record_check (&given.record, error) &&
         (n_wanted == 0 || heed_preset_options_refuse (&given.preset, error)) &&
         run_configuration (&training, arguments[0], error);
}

const HeedVerb heed_verb_train = {
  .name = "train",
  .arguments = "CONFIG.json|--task TASK",
  .summary = "trains a model and prints each report as a JSON line",
  .options = options,
  .dup_notes = heed_preset_options_dup_mechanisms,
  .run = run,
};
