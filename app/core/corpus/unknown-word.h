/* unknown-word.h — finding the source word behind an unknown-word token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/word-map.h"

G_BEGIN_DECLS

/* Whether a token is the vocabulary's unknown-word token: "<unk>", "<UNK>" or "[UNK]". */
gboolean heed_unknown_word_is     (const HeedToken  *token);

/* Returns the source word that other programs copy in place of an unknown-word token: the one with
 * the largest weight in row. NULL if that is a special token, or all weights are 0. row has one
 * weight per source token. */
char    *heed_unknown_word_dup_source (const float       *row,
                                       const HeedToken   *source,
                                       guint              n_source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
