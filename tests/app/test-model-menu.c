/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/models/model-menu.h"

#include <glib/gstdio.h>

typedef struct {
  char             *folder;
  char             *shipped;
  char             *recipe;
  HeedModelLibrary *library;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-models-XXXXXX", NULL);
  fixture->shipped = g_build_filename (fixture->folder, "english-french.safetensors", NULL);
  g_file_set_contents (fixture->shipped, "", 0, NULL);
  fixture->recipe = g_build_filename (fixture->folder, "english-french.json", NULL);
  g_file_set_contents (fixture->recipe, "{\"name\": \"English → French\"}", -1, NULL);
  g_setenv (HEED_MODELS_VARIABLE, fixture->folder, TRUE);
  fixture->library = heed_model_library_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  heed_model_library_unref (fixture->library);
  g_unlink (fixture->shipped);
  g_unlink (fixture->recipe);
  g_rmdir (fixture->folder);
  g_free (fixture->shipped);
  g_free (fixture->recipe);
  g_free (fixture->folder);
}

static char *
dup_label (GMenuModel *section,
           int         i)
{
  char *label = NULL;

  g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);

  return label;
}

static void
assert_item (GMenuModel *menu,
             int         section,
             int         i,
             const char *label,
             const char *path)
{
  g_autoptr(GMenuModel) items = g_menu_model_get_item_link (menu, section, G_MENU_LINK_SECTION);
  g_autofree char *found = dup_label (items, i);
  g_autoptr(GVariant) target =
    g_menu_model_get_item_attribute_value (items, i, G_MENU_ATTRIBUTE_TARGET, NULL);

  g_assert_cmpstr (found, ==, label);

  if (path != NULL)
    g_assert_cmpstr (g_variant_get_bytestring (target), ==, path);
}

static void
test_model_menu_lists_shipped_recent_and_open (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  const char *recent[] = { "/a/my_model.safetensors", fixture->shipped, NULL };
  g_autoptr(GMenuModel) menu = heed_model_menu_new (fixture->library, recent);

  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  assert_item (menu, 0, 0, "English → French", fixture->shipped);
  assert_item (menu, 1, 0, "my__model.safetensors", recent[0]);
  assert_item (menu, 2, 0, "Open…", NULL);
  assert_item (menu, 2, 1, "Open Folder…", NULL);
}

static void
write_model (Fixture    *fixture,
             const char *name,
             const char *card)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *card_file = g_strconcat (name, ".md", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  g_autofree char *card_path = g_build_filename (fixture->folder, card_file, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (g_file_set_contents (card_path, card, -1, NULL));
}

static void
write_recipe (Fixture    *fixture,
              const char *name,
              const char *title)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  g_autofree char *recipe = g_strdup_printf ("{\"name\": \"%s\"}", title);

  g_assert_true (g_file_set_contents (path, recipe, -1, NULL));
}

static void
remove_model (Fixture    *fixture,
              const char *name)
{
  g_autofree char *recipe_file = g_strconcat (name, ".json", NULL);
  g_autofree char *recipe_path = g_build_filename (fixture->folder, recipe_file, NULL);
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *card_file = g_strconcat (name, ".md", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  g_autofree char *card_path = g_build_filename (fixture->folder, card_file, NULL);

  g_unlink (path);
  g_unlink (card_path);
  g_unlink (recipe_path);
}

static char *
dup_section_title (GMenuModel *menu,
                   int         section)
{
  char *title = NULL;

  g_menu_model_get_item_attribute (menu, section, G_MENU_ATTRIBUTE_LABEL, "s", &title);

  return title;
}

/* Each model is listed with the description and the quality of its model card. */
static void
test_model_menu_groups_what_is_shipped (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  static const char *const titles[] = { "Translation", "Mechanisms side by side", "Toys",
                                        "Others" };
  const char *recent[] = { NULL };
  g_autoptr(HeedModelLibrary) library = NULL;
  g_autoptr(GMenuModel) menu = NULL;

  write_recipe (fixture, "en-fr", "English → French, guided");
  write_recipe (fixture, "en-fr-dot", "English → French, dot, small");
  write_recipe (fixture, "copy", "Copy");
  write_model (fixture, "en-fr", "| | |\n| test | BLEU 43.8 (13a, cased), chrF2 62.1 |\n");
  write_model (fixture, "en-fr-dot", "# A card without a test\n");
  write_model (fixture, "copy", "| test | exact match 100 % of 472 sequences |\n");
  library = heed_model_library_new ();
  menu = heed_model_menu_new (library, recent);

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *title = dup_section_title (menu, i);

      g_assert_cmpstr (title, ==, titles[i]);
    }

  assert_item (menu, 0, 0, "English → French, guided · BLEU 43.8", NULL);
  assert_item (menu, 1, 0, "English → French, dot, small", NULL);
  assert_item (menu, 2, 0, "Copy a sequence · exact match 100 %", NULL);
  assert_item (menu, 3, 0, "English → French", fixture->shipped);

  remove_model (fixture, "en-fr");
  remove_model (fixture, "en-fr-dot");
  remove_model (fixture, "copy");
}

static void
test_model_menu_has_no_empty_sections (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  const char *recent[] = { fixture->shipped, NULL };
  g_autoptr(GMenuModel) menu = heed_model_menu_new (fixture->library, recent);

  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2);
}

static void
test_model_menu_describes_a_model_in_one_line (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  HeedModelInfo info = { .name = "Dates",
                         .architecture = HEED_ARCHITECTURE_LSTM,
                         .score = HEED_SCORE_GENERAL };
  g_autofree char *text = heed_model_menu_describe (&info);

  g_assert_cmpstr (text, ==, "Dates · LSTM, general");
}

/* Each model in the menu has the name that the button above it shows once it is chosen. */
static void
test_model_menu_and_its_button_name_models_alike (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  static const char *const names[] = { "English → French, guided", "English → French, dot, small",
                                       "Copy", "A model of one's own" };
  const char *recent[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HeedModelInfo info = { .name = names[i],
                             .architecture = HEED_ARCHITECTURE_GRU,
                             .score = HEED_SCORE_DOT };
      g_autofree char *button = heed_model_menu_describe (&info);
      g_autoptr(HeedModelLibrary) library = NULL;
      g_autoptr(GMenuModel) menu = NULL;
      g_autoptr(GMenuModel) items = NULL;
      g_autofree char *label = NULL;

      write_recipe (fixture, "english-french", names[i]);
      library = heed_model_library_new ();
      menu = heed_model_menu_new (library, recent);
      items = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
      label = dup_label (items, 0);
      g_test_message ("%s; %s", label, button);
      g_assert_true (g_str_has_prefix (button, label));
    }
}

#define ADD(name, test) \
  g_test_add ("/app/model-menu/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lists-shipped-recent-and-open", test_model_menu_lists_shipped_recent_and_open);
  ADD ("groups-what-is-shipped", test_model_menu_groups_what_is_shipped);
  ADD ("has-no-empty-sections", test_model_menu_has_no_empty_sections);
  ADD ("and-its-button-name-models-alike", test_model_menu_and_its_button_name_models_alike);
  ADD ("describes-a-model-in-one-line", test_model_menu_describes_a_model_in_one_line);

  return g_test_run ();
}
