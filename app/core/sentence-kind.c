/* sentence-kind.c — whether a sentence for one model is one for another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model that reads English and one that reads dates both take any letters, so
 * what they know of a sentence does not tell. Their files do: by the language, or
 * where there is none, as with letters to sort, by the example.
 */

#include "app/core/sentence-kind.h"

#include <string.h>

/* Before what is no language. */
#define EXAMPLE_PREFIX "="

/**
 * heed_sentence_kind_new:
 *
 * Returns: (transfer full) (nullable): "en", of whatever country; "=q w e r t y" for
 *   a model that has an example but reads no language; %NULL if its file says neither
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
 * Returns: whether nothing is known that speaks against it
 */
gboolean
heed_sentence_kind_fits (const char *kind,
                         const char *other)
{
  return kind == NULL || other == NULL || g_str_equal (kind, other);
}
