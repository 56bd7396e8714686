/* model-menu.c — the menu of models to choose from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/models/model-menu.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/window/desktop/plain-menu-item.h"

#define EXACT_MATCH "exact match" /* as cards write it; the held-out view has it to translate */

typedef enum {
  GROUP_TRANSLATION,
  GROUP_MECHANISMS,
  GROUP_TOYS,
  GROUP_OTHER,
  N_GROUPS
} Group;

static const char *const group_titles[N_GROUPS] = {
  N_("Translation"),
  N_("Mechanisms side by side"),
  N_("Toys"),
  N_("Others"),
};

/* An installed model: the group of its menu, and its name in every menu, button and title. The
 * names in the files of other models are shown as they are. */
typedef struct {
  const char *file;
  Group       group;
  const char *name;   /* in its file */
  const char *shown;  /* an untranslated msgid */
} Known;

static const Known known_models[] = {
  { "en-fr", GROUP_TRANSLATION, "English → French, guided",
    N_("English → French, guided") },
  { "en-zh", GROUP_TRANSLATION, "English → Chinese, guided",
    N_("English → Chinese, guided") },
  { "fr-en", GROUP_TRANSLATION, "French → English, guided, small",
    N_("French → English, guided, small") },
  { "zh-en", GROUP_TRANSLATION, "Chinese → English, guided",
    N_("Chinese → English, guided") },
  { "correction", GROUP_TRANSLATION, "Chinese spelling correction",
    N_("Chinese spelling correction") },
  { "en-fr-additive", GROUP_MECHANISMS, "English → French, additive, small",
    N_("English → French, additive, small") },
  { "en-fr-cosine", GROUP_MECHANISMS, "English → French, cosine, small",
    N_("English → French, cosine, small") },
  { "en-fr-dot", GROUP_MECHANISMS, "English → French, dot, small",
    N_("English → French, dot, small") },
  { "en-fr-general", GROUP_MECHANISMS, "English → French, general, small",
    N_("English → French, general, small") },
  { "en-fr-multi-head", GROUP_MECHANISMS, "English → French, 4 heads, small",
    N_("English → French, 4 heads, small") },
  { "en-fr-none", GROUP_MECHANISMS, "English → French, no attention, small",
    N_("English → French, no attention, small") },
  { "en-fr-scaled-dot", GROUP_MECHANISMS, "English → French, scaled dot, small",
    N_("English → French, scaled dot, small") },
  { "en-fr-transformer", GROUP_MECHANISMS, "English → French, Transformer, small",
    N_("English → French, Transformer, small") },
  { "copy", GROUP_TOYS, "Copy",
    N_("Copy a sequence") },
  { "dates", GROUP_TOYS, "Dates → ISO 8601",
    N_("Dates → ISO 8601") },
  { "reverse", GROUP_TOYS, "Reverse",
    N_("Reverse a sequence") },
  { "sort", GROUP_TOYS, "Sort",
    N_("Sort digits and letters") },
};

static const Known *
find_known (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_models); i++)
    if (g_str_equal (known_models[i].file, file))
      return &known_models[i];

  return NULL;
}

static Group
get_group (const HeedLibraryModel *model)
{
  const Known *known = find_known (model->name);

  return known != NULL ? known->group : GROUP_OTHER;
}

/* The models' cards are in English; BLEU and F0.5 are called so in every language. */
static char *
new_score (const HeedLibraryModel *model)
{
  const char *number = model->score;

  if (number != NULL && g_str_has_prefix (number, EXACT_MATCH))
    return g_strconcat (_(EXACT_MATCH), number + strlen (EXACT_MATCH), NULL);

  return g_strdup (number);
}

static char *
new_line (const HeedLibraryModel *model)
{
  const char *name = heed_model_menu_get_name (model->title);
  g_autofree char *score = new_score (model);

  /* Translators: a model, and its score on sentences that it had not seen */
  return score != NULL ? g_strdup_printf (_("%s · %s"), name, score) : g_strdup (name);
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
list_shipped (HeedModelLibrary *library,
              const char       *action,
              Group             group)
{
  GMenu *menu = g_menu_new ();
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (library, &n_models);

  for (guint i = 0; i < n_models; i++)
    if (get_group (&models[i]) == group)
      {
        g_autofree char *line = new_line (&models[i]);

        heed_plain_menu_item_append (menu, line, action, g_variant_new_bytestring (models[i].path));
      }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
list_recent (HeedModelLibrary  *library,
             const char        *action,
             const char *const *recent)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; recent[i] != NULL; i++)
    if (!is_shipped (library, recent[i]))
      {
        g_autofree char *label = g_filename_display_basename (recent[i]);

        heed_plain_menu_item_append (menu, label, action, g_variant_new_bytestring (recent[i]));
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

static GMenu *
new_menu (HeedModelLibrary  *library,
          const char        *action,
          const char *const *recent)
{
  GMenu *menu = g_menu_new ();

  for (guint group = 0; group < N_GROUPS; group++)
    append_section (menu, _(group_titles[group]), list_shipped (library, action, (Group) group));
  append_section (menu, _("Yours"), list_recent (library, action, recent));

  return menu;
}

/**
 * heed_model_menu_new:
 * @library: the installed models
 * @recent: paths of recently opened models; %NULL-terminated
 *
 * The items set the action `win.model`, whose state is the path of the model in use.
 * The last ones open another model (`win.open` and `win.open-folder`) and show what is
 * known about the present one (`win.show-card`).
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
heed_model_menu_new (HeedModelLibrary  *library,
                     const char *const *recent)
{
  GMenu *menu;
  GMenu *other;

  g_return_val_if_fail (library != NULL && recent != NULL, NULL);

  menu = new_menu (library, "win.model", recent);
  other = g_menu_new ();
  g_menu_append (other, _("Open…"), "win.open");
  g_menu_append (other, _("Open Folder…"), "win.open-folder");
  g_menu_append (other, _("About This Model"), "win.show-card");
  append_section (menu, NULL, G_MENU_MODEL (other));

  return G_MENU_MODEL (menu);
}

/**
 * heed_model_menu_new_side:
 *
 * Like heed_model_menu_new(), for one side of a comparison: the items set `side.model`,
 * and the last one activates `side.open`.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
heed_model_menu_new_side (HeedModelLibrary  *library,
                          const char *const *recent)
{
  GMenu *menu;
  GMenu *other;

  g_return_val_if_fail (library != NULL && recent != NULL, NULL);

  menu = new_menu (library, "side.model", recent);
  other = g_menu_new ();
  g_menu_append (other, _("Open…"), "side.open");
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
 * heed_model_menu_get_name:
 * @name: the name in a model's file
 *
 * Returns: the name that the menu, its button and the model's card show; a string of gettext,
 *   or @name itself
 */
const char *
heed_model_menu_get_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known_models); i++)
    if (g_str_equal (known_models[i].name, name))
      return _(known_models[i].shown);

  return name;
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
  return g_strdup_printf (_("%s · %s, %s"), heed_model_menu_get_name (info->name),
                          get_cell_name (info->architecture),
                          _(heed_score_get_info (info->score)->title));
}
