/* open.c — opens a model: tells what a path leads to, and calls its reader
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model is a folder of a kind in the table below, or a file of weights. What
 * the weights are is said by the file itself (heed.config), or by a description
 * beside them (model.json beside model.pt), or seen from their names and shapes.
 * A description without "family" changes fields of what was seen.
 */

#include "engine/models/model.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"
#include "engine/files/weights-file.h"
#include "engine/formats/folders/folders.h"
#include "engine/formats/layouts/recognition.h"

static const HeedJsonLimits description_limits = { 8, 8 * 1000 * 1000 };

static void
set_metadata (HeedModelParts *parts,
              const char     *key,
              const char     *value)
{
  if (value != NULL)
    g_hash_table_insert (parts->metadata, g_strdup (key), g_strdup (value));
}

/* --- Folders --- */

static gboolean
read_folder (HeedModelParts        *parts,
             const HeedFolderKind  *kind,
             HeedFolder            *folder,
             const char            *path,
             GError               **error)
{
  g_auto(HeedFolderModel) model = {
    .recognition = { .path = path, .json = heed_json_new_object (), .why = heed_json_new_object () },
  };
  g_autofree char *why = NULL;

  if (!kind->read (&model, folder, error) ||
      !heed_model_parts_load_described (parts, model.weights, model.recognition.json, path, error))
    return FALSE;

  parts->source_text = g_steal_pointer (&model.source_text);
  parts->target_text = g_steal_pointer (&model.target_text);
  why = heed_json_to_line (model.recognition.why);
  set_metadata (parts, "heed.why", why);
  set_metadata (parts, "heed.name", model.name);
  set_metadata (parts, "heed.source_language", model.source_language);
  set_metadata (parts, "heed.target_language", model.target_language);

  return TRUE;
}

static const HeedFolderKind *
find_kind (HeedFolder *folder)
{
  guint n_kinds;
  const HeedFolderKind *const *kinds = heed_folder_kinds_get (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i]->is_one (folder))
      return kinds[i];

  return NULL;
}

static gboolean
refuse_folder (GError **error)
{
  g_autoptr(GString) known = g_string_new (NULL);
  guint n_kinds;
  const HeedFolderKind *const *kinds = heed_folder_kinds_get (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", kinds[i]->title);

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "model: expected a file of weights, or %s, found a folder without one's files", known->str);

  return FALSE;
}

static gboolean
load_folder (HeedModelParts  *parts,
             const char      *path,
             GError         **error)
{
  g_autoptr(HeedFolder) folder = heed_folder_open (path, error);
  const HeedFolderKind *kind;

  if (folder == NULL)
    return FALSE;

  kind = find_kind (folder);

  return kind != NULL ? read_folder (parts, kind, folder, path, error) : refuse_folder (error);
}

static gboolean
is_folder_of_a_kind (const char *path)
{
  g_autoptr(HeedFolder) folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? heed_folder_open (path, NULL) : NULL;

  return folder != NULL && find_kind (folder) != NULL;
}

/* What to load if a person chose path: the folder around a file that is no model
 * by itself, the package around its folder "model". */
static char *
find_folder (const char *path)
{
  static const char *const parts_of_one[] = {
    "config.json", "generation_config.json", "model.bin", "metadata.json", "vocab.json", "source.spm", "target.spm",
    "spiece.model", "sentencepiece.model", NULL
  };
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *around = g_path_get_dirname (path);
  g_autofree char *metadata = g_build_filename (around, "metadata.json", NULL);

  if (is_folder && g_str_equal (name, "model") && g_file_test (metadata, G_FILE_TEST_EXISTS) &&
      is_folder_of_a_kind (around))
    return g_steal_pointer (&around);

  if (is_folder || g_str_has_suffix (path, ".argosmodel"))
    return g_strdup (path);

  return g_strv_contains (parts_of_one, name) && is_folder_of_a_kind (around) ? find_folder (around) : NULL;
}

/* --- Files --- */

/* "model.json" for "model.pt". */
static char *
name_description (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');
  g_autofree char *beside = NULL;

  if (dot != NULL && dot != name)
    *dot = '\0';
  beside = g_strconcat (name, ".json", NULL);

  return g_build_filename (folder, beside, NULL);
}

/* NULL without an error if nothing lies beside the weights. */
static HeedJson *
read_description (const char  *path,
                  GError     **error)
{
  g_autofree char *beside = name_description (path);
  g_autoptr(HeedJson) root = NULL;

  if (!g_file_test (beside, G_FILE_TEST_EXISTS) || g_str_equal (beside, path))
    return NULL;

  root = heed_json_load (beside, &description_limits, error);
  if (root != NULL && !heed_json_is_object (root))
    {
      heed_json_refuse (root, "an object", error);
      return NULL;
    }

  return g_steal_pointer (&root);
}

/* What is said of both sides goes for each. */
static void
remove_sides (HeedJson   *json,
              const char *key)
{
  g_autofree char *encoder = g_strconcat ("encoder_", key, NULL);
  g_autofree char *decoder = g_strconcat ("decoder_", key, NULL);

  heed_json_remove (json, encoder);
  heed_json_remove (json, decoder);
}

