/* safetensors.h — reading and writing .safetensors files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* _load maps the file; _parse reads one that is in memory already. _save writes the file
 * atomically. metadata maps char * to char * and may be NULL. Arrays are written in the given
 * order, the first at a multiple of 64 bytes and the others without gaps, as the format
 * requires. */
HeedWeights *heed_safetensors_load  (const char       *path,
                                     GError          **error);
HeedWeights *heed_safetensors_parse (GBytes           *file,
                                     GError          **error);
gboolean     heed_safetensors_save  (const char       *path,
                                     const HeedArray  *arrays,
                                     guint             n_arrays,
                                     GHashTable       *metadata,
                                     GError          **error);

G_END_DECLS
