/* compare-sides.c — creates the sides of the page and chooses their models
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/compare/compare-page-private.h"

#include <string.h>

#include "app/window/document/document-opening.h"

HeedCompareSide *
heed_compare_page_get_side (HeedComparePage *self,
          guint            side)
{
  GtkWidget *child = gtk_widget_get_first_child (self->sides);

  while (child != NULL && side-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return HEED_IS_COMPARE_SIDE (child) ? HEED_COMPARE_SIDE (child) : NULL;
}

guint
heed_compare_page_get_n_sides (HeedComparePage *self)
{
  return self->comparison != NULL ? heed_comparison_get_n_sides (self->comparison) : 0;
}

/* --- A model for one that has none ---------------------------------------- */

/* The length of "en-fr" in "en-fr-dot": models with the same stem have the same languages. */
static gsize
get_stem_length (const char *name)
{
  const char *first = strchr (name, '-');
  const char *second = first != NULL ? strchr (first + 1, '-') : NULL;

  return second != NULL ? (gsize) (second - name) : strlen (name);
}

/* Returns a model of the library that by its name has the languages of the first side's model and
 * is on no side yet; else the model of the first side. */
static const char *
choose_model (HeedComparePage *self)
{
  const char *first = heed_document_get_model_path (self->document);
  g_autofree char *stem = g_path_get_basename (first);
  const char *chosen = NULL;
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (self->library, &n_models);

  stem[strcspn (stem, ".")] = '\0';
  for (guint i = 0; i < n_models; i++)
    if (get_stem_length (models[i].name) == get_stem_length (stem) &&
        strncmp (models[i].name, stem, get_stem_length (stem)) == 0 &&
        !heed_comparison_has_path (self->comparison, models[i].path))
      chosen = models[i].path;

  return chosen != NULL ? chosen : first;
}

/* --- Sides ---------------------------------------------------------------- */

static void
model_chosen_cb (HeedComparePage *self,
                 const char      *path,
                 HeedCompareSide *side)
{
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    if (heed_compare_page_get_side (self, i) == side)
      heed_comparison_open (self->comparison, i, path);
}

static void
removed_cb (HeedComparePage *self,
            HeedCompareSide *side)
{
  for (guint i = 1; i < heed_compare_page_get_n_sides (self); i++)
    if (heed_compare_page_get_side (self, i) == side)
      {
        heed_comparison_remove_side (self->comparison, i);
        return;
      }
}

static void
watch_side (HeedComparePage *self,
            HeedDocument    *document)
{
  static const char *const news[] = { "steps-changed", "model-changed", "notify::state",
                                      "notify::is-opening" };

  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    g_signal_connect_object (document, news[i], G_CALLBACK (heed_compare_page_steps_changed), self,
                             G_CONNECT_SWAPPED);

  g_signal_connect_object (heed_document_get_view (document), "notify",
                           G_CALLBACK (heed_compare_page_view_changed), self, 0);
}

static void
let_go_of_side (HeedComparePage *self,
                HeedCompareSide *side)
{
  HeedDocument *document = heed_compare_side_get_document (side);

  if (document == NULL)
    return;

  g_signal_handlers_disconnect_by_data (heed_document_get_view (document), self);
  g_signal_handlers_disconnect_by_func (document, heed_compare_page_steps_changed, self);
  heed_compare_side_set_document (side, NULL);
}

static void
add_side (HeedComparePage *self,
          guint            number)
{
  GtkWidget *side = heed_compare_side_new (number, self->library);
  HeedCompareSide *before = number > 0 ? heed_compare_page_get_side (self, number - 1) : NULL;

  g_signal_connect_object (side, "model-chosen", G_CALLBACK (model_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (side, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  heed_compare_side_line_up (HEED_COMPARE_SIDE (side), self->heads, self->feet);
  gtk_box_insert_child_after (GTK_BOX (self->sides), side,
                              before != NULL ? GTK_WIDGET (before) : NULL);
}

/* Creates or removes widgets to match the number of sides, and sets their documents. */
void
heed_compare_page_show_sides (HeedComparePage *self)
{
  guint n_sides = heed_compare_page_get_n_sides (self);

  for (HeedCompareSide *side; (side = heed_compare_page_get_side (self, n_sides)) != NULL;)
    {
      let_go_of_side (self, side);
      gtk_box_remove (GTK_BOX (self->sides), GTK_WIDGET (side));
    }

  for (guint i = 0; i < n_sides; i++)
    {
      HeedDocument *document = heed_comparison_get_side (self->comparison, i);

      if (heed_compare_page_get_side (self, i) == NULL)
        add_side (self, i);

      if (heed_compare_side_get_document (heed_compare_page_get_side (self, i)) == document)
        continue;

      let_go_of_side (self, heed_compare_page_get_side (self, i));
      heed_compare_side_set_document (heed_compare_page_get_side (self, i), document);
      watch_side (self, document);
    }

  heed_compare_page_steps_changed (self);
}

/* Opens a model for each side without one. */
void
heed_compare_page_fill_sides (HeedComparePage *self)
{
  if (heed_document_get_model (self->document) == NULL ||
      heed_comparison_get_by (self->comparison) != HEED_COMPARE_MODELS)
    return;

  for (guint i = 1; i < heed_compare_page_get_n_sides (self); i++)
    {
      HeedDocument *side = heed_comparison_get_side (self->comparison, i);

      if (heed_document_get_model (side) == NULL && !heed_document_get_is_opening (side))
        heed_comparison_open (self->comparison, i, choose_model (self));
    }
}
