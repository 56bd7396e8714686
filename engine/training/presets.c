/* presets.c — configurations of trainings that are known to work
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every recurrent preset but the book's has the same architecture, which works with any
 * attention mechanism: a bidirectional encoder with half the width per direction, so
 * that keys are as wide as the query, a bridge, and an attentional state.
 *
 * The book is Zhang et al., "Dive into Deep Learning", section 11.4; its decoder has
 * several layers, and its encoder is unidirectional and reads its padding too.
 */

#include "engine/heed.h"

#include <glib/gi18n.h>

#include "engine/files/json-writer.h"
#include "engine/training/tasks/task.h"

/* A Transformer does not learn without a warm-up of the learning rate. */
#define TRANSFORMER_RATE   0.001
#define TRANSFORMER_WARMUP 200

#define DEFAULT_SCORE HEED_SCORE_ADDITIVE

typedef struct {
  const char         *name;
  const char         *title;  /* NULL: the title of the task */
  const char         *cell;
  const char         *decay;
  HeedTrainingPreset  usual;
} Preset;

#define TOY(name_, n_epochs_)                                                              \
  { name_, NULL, "gru", "linear",                                                          \
    { .n_pairs = 10000, .n_valid = 500, .max_tokens = 60, .embedding = 32, .width = 64,    \
      .n_layers = 1, .n_heads = 4, .batch_size = 64, .n_epochs = n_epochs_,                \
      .learning_rate = 0.005 } }

#define NUMBERS(name_)                                                                     \
  { name_, NULL, "gru", "linear",                                                          \
    { .n_pairs = 20000, .n_valid = 500, .max_tokens = 60, .embedding = 32, .width = 128,   \
      .n_layers = 1, .n_heads = 4, .batch_size = 64, .n_epochs = 10,                       \
      .learning_rate = 0.004 } }

static const Preset presets[] = {
  { "book",
    N_("English → French, as in the book"),
    "gru",
    "none",
    { .n_pairs = 600,
      .max_tokens = 10,
      .embedding = 32,
      .width = 32,
      .n_layers = 2,
      .n_heads = 4,
      .batch_size = 64,
      .n_epochs = 250,
      .learning_rate = 0.005,
      .dropout = 0.1 } },
  { "pairs",
    N_("Translation"),
    "gru",
    "linear",
    { .max_tokens = 48,
      .embedding = 192,
      .width = 256,
      .n_layers = 1,
      .n_heads = 4,
      .batch_size = 64,
      .n_epochs = 8,
      .learning_rate = 0.002,
      .dropout = 0.1,
      .label_smoothing = 0.1,
      .guided_alignment = 0.2 } },
  { "dates",
    NULL,
    "gru",
    "linear",
    { .n_pairs = 60000,
      .n_valid = 1000,
      .max_tokens = 60,
      .embedding = 48,
      .width = 128,
      .n_layers = 1,
      .n_heads = 4,
      .batch_size = 64,
      .n_epochs = 4,
      .learning_rate = 0.004 } },
  TOY ("copy", 10),
  TOY ("reverse", 10),
  TOY ("sort", 25),
  NUMBERS ("digits-en"),
  NUMBERS ("digits-fr"),
  NUMBERS ("digits-zh"),
  { "correction",
    NULL,
    "lstm",
    "linear",
    { .n_pairs = 200000,
      .n_valid = 1000,
      .max_tokens = 60,
      .column = 1,
      .embedding = 128,
      .width = 256,
      .n_layers = 1,
      .n_heads = 4,
      .batch_size = 64,
      .n_epochs = 4,
      .learning_rate = 0.002,
      .dropout = 0.2 } },
};

static const Preset *
find_preset (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, name))
      return &presets[i];

  return NULL;
}

static gboolean
is_transformer (const HeedTrainingPreset *wanted)
{
  return heed_mechanisms_find (wanted->mechanism)->is_transformer;
}

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *expected,
        const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found %s", what,
               expected, found);

  return FALSE;
}

static gboolean
refuse_mechanism (const char  *name,
                  GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", mechanism->name);

  return refuse (error, "mechanism", names->str, name);
}

/**
 * heed_training_preset_init:
 * @wanted: (out): set to the values of the preset; its strings are static
 * @name: "book", "pairs", or the name of a task
 * @mechanism: (nullable): the name of a mechanism; %NULL for additive attention
 *
 * Errors: %HEED_ERROR_UNSUPPORTED lists the permitted names
 *
 * Returns: whether preset and mechanism exist
 */
