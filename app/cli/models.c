/* models.c — heed-cli models: what ships with Heed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "app/cli/options.h"
#include "app/cli/verb.h"
#include "app/model-library.h"

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  const HeedLibraryModel *models;
  guint n_models;

  if (!heed_options_check_no_arguments (arguments, error))
    return FALSE;

  library = heed_model_library_new ();
  models = heed_model_library_get (library, &n_models);
  for (guint i = 0; i < n_models; i++)
    puts (models[i].name);

  return TRUE;
}

const HeedVerb heed_verb_models = {
  .name = "models",
  .summary = "lists the models that ship with Heed",
  .run = run,
};
