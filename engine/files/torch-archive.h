/* torch-archive.h — what torch.save() wrote
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

typedef struct _HeedTorchArchive HeedTorchArchive;

/* Both layouts: the zip of PyTorch 1.6 and later, and the one before. _load
 * maps the file; _parse reads one that is in memory already. */
HeedTorchArchive      *heed_torch_archive_load        (const char        *path,
                                                       GError           **error);
HeedTorchArchive      *heed_torch_archive_parse       (GBytes            *file,
                                                       GError           **error);
void                   heed_torch_archive_free        (HeedTorchArchive  *archive);

/* Every tensor, under the path that leads to it: "model.encoder.weight" if
 * root["model"]["encoder.weight"] is one. Items of lists are numbered. */
HeedWeights           *heed_torch_archive_get_weights (HeedTorchArchive  *archive);

/* All of it, options and vocabularies too; lives as long as the archive. */
const HeedPickleValue *heed_torch_archive_get_root    (HeedTorchArchive  *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTorchArchive, heed_torch_archive_free)

G_END_DECLS
