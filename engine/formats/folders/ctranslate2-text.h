/* ctranslate2-text.h — tokens and vocabularies of a CTranslate2 folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/folders.h"

G_BEGIN_DECLS

/* The weights of the model must have been read. If decoding starts from an embedding of zeros,
 * the weights get a row of zeros for a token "<pad>" that is never generated, as in Hugging
 * Face's copies of the same models; so this must be called before anything is derived from the
 * weights. */
gboolean heed_ctranslate2_read_texts (HeedFolderModel  *model,
                                      HeedFolder       *folder,
                                      const char       *prefix,
                                      const HeedJson   *config,
                                      GError          **error);

G_END_DECLS
