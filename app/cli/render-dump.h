/* render-dump.h — draws attention that another program wrote
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/dump-options.h"
#include "app/core/figures/figure-file.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  HeedGivenDump  dump;
  char          *source;    /* files of tokens, for dumps without tokens; or NULL */
  char          *target;    /* the same; without a dump, a text */
  int            sentence;  /* from 1 */
} HeedGivenSentence;

#define HEED_GIVEN_SENTENCE_DEFAULT { .sentence = 1 }

/* Option entries for verbs that draw one sentence. */
#define HEED_OPTIONS_SENTENCE(given) \
  HEED_OPTIONS_DUMP (&(given)->dump), \
  { "sentence", 0, 0, G_OPTION_ARG_INT, &(given)->sentence, \
    "The sentence of --attention, counted from 1 (default: the first)", "N" }, \
  { "source", 0, 0, G_OPTION_ARG_FILENAME, &(given)->source, \
    "Source tokens of --attention, one sentence per line, if it has none", "FILE" }, \
  { "target", 0, 0, G_OPTION_ARG_FILENAME, &(given)->target, \
    "Target tokens likewise; without --attention, the translation to show", "FILE|TEXT" }

/* Adds the contents of the sentence to figure, whose style is already set, and saves it. */
gboolean heed_render_dump (const HeedGivenSentence  *given,
                           const HeedGivenLinks     *links,
                           HeedFigure               *figure,
                           const char               *path,
                           const HeedFigureForm     *form,
                           GError                  **error);

G_END_DECLS
