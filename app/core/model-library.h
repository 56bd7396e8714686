/* model-library.h — the models that ship with Heed, found by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Overrides the folder the models were installed to. */
#define HEED_MODELS_VARIABLE "HEED_MODELS"

typedef struct {
  const char *name;        /* "en-fr": the file's name, without suffix */
  const char *title;       /* "English → French", or the name if nothing else is known */
  const char *path;
  const char *score;       /* "BLEU 43.8", the first that its card says of the test; or NULL */
  gboolean    is_default;  /* what is used when nobody says which */
} HeedLibraryModel;

/* What was in the folder when it was made: the default model, then the others by
 * name. Immutable. */
typedef struct _HeedModelLibrary HeedModelLibrary;

HeedModelLibrary       *heed_model_library_new         (void);
HeedModelLibrary       *heed_model_library_ref         (HeedModelLibrary  *library);
void                    heed_model_library_unref       (HeedModelLibrary  *library);
const HeedLibraryModel *heed_model_library_get         (HeedModelLibrary  *library,
                                                        guint             *n_models);
const HeedLibraryModel *heed_model_library_get_default (HeedModelLibrary  *library);

/* Where they are looked for. */
const char             *heed_model_library_get_folder  (void);

/* The file to load for what a person wrote: a shipped model's name or a path;
 * NULL is the default model. */
char                   *heed_model_library_find        (HeedModelLibrary  *library,
                                                        const char        *name_or_path,
                                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModelLibrary, heed_model_library_unref)

G_END_DECLS
