/* configuration.c — what is to be trained, on what, and how
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     {
 *       "name": "English → French", "source_language": "en", "target_language": "fr",
 *       "data": {"train": "train.tsv.gz", "valid": "valid.tsv.gz", "max_tokens": 40},
 *       "source_text": {"tokenizer": "sentencepiece", "vocabulary": 6000},
 *       "target_text": {"tokenizer": "sentencepiece", "vocabulary": 6000},
 *       "model": {"cell": "gru", "encoder_width": 128, ... as description.c},
 *       "training": {"batch_size": 64, "epochs": 10, "learning_rate": 0.001,
 *                    "warmup": 400, "decay": "cosine", "clip_norm": 1,
 *                    "dropout": 0.2, "label_smoothing": 0.1, "seed": 1,
 *                    "guided_alignment": 0.3, "guided_decay": true}
 *     }
 *
 * What is left out has the value that the default model was trained with. A
 * member that is not known is an error: a misspelt one would be a silent change.
 */

#include "engine/training/configuration.h"

#include <string.h>

#include "engine/heed.h"

#define MAX_BATCHES 100000000

static const HeedDescription default_model = {
  .cell = HEED_CELL_GRU,
  .source_embedding = 192,
  .target_embedding = 192,
  .n_encoder_layers = 1,
  .n_directions = 2,
  .encoder_width = 128,
  .source_end = TRUE,
  .n_decoder_layers = 1,
  .decoder_width = 256,
  .initial = HEED_INITIAL_BRIDGE,
  .score = HEED_SCORE_ADDITIVE,
  .attention_width = 256,
  .n_heads = 1,
  .query = HEED_QUERY_PREVIOUS,
  .cell_input = { { HEED_PART_CONTEXT, HEED_PART_EMBEDDING }, 2 },
  .combine = { { HEED_PART_STATE, HEED_PART_CONTEXT, HEED_PART_EMBEDDING }, 3 },
  .combine_width = 192,
  .output = { { HEED_PART_ATTENTIONAL }, 1 },
};

static const HeedTrainingConfiguration defaults = {
  .max_tokens = 60,
  .source_text = { HEED_TOKENIZER_SENTENCEPIECE, HEED_TEXT_AS_IS, 6000, 1, 1 },
  .target_text = { HEED_TOKENIZER_SENTENCEPIECE, HEED_TEXT_AS_IS, 6000, 1, 1 },
  .batch_size = 64,
  .n_epochs = 10,
  .learning_rate = 1e-3f,
  .n_warmup = 0,
  .clip_norm = 1.0f,
  .seed = 1,
  .n_shards = 2,
};

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *expected,
        const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found %s", what, expected, found);

  return FALSE;
}

static gboolean
check_members (JsonObject         *json,
               const char         *what,
               const char *const  *known,
               GError            **error)
{
  g_autoptr(GList) members = json_object_get_members (json);

  for (GList *member = members; member != NULL; member = member->next)
    if (!g_strv_contains (known, member->data))
      {
        g_autofree char *list = g_strjoinv (", ", (char **) known);

        return refuse (error, what, list, member->data);
      }

  return TRUE;
}

/* The object called key; NULL in *object if there is none. */
static gboolean
find_object (JsonObject         *json,
             const char         *key,
             const char *const  *known,
             JsonObject        **object,
             GError            **error)
{
  JsonNode *node = json_object_get_member (json, key);

  *object = NULL;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, key, "an object", "something else");

  *object = json_node_get_object (node);

  return known == NULL || check_members (*object, key, known, error);
}

static gboolean
parse_number (JsonObject  *json,
              const char  *key,
              double       least,
              double       most,
              double      *number,
              GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);
  GType type;

  if (node == NULL)
    return TRUE;

  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    return refuse (error, key, "a number", "something else");

  if (!(json_node_get_double (node) >= least && json_node_get_double (node) <= most))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected %g to %g, found %g", key, least, most, json_node_get_double (node));
      return FALSE;
    }

  *number = json_node_get_double (node);

  return TRUE;
}