gboolean
heed_training_preset_init (HeedTrainingPreset  *wanted,
                           const char          *name,
                           const char          *mechanism,
                           GError             **error)
{
  const HeedMechanism *chosen;
  const Preset *found;

  g_return_val_if_fail (wanted != NULL && name != NULL, FALSE);

  found = find_preset (name);
  if (found == NULL)
    {
      g_autofree char *tasks = heed_task_list_names ();
      g_autofree char *names = g_strconcat ("book, pairs, ", tasks, NULL);

      return refuse (error, "task", names, name);
    }

  chosen = heed_mechanisms_find (mechanism != NULL ? mechanism
                                                   : heed_score_get_info (DEFAULT_SCORE)->name);
  if (chosen == NULL)
    return refuse_mechanism (mechanism, error);

  *wanted = found->usual;
  wanted->name = found->name;
  wanted->mechanism = chosen->name;
  wanted->seed = 1;

  if (chosen->score == HEED_SCORE_NONE)
    wanted->guided_alignment = 0.0;
  if (chosen->is_transformer)
    {
      wanted->n_layers = MAX (wanted->n_layers, 2);
      wanted->learning_rate = TRANSFORMER_RATE;
    }

  return TRUE;
}

/* --- As JSON --- */

static void
set_text_if_any (HeedJson   *json,
                 const char *key,
                 const char *value)
{
  if (value != NULL)
    heed_json_set_text (json, key, value);
}

static void
set_parts (HeedJson          *json,
           const char        *key,
           const char *const *parts)
{
  HeedJson *list = heed_json_set_list (json, key);

  for (guint i = 0; parts[i] != NULL; i++)
    heed_json_add_text (list, parts[i]);
}

static gboolean
is_book (const HeedTrainingPreset *wanted)
{
  return g_str_equal (wanted->name, "book");
}

static void
describe_data (HeedJson                 *root,
               const HeedTrainingPreset *wanted)
{
  const HeedTask *task = heed_task_find (wanted->name);
  HeedJson *json = heed_json_set_object (root, "data");

  if (task != NULL)
    {
      heed_json_set_text (json, "task", task->info.name);
      heed_json_set_whole (json, "valid_pairs", wanted->n_valid);
      if (task->info.needs_file)
        {
          set_text_if_any (json, "lines", wanted->train);
          heed_json_set_whole (json, "column", MAX (wanted->column, 1));
          set_text_if_any (json, "confusions", wanted->confusions);
        }
    }
  else
    set_text_if_any (json, "train", wanted->train);

  set_text_if_any (json, "valid", wanted->valid);
  if (wanted->n_pairs > 0)
    heed_json_set_whole (json, "pairs", wanted->n_pairs);
  heed_json_set_whole (json, "max_tokens", wanted->max_tokens);
}

static void
describe_text_rules (HeedJson                 *root,
                     const HeedTrainingPreset *wanted,
                     const char               *key)
{
  HeedJson *json = heed_json_set_object (root, key);

  if (is_book (wanted))
    {
      heed_json_set_text (json, "tokenizer", "word");
      heed_json_set_boolean (json, "lowercase", TRUE);
      heed_json_set_boolean (json, "space_punctuation", TRUE);
      heed_json_set_whole (json, "min_frequency", 2);
    }
  else
    {
      heed_json_set_text (json, "tokenizer", "sentencepiece");
      heed_json_set_whole (json, "vocabulary", 5000);
    }
}

/* A task has its own tokens; rare characters get no token. */
static void
describe_task_text_rules (HeedJson   *root,
                          const char *key)
{
  HeedJson *json = heed_json_set_object (root, key);

  heed_json_set_text (json, "tokenizer", "character");
  heed_json_set_whole (json, "min_frequency", 2);
}

static void
describe_book_model (HeedJson                 *json,
                     const HeedTrainingPreset *wanted)
{
  heed_json_set_whole (json, "encoder_directions", 1);
  heed_json_set_whole (json, "encoder_width", wanted->width);
  heed_json_set_whole (json, "decoder_width", wanted->width);
  heed_json_set_text (json, "padding", "read");
  heed_json_set_whole (json, "source_length", wanted->max_tokens);
  heed_json_set_text (json, "initial_state", "copy");
  set_parts (json, "cell_input", (const char *const[]) { "context", "embedding", NULL });
  set_parts (json, "combine", (const char *const[]) { NULL });
  set_parts (json, "output", (const char *const[]) { "state", NULL });
}

