/* model-library.h — the models that are installed with Heed, found by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The environment variable that overrides the models' installation folder. */
#define HEED_MODELS_VARIABLE "HEED_MODELS"

typedef struct {
  const char *name;        /* "en-fr": the file's name without extension */
  const char *title;       /* "English → French"; the name if there is no title */
  const char *path;
  const char *score;       /* "BLEU 43.8": the first test score in its card; or NULL */
  gboolean    is_default;  /* used if no model is given */
} HeedLibraryModel;

/* The models that were in the folder when the library was made: the default model, then the
 * others by name. Immutable. */
typedef struct _HeedModelLibrary HeedModelLibrary;

HeedModelLibrary       *heed_model_library_new         (void);
HeedModelLibrary       *heed_model_library_ref         (HeedModelLibrary  *library);
void                    heed_model_library_unref       (HeedModelLibrary  *library);
const HeedLibraryModel *heed_model_library_get         (HeedModelLibrary  *library,
                                                        guint             *n_models);
const HeedLibraryModel *heed_model_library_get_default (HeedModelLibrary  *library);

/* Returns the folder of the models. */
const char             *heed_model_library_get_folder  (void);

/* Returns the file to load for an installed model's name, or for a path; NULL is the default
 * model. */
char                   *heed_model_library_find        (HeedModelLibrary  *library,
                                                        const char        *name_or_path,
                                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModelLibrary, heed_model_library_unref)

G_END_DECLS