/* Fields of other replace those of json; of the table of tensors, its lines. */
static void
override_fields (HeedJson       *json,
                 HeedJson       *why,
                 const HeedJson *other)
{
  for (guint i = 0; i < heed_json_get_n (other); i++)
    {
      const HeedJson *value = heed_json_get_nth (other, i);
      const char *key = heed_json_get_name (value);

      if (g_str_equal (key, "tensors") && heed_json_is_object (value) && heed_json_find (json, key) != NULL)
        {
          override_fields (heed_json_find (json, key), NULL, value);
          continue;
        }

      remove_sides (json, key);
      heed_json_set (json, key, heed_json_copy (value));
      if (why != NULL)
        heed_json_set_text (why, key, "the description beside the weights");
    }
}

/* Every member that a description may have beside those of its family. */
static const char *const members[] = {
  "name", "source_language", "target_language", "tensors", "tokens", "source_tokens", "source_text", "target_text",
  "source_words", "target_words", "comment", NULL
};

/* A field that is misspelled would change nothing, in silence. */
static gboolean
check_members (const HeedModelParts  *parts,
               const HeedJson        *beside,
               GError               **error)
{
  for (guint i = 0; i < heed_json_get_n (beside); i++)
    {
      const char *name = heed_json_get_name (heed_json_get_nth (beside, i));

      if (!heed_blueprint_has_field (&parts->blueprint, name) && !g_strv_contains (members, name))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "description: expected fields of this family, found %.60s", name);
          return FALSE;
        }
    }

  return TRUE;
}

/* Why a vocabulary that was looked at is not the model's, if there is none. */
static void
say_no_words (HeedModelParts *parts,
              const HeedJson *why)
{
  const char *key = parts->source_text == NULL ? "source_words" : parts->target_text == NULL ? "target_words" : NULL;
  const char *reason = key != NULL ? heed_json_get_text (heed_json_get_member (why, key)) : NULL;

  if (reason != NULL && !g_hash_table_contains (parts->metadata, "heed.no_text"))
    set_metadata (parts, "heed.no_text", reason);
}

static gboolean
load_recognised (HeedModelParts   *parts,
                 HeedWeightsFile  *file,
                 const HeedJson   *beside,
                 const char       *path,
                 GError          **error)
{
  g_auto(HeedRecognition) recognition = { 0 };

  if (!heed_recognition_run (&recognition, path, file, error))
    return FALSE;

  if (beside != NULL)
    override_fields (recognition.json, recognition.why, beside);

  if (!heed_model_parts_load_described (parts, file->weights, recognition.json, path, error))
    return FALSE;

  g_hash_table_insert (parts->metadata, g_strdup ("heed.why"), heed_json_to_line (recognition.why));
  say_no_words (parts, recognition.why);

  return TRUE;
}

/* Weights whose folder says what they are. */
static gboolean
is_weights_of_a_folder (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *around = g_path_get_dirname (path);

  return (g_str_equal (name, "model.safetensors") || g_str_equal (name, "pytorch_model.bin")) &&
         is_folder_of_a_kind (around);
}

static gboolean
load_around (HeedModelParts  *parts,
             const char      *path,
             GError         **error)
{
  g_autofree char *around = g_path_get_dirname (path);

  return load_folder (parts, around, error);
}

static gboolean
load_file (HeedModelParts  *parts,
           const char      *path,
           GError         **error)
{
  g_auto(HeedWeightsFile) file = { 0 };
  g_autoptr(HeedJson) description = NULL;
  g_autoptr(GError) beside_error = NULL;
  const char *config;
  gboolean is_beside;

  if (!heed_weights_file_load (&file, path, error))
    return FALSE;

  config = heed_weights_find_metadata (file.weights, "heed.config");
  description = config != NULL ? heed_json_parse_object ("heed.config", config, strlen (config), &description_limits, &beside_error)
                               : read_description (path, &beside_error);
  if (beside_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&beside_error));
      return FALSE;
    }

  if (description == NULL && is_weights_of_a_folder (path))
    return load_around (parts, path, error);

  is_beside = description != NULL && config == NULL;
  if (description == NULL || (is_beside && heed_json_get_member (description, "family") == NULL))
    {
      if (!load_recognised (parts, &file, description, path, error))
        return FALSE;
    }
  else if (!heed_model_parts_load_described (parts, file.weights, description, path, error))
    {
      return FALSE;
    }

  return !is_beside || check_members (parts, description, error);
}

/**
 * heed_model_parts_load:
 * @parts: (inout): all zero; the caller clears it, also after an error
 *
 * Errors: as heed_model_load()
 */
gboolean
heed_model_parts_load (HeedModelParts  *parts,
                       const char      *path,
                       GError         **error)
{
  g_autofree char *folder = find_folder (path);

  return folder != NULL ? load_folder (parts, folder, error) : load_file (parts, path, error);
}
