/* tokenizer-file.h — reading the tokenizer.json of a folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/folders.h"

G_BEGIN_DECLS

#define HEED_TOKENIZER_FILE "tokenizer.json"

/* vocabulary: number of rows of the embedding, which both sides share. special->unknown is set.
 * If the file has unsupported parts, the model gets no text, and the recognition has the reason. */
gboolean heed_tokenizer_file_read (HeedFolderModel    *model,
                                   HeedFolder         *folder,
                                   guint               vocabulary,
                                   HeedSpecialTokens  *special,
                                   GError            **error);

G_END_DECLS
