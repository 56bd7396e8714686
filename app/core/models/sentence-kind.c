/* sentence-kind.c — whether a sentence for one model suits another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model for English and a model for dates both accept any letters, so vocabularies
 * do not tell the kinds apart. The metadata of their files does: the language, or, for
 * a task without one such as sorting letters, the example.
 */

#include "app/core/models/sentence-kind.h"

#include <string.h>

/* Precedes an example that is used as the kind. */
#define EXAMPLE_PREFIX "="

/**
 * heed_sentence_kind_new:
 *
 * Returns: (transfer full) (nullable): "en", without the country; "=q w e r t y" for a
 *   model with an example but no language; %NULL if its file has neither
 */
char *
heed_sentence_kind_new (HeedModel *model)
{
  const char *language = heed_model_get_info (model)->source_language;
  const char *example = heed_model_get_metadata (model, "heed.example");

  if (*language != '\0')
    return g_ascii_strdown (language, (gssize) strcspn (language, "-_"));

  return example != NULL && *example != '\0' ? g_strconcat (EXAMPLE_PREFIX, example, NULL) : NULL;
}

/**
 * heed_sentence_kind_fits:
 * @kind: (nullable): of the sentence
 * @other: (nullable): of the model
 *
 * Returns: whether both are the same, or one of them is unknown
 */
gboolean
heed_sentence_kind_fits (const char *kind,
                         const char *other)
{
  return kind == NULL || other == NULL || g_str_equal (kind, other);
}
