/* search-options.h — the options for searching a target
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/walk.h"

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
    "Length in that rule: power (default): length; gnmt: (5 + length) / 6", "power|gnmt" }, \
  { "coverage-penalty", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->coverage_penalty, \
    "Penalise hypotheses that attended little to some source tokens (default 0: no)", "B" }, \
  { "sample", 0, 0, G_OPTION_ARG_NONE, &(given)->sample, \
    "Sample each token instead of taking the most probable one", NULL }, \
  { "temperature", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->temperature, \
    "Sample from logits / X (default 1; 0: the most probable)", "X" }, \
  { "top-k", 0, 0, G_OPTION_ARG_INT, &(given)->top_k, \
    "Sample from the K most probable tokens (default 0: all)", "K" }, \
  { "top-p", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->top_p, \
    "Sample from the smallest set whose total probability reaches P (default 1: all)", "P" }, \
  { "seed", 0, 0, G_OPTION_ARG_INT64, &(given)->seed, \
    "Seed of the random numbers (default 0)", "N" }, \
  { "max-length", 0, 0, G_OPTION_ARG_INT, &(given)->max_length, \
    "Stop after N target tokens", "N" }

/* Sets the search fields of walk and leaves its other fields unchanged. */
gboolean heed_search_options_parse (const HeedSearchOptions  *given,
                                    HeedWalk                 *walk,
                                    GError                  **error);

G_END_DECLS
