/* words.h — finding the vocabularies of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* Searches the checkpoint and the files next to it for a list with as many words as the
 * embedding of each side has rows (0 if that is not known), and sets the words and the special
 * tokens among them. Words that were set before are kept. It is not an error if none are found:
 * then tokens have ids and no text. But a file that is named like a vocabulary and is not one is
 * an error that names it. */
gboolean heed_words_say (HeedRecognition  *recognition,
                         guint             n_source_rows,
                         guint             n_target_rows,
                         GError          **error);

G_END_DECLS