static gboolean
parse_float (JsonObject  *json,
             const char  *key,
             double       least,
             double       most,
             float       *value,
             GError     **error)
{
  double number = *value;

  if (!parse_number (json, key, least, most, &number, error))
    return FALSE;

  *value = (float) number;

  return TRUE;
}

static gboolean
parse_count (JsonObject  *json,
             const char  *key,
             guint        least,
             guint        most,
             guint       *value,
             GError     **error)
{
  double number = *value;

  if (!parse_number (json, key, least, most, &number, error))
    return FALSE;

  if (number != (guint) number)
    return refuse (error, key, "a whole number", "a fraction");

  *value = (guint) number;

  return TRUE;
}

static gboolean
parse_boolean (JsonObject  *json,
               const char  *key,
               gboolean    *value,
               GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (error, key, "true or false", "something else");

  *value = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
parse_text (JsonObject            *json,
            const char            *key,
            HeedTokenizerOptions  *options,
            GError               **error)
{
  static const char *const known[] = { "tokenizer", "vocabulary", "min_frequency", "lowercase", "space_punctuation", NULL };
  JsonObject *text;
  const char *tokenizer;

  if (!find_object (json, key, known, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  tokenizer = json_object_get_string_member_with_default (text, "tokenizer", "sentencepiece");
  if (g_str_equal (tokenizer, "word"))
    options->kind = HEED_TOKENIZER_WORD;
  else if (g_str_equal (tokenizer, "character"))
    options->kind = HEED_TOKENIZER_CHARACTER;
  else if (!g_str_equal (tokenizer, "sentencepiece"))
    return refuse (error, "tokenizer", "word, character or sentencepiece", tokenizer);

  if (options->kind != HEED_TOKENIZER_SENTENCEPIECE)
    options->vocabulary_size = 0;
  if (json_object_get_boolean_member_with_default (text, "lowercase", FALSE))
    options->rules |= HEED_TEXT_LOWERCASE;
  if (json_object_get_boolean_member_with_default (text, "space_punctuation", FALSE))
    options->rules |= HEED_TEXT_SPACE_PUNCTUATION;

  return parse_count (text, "vocabulary", 0, 1000000, &options->vocabulary_size, error) &&
         parse_count (text, "min_frequency", 0, 1000000, &options->min_frequency, error);
}

static char *
make_path (const char *folder,
           const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  return path == NULL ? NULL : g_canonicalize_filename (path, absolute);
}

static gboolean
parse_data (JsonObject                 *json,
            const char                 *base_folder,
            HeedTrainingConfiguration  *configuration,
            GError                    **error)
{
  static const char *const known[] = { "train", "valid", "max_tokens", NULL };
  JsonObject *data;

  if (!find_object (json, "data", known, &data, error))
    return FALSE;

  if (data == NULL || json_object_get_string_member_with_default (data, "train", NULL) == NULL)
    return refuse (error, "data", "the path of a train file", "none");

  configuration->train_path = make_path (base_folder, json_object_get_string_member (data, "train"));
  configuration->valid_path = make_path (base_folder, json_object_get_string_member_with_default (data, "valid", NULL));

  return parse_count (data, "max_tokens", 1, 10000, &configuration->max_tokens, error);
}

static gboolean
parse_decay (JsonObject  *json,
             HeedDecay   *decay,
             GError     **error)
{
  const char *name = json_object_get_string_member_with_default (json, "decay", "none");

  if (g_str_equal (name, "none"))
    *decay = HEED_DECAY_NONE;
  else if (g_str_equal (name, "linear"))
    *decay = HEED_DECAY_LINEAR;
  else if (g_str_equal (name, "cosine"))
    *decay = HEED_DECAY_COSINE;
  else
    return refuse (error, "decay", "none, linear or cosine", name);

  return TRUE;
}

static gboolean
parse_training (JsonObject                 *json,
                HeedTrainingConfiguration  *c,
                GError                    **error)
{
  static const char *const known[] = {
    "batch_size", "epochs", "batches", "learning_rate", "warmup", "decay", "clip_norm", "dropout",
    "label_smoothing", "guided_alignment", "guided_decay", "seed", "shards", NULL
  };
  JsonObject *training;
  double seed = (double) c->seed;

  if (!find_object (json, "training", known, &training, error))
    return FALSE;
  if (training == NULL)
    return TRUE;

  if (!parse_count (training, "batch_size", 1, 65536, &c->batch_size, error) ||
      !parse_count (training, "epochs", 1, 1000000, &c->n_epochs, error) ||
      !parse_count (training, "batches", 0, MAX_BATCHES, &c->n_batches, error) ||
      !parse_float (training, "learning_rate", 1e-9, 10.0, &c->learning_rate, error) ||
      !parse_count (training, "warmup", 0, MAX_BATCHES, &c->n_warmup, error) ||
      !parse_decay (training, &c->decay, error) ||
      !parse_float (training, "clip_norm", 0.0, 1e9, &c->clip_norm, error) ||
      !parse_float (training, "dropout", 0.0, 0.95, &c->dropout, error) ||
      !parse_float (training, "label_smoothing", 0.0, 0.95, &c->label_smoothing, error) ||
      !parse_float (training, "guided_alignment", 0.0, 1000.0, &c->guided_alignment, error) ||
      !parse_boolean (training, "guided_decay", &c->guided_decay, error) ||
      !parse_count (training, "shards", 1, 64, &c->n_shards, error) ||
      !parse_number (training, "seed", 0.0, 9007199254740992.0, &seed, error))
    return FALSE;

  if (c->guided_alignment > 0.0f && c->model.score == HEED_SCORE_NONE)
    return refuse (error, "guided_alignment", "0 for a model without attention", "a weight");

  c->seed = (guint64) seed;
  c->source_text.seed = c->target_text.seed = c->seed;

  return TRUE;
}

static gboolean
parse_root (JsonObject                 *json,
            const char                 *base_folder,
            HeedTrainingConfiguration  *c,
            GError                    **error)
{
  static const char *const known[] = {
    "name", "source_language", "target_language", "data", "source_text", "target_text", "model", "training",
    "run", NULL  /* run is for whoever calls the trainer */
  };
  JsonObject *model;

  if (!check_members (json, "configuration", known, error) ||
      !find_object (json, "model", NULL, &model, error))
    return FALSE;

  c->name = g_strdup (json_object_get_string_member_with_default (json, "name", "unnamed model"));
  c->source_language = g_strdup (json_object_get_string_member_with_default (json, "source_language", ""));
  c->target_language = g_strdup (json_object_get_string_member_with_default (json, "target_language", ""));
  c->model = default_model;

  return parse_data (json, base_folder, c, error) &&
         parse_text (json, "source_text", &c->source_text, error) &&
         parse_text (json, "target_text", &c->target_text, error) &&
         (model == NULL || heed_description_parse (&c->model, model, error)) &&
         parse_training (json, c, error);
}

/**
 * heed_training_configuration_parse:
 * @configuration: (out): clear it, also after an error
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, what it may be and what it is
 */
gboolean
heed_training_configuration_parse (HeedTrainingConfiguration  *configuration,
                                   const char                 *json,
                                   const char                 *base_folder,
                                   GError                    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) json_error = NULL;
  JsonNode *root;

  *configuration = defaults;
  json_parser_load_from_data (parser, json, -1, &json_error);
  root = json_error == NULL ? json_parser_get_root (parser) : NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse (error, "configuration", "a JSON object", json_error != NULL ? json_error->message : "something else");

  return parse_root (json_node_get_object (root), base_folder, configuration, error);
}

void
heed_training_configuration_clear (HeedTrainingConfiguration *configuration)
{
  g_clear_pointer (&configuration->name, g_free);
  g_clear_pointer (&configuration->source_language, g_free);
  g_clear_pointer (&configuration->target_language, g_free);
  g_clear_pointer (&configuration->train_path, g_free);
  g_clear_pointer (&configuration->valid_path, g_free);
}
