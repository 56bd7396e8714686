/* opening.h — everything determined about a path before a model is constructed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/beside.h"
#include "engine/formats/folders/folders.h"
#include "engine/models/model.h"

G_BEGIN_DECLS

/* The weights, their description, and tokenizers. is_recognised: the description was derived
 * from names and shapes, or from the configuration of another tool; otherwise it is in the file
 * or next to it. */
typedef struct {
  HeedFolderModel model;
  char           *chosen;         /* the file that was opened for a folder; or NULL */
  HeedWeightsFile file;           /* empty for a folder model */
  HeedBeside      beside;
  gboolean        is_recognised;
  gboolean        has_own_file;   /* the file has heed.config */
  GPtrArray      *warnings;       /* of char * */
} HeedOpening;

/* chosen: fields that the user chose, which override all others; or NULL. */
gboolean  heed_opening_find      (HeedOpening     *opening,
                                  const char      *path,
                                  const char      *chosen,
                                  GError         **error);
void      heed_opening_clear     (HeedOpening     *opening);

/* In open.c: finds the weights, their description, and the files next to them. */
gboolean  heed_opening_look      (HeedOpening     *opening,
                                  const char      *path,
                                  GError         **error);

/* Errors: AMBIGUOUS, if the weights fit several models and none was chosen. */
gboolean  heed_opening_load      (HeedOpening     *opening,
                                  HeedModelParts  *parts,
                                  const char      *path,
                                  GError         **error);

/* Returns the description that would be used, to be written next to the weights. */
char     *heed_opening_describe  (HeedOpening     *opening,
                                  const char      *path);

/* Returns an array of HeedModelChoice: the possible choices. */
GPtrArray *heed_opening_list_choices (HeedOpening *opening);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedOpening, heed_opening_clear)

/* path: a file or folder of any kind; chosen: as for heed_model_load_as(). */
gboolean                 heed_model_parts_load         (HeedModelParts  *parts,
                                                        const char      *path,
                                                        const char      *chosen,
                                                        GError         **error);

G_END_DECLS
