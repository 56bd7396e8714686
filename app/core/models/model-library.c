/* model-library.c — the models that are installed with Heed, found by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All installed models are files in one folder. A model's name is that of its file;
 * its title is in its training recipe and its score in its card, both beside it. No
 * model is loaded here, since filling a menu must not read sixty megabytes. Titles and
 * scores are read when they are first needed, since a window opens without them. This
 * file does not use GTK, because heed-cli needs it too.
 */

#include "config.h"

#include "app/core/models/model-library.h"

#include <string.h>

#include "engine/files/json.h"

#define MODEL_SUFFIX  ".safetensors"
#define RECIPE_SUFFIX ".json"
#define CARD_SUFFIX   ".md"
#define DEFAULT_MODEL "en-fr"

/* Matches the first measure in "| test | BLEU 43.8 (13a, cased)", with its percent sign if any. */
#define TEST_LINE                                                                                 \
  "^\\| test[^|]*\\| "                                                                            \
  "([A-Za-z][A-Za-z0-9. ]*? [0-9]+(?:\\.[0-9]+)?(?: %)?)(?![0-9.])"

struct _HeedModelLibrary
{
  GArray *models;        /* of HeedLibraryModel; owns their texts */
  gsize   is_described;  /* whether they have titles and scores */
};

const char *
heed_model_library_get_folder (void)
{
  const char *folder = g_getenv (HEED_MODELS_VARIABLE);

  return folder != NULL && *folder != '\0' ? folder : HEED_MODELDIR;
}

static void
clear_model (gpointer data)
{
  HeedLibraryModel *model = data;

  g_free ((char *) model->name);
  g_free ((char *) model->title);
  g_free ((char *) model->path);
  g_free ((char *) model->score);
}

/* Sorts the default model first, then by name. */
static int
compare_models (gconstpointer a,
                gconstpointer b)
{
  const HeedLibraryModel *first = a;
  const HeedLibraryModel *second = b;

  if (first->is_default != second->is_default)
    return first->is_default ? -1 : 1;

  return g_strcmp0 (first->name, second->name);
}

