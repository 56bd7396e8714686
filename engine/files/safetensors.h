/* safetensors.h — reading and writing .safetensors files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* _load maps the file; _save writes beside it, syncs and renames. metadata maps
 * char * to char * and may be NULL. Arrays are laid out in the order given, each
 * data start aligned to 64 bytes within the file where the format allows. */
HeedWeights *heed_safetensors_load (const char       *path,
                                    GError          **error);
gboolean     heed_safetensors_save (const char       *path,
                                    const HeedArray  *arrays,
                                    guint             n_arrays,
                                    GHashTable       *metadata,
                                    GError          **error);

G_END_DECLS
