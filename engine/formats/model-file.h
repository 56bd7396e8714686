/* model-file.h — constructing a model from weights and a description, and Heed's own format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"

G_BEGIN_DECLS

/* Loads weights with a description, and saves Heed's own format. */
gboolean                 heed_model_parts_load_described (HeedModelParts *parts,
                                                        HeedWeights     *weights,
                                                        const HeedJson  *json,
                                                        const char      *path,
                                                        GError         **error);
gboolean                 heed_model_parts_save         (const HeedModelParts *parts,
                                                        const char      *path,
                                                        gboolean         half,
                                                        GError         **error);

/* Parses the description from JSON, including tokens, text and name. */
gboolean                 heed_model_parts_parse        (HeedModelParts  *parts,
                                                        const HeedJson  *json,
                                                        GError         **error);

G_END_DECLS
