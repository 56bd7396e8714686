/* preset-options.h — trainings without a configuration file: --task, --mechanism and their numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line; NULL or HEED_NOT_GIVEN if not given. */
typedef struct {
  char   *task;
  char   *mechanism;
  char   *train;
  char   *valid;
  char   *confusions;
  int     column;
  int     n_pairs;
  int     n_valid;
  int     max_tokens;
  int     embedding;
  int     width;
  int     n_layers;
  int     n_heads;
  int     batch_size;
  int     n_epochs;
  double  learning_rate;
  double  dropout;
  double  guided_alignment;
  gint64  seed;
} HeedGivenPreset;

/* Values that no user would give. */
#define HEED_NOT_GIVEN        G_MININT
#define HEED_NOT_GIVEN_INT64  G_MININT64
#define HEED_NOT_GIVEN_NUMBER (-G_MAXDOUBLE)

#define HEED_GIVEN_PRESET_DEFAULT \
  { .column = HEED_NOT_GIVEN, .n_pairs = HEED_NOT_GIVEN, .n_valid = HEED_NOT_GIVEN, \
    .max_tokens = HEED_NOT_GIVEN, .embedding = HEED_NOT_GIVEN, .width = HEED_NOT_GIVEN, \
    .n_layers = HEED_NOT_GIVEN, .n_heads = HEED_NOT_GIVEN, .batch_size = HEED_NOT_GIVEN, \
    .n_epochs = HEED_NOT_GIVEN, .learning_rate = HEED_NOT_GIVEN_NUMBER, \
    .dropout = HEED_NOT_GIVEN_NUMBER, .guided_alignment = HEED_NOT_GIVEN_NUMBER, \
    .seed = HEED_NOT_GIVEN_INT64 }

/* Option entries for verbs that train. */
#define HEED_OPTIONS_PRESET(given) \
  { "task", 't', 0, G_OPTION_ARG_FILENAME, &(given)->task, \
    "Instead of a configuration: dates, copy, reverse, sort, digits-en, digits-fr, " \
    "digits-zh, correction, or book or pairs with --train", "TASK" }, \
  { "preset", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &(given)->task, \
    "The same as --task", "TASK" }, \
  { "mechanism", 0, 0, G_OPTION_ARG_FILENAME, &(given)->mechanism, \
    "How a query is compared with a key; additive, unless another of those below", "NAME" }, \
  { "train", 0, 0, G_OPTION_ARG_FILENAME, &(given)->train, \
    "Pairs to learn from (correction: right sentences)", "FILE" }, \
  { "valid", 0, 0, G_OPTION_ARG_FILENAME, &(given)->valid, "Held-out pairs", "FILE" }, \
  { "confusions", 0, 0, G_OPTION_ARG_FILENAME, &(given)->confusions, \
    "correction: characters that sound alike", "FILE" }, \
  { "column", 0, 0, G_OPTION_ARG_INT, &(given)->column, \
    "correction: the column of --train that has the sentences, counted from 1", "N" }, \
  { "pairs", 0, 0, G_OPTION_ARG_INT, &(given)->n_pairs, "Number of training pairs", "N" }, \
  { "valid-pairs", 0, 0, G_OPTION_ARG_INT, &(given)->n_valid, \
    "Number of held-out pairs of a task", "N" }, \
  { "max-tokens", 0, 0, G_OPTION_ARG_INT, &(given)->max_tokens, \
    "Skip pairs with more tokens than this on a side", "N" }, \
  { "embedding", 0, 0, G_OPTION_ARG_INT, &(given)->embedding, "Width of the embeddings", "N" }, \
  { "width", 0, 0, G_OPTION_ARG_INT, &(given)->width, "Width of the decoder", "N" }, \
  { "layers", 0, 0, G_OPTION_ARG_INT, &(given)->n_layers, "Layers of encoder and decoder", "N" }, \
  { "heads", 0, 0, G_OPTION_ARG_INT, &(given)->n_heads, \
    "Heads per layer (multi-head and transformer)", "N" }, \
  { "batch-size", 0, 0, G_OPTION_ARG_INT, &(given)->batch_size, "Pairs per batch", "N" }, \
  { "epochs", 0, 0, G_OPTION_ARG_INT, &(given)->n_epochs, "Passes over the pairs", "N" }, \
  { "learning-rate", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->learning_rate, "Adam's step", "X" }, \
  { "dropout", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->dropout, \
    "Fraction of activations dropped in training", "X" }, \
  { "guided-alignment", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->guided_alignment, \
    "Weight of the guided-alignment loss", "X" }, \
  { "seed", 0, 0, G_OPTION_ARG_INT64, &(given)->seed, "Seed of the random numbers", "N" }

/* The values of --mechanism, one per line, for --help. Caller frees. */
char    *heed_preset_options_dup_mechanisms (void);

gboolean heed_preset_options_are_given (const HeedGivenPreset  *given);

/* Fails if any of them is given together with a configuration, which
 * already defines all of them. */
gboolean heed_preset_options_refuse    (const HeedGivenPreset  *given,
                                        GError                **error);

/* Sets the whole configuration, including its "run", and the equivalent
 * command line. Caller frees both. */
gboolean heed_preset_options_make      (const HeedGivenPreset  *given,
                                        char                  **configuration,
                                        char                  **command,
                                        GError                **error);

G_END_DECLS
