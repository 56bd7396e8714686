/* t5-text.h — the tokens of a folder of T5's, and what finds them in text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/folders.h"

G_BEGIN_DECLS

/* special: padding and end as config.json says; unknown becomes the
 * vocabulary's. The texts stay NULL if the folder has no vocabulary or one that
 * is not read; the recognition says why then. */
gboolean heed_t5_read_text (HeedFolderModel    *model,
                            HeedFolder         *folder,
                            guint               vocabulary,
                            HeedSpecialTokens  *special,
                            GError            **error);

G_END_DECLS
