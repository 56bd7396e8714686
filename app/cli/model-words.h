/* model-words.h — the names that heed-cli uses for properties of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The name used in model configurations: "gru". */
const char *heed_model_words_architecture (HeedArchitecture     architecture);

/* "en → fr", or "" if the model does not say. */
char       *heed_model_words_dup_languages (const HeedModelInfo *info);

G_END_DECLS
