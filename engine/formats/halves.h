/* halves.h — weights of an encoder and a decoder in two files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights-file.h"

G_BEGIN_DECLS

/* "decoder.pt" for "encoder.pt", and the other way; NULL: path is called neither,
 * or its weights are both sides'. */
char     *heed_halves_name_other (const char       *path,
                                  HeedWeights      *weights);

/* file is joined with the other half, if that is there: names begin with
 * "encoder." and "decoder." then. */
gboolean  heed_halves_join       (HeedWeightsFile  *file,
                                  const char       *path,
                                  const char       *other,
                                  GError          **error);

/* What to open of a folder: its only file of weights, or the encoder of two
 * halves. NULL: it has none, or more. */
char     *heed_halves_choose     (const char       *folder);

G_END_DECLS
