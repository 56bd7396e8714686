/* joeynmt-config.h — reading JoeyNMT's config.yaml next to a checkpoint
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* Returns an empty table if there is no such file. Keys are like "model.encoder.num_heads". */
GHashTable *heed_joeynmt_read_config   (HeedRecognition  *recognition);
const char *heed_joeynmt_get           (GHashTable       *config,
                                        const char       *key,
                                        const char       *otherwise);
gboolean    heed_joeynmt_is_true       (GHashTable       *config,
                                        const char       *key);

/* ours and theirs are names without ".weight"; key is the setting for scaling. */
void        heed_joeynmt_say_embedding (HeedRecognition  *recognition,
                                        const char       *ours,
                                        const char       *model,
                                        const char       *theirs,
                                        GHashTable       *config,
                                        const char       *key);
void        heed_joeynmt_say_text      (HeedRecognition  *recognition,
                                        GHashTable       *config);

G_END_DECLS
