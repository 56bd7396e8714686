/* argos.c — a package of Argos Translate, zipped or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     metadata.json         from_code, from_name, to_code, to_name
 *     model/                a folder of CTranslate2's
 *     sentencepiece.model   splits both languages
 *
 * Source: argostranslate/package.py of Argos Translate 1.9
 */

#include "engine/formats/folders/folders.h"

#include "engine/heed.h"

#define METADATA "metadata.json"
#define PREFIX   "model/"

static gboolean
is_argos (HeedFolder *folder)
{
  return heed_folder_has (folder, METADATA) && heed_folder_has (folder, PREFIX "model.bin");
}

static gboolean
read_names (HeedFolderModel   *model,
            const HeedConfig  *config,
            GError           **error)
{
  const char *from_code = NULL, *from_name = NULL, *to_code = NULL, *to_name = NULL;

  if (!heed_config_get_text (config, "from_code", &from_code, error) ||
      !heed_config_get_text (config, "from_name", &from_name, error) ||
      !heed_config_get_text (config, "to_code", &to_code, error) ||
      !heed_config_get_text (config, "to_name", &to_name, error))
    return FALSE;

  model->source_language = g_strdup (from_code);
  model->target_language = g_strdup (to_code);
  if (from_name != NULL && to_name != NULL)
    model->name = g_strdup_printf ("%s → %s", from_name, to_name);

  return TRUE;
}

static gboolean
read_argos (HeedFolderModel  *model,
            HeedFolder       *folder,
            GError          **error)
{
  g_auto(HeedConfig) config = { 0 };

  return heed_config_load (&config, folder, METADATA, error) &&
         read_names (model, &config, error) &&
         heed_ctranslate2_read (model, folder, PREFIX, error);
}

const HeedFolderKind heed_folder_kind_argos = {
  .title = "a package of Argos Translate (metadata.json, model/model.bin)",
  .is_one = is_argos,
  .read = read_argos,
};
