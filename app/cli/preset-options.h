/* preset-options.h — a training without a file: --task, --mechanism and what may be changed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line; -1 and NULL are not given. */
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

#define HEED_GIVEN_PRESET_DEFAULT                                                   \
  { .column = -1, .n_pairs = -1, .n_valid = -1, .max_tokens = -1,                 \
    .embedding = -1, .width = -1, .n_layers = -1, .n_heads = -1,                  \
    .batch_size = -1, .n_epochs = -1, .learning_rate = -1.0, .dropout = -1.0,     \
    .guided_alignment = -1.0, .seed = -1 }

/* For the table of a verb that trains. */
#define HEED_OPTIONS_PRESET(given) \
  { "task", 't', 0, G_OPTION_ARG_FILENAME, &(given)->task, \
    "Instead of a configuration: dates, copy, reverse, sort, digits-en, digits-fr, digits-zh, correction, or book or pairs with --train", "TASK" }, \
  { "preset", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &(given)->task, "The same as --task", "TASK" }, \
  { "mechanism", 0, 0, G_OPTION_ARG_FILENAME, &(given)->mechanism, \
    "How a query is compared with a key; additive, unless another of those below", "NAME" }, \
  { "train", 0, 0, G_OPTION_ARG_FILENAME, &(given)->train, \
    "Pairs to learn from (correction: right sentences)", "FILE" }, \
  { "valid", 0, 0, G_OPTION_ARG_FILENAME, &(given)->valid, "Pairs to hold out", "FILE" }, \
  { "confusions", 0, 0, G_OPTION_ARG_FILENAME, &(given)->confusions, \
    "correction: which characters sound alike", "FILE" }, \
  { "column", 0, 0, G_OPTION_ARG_INT, &(given)->column, \
    "correction: the column of --train with the sentences, from 1", "N" }, \
  { "pairs", 0, 0, G_OPTION_ARG_INT, &(given)->n_pairs, "How many pairs to learn from", "N" }, \
  { "valid-pairs", 0, 0, G_OPTION_ARG_INT, &(given)->n_valid, "How many pairs of a task to hold out", "N" }, \
  { "max-tokens", 0, 0, G_OPTION_ARG_INT, &(given)->max_tokens, "Leave out pairs with a longer side", "N" }, \
  { "embedding", 0, 0, G_OPTION_ARG_INT, &(given)->embedding, "Width of the embeddings", "N" }, \
  { "width", 0, 0, G_OPTION_ARG_INT, &(given)->width, "Width of the decoder", "N" }, \
  { "layers", 0, 0, G_OPTION_ARG_INT, &(given)->n_layers, "Layers of encoder and decoder", "N" }, \
  { "heads", 0, 0, G_OPTION_ARG_INT, &(given)->n_heads, "Heads of each layer, of a mechanism that has them", "N" }, \
  { "batch-size", 0, 0, G_OPTION_ARG_INT, &(given)->batch_size, "Pairs a batch", "N" }, \
  { "epochs", 0, 0, G_OPTION_ARG_INT, &(given)->n_epochs, "Passes over the pairs", "N" }, \
  { "learning-rate", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->learning_rate, "Adam's step", "X" }, \
  { "dropout", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->dropout, "The part of numbers that is left out in training", "X" }, \
  { "guided-alignment", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->guided_alignment, \
    "How much it weighs that attention looks at the word being said", "X" }, \
  { "seed", 0, 0, G_OPTION_ARG_INT64, &(given)->seed, "Another number, another training", "N" }

/* What may follow --mechanism, a line each. */
char    *heed_preset_options_dup_mechanisms (void);

gboolean heed_preset_options_are_given (const HeedGivenPreset  *given);

/* The whole configuration, its "run" too, and the command that was given. */
gboolean heed_preset_options_make      (const HeedGivenPreset  *given,
                                        char                  **configuration,
                                        char                  **command,
                                        GError                **error);

G_END_DECLS
