/* model-words.c — the names that heed-cli uses for properties of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/model-words.h"

const char *
heed_model_words_architecture (HeedArchitecture architecture)
{
  static const char *const words[] = {
    [HEED_ARCHITECTURE_GRU] = "gru",
    [HEED_ARCHITECTURE_LSTM] = "lstm",
    [HEED_ARCHITECTURE_TRANSFORMER] = "transformer",
  };

  g_return_val_if_fail (architecture < G_N_ELEMENTS (words), "");

  return words[architecture];
}

char *
heed_model_words_dup_languages (const HeedModelInfo *info)
{
  if (*info->source_language == '\0' && *info->target_language == '\0')
    return g_strdup ("");

  return g_strdup_printf ("%s → %s", info->source_language, info->target_language);
}
