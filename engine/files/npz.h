/* npz.h — reading arrays saved by NumPy
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Returns whether these file names are those of an archive of numpy.savez(); NULL-terminated. */
gboolean     heed_npz_is_one (const char *const *names);

/* _load maps the file; _parse reads one that is in memory already. "encoder.npy"
 * in the archive is the array "encoder". */
HeedWeights *heed_npz_load   (const char   *path,
                              GError      **error);
HeedWeights *heed_npz_parse  (GBytes       *file,
                              GError      **error);

G_END_DECLS
