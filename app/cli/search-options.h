/* search-options.h — the options for searching a target
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/walk.h"

G_BEGIN_DECLS

#define HEED_BEAM_MAX_WIDTH   1000
#define HEED_MAX_LENGTH_LIMIT 100000

/* As given on the command line. */
typedef struct {
  int       beam;
  char     *length_rule;
  double    length_penalty;
  double    coverage_penalty;
  gboolean  sample;
  double    temperature;
  int       top_k;
  double    top_p;
  gint64    seed;
  int       max_length;
} HeedSearchOptions;

#define HEED_SEARCH_OPTIONS_DEFAULT                                    \
  {                                                                    \
    .beam = 1, .length_penalty = 1.0, .temperature = 1.0, .top_p = 1.0 \
  }

/* Option entries for verbs that decode. */
#define HEED_OPTIONS_SEARCH(given) \
  { "beam", 'b', 0, G_OPTION_ARG_INT, &(given)->beam, \
    "Hypotheses kept at each step (default 1: greedy)", "N" }, \
  { "length-penalty", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->length_penalty, \
    "Hypotheses are compared by log-probability / length ^ A (default 1)", "A" }, \
  { "length-rule", 0, 0, G_OPTION_ARG_FILENAME, &(given)->length_rule, \
    "What is raised to A: power: the length (default); gnmt: (5 + length) / 6", "power|gnmt" }, \
  { "coverage-penalty", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->coverage_penalty, \
    "Hypotheses lose by source tokens that were hardly looked at (default 0: they do not)", "B" }, \
  { "sample", 0, 0, G_OPTION_ARG_NONE, &(given)->sample, \
    "Draw each token instead of taking the most probable", NULL }, \
  { "temperature", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->temperature, \
    "Draw from logits / X (default 1; 0: the most probable)", "X" }, \
  { "top-k", 0, 0, G_OPTION_ARG_INT, &(given)->top_k, \
    "Draw from the K most probable (default 0: all)", "K" }, \
  { "top-p", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->top_p, \
    "Draw from the fewest whose probability reaches P (default 1: all)", "P" }, \
  { "seed", 0, 0, G_OPTION_ARG_INT64, &(given)->seed, \
    "The same seed draws the same tokens (default 0)", "N" }, \
  { "max-length", 0, 0, G_OPTION_ARG_INT, &(given)->max_length, \
    "Stop after N target tokens", "N" }

/* Sets the search fields of walk and leaves its other fields unchanged. */
gboolean heed_search_options_parse (const HeedSearchOptions  *given,
                                    HeedWalk                 *walk,
                                    GError                  **error);

G_END_DECLS
