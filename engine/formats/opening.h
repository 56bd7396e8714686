/* opening.h — all that is found out about a path before there is a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/beside.h"
#include "engine/formats/folders/folders.h"
#include "engine/models/model.h"

G_BEGIN_DECLS

/* Weights, what they are, and texts. Recognised is what was told from names and
 * shapes, or by a tool's configuration; what is not describes itself. */
typedef struct {
  HeedFolderModel model;
  char           *chosen;         /* the file of a folder that was opened for it; or NULL */
  HeedWeightsFile file;           /* of a folder: none */
  HeedBeside      beside;
  gboolean        is_recognised;
  gboolean        has_own_file;   /* heed.config */
  GPtrArray      *warnings;       /* of char * */
} HeedOpening;

/* Fields that somebody chose, above all others; NULL: none. */
gboolean  heed_opening_find      (HeedOpening     *opening,
                                  const char      *path,
                                  const char      *chosen,
                                  GError         **error);
void      heed_opening_clear     (HeedOpening     *opening);

/* open.c: the weights, what describes them, what lies beside. */
gboolean  heed_opening_look      (HeedOpening     *opening,
                                  const char      *path,
                                  GError         **error);

/* Errors: AMBIGUOUS, if the weights fit several models and nobody said which. */
gboolean  heed_opening_load      (HeedOpening     *opening,
                                  HeedModelParts  *parts,
                                  const char      *path,
                                  GError         **error);

/* The description that would be used, to be written beside the weights. */
char     *heed_opening_describe  (HeedOpening     *opening,
                                  const char      *path);

/* Of HeedReading: what there is to choose from. */
GPtrArray *heed_opening_list_readings (HeedOpening *opening);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedOpening, heed_opening_clear)

/* A file or folder, whatever it is: chosen as of heed_model_load_as(). */
gboolean                 heed_model_parts_load         (HeedModelParts  *parts,
                                                        const char      *path,
                                                        const char      *chosen,
                                                        GError         **error);

G_END_DECLS
