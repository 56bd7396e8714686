/* pair-options.h — the options of verbs that force a model along given translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>

#include "app/cli/gold-options.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/pair-blocks.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char     *model;
  int       max_source_length;
  char     *source;
  char     *target;
  char     *tsv;
  char     *gold;
  HeedGoldOptions gold_as;
  double    max_aer;   /* INFINITY if not given */
  int       jobs;
} HeedPairOptions;

#define HEED_PAIR_OPTIONS_DEFAULT \
  { .max_source_length = HEED_MAX_SOURCE_LENGTH, .gold_as = HEED_GOLD_OPTIONS_DEFAULT, \
    .max_aer = INFINITY, .jobs = 1 }

/* Option entries for such verbs; whose_target: the description of --target. */
#define HEED_OPTIONS_PAIRS(given, whose_target) \
  HEED_OPTION_MODEL (&(given)->model), \
  HEED_OPTION_MAX_SOURCE_LENGTH (&(given)->max_source_length), \
  { "source", 0, 0, G_OPTION_ARG_FILENAME, &(given)->source, \
    "Source sentences, one per line", "FILE" }, \
  { "target", 0, 0, G_OPTION_ARG_FILENAME, &(given)->target, (whose_target), "FILE" }, \
  { "tsv", 0, 0, G_OPTION_ARG_FILENAME, &(given)->tsv, \
    "Both in one file: source, tab or \" ||| \", target; - is standard input", \
    "FILE" }, \
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &(given)->gold, \
    "The gold links to score against", "FILE" }, \
  HEED_OPTIONS_GOLD (&(given)->gold_as), \
  { "max-aer", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->max_aer, \
    "Exit with status 1 if the error rate is above X", "X" }, \
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &(given)->jobs, "Number of threads (default 1)", "N" }

typedef enum {
  HEED_PAIRS_NEED_BOTH,     /* sentences and their translations */
  HEED_PAIRS_NEED_SOURCES,
  HEED_PAIRS_NEED_NOTHING   /* another option provides the pairs */
} HeedPairNeeds;

/* Checks everything that can be checked before a model is loaded. */
gboolean       heed_pair_options_check      (const HeedPairOptions  *given,
                                             HeedPairNeeds           needs,
                                             GError                **error);
HeedPairPaths  heed_pair_options_get_paths  (const HeedPairOptions  *given);
HeedModel     *heed_pair_options_load       (const HeedPairOptions  *given,
                                             GCancellable           *cancellable,
                                             GError                **error);

/* Parses the gold links of a pair, which must have some. */
HeedAlignment *heed_pair_options_parse_gold (const HeedPairOptions  *given,
                                             const HeedPairLine     *pair,
                                             GError                **error);

/* Whether the error rate satisfies --max-aer; NAN does. */
gboolean       heed_pair_options_check_aer  (const HeedPairOptions  *given,
                                             double                  error_rate,
                                             GError                **error);

G_END_DECLS