/* Reads the title from "en-fr.json" beside the model; NULL if there is none. */
static char *
read_title (const char *folder,
            const char *name)
{
  g_autofree char *file_name = g_strconcat (name, RECIPE_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr(HeedJson) root = heed_json_load (path, NULL, NULL);

  return g_strdup (heed_json_get_text (heed_json_get_member (root, "name")));
}

/* Reads a measure and its number from the card beside the model; NULL if there is none. */
static char *
read_score (const char *folder,
            const char *name)
{
  g_autofree char *file_name = g_strconcat (name, CARD_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *card = NULL;
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GRegex) test =
    g_regex_new (TEST_LINE, G_REGEX_MULTILINE, 0, NULL);

  if (!g_file_get_contents (path, &card, NULL, NULL) || !g_utf8_validate (card, -1, NULL) ||
      !g_regex_match (test, card, 0, &match))
    return NULL;

  return g_match_info_fetch (match, 1);
}

/* Lists the models in the folder. A missing folder is not an error: the list stays empty. */
static void
read_folder (GArray     *models,
             const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *file_name;

  while (folder != NULL && (file_name = g_dir_read_name (folder)) != NULL)
    {
      HeedLibraryModel model = { 0 };
      gsize length = strlen (file_name);

      if (!g_str_has_suffix (file_name, MODEL_SUFFIX) ||
          !g_utf8_validate (file_name, -1, NULL))
        continue;

      model.name = g_strndup (file_name, length - strlen (MODEL_SUFFIX));
      model.path = g_build_filename (path, file_name, NULL);
      g_array_append_val (models, model);
    }
}

static void
describe (HeedLibraryModel *model)
{
  g_autofree char *folder = g_path_get_dirname (model->path);

  model->title = read_title (folder, model->name);
  model->score = read_score (folder, model->name);
  if (model->title == NULL)
    model->title = g_strdup (model->name);
}

/* Runs once; safe on any thread. */
static void
describe_all (HeedModelLibrary *library)
{
  if (!g_once_init_enter (&library->is_described))
    return;

  for (guint i = 0; i < library->models->len; i++)
    describe (&g_array_index (library->models, HeedLibraryModel, i));
  g_once_init_leave (&library->is_described, TRUE);
}

/* Chooses DEFAULT_MODEL as the default, or the first model by name if it is missing. */
static void
choose_default (GArray *models)
{
  for (guint i = 0; i < models->len; i++)
    {
      HeedLibraryModel *model = &g_array_index (models, HeedLibraryModel, i);

      model->is_default = g_str_equal (model->name, DEFAULT_MODEL);
    }

  g_array_sort (models, compare_models);
  if (models->len > 0)
    g_array_index (models, HeedLibraryModel, 0).is_default = TRUE;
}

/**
 * heed_model_library_new:
 *
 * Returns: (transfer full): the present contents of the folder; may be empty
 */
HeedModelLibrary *
heed_model_library_new (void)
{
  HeedModelLibrary *library = g_atomic_rc_box_new0 (HeedModelLibrary);

  library->models = g_array_new (FALSE, FALSE, sizeof (HeedLibraryModel));
  g_array_set_clear_func (library->models, clear_model);
  read_folder (library->models, heed_model_library_get_folder ());
  choose_default (library->models);

  return library;
}

HeedModelLibrary *
heed_model_library_ref (HeedModelLibrary *library)
{
  return g_atomic_rc_box_acquire (library);
}

static void
clear_library (gpointer data)
{
  HeedModelLibrary *library = data;

  g_array_unref (library->models);
}

void
heed_model_library_unref (HeedModelLibrary *library)
{
  g_atomic_rc_box_release_full (library, clear_library);
}

const HeedLibraryModel *
heed_model_library_get (HeedModelLibrary *library,
                        guint            *n_models)
{
  describe_all (library);
  *n_models = library->models->len;

  return (const HeedLibraryModel *) (gpointer) library->models->data;
}

/**
 * heed_model_library_get_default:
 * @library: the library to search
 *
 * Returns: (nullable): the model to use if none is given, perhaps without title and
 *   score; %NULL if the library is empty
 */
const HeedLibraryModel *
heed_model_library_get_default (HeedModelLibrary *library)
{
  for (guint i = 0; i < library->models->len; i++)
    {
      const HeedLibraryModel *model = &g_array_index (library->models, HeedLibraryModel, i);

      if (model->is_default)
        return model;
    }

  return NULL;
}

static const HeedLibraryModel *
find_by_name (HeedModelLibrary *library,
              const char       *name)
{
  for (guint i = 0; i < library->models->len; i++)
    {
      const HeedLibraryModel *model = &g_array_index (library->models, HeedLibraryModel, i);

      if (g_str_equal (model->name, name))
        return model;
    }

  return NULL;
}

static char *
list_names (HeedModelLibrary *library)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < library->models->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            g_array_index (library->models, HeedLibraryModel, i).name);

  return g_string_free (names, FALSE);
}

/**
 * heed_model_library_find:
 * @library: the library to search
 * @name_or_path: (nullable): an installed model's name, a file or a folder; %NULL
 *   is the default model
 *
 * Errors: %G_IO_ERROR_NOT_FOUND if it is none of these.
 *
 * Returns: (transfer full) (type filename): the file or folder to load
 */
char *
heed_model_library_find (HeedModelLibrary  *library,
                         const char        *name_or_path,
                         GError           **error)
{
  const HeedLibraryModel *model = name_or_path == NULL ? heed_model_library_get_default (library)
                                                       : find_by_name (library, name_or_path);
  g_autofree char *names = NULL;

  if (model != NULL)
    return g_strdup (model->path);

  if (name_or_path != NULL && g_file_test (name_or_path, G_FILE_TEST_EXISTS))
    return g_strdup (name_or_path);

  if (name_or_path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "model: expected shipped models in %s, found none",
                   heed_model_library_get_folder ());
      return NULL;
    }

  names = list_names (library);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "model: expected a file or a shipped model (%s), found %s",
               *names != '\0' ? names : "none here", name_or_path);
  return NULL;
}
