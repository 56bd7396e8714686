/* model-file.h — weights and a description become a model, and Heed's own file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"

G_BEGIN_DECLS

/* Weights and what they are, and Heed's own container. */
gboolean                 heed_model_parts_load_described (HeedModelParts *parts,
                                                        HeedWeights     *weights,
                                                        const HeedJson  *json,
                                                        const char      *path,
                                                        GError         **error);
gboolean                 heed_model_parts_save         (const HeedModelParts *parts,
                                                        const char      *path,
                                                        gboolean         half,
                                                        GError         **error);

/* The description as JSON with what stands around it: tokens, text, name. */
gboolean                 heed_model_parts_parse        (HeedModelParts  *parts,
                                                        const HeedJson  *json,
                                                        GError         **error);

G_END_DECLS
