/* joeynmt-config.h — what JoeyNMT's config.yaml says beside a checkpoint
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

/* Empty if there is no such file. Keys are "model.encoder.num_heads". */
GHashTable *heed_joeynmt_read_config   (HeedRecognition  *recognition);
const char *heed_joeynmt_get           (GHashTable       *config,
                                        const char       *key,
                                        const char       *otherwise);
gboolean    heed_joeynmt_is_true       (GHashTable       *config,
                                        const char       *key);

/* ours and theirs without ".weight"; key says whether it is scaled. */
void        heed_joeynmt_say_embedding (HeedRecognition  *recognition,
                                        const char       *ours,
                                        const char       *model,
                                        const char       *theirs,
                                        GHashTable       *config,
                                        const char       *key);
void        heed_joeynmt_say_text      (HeedRecognition  *recognition,
                                        GHashTable       *config);

G_END_DECLS