static void
describe_recurrent_model (HeedJson                 *json,
                          const HeedTrainingPreset *wanted)
{
  heed_json_set_text (json, "cell", find_preset (wanted->name)->cell);
  heed_json_set_whole (json, "encoder_layers", wanted->n_layers);
  heed_json_set_whole (json, "decoder_layers", wanted->n_layers);
  heed_json_set_whole (json, "source_embedding", wanted->embedding);
  heed_json_set_whole (json, "target_embedding", wanted->embedding);
  heed_json_set_text (json, "score", wanted->mechanism);
  heed_json_set_whole (json, "attention_width", wanted->width);
  heed_json_set_whole (json, "heads",
                       heed_mechanisms_find (wanted->mechanism)->has_heads ? wanted->n_heads : 1);
  heed_json_set_text (json, "query", "previous");

  if (is_book (wanted))
    {
      describe_book_model (json, wanted);
      return;
    }

  heed_json_set_whole (json, "encoder_directions", 2);
  heed_json_set_whole (json, "encoder_width", (wanted->width + 1) / 2);
  heed_json_set_whole (json, "decoder_width", (wanted->width + 1) / 2 * 2);
  heed_json_set_text (json, "initial_state", "bridge");
  set_parts (json, "cell_input", (const char *const[]) { "context", "embedding", NULL });
  set_parts (json, "combine", (const char *const[]) { "state", "context", "embedding", NULL });
  heed_json_set_whole (json, "combine_width", wanted->width);
  set_parts (json, "output", (const char *const[]) { "attentional", NULL });
}

static void
describe_transformer (HeedJson                 *json,
                      const HeedTrainingPreset *wanted)
{
  heed_json_set_text (json, "family", "transformer");
  heed_json_set_whole (json, "width", wanted->width);
  heed_json_set_whole (json, "layers", wanted->n_layers);
  heed_json_set_whole (json, "heads", wanted->n_heads);
}

static void
describe_training (HeedJson                 *root,
                   const HeedTrainingPreset *wanted)
{
  HeedJson *json = heed_json_set_object (root, "training");

  heed_json_set_whole (json, "batch_size", wanted->batch_size);
  heed_json_set_whole (json, "epochs", wanted->n_epochs);
  heed_json_set_number (json, "learning_rate", wanted->learning_rate);
  if (is_transformer (wanted))
    heed_json_set_whole (json, "warmup", TRANSFORMER_WARMUP);
  heed_json_set_text (json, "decay", find_preset (wanted->name)->decay);
  heed_json_set_number (json, "clip_norm", 1.0);
  heed_json_set_number (json, "dropout", wanted->dropout);
  if (is_book (wanted))
    {
      heed_json_set_text (json, "dropout_place", "layers");
      heed_json_set_number (json, "embedding_deviation", 1.0);
    }
  heed_json_set_number (json, "label_smoothing", wanted->label_smoothing);
  heed_json_set_number (json, "guided_alignment", wanted->guided_alignment);
  heed_json_set_whole (json, "seed", wanted->seed);
}

/**
 * heed_training_preset_to_json:
 * @wanted: values that heed_training_preset_init() set and the user may have changed
 *
 * The values are checked when the configuration is parsed.
 *
 * Returns: (transfer full): a configuration for heed_trainer_new()
 */
char *
heed_training_preset_to_json (const HeedTrainingPreset *wanted)
{
  g_autoptr(HeedJson) json = heed_json_new_object ();
  HeedJson *model;
  const Preset *preset;
  const HeedTask *task;

  g_return_val_if_fail (wanted != NULL && wanted->name != NULL && wanted->mechanism != NULL, NULL);

  preset = find_preset (wanted->name);
  task = heed_task_find (wanted->name);
  g_return_val_if_fail (preset != NULL, NULL);

  heed_json_set_text (json, "name", task != NULL ? task->info.title : preset->title);
  describe_data (json, wanted);
  if (task == NULL)
    {
      describe_text_rules (json, wanted, "source_text");
      describe_text_rules (json, wanted, "target_text");
    }
  else if (task->info.needs_file)
    {
      describe_task_text_rules (json, "source_text");
      describe_task_text_rules (json, "target_text");
    }

  model = heed_json_set_object (json, "model");
  if (is_transformer (wanted))
    describe_transformer (model, wanted);
  else
    describe_recurrent_model (model, wanted);
  describe_training (json, wanted);

  return heed_json_to_lines (json);
}
