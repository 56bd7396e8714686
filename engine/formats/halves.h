/* halves.h — joining an encoder and a decoder that are in separate files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights-file.h"

G_BEGIN_DECLS

/* Returns "decoder.pt" for "encoder.pt", and vice versa; NULL if path has neither name, or if
 * its weights include both sides. */
char     *heed_halves_name_other (const char       *path,
                                  HeedWeights      *weights);

/* Joins file with the other half, if that exists: names then begin with "encoder." and
 * "decoder.". */
gboolean  heed_halves_join       (HeedWeightsFile  *file,
                                  const char       *path,
                                  const char       *other,
                                  GError          **error);

/* Returns the file of a folder to open: its only file of weights, or the encoder of two halves;
 * NULL if there is none, or if there are several. */
char     *heed_halves_choose     (const char       *folder);

G_END_DECLS
