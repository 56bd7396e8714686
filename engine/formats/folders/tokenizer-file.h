/* tokenizer-file.h — a folder whose text is told by its tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/folders.h"

G_BEGIN_DECLS

#define HEED_TOKENIZER_FILE "tokenizer.json"

/* vocabulary: rows of the embedding, which both sides share. special->unknown is set. A
 * file that asks for what is not known leaves the model without text, and says why. */
gboolean heed_tokenizer_file_read (HeedFolderModel    *model,
                                   HeedFolder         *folder,
                                   guint               vocabulary,
                                   HeedSpecialTokens  *special,
                                   GError            **error);

G_END_DECLS
