/* attention-views.c — the views of an attention other than the matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the visible one is kept up to date: the others would cost time with every key
 * press.
 */

#include "app/window/pages/views/attention-views.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/pages/views/state-pane.h"
#include "ui/attention-wall.h"
#include "ui/number-format.h"
#include "ui/ribbons.h"
#include "ui/running-text.h"

/**
 * HeedAttentionViews:
 *
 * Lines between both sentences, both as running text, all heads at once, and a plot of
 * the hidden states.
 */
struct _HeedAttentionViews
{
  GObject          parent_instance;

  GtkStack        *stack;    /* borrowed; owns the widgets below */
  HeedRibbons     *ribbons;  /* NULL until first displayed */
  HeedRunningText *text;     /* likewise */
  HeedAttentionWall *wall;   /* likewise */
  HeedStatePane   *states;   /* likewise */
  GArray          *heads;    /* of HeedHead, in the order of the wall; or NULL */
};

enum {
  SIGNAL_CELL_SELECTED,
  SIGNAL_SITE_CHOSEN,
  SIGNAL_SITE_TOGGLED,
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
  if (mode != HEED_VIEW_HEADS && mode != HEED_VIEW_STATES)
    g_signal_connect_object (view, "cell-selected", G_CALLBACK (cell_selected_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
heed_attention_views_finalize (GObject *object)
{
  g_clear_pointer (&HEED_ATTENTION_VIEWS (object)->heads, g_array_unref);

  G_OBJECT_CLASS (heed_attention_views_parent_class)->finalize (object);
}

static void
heed_attention_views_class_init (HeedAttentionViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_attention_views_finalize;

  /**
   * HeedAttentionViews::cell-selected:
   * @row: from 0; -1 means none
   * @column: from 0; -1 means none
   *
   * The user selected a word in one of the views.
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_ATTENTION_VIEWS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  /**
   * HeedAttentionViews::site-chosen:
   * @kind: a #HeedAttentionKind
   * @layer: from 0
   * @head: from 0, or %HEED_HEAD_MEAN
   *
   * The user opened one of all heads.
   */
  signals[SIGNAL_SITE_CHOSEN] =
    g_signal_new ("site-chosen", HEED_TYPE_ATTENTION_VIEWS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);

  /**
   * HeedAttentionViews::site-toggled:
   * @kind: a #HeedAttentionKind
   * @layer: from 0
   * @head: from 0, or %HEED_HEAD_MEAN
   *
   * The user added the head to those whose mean is displayed, or removed it.
   */
  signals[SIGNAL_SITE_TOGGLED] =
    g_signal_new ("site-toggled", HEED_TYPE_ATTENTION_VIEWS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
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

/* --- All heads --- */

static void
tell_site (HeedAttentionViews *self,
           guint               signal,
           guint               index)
{
  HeedAttentionSite site;

  if (self->heads == NULL || index >= self->heads->len)
    return;

  site = g_array_index (self->heads, HeedHead, index).site;
  g_signal_emit (self, signals[signal], 0, (int) site.kind, site.layer, site.head);
}

static void
head_activated_cb (HeedAttentionViews *self,
                   guint               index)
{
  tell_site (self, SIGNAL_SITE_CHOSEN, index);
}

static void
head_toggled_cb (HeedAttentionViews *self,
                 guint               index)
{
  tell_site (self, SIGNAL_SITE_TOGGLED, index);
}

static char *
describe_head (const HeedHead *head,
               const char     *title)
{
  g_autofree char *entropy = heed_number_format_bits (head->entropy);
  g_autofree char *diagonality = heed_number_format_correlation (head->diagonality);
  g_autofree char *end_mass = heed_number_format_percent (head->end_mass);
  g_autofree char *agreement = heed_number_format_correlation (head->agreement);

  if (!isnan (head->agreement))
    /* Translators: as the next one, and a correlation with occlusion. */
    return g_strdup_printf (_("%s: entropy %s, diagonality %s, on the end token %s, agreement with "
                              "occlusion %s"),
                            title, entropy, diagonality, end_mass, agreement);

  /* Translators: a head; the entropy of its rows, how far it follows the order of the
   * sentence (0 to 1), and the share of its mass on the end token. */
  return g_strdup_printf (_("%s: entropy %s, diagonality %s, on the end token %s"), title, entropy,
                          diagonality, end_mass);
}

static void
clear_wall_head (gpointer data)
{
  HeedWallHead *head = data;

  g_free (head->title);
  g_free (head->number);
  g_free (head->description);
}

static void
fill_wall (HeedAttentionViews *self,
           HeedHeadOrder       order,
           HeedSiteRange       range,
           HeedAttentionSite   current,
           guint64             heads)
{
  g_autoptr(GArray) wall = g_array_new (FALSE, TRUE, sizeof (HeedWallHead));

  g_array_set_clear_func (wall, clear_wall_head);
  for (guint i = 0; i < self->heads->len; i++)
    {
      const HeedHead *head = &g_array_index (self->heads, HeedHead, i);
      HeedWallHead thumb = {
        .attention = head->attention,
        .title = heed_head_dup_site_title (head->site, range),
        .number = heed_head_dup_number (head, order),
        .is_current = head->site.layer == current.layer &&
                      (heads != 0 ? head->site.head >= 0 && (heads >> head->site.head & 1) != 0
                                  : head->site.head == current.head),
      };

      thumb.description = describe_head (head, thumb.title);
      g_array_append_val (wall, thumb);
    }

  heed_attention_wall_set_heads (
    self->wall, (const HeedWallHead *) (gpointer) wall->data, wall->len,
    order == HEED_HEADS_BY_LAYER && range.n_heads > 1 ? range.n_heads + 1 : 0);
}

static void
show_heads (HeedAttentionViews       *self,
            HeedViewOptions          *options,
            const HeedShownAttention *shown,
            HeedDocument             *document,
            HeedMatrix               *occlusion)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedHeatmapStyle style = heed_view_options_get_style (options);
  HeedHeadOrder order = heed_view_options_get_order (options);
  HeedSiteRange range =
    heed_shown_attention_get_range (heed_document_get_model (document), translation->site.kind);

  if (self->wall == NULL)
    {
      self->wall = HEED_ATTENTION_WALL (heed_attention_wall_new ());
      add (self, HEED_VIEW_HEADS, GTK_WIDGET (self->wall));
      g_signal_connect_object (self->wall, "head-activated", G_CALLBACK (head_activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->wall, "head-toggled", G_CALLBACK (head_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }

  g_clear_pointer (&self->heads, g_array_unref);
  self->heads = heed_head_list_new (translation, range, shown->rows, shown->columns);
  heed_head_list_compare (self->heads, occlusion);
  heed_head_list_sort (self->heads, order);
  fill_wall (self, order, range, translation->site, translation->heads);
  heed_attention_wall_set_style (self->wall, &style);
}

static void
show_states (HeedAttentionViews *self,
             HeedDocument       *document)
{
  if (self->states == NULL)
    {
      self->states = HEED_STATE_PANE (heed_state_pane_new ());
      add (self, HEED_VIEW_STATES, GTK_WIDGET (self->states));
    }

  heed_state_pane_set_document (self->states, document);
  heed_state_pane_ask (self->states);
}

void
heed_attention_views_show (HeedAttentionViews       *self,
                           HeedViewOptions          *options,
                           const HeedShownAttention *shown,
                           HeedDocument             *document,
                           HeedMatrix               *occlusion)
{
  HeedHeatmapStyle style = heed_view_options_get_style (options);
  HeedAttentionKind kind = heed_document_get_translation (document)->site.kind;

  g_return_if_fail (HEED_IS_ATTENTION_VIEWS (self));

  switch (heed_view_options_get_mode (options))
    {
    case HEED_VIEW_RIBBONS:
      show_ribbons (self, style, shown);
      break;

    case HEED_VIEW_TEXT:
      show_text (self, style, shown, kind);
      break;

    case HEED_VIEW_HEADS:
      show_heads (self, options, shown, document, occlusion);
      break;

    case HEED_VIEW_STATES:
      show_states (self, document);
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

  if (self->states != NULL)
    heed_state_pane_select (self->states);
}

const GArray *
heed_attention_views_get_heads (HeedAttentionViews *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_VIEWS (self), NULL);

  return self->heads;
}
