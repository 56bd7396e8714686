/* words.h — the vocabularies that belong to weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* Looks in the checkpoint and beside it for as many words as each side's embedding
 * has rows (0: it cannot be seen), says them, and says which of them are special.
 * Words that were said before stay. Having found none is no error: tokens have
 * ids then, and no text. A file that is called a vocabulary and is none
 * is one, which names it. */
gboolean heed_words_say (HeedRecognition  *recognition,
                         guint             n_source_rows,
                         guint             n_target_rows,
                         GError          **error);

G_END_DECLS
