/* keras-file.h — weights that Keras saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Whether files of these names are what a .keras archive has; NULL at the end. */
gboolean     heed_keras_file_is_one (const char *const *names);

/* Every dataset, under the path that leads to it: "encoder/gru/gru_cell/kernel:0".
 * Of a whole model "model_weights/" in front is left out. _load maps the file;
 * _parse reads one that is in memory already. */
HeedWeights *heed_keras_file_load   (const char   *path,
                                     GError      **error);
HeedWeights *heed_keras_file_parse  (GBytes       *file,
                                     GError      **error);

G_END_DECLS
