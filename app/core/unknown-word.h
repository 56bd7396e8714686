/* unknown-word.h — which source word a token that the model could not write stands for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/word-map.h"

G_BEGIN_DECLS

/* Whether a token is the one of a vocabulary for all that is not in it: "<unk>", "[UNK]". */
gboolean heed_unknown_word_is     (const HeedToken  *token);

/* The source word that a program would copy in its place: the one that the row looks at most, as
 * it is read; NULL: that is a special token, which stands for no text. row: one weight a source
 * token. */
char    *heed_unknown_word_dup_source (const float       *row,
                                       const HeedToken   *source,
                                       guint              n_source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
