/* presets.c — trainings that are known to work, and how a person changes them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every recurrent preset but the book's has one shape, in which any mechanism
 * can be put: an encoder that reads both ways with half the width each, so that
 * keys are as wide as the state that asks, a bridge, and an attentional state.
 *
 * The book is Zhang et al., "Dive into Deep Learning", section 11.4; its
 * decoder is one of several layers over an encoder that reads one way and reads
 * its padding too.
 */

#include "engine/heed.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "engine/training/members.h"
#include "engine/training/tasks/task.h"

/* A Transformer that starts at full speed learns nothing. */
#define TRANSFORMER_RATE   0.001
#define TRANSFORMER_WARMUP 200

#define DEFAULT_SCORE HEED_SCORE_ADDITIVE

typedef struct {
  const char         *name;
  const char         *title;  /* NULL: the task's */
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
  { "book", N_("English → French, as in the book"), "gru", "none",
    { .n_pairs = 600, .max_tokens = 10, .embedding = 32, .width = 32, .n_layers = 2, .n_heads = 4,
      .batch_size = 64, .n_epochs = 250, .learning_rate = 0.005, .dropout = 0.1 } },
  { "pairs", N_("Translation"), "gru", "linear",
    { .max_tokens = 48, .embedding = 192, .width = 256, .n_layers = 1, .n_heads = 4, .batch_size = 64,
      .n_epochs = 8, .learning_rate = 0.002, .dropout = 0.1, .label_smoothing = 0.1, .guided_alignment = 0.2 } },
  { "dates", NULL, "gru", "linear",
    { .n_pairs = 60000, .n_valid = 1000, .max_tokens = 60, .embedding = 48, .width = 128, .n_layers = 1,
      .n_heads = 4, .batch_size = 64, .n_epochs = 4, .learning_rate = 0.004 } },
  TOY ("copy", 10),
  TOY ("reverse", 10),
  TOY ("sort", 25),
  NUMBERS ("digits-en"),
  NUMBERS ("digits-fr"),
  NUMBERS ("digits-zh"),
  { "correction", NULL, "lstm", "linear",
    { .n_pairs = 200000, .n_valid = 1000, .max_tokens = 60, .column = 1, .embedding = 128, .width = 256,
      .n_layers = 1, .n_heads = 4, .batch_size = 64, .n_epochs = 4, .learning_rate = 0.002, .dropout = 0.2 } },
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
refuse_mechanism (const char  *name,
                  GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", mechanism->name);

  return heed_members_refuse (error, "mechanism", names->str, name);
}

/**
 * heed_training_preset_init:
 * @wanted: (out): the preset's, with strings that live for ever
 * @name: "book", "pairs", or the name of a task
 * @mechanism: (nullable): the name of one; %NULL is additive
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names what there is
 *
 * Returns: whether there is such a preset with such a score
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

      return heed_members_refuse (error, "task", names, name);
    }

  chosen = heed_mechanisms_find (mechanism != NULL ? mechanism : heed_score_get_info (DEFAULT_SCORE)->name);
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
add_text (JsonBuilder *json,
          const char  *key,
          const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (json, key);
  json_builder_add_string_value (json, value);
}

static void
add_count (JsonBuilder *json,
           const char  *key,
           guint64      value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_int_value (json, (gint64) value);
}

static void
add_number (JsonBuilder *json,
            const char  *key,
            double       value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_double_value (json, value);
}

static void
add_boolean (JsonBuilder *json,
             const char  *key,
             gboolean     value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_boolean_value (json, value);
}

static void
begin_object (JsonBuilder *json,
              const char  *key)
{
  json_builder_set_member_name (json, key);
  json_builder_begin_object (json);
}

static void
add_parts (JsonBuilder       *json,
           const char        *key,
           const char *const *parts)
{
  json_builder_set_member_name (json, key);
  json_builder_begin_array (json);
  for (guint i = 0; parts[i] != NULL; i++)
    json_builder_add_string_value (json, parts[i]);
  json_builder_end_array (json);
}

static gboolean
is_book (const HeedTrainingPreset *wanted)
{
  return g_str_equal (wanted->name, "book");
}

static void
add_data (JsonBuilder              *json,
          const HeedTrainingPreset *wanted)
{
  const HeedTask *task = heed_task_find (wanted->name);

  begin_object (json, "data");
  if (task != NULL)
    {
      add_text (json, "task", task->info.name);
      add_count (json, "valid_pairs", wanted->n_valid);
      if (task->info.needs_file)
        {
          add_text (json, "lines", wanted->train);
          add_count (json, "column", MAX (wanted->column, 1));
          add_text (json, "confusions", wanted->confusions);
        }
    }
  else
    add_text (json, "train", wanted->train);

  add_text (json, "valid", wanted->valid);
  if (wanted->n_pairs > 0)
    add_count (json, "pairs", wanted->n_pairs);
  add_count (json, "max_tokens", wanted->max_tokens);
  json_builder_end_object (json);
}

static void
add_text_rules (JsonBuilder              *json,
                const HeedTrainingPreset *wanted,
                const char               *key)
{
  begin_object (json, key);
  if (is_book (wanted))
    {
      add_text (json, "tokenizer", "word");
      add_boolean (json, "lowercase", TRUE);
      add_boolean (json, "space_punctuation", TRUE);
      add_count (json, "min_frequency", 2);
    }
  else
    {
      add_text (json, "tokenizer", "sentencepiece");
      add_count (json, "vocabulary", 5000);
    }
  json_builder_end_object (json);
}

/* A task has tokens of its own, but rare characters are none. */
static void
add_task_text_rules (JsonBuilder *json,
                     const char  *key)
{
  begin_object (json, key);
  add_text (json, "tokenizer", "character");
  add_count (json, "min_frequency", 2);
  json_builder_end_object (json);
}

static void
add_book_model (JsonBuilder              *json,
                const HeedTrainingPreset *wanted)
{
  add_count (json, "encoder_directions", 1);
  add_count (json, "encoder_width", wanted->width);
  add_count (json, "decoder_width", wanted->width);
  add_text (json, "padding", "read");
  add_count (json, "source_length", wanted->max_tokens);
  add_text (json, "initial_state", "copy");
  add_parts (json, "cell_input", (const char *const[]) { "context", "embedding", NULL });
  add_parts (json, "combine", (const char *const[]) { NULL });
  add_parts (json, "output", (const char *const[]) { "state", NULL });
}

static void
add_recurrent_model (JsonBuilder              *json,
                     const HeedTrainingPreset *wanted)
{
  add_text (json, "cell", find_preset (wanted->name)->cell);
  add_count (json, "encoder_layers", wanted->n_layers);
  add_count (json, "decoder_layers", wanted->n_layers);
  add_count (json, "source_embedding", wanted->embedding);
  add_count (json, "target_embedding", wanted->embedding);
  add_text (json, "score", wanted->mechanism);
  add_count (json, "attention_width", wanted->width);
  add_count (json, "heads", heed_mechanisms_find (wanted->mechanism)->has_heads ? wanted->n_heads : 1);
  add_text (json, "query", "previous");

  if (is_book (wanted))
    {
      add_book_model (json, wanted);
      return;
    }

  add_count (json, "encoder_directions", 2);
  add_count (json, "encoder_width", (wanted->width + 1) / 2);
  add_count (json, "decoder_width", (wanted->width + 1) / 2 * 2);
  add_text (json, "initial_state", "bridge");
  add_parts (json, "cell_input", (const char *const[]) { "context", "embedding", NULL });
  add_parts (json, "combine", (const char *const[]) { "state", "context", "embedding", NULL });
  add_count (json, "combine_width", wanted->width);
  add_parts (json, "output", (const char *const[]) { "attentional", NULL });
}

static void
add_transformer (JsonBuilder              *json,
                 const HeedTrainingPreset *wanted)
{
  add_text (json, "family", "transformer");
  add_count (json, "width", wanted->width);
  add_count (json, "layers", wanted->n_layers);
  add_count (json, "heads", wanted->n_heads);
}

static void
add_training (JsonBuilder              *json,
              const HeedTrainingPreset *wanted)
{
  begin_object (json, "training");
  add_count (json, "batch_size", wanted->batch_size);
  add_count (json, "epochs", wanted->n_epochs);
  add_number (json, "learning_rate", wanted->learning_rate);
  if (is_transformer (wanted))
    add_count (json, "warmup", TRANSFORMER_WARMUP);
  add_text (json, "decay", find_preset (wanted->name)->decay);
  add_number (json, "clip_norm", 1.0);
  add_number (json, "dropout", wanted->dropout);
  if (is_book (wanted))
    {
      add_text (json, "dropout_place", "layers");
      add_number (json, "embedding_deviation", 1.0);
    }
  add_number (json, "label_smoothing", wanted->label_smoothing);
  add_number (json, "guided_alignment", wanted->guided_alignment);
  add_count (json, "seed", wanted->seed);
  json_builder_end_object (json);
}

/**
 * heed_training_preset_to_json:
 * @wanted: what heed_training_preset_init() filled in, and a person changed
 *
 * Values are checked where the configuration is read.
 *
 * Returns: (transfer full): a configuration for heed_trainer_new()
 */
char *
heed_training_preset_to_json (const HeedTrainingPreset *wanted)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  const Preset *preset;
  const HeedTask *task;

  g_return_val_if_fail (wanted != NULL, NULL);

  preset = find_preset (wanted->name);
  task = heed_task_find (wanted->name);
  g_return_val_if_fail (preset != NULL, NULL);

  json_builder_begin_object (json);
  add_text (json, "name", task != NULL ? task->info.title : preset->title);
  add_data (json, wanted);
  if (task == NULL)
    {
      add_text_rules (json, wanted, "source_text");
      add_text_rules (json, wanted, "target_text");
    }
  else if (task->info.needs_file)
    {
      add_task_text_rules (json, "source_text");
      add_task_text_rules (json, "target_text");
    }

  begin_object (json, "model");
  if (is_transformer (wanted))
    add_transformer (json, wanted);
  else
    add_recurrent_model (json, wanted);
  json_builder_end_object (json);
  add_training (json, wanted);
  json_builder_end_object (json);
  root = json_builder_get_root (json);

  return json_to_string (root, TRUE);
}
