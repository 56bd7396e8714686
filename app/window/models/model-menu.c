/* model-menu.c — the menu of models to choose from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/models/model-menu.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* The menu entry of an installed model. */
typedef struct {
  const char *name;
  Group       group;
  const char *line;  /* its task and mechanism; an untranslated msgid */
} Known;

static const Known known_models[] = {
  { "en-fr", GROUP_TRANSLATION, N_("English → French, additive attention") },
  { "en-zh", GROUP_TRANSLATION, N_("English → Chinese, additive attention") },
  { "fr-en", GROUP_TRANSLATION, N_("French → English, small, additive attention") },
  { "zh-en", GROUP_TRANSLATION, N_("Chinese → English, additive attention") },
  { "correction", GROUP_TRANSLATION, N_("Chinese spelling correction, additive attention") },
  { "en-fr-additive", GROUP_MECHANISMS, N_("English → French, small, additive") },
  { "en-fr-cosine", GROUP_MECHANISMS, N_("English → French, small, cosine") },
  { "en-fr-dot", GROUP_MECHANISMS, N_("English → French, small, dot") },
  { "en-fr-general", GROUP_MECHANISMS, N_("English → French, small, general") },
  { "en-fr-multi-head", GROUP_MECHANISMS, N_("English → French, small, 4 heads") },
  { "en-fr-none", GROUP_MECHANISMS, N_("English → French, small, no attention") },
  { "en-fr-scaled-dot", GROUP_MECHANISMS, N_("English → French, small, scaled dot") },
  { "en-fr-transformer", GROUP_MECHANISMS, N_("English → French, small Transformer") },
  { "copy", GROUP_TOYS, N_("Copy a sequence") },
  { "dates", GROUP_TOYS, N_("Dates → ISO 8601") },
  { "reverse", GROUP_TOYS, N_("Reverse a sequence") },
  { "sort", GROUP_TOYS, N_("Sort digits and letters") },
};

/* The names in the files of installed models, which are translated; other names are not. */
static const char *const shipped_names[] = {
  N_("English → French, guided"),
  N_("English → French, no attention, small"),
  N_("English → French, additive, small"),
  N_("English → French, cosine, small"),
  N_("English → French, dot, small"),
  N_("English → French, scaled dot, small"),
  N_("English → French, general, small"),
  N_("English → French, 4 heads, small"),
  N_("English → French, Transformer, small"),
  N_("English → Chinese, guided"),
  N_("French → English, guided, small"),
  N_("Chinese → English, guided"),
  N_("Chinese spelling correction"),
  NULL,
};

static const Known *
find_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_models); i++)
    if (g_str_equal (known_models[i].name, name))
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
  const Known *known = find_known (model->name);
  const char *line = known != NULL ? _(known->line) : model->title;

  g_autofree char *score = new_score (model);

  /* Translators: a model, and its score on sentences that it had not seen */
  return score != NULL ? g_strdup_printf (_("%s · %s"), line, score) : g_strdup (line);
}

static void
append_model (GMenu      *menu,
              const char *action,
              const char *label,
              const char *path)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target_value (item, action, g_variant_new_bytestring (path));
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

        append_model (menu, action, line, models[i].path);
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

        append_model (menu, action, label, recent[i]);
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
 * heed_model_menu_describe:
 *
 * Returns: (transfer full): "English → French · GRU, additive"
 */
char *
heed_model_menu_describe (const HeedModelInfo *info)
{
  g_return_val_if_fail (info != NULL, NULL);

  /* Translators: a model's name, its kind of cell, its kind of attention */
  return g_strdup_printf (_("%s · %s, %s"),
                          g_strv_contains (shipped_names, info->name) ? _(info->name) : info->name,
                          get_cell_name (info->architecture),
                          _(heed_score_get_info (info->score)->title));
}
