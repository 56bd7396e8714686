/* compare-figure.c — exports all sides of the page as a figure or a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures and pages contain all sides, and the difference if it is displayed. A table
 * has the numbers of one: the side of the last selection.
 */

#include "app/window/pages/compare/compare-page-private.h"

#include "app/window/pages/parts/document-figure.h"

#define MAX_FIGURES (HEED_COMPARISON_MAX + 1)

typedef struct {
  HeedFigure  figures[MAX_FIGURES];
  char       *titles[MAX_FIGURES];
  char       *captions[MAX_FIGURES];
  char      **changes[MAX_FIGURES];
  guint       n_figures;
} Shown;

static gboolean
has_figure (HeedCompareSide *side)
{
  const HeedShownAttention *shown = side != NULL ? heed_compare_side_get_shown (side) : NULL;

  return shown != NULL && shown->attention != NULL && heed_compare_side_get_document (side) != NULL;
}

static gboolean
have_one_sentence (HeedComparePage *self)
{
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    if (heed_comparison_has_own_text (self->comparison, i))
      return FALSE;

  return TRUE;
}

/* Adds a side with "B · en-fr-dot · layer 1" above it and, if sentences differ, its own below. */
static void
add_side (HeedComparePage *self,
          guint            number,
          gboolean         is_only_sentence,
          Shown           *shown)
{
  HeedCompareSide *side = heed_compare_page_get_side (self, number);
  HeedDocument *document = heed_compare_side_get_document (side);
  guint n = shown->n_figures++;
  g_autofree char *which = heed_document_figure_new_caption (document);

  heed_document_figure_make (&shown->figures[n], document, heed_compare_side_get_heatmap (side),
                             heed_compare_side_get_shown (side));
  shown->titles[n] = g_strdup_printf ("%c · %s", 'A' + (char) number, which);
  shown->figures[n].title = shown->titles[n];
  if (!is_only_sentence)
    shown->captions[n] = g_strdup (heed_document_get_text (document));
  shown->figures[n].caption = shown->captions[n];
  shown->changes[n] = heed_document_figure_list_changes (document);
  shown->figures[n].changes = (const char *const *) shown->changes[n];
}

static void
add_difference (HeedComparePage *self,
                Shown           *shown)
{
  HeedFigure *figure = &shown->figures[shown->n_figures];

  if (!gtk_widget_get_visible (GTK_WIDGET (self->pane)) ||
      heed_difference_pane_get_matrix (self->pane) == NULL)
    return;

  *figure = (HeedFigure) { .view = HEED_FIGURE_MATRIX, .row = -1, .column = -1 };
  heed_heatmap_get_scene (heed_difference_pane_get_heatmap (self->pane), &figure->scene);
  if (figure->scene.notes != NULL)
    figure->title = figure->scene.notes->quantity;
  shown->n_figures++;
}

/* The numbers are those of the side of the last selection; a sentence common to all sides is
 * placed above them. */
gboolean
heed_compare_page_use_figure (HeedPage       *page,
                              HeedFigureFunc  func,
                              gpointer        data)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (page);
  HeedCompareSide *lead = heed_compare_page_get_side (self, self->lead);
  Shown shown = { .n_figures = 0 };
  gboolean is_only_sentence;
  g_autofree char *caption = NULL;
  g_auto(GStrv) changes = NULL;
  HeedFigure figure;

  if (!has_figure (lead))
    return FALSE;

  is_only_sentence = have_one_sentence (self);
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    if (has_figure (heed_compare_page_get_side (self, i)))
      add_side (self, i, is_only_sentence, &shown);
  add_difference (self, &shown);

  heed_document_figure_make (&figure, heed_compare_side_get_document (lead),
                             heed_compare_side_get_heatmap (lead),
                             heed_compare_side_get_shown (lead));
  caption = heed_document_figure_new_caption (heed_compare_side_get_document (lead));
  figure.caption = caption;
  changes = heed_document_figure_list_changes (heed_compare_side_get_document (lead));
  figure.changes = (const char *const *) changes;
  if (shown.n_figures > 1)
    {
      figure.sides = shown.figures;
      figure.n_sides = shown.n_figures;
      if (!is_only_sentence)
        figure.title = NULL;
    }
  func (&figure, data);

  for (guint i = 0; i < MAX_FIGURES; i++)
    {
      g_free (shown.titles[i]);
      g_free (shown.captions[i]);
      g_strfreev (shown.changes[i]);
    }

  return TRUE;
}
