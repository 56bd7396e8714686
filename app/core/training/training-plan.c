/* training-plan.c — the settings of a training, as the user chooses them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine knows which hyperparameters work for which task. This file has their
 * descriptions for the user and the limits within which they may be changed.
 */

#include "app/core/training/training-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/files/json-writer.h"

#define MAX_TASKS      32
#define MIN_FREQUENCY  2
#define VOCABULARY     5000

static const HeedTrainingTask files[] = {
  { "pairs", N_("Pairs from a file"),
    N_("A text file with one pair per line: source, tab, target. Some pairs are held out."), TRUE,
    TRUE, TRUE },
  { "book", N_("Pairs from a file, as in the book"),
    N_("A text file with one pair per line: source, tab, target. The model is the one from “Dive "
       "into Deep Learning”."),
    TRUE, TRUE, FALSE },
};

static const struct {
  const char *json;
  const char *title;
} units[HEED_N_UNITS] = {
  { "sentencepiece", N_("word pieces") },
  { "word", N_("words") },
  { "character", N_("characters") },
};

static const HeedHyperInfo hypers[HEED_N_HYPERS] = {
  { N_("pairs"), N_("How many pairs to generate, or to take from the file; 0 takes all of "
                    "them."), 0,
    1000000, 1000, 0 },
  { N_("embedding"), N_("How many numbers stand for one token."), 4, 512, 4, 0 },
  { N_("hidden units"),
    N_("The size of the hidden state: how much encoder and decoder can remember."), 4, 512, 4, 0 },
  { N_("layers"), N_("How many layers are stacked."), 1, 4, 1, 0 },
  { N_("heads"), N_("How many heads attend in parallel. Must divide the hidden units."),
    1, 16, 1, 0 },
  { N_("dropout"),
    N_("The share of activations set to zero at random during training, against overfitting."),
    0.0, 0.7, 0.05, 2 },
  { N_("batch size"), N_("How many pairs are processed before the weights are updated."), 1, 512, 8,
    0 },
  { N_("time steps"), N_("The most tokens a side may have. Longer pairs are left out."), 2, 200,
    1, 0 },
  { N_("learning rate"),
    N_("How far the weights move after each batch. Too large, and the loss jumps; too small, and "
       "learning is slow."),
    0.0001, 0.1, 0.001, 4 },
  { N_("epochs"), N_("How often all pairs are gone through."), 1, 10000, 1, 0 },
};

/* --- Choices ------------------------------------------------------------- */

/* The task is never freed, and borrows the engine's static strings. */
static HeedTrainingTask *
make_task (const HeedTaskInfo *info)
{
  HeedTrainingTask *task = g_new0 (HeedTrainingTask, 1);

  task->name = info->name;
  task->title = info->title;
  task->help = info->needs_file
               ? N_("A text file with one correct sentence per line; the errors are generated.")
               : info->summary;
  task->needs_file = info->needs_file;

  return task;
}

/**
 * heed_training_task_get:
 * @i: tasks first, then files
 *
 * Returns: (transfer none): the task; %NULL beyond the last one
 */
const HeedTrainingTask *
heed_training_task_get (guint i)
{
  static HeedTrainingTask *tasks[MAX_TASKS];
  guint n_tasks = 0;

  while (n_tasks < MAX_TASKS && heed_tasks_get (n_tasks) != NULL)
    n_tasks++;

  if (i >= n_tasks)
    return i - n_tasks < G_N_ELEMENTS (files) ? &files[i - n_tasks] : NULL;

  if (tasks[i] == NULL)
    tasks[i] = make_task (heed_tasks_get (i));

  return tasks[i];
}

const HeedTrainingTask *
heed_training_task_find (const char *name)
{
  const HeedTrainingTask *task;

  for (guint i = 0; (task = heed_training_task_get (i)) != NULL; i++)
    if (g_str_equal (task->name, name))
      return task;

  return NULL;
}

const char *
heed_units_get_title (HeedUnits unit)
{
  g_return_val_if_fail (unit < HEED_N_UNITS, NULL);

  return units[unit].title;
}

