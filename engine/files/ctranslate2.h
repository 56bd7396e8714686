/* ctranslate2.h — the arrays in a model.bin of CTranslate2
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Metadata: "spec" is the kind of model, "revision" and "binary_version" are numbers. Arrays
 * quantized to 8 or 16 bits are widened to float32; other arrays are views of the file. */
HeedWeights *heed_ctranslate2_parse (GBytes  *file,
                                     GError **error);

G_END_DECLS
