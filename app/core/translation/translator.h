/* translator.h — translating lines on several threads, with results in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/walk.h"

G_BEGIN_DECLS

typedef struct {
  HeedInputForm input_form;  /* the form of the lines */
  HeedWalk      walk;
  guint         n_threads;   /* at least 1 */
} HeedTranslatorOptions;

/* The result for one line. */
typedef struct {
  guint64       number;
  const char   *text;
  const char   *translation;  /* "" for a blank line and for one with a problem */
  const GError *problem;      /* why it was not translated; or NULL */
} HeedTranslatedLine;

/* Called for each line in the order of pushing, on one separate thread. */
typedef gboolean (*HeedTranslatedFunc) (const HeedTranslatedLine  *line,
                                        gpointer                   data,
                                        GError                   **error);

typedef struct _HeedTranslator HeedTranslator;

HeedTranslator *heed_translator_new  (HeedModel                    *model,
                                      const HeedTranslatorOptions  *options,
                                      GCancellable                 *cancellable,
                                      HeedTranslatedFunc            func,
                                      gpointer                      data);

/* problem says why the line is not valid text, or is NULL. Returns FALSE once func has failed or
 * the work was cancelled. */
gboolean        heed_translator_push (HeedTranslator               *translator,
                                      guint64                       number,
                                      const char                   *text,
                                      const char                   *problem);

/* Waits for all lines, frees the translator, and returns in n_failed how many lines could not be
 * translated. */
gboolean        heed_translator_end  (HeedTranslator               *translator,
                                      guint64                      *n_failed,
                                      GError                      **error);

G_END_DECLS
