/* weights-file.h — loading weights from a file of any supported format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/torch-archive.h"

G_BEGIN_DECLS

typedef struct {
  HeedWeights      *weights;
  HeedTorchArchive *archive;  /* for a file of torch.save(); NULL for other formats */
} HeedWeightsFile;

gboolean heed_weights_file_load  (HeedWeightsFile  *file,
                                  const char       *path,
                                  GError          **error);
void     heed_weights_file_clear (HeedWeightsFile  *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedWeightsFile, heed_weights_file_clear)

G_END_DECLS
