/* keras-file.h — reading weights saved by Keras
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Returns whether these file names are those of a .keras archive; NULL-terminated. */
gboolean     heed_keras_file_is_one (const char *const *names);

/* Returns every dataset, under its path: "encoder/gru/gru_cell/kernel:0". The prefix
 * "model_weights/" of a whole model is omitted. _load maps the file; _parse reads one that is in
 * memory already. */
HeedWeights *heed_keras_file_load   (const char   *path,
                                     GError      **error);
HeedWeights *heed_keras_file_parse  (GBytes       *file,
                                     GError      **error);

G_END_DECLS
