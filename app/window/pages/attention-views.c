/* attention-views.c — other pictures of an attention than the matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the one that is seen is kept up to date: the others would cost time with
 * every key for nobody.
 */

#include "app/window/pages/attention-views.h"

#include "ui/ribbons.h"
#include "ui/running-text.h"

/**
 * HeedAttentionViews:
 *
 * Lines between both sentences, and both as running text.
 */
struct _HeedAttentionViews
{
  GObject          parent_instance;

  GtkStack        *stack;    /* borrowed: it owns the widgets below */
  HeedRibbons     *ribbons;  /* NULL until it is wanted */
  HeedRunningText *text;     /* likewise */
};

enum {
  SIGNAL_CELL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedAttentionViews, heed_attention_views, G_TYPE_OBJECT)

static void
cell_selected_cb (HeedAttentionViews *self,
                  int                 row,
                  int                 column)
{
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, row, column);
}

static void
add (HeedAttentionViews *self,
     HeedViewMode        mode,
     GtkWidget          *view)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_stack_add_named (self->stack, scrolled, heed_view_mode_get_name (mode));
  g_signal_connect_object (view, "cell-selected", G_CALLBACK (cell_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
heed_attention_views_class_init (HeedAttentionViewsClass *klass)
{
  /**
   * HeedAttentionViews::cell-selected:
   * @row: from 0; -1 is none
   * @column: from 0; -1 is none
   *
   * The person chose a word in one of them.
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_ATTENTION_VIEWS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
heed_attention_views_init (HeedAttentionViews *self)
{
}

HeedAttentionViews *
heed_attention_views_new (GtkStack *stack)
{
  HeedAttentionViews *self = g_object_new (HEED_TYPE_ATTENTION_VIEWS, NULL);

  self->stack = stack;

  return self;
}

static void
show_ribbons (HeedAttentionViews       *self,
              HeedHeatmapStyle          style,
              const HeedShownAttention *shown)
{
  if (self->ribbons == NULL)
    {
      self->ribbons = HEED_RIBBONS (heed_ribbons_new ());
      add (self, HEED_VIEW_RIBBONS, GTK_WIDGET (self->ribbons));
    }

  heed_ribbons_set_style (self->ribbons, &style);
  heed_ribbons_set_source (self->ribbons, shown->columns->shown, shown->columns->n_words);
  heed_ribbons_set_target (self->ribbons, shown->rows->shown, shown->rows->n_words);
  heed_ribbons_set_matrix (self->ribbons, shown->attention);
}

static void
show_text (HeedAttentionViews       *self,
           HeedHeatmapStyle          style,
           const HeedShownAttention *shown,
           HeedAttentionKind         kind)
{
  const HeedToken *tokens;
  guint n_tokens;

  if (self->text == NULL)
    {
      self->text = HEED_RUNNING_TEXT (heed_running_text_new ());
      add (self, HEED_VIEW_TEXT, GTK_WIDGET (self->text));
    }

  heed_running_text_set_style (self->text, &style);
  heed_running_text_set_kind (self->text, kind);
  tokens = heed_word_map_get_text (shown->columns, &n_tokens);
  heed_running_text_set_source (self->text, tokens, n_tokens);
  tokens = heed_word_map_get_text (shown->rows, &n_tokens);
  heed_running_text_set_target (self->text, tokens, n_tokens);
  heed_running_text_set_matrix (self->text, shown->attention);
}

void
heed_attention_views_show (HeedAttentionViews       *self,
                           HeedViewOptions          *options,
                           const HeedShownAttention *shown,
                           HeedAttentionKind         kind)
{
  HeedHeatmapStyle style = heed_view_options_get_style (options);

  g_return_if_fail (HEED_IS_ATTENTION_VIEWS (self));

  switch (heed_view_options_get_mode (options))
    {
    case HEED_VIEW_RIBBONS:
      show_ribbons (self, style, shown);
      break;

    case HEED_VIEW_TEXT:
      show_text (self, style, shown, kind);
      break;

    case HEED_VIEW_MATRIX:
      break;
    }
}

void
heed_attention_views_select (HeedAttentionViews *self,
                             int                 row,
                             int                 column,
                             guint               n_played)
{
  g_return_if_fail (HEED_IS_ATTENTION_VIEWS (self));

  if (self->ribbons != NULL)
    {
      heed_ribbons_set_n_played (self->ribbons, n_played);
      heed_ribbons_select (self->ribbons, row, column);
    }

  if (self->text != NULL)
    heed_running_text_select (self->text, row, column);
}

gboolean
heed_attention_views_export (HeedAttentionViews *self,
                             HeedViewMode        mode,
                             cairo_t            *cr,
                             double              width,
                             double              height)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_VIEWS (self), FALSE);

  if (mode != HEED_VIEW_RIBBONS || self->ribbons == NULL)
    return FALSE;

  heed_ribbons_export (self->ribbons, cr, width, height);

  return TRUE;
}
