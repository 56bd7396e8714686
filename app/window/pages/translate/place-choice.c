/* place-choice.c — passes selections in the widgets of the page Translate to the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each widget in which an attention, heads, a row or a column can be selected emits a
 * signal, which is passed to the document's view. What is displayed follows that view.
 */

#include "app/window/pages/translate/place-choice.h"

#include "app/window/pages/parts/word-selection.h"
#include "app/window/pages/translate/translate-display.h"

struct _HeedPlaceChoice
{
  GObject                   parent_instance;

  const HeedTranslateParts *parts;  /* borrowed; outlive this object */
};

G_DEFINE_FINAL_TYPE (HeedPlaceChoice, heed_place_choice, G_TYPE_OBJECT)

static HeedDocumentView *
get_view (HeedPlaceChoice *self)
{
  return heed_document_get_view (self->parts->document);
}

/* --- Row and column --- */

static void
cell_selected_cb (HeedPlaceChoice *self,
                  int              row,
                  int              column)
{
  if (self->parts->shown != NULL)
    heed_word_selection_pick_cell (get_view (self), self->parts->shown, row, column);
}

/* Finding a token of one sentence keeps the selection in the other. */
static void
token_found_cb (HeedPlaceChoice *self,
                gboolean         is_row,
                int              index)
{
  int row = heed_heatmap_get_selected_row (self->parts->heatmap);
  int column = heed_heatmap_get_selected_column (self->parts->heatmap);

  cell_selected_cb (self, is_row ? index : row, is_row ? column : index);
}

void
heed_place_choice_find_token (HeedPlaceChoice *self)
{
  g_return_if_fail (HEED_IS_PLACE_CHOICE (self));

  heed_token_finder_open (self->parts->finder);
  if (self->parts->shown != NULL)
    heed_translate_display_offer_tokens (self->parts);
}

static void
key_chosen_cb (HeedPlaceChoice *self,
               guint            column)
{
  heed_document_view_select_cell (get_view (self), -1, (int) column);
}

static void
query_chosen_cb (HeedPlaceChoice *self,
                 guint            row)
{
  heed_document_view_select_cell (get_view (self), (int) row,
                                  heed_document_view_get_column (get_view (self)));
}

static void
target_token_activated_cb (HeedPlaceChoice *self,
                           guint            index)
{
  if (self->parts->shown != NULL)
    heed_word_selection_pick_target (get_view (self), self->parts->shown, index);
}

gboolean
heed_place_choice_let_go (HeedPlaceChoice *self)
{
  g_return_val_if_fail (HEED_IS_PLACE_CHOICE (self), FALSE);

  if (self->parts->document == NULL || heed_document_view_get_column (get_view (self)) < 0)
    return FALSE;

  heed_document_view_select_cell (get_view (self), -1, -1);

  return TRUE;
}

/* --- Layer and heads --- */

static void
site_chosen_cb (HeedPlaceChoice *self,
                int              kind,
                int              layer,
                int              head)
{
  heed_document_view_set_site (get_view (self),
                               (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head });
}

static void
heads_chosen_cb (HeedPlaceChoice *self,
                 guint64          heads)
{
  heed_document_view_set_heads (get_view (self), heads);
}

/* A head of the wall was opened. */
static void
site_opened_cb (HeedPlaceChoice *self,
                int              kind,
                int              layer,
                int              head)
{
  site_chosen_cb (self, kind, layer, head);
  g_object_set (self->parts->options, "mode", HEED_VIEW_MATRIX, NULL);
}

static void
site_toggled_cb (HeedPlaceChoice *self,
                 int              kind,
                 int              layer,
                 int              head)
{
  heed_document_view_toggle_head (get_view (self),
                                  (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head });
}

/* --- The object --- */

static void
heed_place_choice_class_init (HeedPlaceChoiceClass *klass)
{
}

static void
heed_place_choice_init (HeedPlaceChoice *self)
{
}

static void
hear (HeedPlaceChoice *self,
      gpointer         widget,
      const char      *signal,
      GCallback        callback)
{
  g_signal_connect_object (widget, signal, callback, self, G_CONNECT_SWAPPED);
}

void
heed_place_choice_watch (HeedPlaceChoice *self,
                         gpointer         cells)
{
  g_return_if_fail (HEED_IS_PLACE_CHOICE (self));

  hear (self, cells, "cell-selected", G_CALLBACK (cell_selected_cb));
}

/**
 * heed_place_choice_new:
 * @parts: the parts of the page, including its views
 *
 * Returns: (transfer full): an object connected to their signals
 */
HeedPlaceChoice *
heed_place_choice_new (const HeedTranslateParts *parts)
{
  HeedPlaceChoice *self = g_object_new (HEED_TYPE_PLACE_CHOICE, NULL);

  self->parts = parts;
  heed_place_choice_watch (self, parts->heatmap);
  heed_place_choice_watch (self, parts->views);
  hear (self, parts->finder, "found", G_CALLBACK (token_found_cb));
  hear (self, parts->chooser, "site-chosen", G_CALLBACK (site_chosen_cb));
  hear (self, parts->chooser, "heads-chosen", G_CALLBACK (heads_chosen_cb));
  hear (self, parts->views, "site-chosen", G_CALLBACK (site_opened_cb));
  hear (self, parts->views, "site-toggled", G_CALLBACK (site_toggled_cb));
  hear (self, parts->inspector, "source-activated", G_CALLBACK (key_chosen_cb));
  hear (self, parts->inspector, "row-activated", G_CALLBACK (query_chosen_cb));
  hear (self, parts->target, "token-activated", G_CALLBACK (target_token_activated_cb));

  return self;
}
