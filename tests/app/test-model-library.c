/* test-model-library.c — bundled models are found by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "app/core/models/model-library.h"

typedef struct {
  char *folder;
} Fixture;

static void
add_file (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-models-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  g_setenv (HEED_MODELS_VARIABLE, fixture->folder, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
test_model_library_lists_models_by_name (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "dates.safetensors", NULL);
  const HeedLibraryModel *models;
  guint n_models;

  add_file (fixture, "reverse.safetensors");
  add_file (fixture, "README.md");
  add_file (fixture, "dates.safetensors");
  library = heed_model_library_new ();
  models = heed_model_library_get (library, &n_models);

  g_assert_cmpuint (n_models, ==, 2);
  g_assert_cmpstr (models[0].name, ==, "dates");
  g_assert_cmpstr (models[0].path, ==, path);
  g_assert_cmpstr (models[1].name, ==, "reverse");
}

static const char *
get_title (HeedModelLibrary *library,
           guint             i)
{
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (library, &n_models);

  g_assert_cmpuint (i, <, n_models);

  return models[i].title;
}

static void
test_model_library_title_is_the_recipes_or_the_name (Fixture       *fixture,
                                                     gconstpointer  data)
{
  static const char *const recipes[] = { "{\"name\": \"Dates → ISO\"}", "{\"name\": 7}", "[1", "" };
  g_autofree char *path = g_build_filename (fixture->folder, "dates.json", NULL);

  add_file (fixture, "dates.safetensors");

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr(HeedModelLibrary) library = NULL;

      g_assert_true (g_file_set_contents (path, recipes[i], -1, NULL));
      library = heed_model_library_new ();
      g_assert_cmpstr (get_title (library, 0), ==, i == 0 ? "Dates → ISO" : "dates");
    }
}

/* A window that opens reads forty files less. */
static void
test_model_library_reads_no_title_before_it_is_asked (Fixture       *fixture,
                                                      gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "dates.json", NULL);
  g_autoptr(HeedModelLibrary) library = NULL;

  add_file (fixture, "dates.safetensors");
  library = heed_model_library_new ();
  g_assert_cmpstr (heed_model_library_get_default (library)->name, ==, "dates");

  g_assert_true (g_file_set_contents (path, "{\"name\": \"Dates → ISO\"}", -1, NULL));
  g_assert_cmpstr (get_title (library, 0), ==, "Dates → ISO");

  /* Once. */
  g_assert_true (g_file_set_contents (path, "{\"name\": \"Days\"}", -1, NULL));
  g_assert_cmpstr (get_title (library, 0), ==, "Dates → ISO");
}

static void
test_model_library_english_to_french_is_the_default_and_first (Fixture       *fixture,
                                                     gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  g_autofree char *path = NULL;

  const HeedLibraryModel *models;
  guint n_models;

  add_file (fixture, "dates.safetensors");
  add_file (fixture, "en-fr.safetensors");
  add_file (fixture, "reverse.safetensors");
  library = heed_model_library_new ();
  path = heed_model_library_find (library, NULL, NULL);

  models = heed_model_library_get (library, &n_models);
  g_assert_cmpuint (n_models, ==, 3);
  g_assert_cmpstr (models[0].name, ==, "en-fr");
  g_assert_cmpstr (models[1].name, ==, "dates");
  g_assert_cmpstr (heed_model_library_get_default (library)->name, ==, "en-fr");
  g_assert_cmpstr (path, ==, heed_model_library_get_default (library)->path);
}

static void
test_model_library_any_model_is_better_than_no_default (Fixture       *fixture,
                                                        gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = NULL;

  add_file (fixture, "reverse.safetensors");
  library = heed_model_library_new ();

  g_assert_cmpstr (heed_model_library_get_default (library)->name, ==, "reverse");
}

static void
test_model_library_finds_names_and_paths (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  g_autofree char *wanted = g_build_filename (fixture->folder, "dates.safetensors", NULL);
  g_autofree char *by_name = NULL;
  g_autofree char *by_path = NULL;
  g_autofree char *folder = NULL;

  add_file (fixture, "dates.safetensors");
  library = heed_model_library_new ();
  by_name = heed_model_library_find (library, "dates", NULL);
  by_path = heed_model_library_find (library, wanted, NULL);
  folder = heed_model_library_find (library, fixture->folder, NULL);

  g_assert_cmpstr (by_name, ==, wanted);
  g_assert_cmpstr (by_path, ==, wanted);
  g_assert_cmpstr (folder, ==, fixture->folder);
}

static void
test_model_library_an_unknown_name_is_told_the_known_ones (Fixture       *fixture,
                                                           gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  g_autoptr(GError) error = NULL;

  add_file (fixture, "dates.safetensors");
  add_file (fixture, "reverse.safetensors");
  library = heed_model_library_new ();

  g_assert_null (heed_model_library_find (library, "datse", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "model: expected a file or a shipped model (dates, reverse), found datse");
}

static void
test_model_library_an_empty_folder_has_no_default (Fixture       *fixture,
                                                   gconstpointer  data)
{
  g_autoptr(HeedModelLibrary) library = heed_model_library_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_library_get_default (library));
  g_assert_null (heed_model_library_find (library, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(name, function) \
  g_test_add ("/app/model-library/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lists-models-by-name", test_model_library_lists_models_by_name);
  ADD ("title-is-the-recipes-or-the-name", test_model_library_title_is_the_recipes_or_the_name);
  ADD ("reads-no-title-before-it-is-asked",
       test_model_library_reads_no_title_before_it_is_asked);
  ADD ("english-to-french-is-the-default-and-first",
       test_model_library_english_to_french_is_the_default_and_first);
  ADD ("any-model-is-better-than-no-default",
       test_model_library_any_model_is_better_than_no_default);
  ADD ("finds-names-and-paths", test_model_library_finds_names_and_paths);
  ADD ("an-unknown-name-is-told-the-known-ones",
       test_model_library_an_unknown_name_is_told_the_known_ones);
  ADD ("an-empty-folder-has-no-default", test_model_library_an_empty_folder_has_no_default);

  return g_test_run ();
}
