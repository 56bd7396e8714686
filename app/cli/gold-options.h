/* gold-options.h — how a line of gold links is parsed: --gold-one-based and others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  gboolean  is_one_based;
  char     *probabilities;  /* the path of their file */
  double    sure_from;      /* NAN if not given */
} HeedGoldOptions;

#define HEED_GOLD_OPTIONS_DEFAULT { .sure_from = NAN }

/* Option entries for verbs that compare with gold links. */
#define HEED_OPTIONS_GOLD(given) \
  { "gold-one-based", 0, 0, G_OPTION_ARG_NONE, &(given)->is_one_based, \
    "Words of --gold are counted from 1", NULL }, \
  { "gold-probabilities", 0, 0, G_OPTION_ARG_FILENAME, &(given)->probabilities, \
    "The probabilities of the links of --gold, as awesome-align writes them", "FILE" }, \
  { "sure-from", 0, 0, G_OPTION_ARG_DOUBLE, &(given)->sure_from, \
    "Links of --gold with a lower probability are only possible (default: 0.5 with " \
    "--gold-probabilities)", "X" }

/* Whether one of the options was given. */
gboolean       heed_gold_options_are_given (const HeedGoldOptions  *given);

/* probabilities: the line of that file; NULL if there is none. */
HeedAlignment *heed_gold_options_parse     (const HeedGoldOptions  *given,
                                            const char             *gold,
                                            const char             *probabilities,
                                            GError                **error);

G_END_DECLS
