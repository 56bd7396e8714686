/* configuration.c — the configuration of a training: model, data and options
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
 * Instead of a train file, data may name a task (tasks/tasks.c) or a list of files with
 * shares, from which the pairs of each epoch are drawn (mixture.c). "pairs" limits the
 * number of pairs read from a file, "valid" may be a list of files, "swap" is true if
 * files have the target first, and "augment" changes training pairs at random
 * (augment.c). Instead of source_text, target_text and model, "start_from" may name a
 * model file: the training then continues with the weights, the vocabularies and the
 * description of that model.
 *
 * Members that are left out have defaults that suit translation. An unknown member is
 * an error: a misspelt one would otherwise be ignored silently.
 */

#include "engine/training/configuration.h"

#include <string.h>

#include "engine/files/json-fields.h"

#define MAX_BATCHES 100000000
#define PIECES      6000
#define MAX_DEPTH   16
#define MAX_VALUES  100000

static const HeedDescription default_recurrent = {
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

static const HeedTransformerDescription default_transformer = {
  .width = 192,
  .encoder = { .n_layers = 3, .n_heads = 4, .final_norm = TRUE },
  .decoder = { .n_layers = 3, .n_heads = 4, .final_norm = TRUE },
  .norm_place = HEED_NORM_PRE,
  .norm = HEED_NORM_LAYER,
  .norm_epsilon = 1e-5f,
  .activation = HEED_ACTIVATION_RELU,
  .positions = HEED_POSITIONS_INTERLEAVED,
  .max_positions = 512,
  .n_buckets = 32,
  .max_distance = 128,
  .scale_embedding = TRUE,
  .scale_scores = TRUE,
  .tied_output = TRUE,
  .biases = TRUE,
  .source_end = TRUE,
};

#define FEED_FORWARD_FACTOR 4  /* feed-forward width / model width, by default */

static const HeedTrainingConfiguration defaults = {
  .max_tokens = 60,
  .source_text = { HEED_TOKENIZER_SENTENCEPIECE, HEED_TEXT_AS_IS, PIECES, 1, 1 },
  .target_text = { HEED_TOKENIZER_SENTENCEPIECE, HEED_TEXT_AS_IS, PIECES, 1, 1 },
  .batch_size = 64,
  .n_epochs = 10,
  .learning_rate = 1e-3f,
  .n_warmup = 0,
  .clip_norm = 1.0f,
  .guided_links = HEED_SYMMETRISE_GROW_DIAG_FINAL_AND,
  .seed = 1,
  .n_shards = 2,
};

static gboolean
parse_text (const HeedJson        *json,
            const char            *key,
            HeedTokenizerOptions  *options,
            GError               **error)
{
  static const char *const known[] = { "tokenizer", "vocabulary",        "min_frequency",
                                       "lowercase", "space_punctuation", NULL };
  static const char *const tokenizers[] = { "word", "character", "sentencepiece",
                                            NULL }; /* in the order of HeedTokenizerKind */
  const HeedJson *text = NULL;
  guint kind = options->kind;
  gboolean lowercase = FALSE, space_punctuation = FALSE;

  if (!heed_json_read_object (json, key, &text, error) ||
      !heed_json_check_names (text, known, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  if (!heed_json_read_choice (text, "tokenizer", tokenizers, &kind, error) ||
      !heed_json_read_boolean (text, "lowercase", &lowercase, error) ||
      !heed_json_read_boolean (text, "space_punctuation", &space_punctuation, error))
    return FALSE;

  options->kind = kind;
  if (options->kind != HEED_TOKENIZER_SENTENCEPIECE)
    options->vocabulary_size = 0;
  else if (options->vocabulary_size == 0)
    options->vocabulary_size = PIECES;
  if (lowercase)
    options->rules |= HEED_TEXT_LOWERCASE;
  if (space_punctuation)
    options->rules |= HEED_TEXT_SPACE_PUNCTUATION;

  return heed_json_read_count (text, "vocabulary", 0, 1000000, &options->vocabulary_size, error) &&
         heed_json_read_count (text, "min_frequency", 0, 1000000, &options->min_frequency, error);
}

static char *
make_path (const char *folder,
           const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  return path == NULL ? NULL : g_canonicalize_filename (path, absolute);
}

/* The tokenizers of a task are its own by default; the configuration may override them. */
static gboolean
parse_task (const HeedJson             *data,
            const char                 *base_folder,
            HeedTrainingConfiguration  *c,
            GError                    **error)
{
  if (!heed_task_options_parse (&c->task, data, base_folder, error))
    return FALSE;

  c->source_text = (HeedTokenizerOptions) { c->task.task->source_text, HEED_TEXT_AS_IS, 0, 1, 1 };
  c->target_text = (HeedTokenizerOptions) { c->task.task->target_text, HEED_TEXT_AS_IS, 0, 1, 1 };
  c->max_tokens = MAX (c->max_tokens, HEED_LONGEST_TASK_TEXT);

  return TRUE;
}

static gboolean
parse_valid (const HeedJson             *data,
             const char                 *base_folder,
             HeedTrainingConfiguration  *c,
             GError                    **error)
{
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();
  const HeedJson *valid = heed_json_get_member (data, "valid");
  gboolean is_list = heed_json_is_list (valid);
  guint n = is_list ? heed_json_get_n (valid) : 1;

  if (valid == NULL)
    return TRUE;
  if (n == 0)
    return heed_json_refuse (valid, "a file or more", error);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *absolute = NULL;
      const char *path;

      if (!heed_json_take_text (is_list ? heed_json_get_nth (valid, i) : valid, &path, error))
        return FALSE;

      absolute = make_path (base_folder, path);
      g_strv_builder_add (paths, absolute);
    }
  c->valid_paths = g_strv_builder_end (paths);

  return TRUE;
}

/* A single file with augmentation is a mixture of one file: all its pairs are drawn in each
 * epoch. */
static gboolean
parse_files (const HeedJson             *data,
             const char                 *base_folder,
             HeedTrainingConfiguration  *c,
             GError                    **error)
{
  static const char *const known[] = { "train", "valid",   "max_tokens", "pairs",
                                       "swap",  "augment", NULL };
  static const char *const known_of_lists[] = {
    "train", "valid", "max_tokens", "epoch_pairs", "swap", "augment", NULL
  };
  const char *train = NULL;
  const HeedJson *augment = NULL;

  if (!heed_json_read_boolean (data, "swap", &c->swap, error) ||
      !heed_json_read_object (data, "augment", &augment, error) ||
      (augment != NULL &&
       !heed_augmentation_parse (&c->augmentation, augment, c->source_language, error)))
    return FALSE;

  if (heed_json_is_list (heed_json_get_member (data, "train")))
    return heed_json_check_names (data, known_of_lists, error) &&
           heed_mixture_options_parse (&c->mixture, data, "train", base_folder, error);

  if (!heed_json_check_names (data, known, error) ||
      !heed_json_read_text (data, "train", &train, error) ||
      !heed_json_read_count (data, "pairs", 1, G_MAXINT, &c->n_pairs, error))
    return FALSE;
  if (train == NULL)
    return heed_json_refuse_field (data, "train", "the path of a train file, or a task", error);

  if (augment != NULL)
    {
      if (c->n_pairs > 0)
        return heed_json_refuse_field (data, "pairs", "none beside augment", error);
      c->mixture.files = g_new0 (HeedMixtureFile, 1);
      c->mixture.files[0] =
        (HeedMixtureFile) { .path = make_path (base_folder, train), .share = 1.0 };
      c->mixture.n_files = 1;
    }
  else
    c->train_path = make_path (base_folder, train);

  return TRUE;
}

static gboolean
parse_data (const HeedJson             *json,
            const char                 *base_folder,
            HeedTrainingConfiguration  *c,
            GError                    **error)
{
  const HeedJson *data = NULL;

  if (!heed_json_read_object (json, "data", &data, error))
    return FALSE;
  if (data == NULL)
    return heed_json_refuse_field (json, "data", "the path of a train file, or a task", error);

  if (heed_json_get_member (data, "task") != NULL ? !parse_task (data, base_folder, c, error)
                                                  : !parse_files (data, base_folder, c, error))
    return FALSE;

  return parse_valid (data, base_folder, c, error) &&
         heed_json_read_count (data, "max_tokens", 1, 10000, &c->max_tokens, error);
}

static gboolean
parse_training (const HeedJson             *json,
                HeedTrainingConfiguration  *c,
                GError                    **error)
{
  static const char *const known[] = { "batch_size",
                                       "epochs",
                                       "batches",
                                       "learning_rate",
                                       "warmup",
                                       "decay",
                                       "clip_norm",
                                       "embedding_deviation",
                                       "dropout",
                                       "dropout_place",
                                       "label_smoothing",
                                       "guided_alignment",
                                       "guided_decay",
                                       "guided_links",
                                       "seed",
                                       "shards",
                                       NULL };
  static const char *const decays[] = { "none", "linear", "cosine", NULL };
  static const char *const places[] = { "everywhere", "layers", NULL };
  static const char *const links[] = { "intersection", "union", "grow-diag", "grow-diag-final-and",
                                       NULL };
  const HeedJson *training = NULL;
  double seed = (double) c->seed;
  guint decay = c->decay, guided_links = c->guided_links, place = c->dropout_place;

  if (!heed_json_read_object (json, "training", &training, error) ||
      !heed_json_check_names (training, known, error))
    return FALSE;
  if (training == NULL)
    return TRUE;

  if (!heed_json_read_count (training, "batch_size", 1, 65536, &c->batch_size, error) ||
      !heed_json_read_count (training, "epochs", 1, 1000000, &c->n_epochs, error) ||
      !heed_json_read_count (training, "batches", 0, MAX_BATCHES, &c->n_batches, error) ||
      !heed_json_read_float (training, "learning_rate", 1e-9, 10.0, &c->learning_rate, error) ||
      !heed_json_read_count (training, "warmup", 0, MAX_BATCHES, &c->n_warmup, error) ||
      !heed_json_read_choice (training, "decay", decays, &decay, error) ||
      !heed_json_read_float (training, "clip_norm", 0.0, 1e9, &c->clip_norm, error) ||
      !heed_json_read_float (training, "embedding_deviation", 0.0, 100.0, &c->embedding_deviation,
                             error) ||
      !heed_json_read_float (training, "dropout", 0.0, 0.95, &c->dropout, error) ||
      !heed_json_read_choice (training, "dropout_place", places, &place, error) ||
      !heed_json_read_float (training, "label_smoothing", 0.0, 0.95, &c->label_smoothing, error) ||
      !heed_json_read_float (training, "guided_alignment", 0.0, 1000.0, &c->guided_alignment,
                             error) ||
      !heed_json_read_boolean (training, "guided_decay", &c->guided_decay, error) ||
      !heed_json_read_choice (training, "guided_links", links, &guided_links, error) ||
      !heed_json_read_count (training, "shards", 1, 64, &c->n_shards, error) ||
      !heed_json_read_number (training, "seed", 0.0, 9007199254740992.0, &seed, error))
    return FALSE;

  if (c->guided_alignment > 0.0f && c->start_from == NULL && !heed_blueprint_attends (&c->model))
    return heed_json_refuse_field (training, "guided_alignment", "0 for a model without attention",
                                   error);

  c->decay = decay;
  c->dropout_place = place;
  c->guided_links = guided_links;
  c->seed = (guint64) seed;
  c->source_text.seed = c->target_text.seed = c->seed;

  return TRUE;
}

/* The model to start from determines all that the members refused here would describe. */
static gboolean
parse_start (const HeedJson             *json,
             const char                 *base_folder,
             HeedTrainingConfiguration  *c,
             GError                    **error)
{
  static const char *const replaced[] = { "source_text", "target_text", "model" };
  const char *path = NULL;

  if (!heed_json_read_text (json, "start_from", &path, error))
    return FALSE;
  if (path == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (replaced); i++)
    if (heed_json_get_member (json, replaced[i]) != NULL)
      return heed_json_refuse_field (json, replaced[i], "none beside start_from", error);

  c->start_from = make_path (base_folder, path);

  return TRUE;
}

static void
widen_feed_forward (HeedTransformerDescription *d)
{
  if (d->encoder.feed_forward == 0)
    d->encoder.feed_forward = FEED_FORWARD_FACTOR * d->width;
  if (d->decoder.feed_forward == 0)
    d->decoder.feed_forward = FEED_FORWARD_FACTOR * d->width;
}

static gboolean
parse_model (const HeedJson             *json,
             HeedTrainingConfiguration  *c,
             GError                    **error)
{
  const HeedJson *model = NULL;

  if (!heed_json_read_object (json, "model", &model, error))
    return FALSE;

  c->model = (HeedBlueprint) { HEED_FAMILY_RECURRENT, default_recurrent, default_transformer };
  if (model != NULL && !heed_blueprint_parse (&c->model, model, error))
    return FALSE;

  widen_feed_forward (&c->model.transformer);

  return TRUE;
}

static gboolean
parse_root (const HeedJson             *json,
            const char                 *base_folder,
            HeedTrainingConfiguration  *c,
            GError                    **error)
{
  static const char *const known[] = {
    "name",  "source_language", "target_language",
    "data",  "source_text",     "target_text",
    "model", "training",        "start_from",
    "run",   NULL /* run is for the program that calls the trainer */
  };
  const char *name = "unnamed model", *source_language = "", *target_language = "";

  if (!heed_json_check_names (json, known, error) ||
      !heed_json_read_text (json, "name", &name, error) ||
      !heed_json_read_text (json, "source_language", &source_language, error) ||
      !heed_json_read_text (json, "target_language", &target_language, error))
    return FALSE;

  c->name = g_strdup (name);
  c->source_language = g_strdup (source_language);
  c->target_language = g_strdup (target_language);

  return parse_data (json, base_folder, c, error) &&
         parse_start (json, base_folder, c, error) &&
         parse_text (json, "source_text", &c->source_text, error) &&
         parse_text (json, "target_text", &c->target_text, error) &&
         parse_model (json, c, error) &&
         parse_training (json, c, error);
}

/**
 * heed_training_configuration_parse:
 * @configuration: (out): must be cleared, also after an error
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, its permitted values and the value
 * found; %HEED_ERROR_DAMAGED if @json is not valid JSON
 */
gboolean
heed_training_configuration_parse (HeedTrainingConfiguration  *configuration,
                                   const char                 *json,
                                   const char                 *base_folder,
                                   GError                    **error)
{
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(HeedJson) root =
    heed_json_parse_object ("configuration", json, strlen (json), &limits, error);

  *configuration = defaults;

  return root != NULL && parse_root (root, base_folder, configuration, error);
}

void
heed_training_configuration_clear (HeedTrainingConfiguration *configuration)
{
  heed_task_options_clear (&configuration->task);
  g_clear_pointer (&configuration->name, g_free);
  g_clear_pointer (&configuration->source_language, g_free);
  g_clear_pointer (&configuration->target_language, g_free);
  g_clear_pointer (&configuration->train_path, g_free);
  g_clear_pointer (&configuration->start_from, g_free);
  g_clear_pointer (&configuration->valid_paths, g_strfreev);
  heed_mixture_options_clear (&configuration->mixture);
  heed_augmentation_clear (&configuration->augmentation);
}