const HeedHyperInfo *
heed_hyper_get_info (HeedHyper hyper)
{
  g_return_val_if_fail (hyper < HEED_N_HYPERS, NULL);

  return &hypers[hyper];
}

/**
 * heed_hyper_is_used:
 *
 * Returns: whether @hyper has an effect with @mechanism
 */
gboolean
heed_hyper_is_used (HeedHyper            hyper,
                    const HeedMechanism *mechanism)
{
  return hyper != HEED_HYPER_HEADS || mechanism->has_heads;
}

/* --- A plan -------------------------------------------------------------- */

/**
 * heed_training_plan_new:
 * @task: the task to learn
 * @mechanism: the attention mechanism
 *
 * Returns: (transfer full): a plan without a file
 */
HeedTrainingPlan *
heed_training_plan_new (const HeedTrainingTask *task,
                        const HeedMechanism    *mechanism)
{
  HeedTrainingPlan *plan = g_new0 (HeedTrainingPlan, 1);
  HeedTrainingPreset preset;

  plan->task = task;
  plan->mechanism = mechanism;

  if (!heed_training_preset_init (&preset, task->name, mechanism->name, NULL))
    g_return_val_if_reached (plan);

  plan->seed = preset.seed;
  plan->vocabulary = VOCABULARY;
  plan->min_frequency = MIN_FREQUENCY;
  plan->guided_alignment = preset.guided_alignment;
  plan->hypers[HEED_HYPER_PAIRS] = preset.n_pairs;
  plan->hypers[HEED_HYPER_EMBEDDING] = preset.embedding;
  plan->hypers[HEED_HYPER_WIDTH] = preset.width;
  plan->hypers[HEED_HYPER_LAYERS] = preset.n_layers;
  plan->hypers[HEED_HYPER_HEADS] = preset.n_heads;
  plan->hypers[HEED_HYPER_DROPOUT] = preset.dropout;
  plan->hypers[HEED_HYPER_BATCH_SIZE] = preset.batch_size;
  plan->hypers[HEED_HYPER_MAX_TOKENS] = preset.max_tokens;
  plan->hypers[HEED_HYPER_LEARNING_RATE] = preset.learning_rate;
  plan->hypers[HEED_HYPER_EPOCHS] = preset.n_epochs;

  return plan;
}

HeedTrainingPlan *
heed_training_plan_copy (const HeedTrainingPlan *plan)
{
  HeedTrainingPlan *copy = g_memdup2 (plan, sizeof *plan);

  copy->path = g_strdup (plan->path);
  copy->valid_path = g_strdup (plan->valid_path);

  return copy;
}

void
heed_training_plan_free (HeedTrainingPlan *plan)
{
  g_free (plan->path);
  g_free (plan->valid_path);
  g_free (plan);
}

/**
 * heed_training_plan_has_same_data:
 *
 * Returns: whether both learn the same task, from the same file if it has one
 */
gboolean
heed_training_plan_has_same_data (const HeedTrainingPlan *plan,
                                  const HeedTrainingPlan *other)
{
  g_return_val_if_fail (plan != NULL && other != NULL, FALSE);

  return plan->task == other->task && g_strcmp0 (plan->path, other->path) == 0;
}

/**
 * heed_training_plan_dup_name:
 *
 * Returns: (transfer full): "Reverse, additive", in the user's language
 */
char *
heed_training_plan_dup_name (const HeedTrainingPlan *plan)
{
  g_autofree char *file = NULL;

  if (plan->path != NULL && plan->task->is_file)
    {
      file = g_filename_display_basename (plan->path);
      file[strcspn (file, ".")] = '\0';
    }

  /* Translators: what is learned, and the attention mechanism */
  return g_strdup_printf (_("%s, %s"), file != NULL && *file != '\0' ? file : _(plan->task->title),
                          _(plan->mechanism->title));
}

/**
 * heed_training_plan_check:
 *
 * Checks the settings, but not the contents of the files, which the trainer checks.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED with the expected and the found setting
 */
