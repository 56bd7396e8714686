/* translation.h — lines through a model, by several threads, in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/search-options.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char              *model;
  HeedSearchOptions  search;
  gboolean           source_is_tokens;
  gboolean           source_is_ids;
  int                jobs;
} HeedTranslationOptions;

#define HEED_TRANSLATION_OPTIONS_DEFAULT { .search = HEED_SEARCH_OPTIONS_DEFAULT, .jobs = 1 }

/* For the table of a verb that translates. */
#define HEED_OPTIONS_TRANSLATION(given) \
  HEED_OPTION_MODEL (&(given)->model), \
  { "source-tokens", 0, 0, G_OPTION_ARG_NONE, &(given)->source_is_tokens, \
    "Lines are tokens, spaces between: no tokenizer", NULL }, \
  { "source-ids", 0, 0, G_OPTION_ARG_NONE, &(given)->source_is_ids, \
    "Lines are token ids, spaces between", NULL }, \
  HEED_OPTIONS_SEARCH (&(given)->search), \
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &(given)->jobs, \
    "Threads that translate (default 1)", "N" }

gboolean heed_translation_options_check (const HeedTranslationOptions  *options,
                                         GError                       **error);

/* Called for each line in the order of pushing, on a thread of its own.
 * translation is "" for a blank line and for one that cannot be translated,
 * which was warned of and is counted. */
typedef gboolean (*HeedTranslationFunc) (const char   *translation,
                                         gpointer      data,
                                         GError      **error);

typedef struct _HeedTranslator HeedTranslator;

HeedTranslator *heed_translator_new  (HeedModel                     *model,
                                      const HeedTranslationOptions  *options,
                                      GCancellable                  *cancellable,
                                      HeedTranslationFunc            func,
                                      gpointer                       data);

/* problem says why the line is no text, or is NULL. FALSE once func has failed
 * or the person interrupted. */
gboolean        heed_translator_push (HeedTranslator                *translator,
                                      guint64                        number,
                                      const char                    *text,
                                      const char                    *problem);

/* Waits for all lines, frees the translator, and says how many of them could
 * not be translated. */
gboolean        heed_translator_end  (HeedTranslator                *translator,
                                      guint64                       *n_failed,
                                      GError                       **error);

G_END_DECLS
