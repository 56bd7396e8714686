/* t5-text.h — the vocabulary and the tokenizer of a T5 folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/folders.h"

G_BEGIN_DECLS

/* special: padding and end from config.json; unknown is set from the vocabulary. The tokenizers
 * stay NULL if the folder has no vocabulary or none that can be read; then the recognition has
 * the reason. */
gboolean heed_t5_read_text (HeedFolderModel    *model,
                            HeedFolder         *folder,
                            guint               vocabulary,
                            HeedSpecialTokens  *special,
                            GError            **error);

G_END_DECLS
