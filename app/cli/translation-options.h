/* translation-options.h — the options for translating lines
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/search-options.h"
#include "app/core/translation/translator.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char              *model;
  HeedSearchOptions  search;
  gboolean           source_is_tokens;
  gboolean           source_is_ids;
  int                max_source_length;
  int                jobs;
} HeedTranslationOptions;

#define HEED_TRANSLATION_OPTIONS_DEFAULT \
  { .search = HEED_SEARCH_OPTIONS_DEFAULT, .max_source_length = HEED_MAX_SOURCE_LENGTH, .jobs = 1 }

/* Option entries for verbs that translate. */
#define HEED_OPTIONS_TRANSLATION(given) \
  HEED_OPTION_MODEL (&(given)->model), \
  HEED_OPTION_MAX_SOURCE_LENGTH (&(given)->max_source_length), \
  { "source-tokens", 0, 0, G_OPTION_ARG_NONE, &(given)->source_is_tokens, \
    "Lines consist of tokens separated by spaces; no tokenizer is used", NULL }, \
  { "source-ids", 0, 0, G_OPTION_ARG_NONE, &(given)->source_is_ids, \
    "Lines consist of token ids separated by spaces", NULL }, \
  HEED_OPTIONS_SEARCH (&(given)->search), \
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &(given)->jobs, \
    "Number of threads (default 1)", "N" }

gboolean heed_translation_options_parse (const HeedTranslationOptions  *given,
                                         HeedTranslatorOptions         *options,
                                         GError                       **error);

/* Prints the problem of a line, if it has one, on standard error. */
void     heed_translation_warn          (const HeedTranslatedLine      *line);

G_END_DECLS