gboolean
heed_training_plan_check (const HeedTrainingPlan  *plan,
                          GError                 **error)
{
  guint width = (guint) plan->hypers[HEED_HYPER_WIDTH];
  guint heads = (guint) plan->hypers[HEED_HYPER_HEADS];

  if (plan->task->needs_file && plan->path == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           _("data: expected a file, found none"));
      return FALSE;
    }

  if (plan->valid_path != NULL && g_strcmp0 (plan->valid_path, plan->path) == 0)
    {
      g_set_error_literal (
        error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
        _("held-out pairs: expected another file than the one that is learned from"));
      return FALSE;
    }

  if (heed_hyper_is_used (HEED_HYPER_HEADS, plan->mechanism) && (heads == 0 || width % heads != 0))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   _("heads: expected a number that divides the %u hidden units, found %u"), width,
                   heads);
      return FALSE;
    }

  return TRUE;
}

/* --- The trainer's configuration ----------------------------------------- */

static void
fill_in (const HeedTrainingPlan *plan,
         HeedTrainingPreset     *preset)
{
  preset->n_pairs = (guint) plan->hypers[HEED_HYPER_PAIRS];
  preset->embedding = (guint) plan->hypers[HEED_HYPER_EMBEDDING];
  preset->width = (guint) plan->hypers[HEED_HYPER_WIDTH];
  preset->n_layers = (guint) plan->hypers[HEED_HYPER_LAYERS];
  preset->n_heads = (guint) plan->hypers[HEED_HYPER_HEADS];
  preset->dropout = plan->hypers[HEED_HYPER_DROPOUT];
  preset->batch_size = (guint) plan->hypers[HEED_HYPER_BATCH_SIZE];
  preset->max_tokens = (guint) plan->hypers[HEED_HYPER_MAX_TOKENS];
  preset->learning_rate = plan->hypers[HEED_HYPER_LEARNING_RATE];
  preset->n_epochs = (guint) plan->hypers[HEED_HYPER_EPOCHS];
  preset->guided_alignment = MIN (preset->guided_alignment, plan->guided_alignment);
  preset->seed = plan->seed;
}

static void
set_text_rules (HeedJson               *root,
                const char             *key,
                const HeedTrainingPlan *plan)
{
  gboolean is_book = !plan->task->has_units;
  HeedJson *rules = heed_json_set_object (root, key);

  heed_json_set_text (rules, "tokenizer", is_book ? "word" : units[plan->units].json);
  if (is_book)
    {
      heed_json_set_boolean (rules, "lowercase", TRUE);
      heed_json_set_boolean (rules, "space_punctuation", TRUE);
    }

  if (!is_book && plan->units == HEED_UNITS_PIECES)
    heed_json_set_whole (rules, "vocabulary", plan->vocabulary);
  else
    heed_json_set_whole (rules, "min_frequency", plan->min_frequency);
}

/* Sets what the engine's preset has no members for: the name, the tokenizer, and the size of the
 * vocabulary. */
static char *
change (const char             *configuration,
        const HeedTrainingPlan *plan)
{
  g_autoptr(HeedJson) root =
    heed_json_parse (NULL, configuration, strlen (configuration), NULL, NULL);
  g_autofree char *name = heed_training_plan_dup_name (plan);

  heed_json_set_text (root, "name", name);

  if (plan->task->is_file)
    {
      set_text_rules (root, "source_text", plan);
      set_text_rules (root, "target_text", plan);
    }

  return heed_json_to_lines (root);
}

/**
 * heed_training_plan_dup_configuration:
 * @train_path: (nullable): absolute; the training pairs
 * @valid_path: (nullable): absolute; the held-out pairs
 *
 * Returns: (transfer full): JSON for heed_trainer_new()
 */
char *
heed_training_plan_dup_configuration (const HeedTrainingPlan *plan,
                                      const char             *train_path,
                                      const char             *valid_path)
{
  HeedTrainingPreset preset;
  g_autofree char *configuration = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (!heed_training_preset_init (&preset, plan->task->name, plan->mechanism->name, NULL))
    g_return_val_if_reached (NULL);

  fill_in (plan, &preset);
  preset.train = train_path;
  preset.valid = valid_path;
  configuration = heed_training_preset_to_json (&preset);

  return change (configuration, plan);
}
