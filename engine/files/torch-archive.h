/* torch-archive.h — reading files of torch.save()
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

typedef struct _HeedTorchArchive HeedTorchArchive;

/* Both formats are supported: the zip of PyTorch 1.6 and later, and the earlier one. _load maps
 * the file; _parse reads one that is in memory already. */
HeedTorchArchive      *heed_torch_archive_load        (const char        *path,
                                                       GError           **error);
HeedTorchArchive      *heed_torch_archive_parse       (GBytes            *file,
                                                       GError           **error);
void                   heed_torch_archive_free        (HeedTorchArchive  *archive);

/* Returns every tensor, under its path: "model.encoder.weight" for
 * root["model"]["encoder.weight"]. Items of lists are numbered. */
HeedWeights           *heed_torch_archive_get_weights (HeedTorchArchive  *archive);

/* Returns the whole contents, including options and vocabularies; valid as long as the archive. */
const HeedPickleValue *heed_torch_archive_get_root    (HeedTorchArchive  *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTorchArchive, heed_torch_archive_free)

G_END_DECLS
