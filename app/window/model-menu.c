/* model-menu.c — the models one can choose from, as a menu
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/model-menu.h"

#include <glib/gi18n.h>

static void
append_model (GMenu      *menu,
              const char *label,
              const char *path)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target_value (item, "win.model", g_variant_new_bytestring (path));
  g_menu_append_item (menu, item);
}

static gboolean
is_shipped (HeedModelLibrary *library,
            const char       *path)
{
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (library, &n_models);

  for (guint i = 0; i < n_models; i++)
    if (g_str_equal (models[i].path, path))
      return TRUE;

  return FALSE;
}

static GMenuModel *
list_shipped (HeedModelLibrary *library)
{
  GMenu *menu = g_menu_new ();
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (library, &n_models);

  for (guint i = 0; i < n_models; i++)
    append_model (menu, models[i].title, models[i].path);

  return G_MENU_MODEL (menu);
}

static GMenuModel *
list_recent (HeedModelLibrary  *library,
             const char *const *recent)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; recent[i] != NULL; i++)
    if (!is_shipped (library, recent[i]))
      {
        g_autofree char *label = g_filename_display_basename (recent[i]);

        append_model (menu, label, recent[i]);
      }

  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu      *menu,
                const char *title,
                GMenuModel *section)
{
  if (g_menu_model_get_n_items (section) > 0)
    g_menu_append_section (menu, title, section);

  g_object_unref (section);
}

/**
 * heed_model_menu_new:
 * @library: what ships with Heed
 * @recent: paths of models opened lately; %NULL-terminated
 *
 * The items set the action `win.model`, whose state is the path of the model in
 * use; the last ones open another with `win.open` and `win.open-folder`, and say
 * with `win.show-card` what is known of it.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
heed_model_menu_new (HeedModelLibrary  *library,
                     const char *const *recent)
{
  GMenu *menu = g_menu_new ();
  GMenu *other = g_menu_new ();

  g_return_val_if_fail (library != NULL && recent != NULL, NULL);

  append_section (menu, NULL, list_shipped (library));
  append_section (menu, _("Recent"), list_recent (library, recent));
  g_menu_append (other, _("Open…"), "win.open");
  g_menu_append (other, _("Open Folder…"), "win.open-folder");
  g_menu_append (other, _("About This Model"), "win.show-card");
  append_section (menu, NULL, G_MENU_MODEL (other));

  return G_MENU_MODEL (menu);
}

static const char *
get_cell_name (HeedArchitecture architecture)
{
  switch (architecture)
    {
    case HEED_ARCHITECTURE_GRU:
      return _("GRU");

    case HEED_ARCHITECTURE_LSTM:
      return _("LSTM");

    case HEED_ARCHITECTURE_TRANSFORMER:
      break;
    }

  return _("Transformer");
}

/**
 * heed_model_menu_describe:
 *
 * Returns: (transfer full): "English → French · GRU, additive"
 */
char *
heed_model_menu_describe (const HeedModelInfo *info)
{
  g_return_val_if_fail (info != NULL, NULL);

  /* Translators: a model's name, its kind of cell, its kind of attention */
  return g_strdup_printf (_("%s · %s, %s"), info->name, get_cell_name (info->architecture),
                          _(heed_score_get_info (info->score)->title));
}
