/* open.c — opening a model: determines the kind of a path, and calls its reader
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model is a folder of a known kind (folders/folders.c), or a file of weights. The
 * description of the weights is in the file itself (heed.config), or in a file next to
 * them (model.json next to model.pt), or is derived from their names and shapes. A
 * description file without "family" overrides fields of the derived description.
 */

#include "engine/formats/opening.h"

#include <string.h>

#include "engine/formats/halves.h"
#include "engine/formats/layouts/layouts.h"

/* --- Folders --- */

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
               "model: expected a file of weights, or %s, found a folder without one's files",
               known->str);

  return FALSE;
}

static gboolean
look_in_folder (HeedOpening  *opening,
                const char   *path,
                GError      **error)
{
  g_autoptr(HeedFolder) folder = heed_folder_open (path, error);
  const HeedFolderKind *kind;

  if (folder == NULL)
    return FALSE;

  kind = find_kind (folder);
  if (kind == NULL)
    return refuse_folder (error);

  heed_folder_model_clear (&opening->model);
  heed_recognition_begin (&opening->model.recognition, path);
  opening->is_recognised = TRUE;

  return kind->read (&opening->model, folder, error) &&
         (opening->beside.json != NULL ||
          heed_beside_find (&opening->beside, path, opening->warnings, error));
}

static gboolean
is_folder_of_a_kind (const char *path)
{
  g_autoptr(HeedFolder) folder =
    g_file_test (path, G_FILE_TEST_IS_DIR) ? heed_folder_open (path, NULL) : NULL;

  return folder != NULL && find_kind (folder) != NULL;
}

/* Returns the folder to load for a path that the user chose: the folder around a file that is
 * not a model on its own, or the package around its folder "model". */
static char *
find_folder (const char *path)
{
  static const char *const parts_of_one[] = { "config.json",         "generation_config.json",
                                              "model.bin",           "metadata.json",
                                              "vocab.json",          "source.spm",
                                              "target.spm",          "spiece.model",
                                              "sentencepiece.model", NULL };
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *around = g_path_get_dirname (path);
  g_autofree char *metadata = g_build_filename (around, "metadata.json", NULL);

  if (is_folder && g_str_equal (name, "model") && g_file_test (metadata, G_FILE_TEST_EXISTS) &&
      is_folder_of_a_kind (around))
    return g_steal_pointer (&around);

  if (is_folder || g_str_has_suffix (path, ".argosmodel"))
    return g_strdup (path);

  return (g_strv_contains (parts_of_one, name) || g_str_has_suffix (name, ".index.json")) &&
             is_folder_of_a_kind (around)
         ? find_folder (around)
         : NULL;
}

/* --- Files --- */

/* Returns whether the path is a file of weights that the folder around it describes. */
static gboolean
is_weights_of_a_folder (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *around = g_path_get_dirname (path);

  gboolean is_part =
    (g_str_has_prefix (name, "model-") || g_str_has_prefix (name, "pytorch_model-")) &&
    strstr (name, "-of-") != NULL;

  return (g_str_equal (name, "model.safetensors") || g_str_equal (name, "pytorch_model.bin") ||
          is_part) &&
         is_folder_of_a_kind (around);
}

/* Uses the description in Heed's own file, which a file next to it cannot change. */
static gboolean
take_own (HeedOpening  *opening,
          const char   *path,
          const char   *config,
          GError      **error)
{
  HeedRecognition *r = &opening->model.recognition;
  g_auto(HeedBeside) beside = { 0 };

  opening->has_own_file = TRUE;
  heed_json_free (r->json);
  r->json = heed_beside_parse ("heed.config", config, error);
  if (heed_beside_find (&beside, path, opening->warnings, NULL) && beside.json != NULL &&
      heed_beside_is_description (beside.json))
    g_ptr_array_add (
      opening->warnings,
      g_strdup_printf ("%s is not used: the file says itself what it is", beside.name));

  return r->json != NULL;
}

static gboolean
look_around (HeedOpening  *opening,
             const char   *path,
             GError      **error)
{
  g_autofree char *around = g_path_get_dirname (path);

  heed_weights_file_clear (&opening->file);

  return look_in_folder (opening, around, error);
}

/* If unrecognised weights are one half of a model, adds to the error that the other half is
 * missing. */
static gboolean
refuse_half (HeedOpening  *opening,
             const char   *path,
             GError      **error)
{
  g_autofree char *other = heed_halves_name_other (path, opening->file.weights);
  g_autofree char *name = other != NULL ? g_path_get_basename (other) : NULL;

  if (name != NULL && !g_file_test (other, G_FILE_TEST_IS_REGULAR))
    g_prefix_error (error, "the other half of the model, %s, is not beside it; ", name);

  return FALSE;
}

/* A description with a family is complete; one without overrides fields of the recognised
 * description. */
static gboolean
look_beside (HeedOpening  *opening,
             const char   *path,
             GError      **error)
{
  HeedRecognition *r = &opening->model.recognition;

  if (!heed_beside_find (&opening->beside, path, opening->warnings, error))
    return FALSE;

  if (opening->beside.json != NULL && heed_json_get_member (opening->beside.json, "family") != NULL)
    return TRUE;

  if (is_weights_of_a_folder (path))
    return look_around (opening, path, error);

  opening->is_recognised = TRUE;

  return heed_layouts_recognise (r, error) || refuse_half (opening, path, error);
}

static gboolean
look_at_file (HeedOpening  *opening,
              const char   *path,
              GError      **error)
{
  HeedRecognition *r = &opening->model.recognition;
  g_autofree char *other = NULL;
  const char *config;

  if (!heed_weights_file_load (&opening->file, path, error))
    return FALSE;

  other = heed_halves_name_other (path, opening->file.weights);
  if (other != NULL && g_file_test (other, G_FILE_TEST_IS_REGULAR) &&
      !heed_halves_join (&opening->file, path, other, error))
    return FALSE;

  heed_recognition_begin (r, path);
  opening->model.weights = heed_weights_ref (opening->file.weights);
  r->weights = opening->file.weights;
  r->root =
    opening->file.archive != NULL ? heed_torch_archive_get_root (opening->file.archive) : NULL;
  config = heed_weights_find_metadata (opening->file.weights, "heed.config");

  return config != NULL ? take_own (opening, path, config, error)
                        : look_beside (opening, path, error);
}

gboolean
heed_opening_look (HeedOpening  *opening,
                   const char   *path,
                   GError      **error)
{
  g_autofree char *folder = find_folder (path);

  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) && !is_folder_of_a_kind (folder))
    opening->chosen = heed_halves_choose (folder);
  if (opening->chosen != NULL)
    return look_at_file (opening, opening->chosen, error);

  return folder != NULL ? look_in_folder (opening, folder, error)
                        : look_at_file (opening, path, error);
}
