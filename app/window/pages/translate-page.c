/* translate-page.c — type a sentence, watch the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page turns what happens in its widgets into calls of the document, and
 * what changes in the document into what its widgets show; it knows nothing
 * else. However often the document changes, the widgets are brought up to date
 * at most once a frame.
 */

#include "app/window/pages/translate-page.h"

#include <glib/gi18n.h>

#include "app/core/picture.h"
#include "app/window/document-changes.h"
#include "app/window/document-decoding.h"
#include "app/window/document-opening.h"
#include "app/window/page.h"
#include "app/window/pages/attention-editor.h"
#include "app/window/pages/attention-measures.h"
#include "app/window/pages/attention-remarks.h"
#include "app/window/pages/attention-views.h"
#include "app/window/pages/beam-pane.h"
#include "app/window/pages/change-marks.h"
#include "app/window/pages/changes-view.h"
#include "app/window/pages/decoding-menu.h"
#include "app/window/pages/difference.h"
#include "app/window/pages/end-line.h"
#include "app/window/pages/entry-limit.h"
#include "app/window/pages/example-buttons.h"
#include "app/window/pages/force-entry.h"
#include "app/window/pages/forced-words.h"
#include "app/window/pages/inspected-row.h"
#include "app/window/pages/remarks.h"
#include "app/window/pages/shown-attention.h"
#include "app/window/pages/sink-chooser.h"
#include "app/window/pages/source-effect.h"
#include "app/window/pages/split-layout.h"
#include "app/window/pages/token-tooltip.h"
#include "app/window/pages/transport.h"
#include "app/window/pages/view-toolbar.h"
#include "app/window/pages/warm-up.h"
#include "app/window/settings.h"
#include "app/window/view-options.h"
#include "ui/attention-table.h"
#include "ui/color-legend.h"
#include "ui/heatmap.h"
#include "ui/ribbons-drawing.h"
#include "ui/site-chooser.h"
#include "ui/step-inspector.h"
#include "ui/target-sentence.h"
#include "ui/token-finder.h"
#include "ui/token-strip.h"
#include "ui/wrap-layout.h"

#define TEMPLATE       "/org/heed/Heed/app/window/pages/translate-page.ui"
#define PICTURE_WIDTH  1000
#define PICTURE_HEIGHT 800

#define LEGEND_SPACING_PX 8

/* One press of a key. */
#define ZOOM_FACTOR    1.25

/**
 * HeedTranslatePage:
 *
 * Source entry, tokens, heatmap, inspector, transport, translation.
 *
 * ## Keyboard
 *
 * Tab goes from part to part; each part says what it does with other keys.
 * Control+T shows a table instead of the heatmap, and back, Control+F finds a
 * token, Control with plus, minus and 0 zooms. Escape lets go of
 * the column that was chosen.
 *
 * ## CSS nodes
 *
 * One node named `translatepage`.
 *
 * ## Accessibility
 *
 * A group; every part has a label of its own.
 */
struct _HeedTranslatePage
{
  GtkWidget            parent_instance;

  GtkWidget           *entry;
  GtkWidget           *token_row;
  GtkWidget           *token_caption;
  HeedTokenStrip      *tokens;
  GtkWidget           *unknown;
  GtkWidget           *split;
  HeedTokenFinder     *finder;
  GtkWidget           *stack;
  HeedHeatmap         *heatmap;
  HeedAttentionTable  *table;        /* NULL until it is wanted */
  GtkWidget           *examples;
  GtkWidget           *legend_row;
  HeedViewToolbar     *toolbar;
  HeedSiteChooser     *chooser;
  GtkWidget           *caption;
  GtkWidget           *hidden_mass;
  HeedColorLegend     *legend;
  GtkWidget           *hatching;
  GtkWidget           *verdict;
  HeedSinkChooser     *sinks;
  HeedChangesView     *changes;
  HeedAttentionEditor *editor;
  HeedStepInspector   *inspector;
  GtkWidget           *attention_measures;
  HeedTransport       *transport;
  HeedDecodingMenu    *decoding;
  GtkWidget           *tree_button;
  HeedBeamPane        *beam_pane;
  HeedForceEntry      *force;
  GtkWidget           *measures;
  HeedTargetSentence  *target;
  GtkWidget           *difference;
  GtkWidget           *forced;
  GtkWidget           *end_label;
  GtkWidget           *effect_label;
  HeedSourceEffect    *effect;       /* of the selected column; NULL without a document */
  int                  effect_column;
  GtkWidget           *cut;

  HeedDocument        *document;
  HeedViewOptions     *options;
  HeedAttentionViews  *views;
  HeedShownAttention  *shown;        /* what the widgets show; NULL: nothing yet */
  gboolean             has_pieces;   /* words of the model may be in pieces */
  guint                tick;         /* 0: the widgets show what the document says */
  gboolean             has_new_steps;
  gboolean             is_inspector_late;  /* put off by one frame */
  gboolean             shows_table;
  gboolean             shows_end_line;
};

enum {
  PROP_0,
  PROP_DOCUMENT,
  PROP_SHOWS_TABLE,
  PROP_SHOWS_END_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void implement_page (HeedPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedTranslatePage, heed_translate_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, implement_page))

static HeedDocumentView *
get_view (HeedTranslatePage *self)
{
  return heed_document_get_view (self->document);
}

/* --- From the document to the widgets ------------------------------------ */

/* Whoever chose to see all heads sees the matrix of a model that has just one. */
static HeedViewMode
get_mode (HeedTranslatePage *self)
{
  HeedViewMode mode = heed_view_options_get_mode (self->options);

  return mode == HEED_VIEW_HEADS && !gtk_widget_get_visible (GTK_WIDGET (self->chooser))
         ? HEED_VIEW_MATRIX : mode;
}

static const char *
choose_stack_page (HeedTranslatePage *self)
{
  HeedDocument *document = self->document;
  HeedViewMode mode;

  if (heed_document_get_model (document) == NULL)
    return heed_document_get_is_opening (document) ? "heatmap" : "no-model";

  if (heed_document_get_state (document) == HEED_DOCUMENT_EMPTY)
    return "empty";

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->tree_button)))
    return "tree";

  if (!heed_document_has_attention (document))
    return "no-attention";

  if (self->shows_table)
    return "table";

  mode = get_mode (self);

  return mode == HEED_VIEW_MATRIX ? "heatmap" : heed_view_mode_get_name (mode);
}

/* A word is struck through if any piece of it is. */
static gboolean
is_hidden (HeedTranslatePage *self,
           guint              word)
{
  const HeedWordMap *source = self->shown->source;

  for (guint i = source->starts[word]; i < source->starts[word + 1]; i++)
    if (heed_document_get_hidden (self->document, i))
      return TRUE;

  return FALSE;
}

static void
show_tokens (HeedTranslatePage *self)
{
  const HeedWordMap *source = self->shown->source;
  guint n_source = source->n_words;

  heed_token_strip_set_tokens (self->tokens, source->shown, n_source);

  for (guint i = 0; i < n_source; i++)
    heed_token_strip_set_hidden (self->tokens, i, is_hidden (self, i));

  gtk_label_set_text (GTK_LABEL (self->token_caption),
                      heed_word_map_merges (source) ? _("words") : _("tokens"));

  /* Invisible, not gone: the page must not jump when the first token comes. */
  gtk_widget_set_opacity (self->token_row, n_source > 0 ? 1.0 : 0.0);
  gtk_widget_set_opacity (self->measures, n_source > 0 ? 1.0 : 0.0);
}

/* To whom looks for one of them. */
static void
offer_tokens (HeedTranslatePage *self)
{
  const HeedWordMap *rows = self->shown->rows;
  const HeedWordMap *columns = self->shown->columns;

  heed_token_finder_set_tokens (self->finder, columns->shown, columns->n_words, rows->shown,
                                rows->n_words);
}

static void
show_heatmap (HeedTranslatePage *self)
{
  g_autoptr(HeedAttentionRemarks) remarks = heed_attention_remarks_new (self->document);
  HeedAttentionKind kind = heed_document_get_translation (self->document)->site.kind;
  const HeedRemarksView view = {
    .sinks = heed_sink_chooser_get_rule (self->sinks),
    .rows = self->shown->rows->words,
    .n_rows = self->shown->rows->n_words,
    .columns = self->shown->columns->words,
    .n_columns = self->shown->columns->n_words,
  };
  g_autoptr(HeedHeatmapNotes) notes =
    heed_attention_remarks_new_notes (remarks, self->document, &view);

  heed_heatmap_set_kind (self->heatmap, kind);
  heed_heatmap_set_notes (self->heatmap, notes);
  gtk_widget_set_visible (self->hatching, heed_heatmap_notes_has_hatching (notes));
  heed_shown_attention_show_in (self->shown, self->heatmap);
  if (gtk_widget_get_visible (GTK_WIDGET (self->finder)))
    offer_tokens (self);
  heed_attention_remarks_show_badge (remarks, self->document, self->caption);
  heed_attention_remarks_show_verdict (remarks, self->document, self->verdict);
  heed_sink_chooser_update (self->sinks, heed_attention_remarks_get_matrix (remarks),
                            remarks->rows, remarks->columns);
  heed_attention_measures_show (self->attention_measures,
                                heed_attention_remarks_get_matrix (remarks), kind, remarks->rows,
                                remarks->columns);
}

static void
show_table (HeedTranslatePage *self)
{
  g_autoptr(HeedAttentionCells) cells = heed_shown_attention_new_cells (self->shown);

  heed_attention_table_set_cells (self->table, cells);
}

/* A picture without the small weights looks surer than the model is. */
static void
show_style (HeedTranslatePage *self)
{
  HeedHeatmapStyle style = heed_view_options_get_style (self->options);
  HeedMatrix *attention = self->shown != NULL ? self->shown->attention : NULL;

  heed_heatmap_set_style (self->heatmap, &style);
  heed_color_legend_set_style (self->legend, &style);

  /* Lines and marks of less would not be seen. */
  if (get_mode (self) == HEED_VIEW_RIBBONS || get_mode (self) == HEED_VIEW_TEXT)
    style.shading.threshold = MAX (style.shading.threshold, HEED_RIBBONS_LEAST);
  heed_remarks_show_hidden_mass (self->hidden_mass, &style.shading, attention);
}

static void
show_attention (HeedTranslatePage *self)
{
  show_style (self);
  show_heatmap (self);
  heed_attention_views_show (self->views, self->options, self->shown, self->document);
  if (self->shows_table)
    show_table (self);
}

static void
show_target (HeedTranslatePage *self)
{
  guint n_tokens;
  const HeedToken *tokens = heed_word_map_get_text (self->shown->target, &n_tokens);

  heed_target_sentence_set_tokens (self->target, tokens, n_tokens);
  heed_token_tooltip_take (self->target, heed_attention_remarks_list_probabilities (
                                           self->document, self->shown->target->words,
                                           self->shown->target->n_words));
}

/* The word that the last of the steps is in, and all before. */
static guint
count_played (HeedTranslatePage *self,
              guint              n_steps)
{
  const HeedWordMap *target = self->shown->target;

  if (n_steps == 0 || n_steps > target->n_tokens)
    return n_steps == 0 ? 0 : HEED_PLAYED_ALL;

  return (guint) heed_word_map_find (target, (int) n_steps - 1) + 1;
}

static void
show_selection (HeedTranslatePage *self)
{
  HeedAttentionKind kind = heed_document_get_translation (self->document)->site.kind;
  HeedDocumentView *view = get_view (self);
  int row = heed_word_map_find (self->shown->rows, heed_document_view_get_row (view));
  int column = heed_word_map_find (self->shown->columns, heed_document_view_get_column (view));
  int step = heed_word_map_find (self->shown->target, heed_document_view_get_step (view));
  guint n_played = count_played (self, heed_document_view_get_n_played (view));
  guint n_rows = kind == HEED_ATTENTION_ENCODER_SELF ? HEED_PLAYED_ALL : n_played;

  heed_heatmap_set_n_played (self->heatmap, n_rows);
  heed_heatmap_select (self->heatmap, row, row >= 0 ? column : -1);
  heed_attention_views_select (self->views, row, column, n_rows);
  if (self->shows_table)
    heed_attention_table_select (self->table, row, column);
  heed_target_sentence_set_n_played (self->target, n_played);
  heed_target_sentence_set_selected (self->target, step);
  heed_token_strip_set_selected (self->tokens, kind == HEED_ATTENTION_DECODER_SELF ? -1 : column);
  heed_remarks_show_measures (self->measures, self->document);
}

static void
show_end_text (HeedTranslatePage *self)
{
  g_autofree char *text = self->shows_end_line ? heed_end_line_dup_text (self->document) : NULL;

  gtk_widget_set_visible (self->end_label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->end_label), text != NULL ? text : "");
}

/* Once more for other steps, even if the same word is selected. */
static void
ask_effect (HeedTranslatePage *self,
            gboolean           has_new_steps)
{
  gboolean is_cross = heed_document_get_translation (self->document)->site.kind ==
                      HEED_ATTENTION_CROSS;
  int token = heed_document_view_get_column (get_view (self));
  int column = is_cross ? heed_word_map_find (self->shown->columns, token) : -1;

  if (column == self->effect_column && !has_new_steps)
    return;

  self->effect_column = column;
  if (column >= 0)
    heed_source_effect_ask (self->effect, self->document, self->shown->columns->starts[column],
                            self->shown->columns->starts[column + 1]);
  else
    heed_source_effect_ask (self->effect, NULL, 0, 0);
}

static void
effect_changed_cb (HeedTranslatePage *self)
{
  g_autofree char *text = heed_source_effect_dup_text (self->effect);

  gtk_widget_set_visible (self->verdict, text == NULL);
  gtk_widget_set_visible (self->effect_label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->effect_label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->effect_label, text);
}

/* The engine's thread is the document's. */
static void
follow_effect (HeedTranslatePage *self)
{
  g_clear_object (&self->effect);
  self->effect_column = -1;
  if (self->document == NULL)
    return;

  self->effect = heed_source_effect_new (heed_document_get_worker (self->document));
  g_signal_connect_object (self->effect, "changed", G_CALLBACK (effect_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static HeedShownUnits
get_units (HeedTranslatePage *self)
{
  return (HeedShownUnits) { self->has_pieces, heed_view_options_get_units (self->options) };
}

static void
show_steps (HeedTranslatePage *self)
{
  heed_attention_editor_set_shown (self->editor, NULL);
  g_clear_pointer (&self->shown, heed_shown_attention_free);
  if (heed_document_get_model (self->document) == NULL)
    return;

  self->shown = heed_shown_attention_new (self->document, get_units (self));
  heed_shown_attention_apply_sinks (self->shown, heed_sink_chooser_get_rule (self->sinks));
  show_tokens (self);
  heed_remarks_show_unknown (self->unknown, self->document);
  show_attention (self);
  heed_attention_editor_set_shown (self->editor, self->shown);
  heed_change_marks_show_in (self->document, self->shown, self->heatmap);
  heed_end_line_show_in (self->document, self->shown, self->shows_end_line, self->heatmap);
  show_target (self);
  heed_difference_show_in (self->document, GTK_LABEL (self->difference));
  heed_forced_words_show_in (self->document, GTK_LABEL (self->forced));
  heed_remarks_show_cut (self->cut, self->document);
}

/* Below the heatmap stands what explains it; below a table only the way back. */
static void
show_stack_page (HeedTranslatePage *self)
{
  const char *page = choose_stack_page (self);
  gboolean is_heatmap = g_str_equal (page, "heatmap");
  gboolean is_wall = g_str_equal (page, "heads");
  gboolean has_attention = is_heatmap || g_str_equal (page, "table") ||
                           g_str_equal (page, heed_view_mode_get_name (get_mode (self)));
  gboolean has_heads = gtk_widget_get_visible (GTK_WIDGET (self->chooser));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  heed_view_toolbar_set_heads (self->toolbar, has_heads, get_mode (self) == HEED_VIEW_HEADS);
  gtk_widget_set_opacity (self->legend_row, has_attention ? 1.0 : 0.0);
  gtk_widget_set_opacity (self->caption, is_heatmap ? 1.0 : 0.0);
  gtk_widget_set_opacity (gtk_widget_get_parent (self->verdict),
                          has_attention && !is_wall ? 1.0 : 0.0);
  gtk_widget_set_opacity (GTK_WIDGET (self->legend), is_heatmap || is_wall ? 1.0 : 0.0);
}

static gboolean tick_cb (GtkWidget     *widget,
                         GdkFrameClock *clock,
                         gpointer       user_data);

static void
queue_refresh (HeedTranslatePage *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* New steps fill a frame with heatmap, tokens and translation alone. The
 * inspector then has the next one, even if that brings new steps too. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (widget);
  gboolean is_put_off = self->has_new_steps && !self->is_inspector_late;

  self->tick = 0;

  if (self->document == NULL)
    return G_SOURCE_REMOVE;

  if (self->has_new_steps)
    show_steps (self);

  if (self->shown != NULL)
    {
      show_selection (self);
      ask_effect (self, self->has_new_steps);
      show_end_text (self);
    }

  self->has_new_steps = FALSE;
  show_stack_page (self);

  if (is_put_off)
    queue_refresh (self);
  else
    heed_inspected_row_show_in (self->document, self->inspector);

  self->is_inspector_late = is_put_off;

  return G_SOURCE_REMOVE;
}

static void
steps_changed_cb (HeedTranslatePage *self)
{
  self->has_new_steps = TRUE;
  queue_refresh (self);
}

static void
example_clicked_cb (HeedTranslatePage *self,
                    GtkButton         *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_button_get_label (button));
  heed_translate_page_focus_entry (self, FALSE);
}

static void
model_changed_cb (HeedTranslatePage *self)
{
  HeedModel *model = heed_document_get_model (self->document);

  if (model != NULL)
    {
      const HeedModelInfo *info = heed_model_get_info (model);

      self->has_pieces = heed_word_map_is_needed (model);
      heed_view_toolbar_set_has_pieces (self->toolbar, self->has_pieces);
      heed_step_inspector_set_score (self->inspector, info->score, info->score_variation);
      heed_shown_attention_offer_sites (model, heed_document_view_get_site (get_view (self)),
                                        self->chooser);
      heed_example_buttons_fill (GTK_BOX (self->examples), model, G_CALLBACK (example_clicked_cb),
                                 G_OBJECT (self));
    }

  queue_refresh (self);
}

static void
text_changed_cb (HeedTranslatePage *self)
{
  const char *text = heed_document_get_text (self->document);

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     *text != '\0' ? "edit-clear-symbolic" : NULL);
}

static void
state_changed_cb (HeedTranslatePage *self)
{
  if (heed_document_get_state (self->document) == HEED_DOCUMENT_FAILED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.report-decoding", NULL);

  steps_changed_cb (self);
}

/* --- From the widgets to the document ------------------------------------ */

static void
entry_changed_cb (HeedTranslatePage *self)
{
  if (self->document != NULL)
    heed_document_set_text (self->document, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
entry_clear_cb (HeedTranslatePage    *self,
                GtkEntryIconPosition  position)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  heed_translate_page_focus_entry (self, FALSE);
}

/* There is no tree without a beam. */
static void
tree_toggled_cb (HeedTranslatePage *self,
                 GtkToggleButton   *button)
{
  HeedDecoding decoding;

  if (self->document == NULL)
    return;

  decoding = *heed_document_get_decoding (self->document);
  if (gtk_toggle_button_get_active (button) && decoding.kind != HEED_DECODING_BEAM)
    {
      decoding.kind = HEED_DECODING_BEAM;
      heed_document_set_decoding (self->document, &decoding);
    }

  queue_refresh (self);
}

static void
decoding_changed_cb (HeedTranslatePage *self)
{
  if (heed_document_get_decoding (self->document)->kind != HEED_DECODING_BEAM)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tree_button), FALSE);
}

static void
source_token_activated_cb (HeedTranslatePage *self,
                           guint              index)
{
  const HeedWordMap *source = self->shown != NULL ? self->shown->source : NULL;
  guint n_source = heed_translation_get_n_source (heed_document_get_translation (self->document));
  gboolean hides;

  if (source == NULL || source->n_tokens != n_source || index >= source->n_words)
    return;

  hides = !is_hidden (self, index);
  heed_change_list_begin (heed_document_get_changes (self->document));
  for (guint i = source->starts[index]; i < source->starts[index + 1]; i++)
    heed_document_set_hidden (self->document, i, hides);
  heed_change_list_end (heed_document_get_changes (self->document));
}

static void
cell_selected_cb (HeedTranslatePage *self,
                  int                row,
                  int                column)
{
  HeedDocumentView *view = get_view (self);
  int token_row;

  if (self->shown == NULL)
    return;

  token_row = heed_shown_attention_pick_row (self->shown, row, heed_document_view_get_row (view));
  heed_document_view_select_cell (
    view, token_row, heed_shown_attention_pick_column (self->shown, column, token_row));
}

/* Who looks for a token of one sentence leaves that of the other as it is. */
static void
token_found_cb (HeedTranslatePage *self,
                gboolean           is_row,
                int                index)
{
  int row = heed_heatmap_get_selected_row (self->heatmap);

  cell_selected_cb (self, is_row ? index : row,
                    is_row ? heed_heatmap_get_selected_column (self->heatmap) : index);
}

static gboolean
find_token_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (widget);

  heed_token_finder_open (self->finder);
  if (self->shown != NULL)
    offer_tokens (self);

  return TRUE;
}

/* From anywhere in the page; in the heatmap itself its own keys do it. */
static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedHeatmapView *view = heed_heatmap_get_view (HEED_TRANSLATE_PAGE (widget)->heatmap);
  double factor = g_variant_get_double (arguments);
  HeedHeatmapLayout layout;

  if (!heed_heatmap_view_get_layout (view, &layout))
    return FALSE;

  if (factor == 0.0)
    heed_heatmap_view_set_zoom (view, 0.0);
  else
    heed_heatmap_view_zoom_around (view, factor, layout.left, layout.top);

  return TRUE;
}

static void
site_chosen_cb (HeedTranslatePage *self,
                int                kind,
                int                layer,
                int                head)
{
  heed_document_view_set_site (get_view (self),
                               (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head });
}

static void
head_chosen_cb (HeedTranslatePage *self,
                int                kind,
                int                layer,
                int                head)
{
  site_chosen_cb (self, kind, layer, head);
  g_object_set (self->options, "mode", HEED_VIEW_MATRIX, NULL);
}

static void
site_changed_cb (HeedTranslatePage *self)
{
  heed_site_chooser_set_site (self->chooser, heed_document_view_get_site (get_view (self)));
  steps_changed_cb (self);
}

static void
inspector_source_activated_cb (HeedTranslatePage *self,
                               guint              column)
{
  heed_document_view_select_cell (get_view (self), -1, (int) column);
}

static void
candidate_activated_cb (HeedTranslatePage *self,
                        guint              token_id)
{
  int step = heed_document_view_get_step (get_view (self));

  if (step >= 0)
    heed_document_choose (self->document, (guint) step, token_id);
}

static void
target_token_activated_cb (HeedTranslatePage *self,
                           guint              index)
{
  HeedDocumentView *view = get_view (self);

  if (self->shown == NULL || index >= self->shown->target->n_words)
    return;

  heed_document_view_select (view, (int) self->shown->target->starts[index],
                             heed_document_view_get_column (view));
}

static gboolean
let_go_of_column_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (widget);

  if (self->document == NULL || heed_document_view_get_column (get_view (self)) < 0)
    return GDK_EVENT_PROPAGATE;

  heed_document_view_select_cell (get_view (self), -1, -1);

  return GDK_EVENT_STOP;
}

static void
ensure_table (HeedTranslatePage *self)
{
  if (self->table != NULL)
    return;

  self->table = HEED_ATTENTION_TABLE (heed_attention_table_new ());
  g_signal_connect_object (self->table, "cell-selected", G_CALLBACK (cell_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->table), "table");
}

/* A table that is not shown has no cells, so that it costs nothing. */
static void
set_shows_table (HeedTranslatePage *self,
                 gboolean           shows_table)
{
  if (self->shows_table == shows_table)
    return;

  ensure_table (self);
  self->shows_table = shows_table;
  heed_attention_table_set_cells (self->table, NULL);
  steps_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TABLE]);
}

static void
set_shows_end_line (HeedTranslatePage *self,
                    gboolean           shows_end_line)
{
  if (self->shows_end_line == shows_end_line)
    return;

  self->shows_end_line = shows_end_line;
  steps_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_END_LINE]);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_translate_page_dispose (GObject *object)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (object);
  GtkWidget *child;

  heed_translate_page_set_document (self, NULL);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;
  g_clear_object (&self->editor);
  g_clear_pointer (&self->shown, heed_shown_attention_free);
  g_clear_object (&self->options);
  g_clear_object (&self->views);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_translate_page_parent_class)->dispose (object);
}

static void
heed_translate_page_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (object);

  switch (property_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_SHOWS_TABLE:
      g_value_set_boolean (value, self->shows_table);
      break;

    case PROP_SHOWS_END_LINE:
      g_value_set_boolean (value, self->shows_end_line);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_translate_page_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      heed_translate_page_set_document (HEED_TRANSLATE_PAGE (object), g_value_get_object (value));
      break;

    case PROP_SHOWS_TABLE:
      set_shows_table (HEED_TRANSLATE_PAGE (object), g_value_get_boolean (value));
      break;

    case PROP_SHOWS_END_LINE:
      set_shows_end_line (HEED_TRANSLATE_PAGE (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, token_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, token_caption);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, tokens);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, unknown);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, split);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, finder);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, examples);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, legend_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, chooser);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, caption);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, hidden_mass);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, hatching);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, legend);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, verdict);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, sinks);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, changes);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, inspector);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, transport);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, measures);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, target);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, difference);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, decoding);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, tree_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, beam_pane);
  gtk_widget_class_bind_template_callback (widget_class, tree_toggled_cb);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, force);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, forced);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, effect_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, end_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTranslatePage, cut);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_token_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, steps_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, inspector_source_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, candidate_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_token_activated_cb);
}

static void
add_zoom_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint  keyval;
    double factor;
  } keys[] = {
    { GDK_KEY_plus, ZOOM_FACTOR }, { GDK_KEY_equal, ZOOM_FACTOR }, { GDK_KEY_KP_Add, ZOOM_FACTOR },
    { GDK_KEY_minus, 1.0 / ZOOM_FACTOR }, { GDK_KEY_KP_Subtract, 1.0 / ZOOM_FACTOR },
    { GDK_KEY_0, 0.0 }, { GDK_KEY_KP_0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, GDK_CONTROL_MASK, zoom_cb, "d",
                                  keys[i].factor);
}

static void
heed_translate_page_class_init (HeedTranslatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_translate_page_dispose;
  object_class->get_property = heed_translate_page_get_property;
  object_class->set_property = heed_translate_page_set_property;

  /**
   * HeedTranslatePage:document: (nullable)
   *
   * What is looked at.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedTranslatePage:shows-table:
   *
   * Whether the numbers of the heatmap are listed in its place.
   */
  properties[PROP_SHOWS_TABLE] =
    g_param_spec_boolean ("shows-table", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedTranslatePage:shows-end-line:
   *
   * Whether the probability of the end token is drawn along the rows.
   */
  properties[PROP_SHOWS_END_LINE] =
    g_param_spec_boolean ("shows-end-line", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "translate.table", "shows-table");
  gtk_widget_class_install_property_action (widget_class, "translate.end-line",
                                            "shows-end-line");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "translate.end-line", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "translate.table",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, let_go_of_column_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_token_cb, NULL);
  add_zoom_keys (widget_class);

  g_type_ensure (HEED_TYPE_BEAM_PANE);
  g_type_ensure (HEED_TYPE_CHANGES_VIEW);
  g_type_ensure (HEED_TYPE_COLOR_LEGEND);
  g_type_ensure (HEED_TYPE_DECODING_MENU);
  g_type_ensure (HEED_TYPE_FORCE_ENTRY);
  g_type_ensure (HEED_TYPE_HEATMAP);
  g_type_ensure (HEED_TYPE_SINK_CHOOSER);
  g_type_ensure (HEED_TYPE_SITE_CHOOSER);
  g_type_ensure (HEED_TYPE_STEP_INSPECTOR);
  g_type_ensure (HEED_TYPE_TARGET_SENTENCE);
  g_type_ensure (HEED_TYPE_TOKEN_FINDER);
  g_type_ensure (HEED_TYPE_TOKEN_STRIP);
  g_type_ensure (HEED_TYPE_TRANSPORT);
  g_type_ensure (HEED_TYPE_VIEW_TOOLBAR);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "translatepage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
follow_options (HeedTranslatePage *self)
{
  g_autoptr(GSettings) settings = heed_settings_new ();

  self->options = heed_view_options_new (settings);
  self->views = heed_attention_views_new (GTK_STACK (self->stack));
  g_signal_connect_object (self->views, "cell-selected", G_CALLBACK (cell_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "site-chosen", G_CALLBACK (head_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->options, "notify", G_CALLBACK (steps_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view",
                                  heed_view_options_get_actions (self->options));
}

static void
heed_translate_page_init (HeedTranslatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->attention_measures = heed_attention_measures_new ();
  heed_step_inspector_add_card (self->inspector, self->attention_measures);
  follow_options (self);
  gtk_widget_set_layout_manager (self->split, heed_split_layout_new ());
  gtk_widget_set_layout_manager (self->legend_row,
                                 heed_wrap_layout_new (LEGEND_SPACING_PX, LEGEND_SPACING_PX));
  self->editor = heed_attention_editor_new (self->heatmap);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "attention",
                                  heed_attention_editor_get_actions (self->editor));
  heed_changes_view_watch_key (self->changes, GTK_WIDGET (self));
  heed_entry_limit_install (GTK_EDITABLE (self->entry), HEED_TRANSLATE_PAGE_MAX_CHARS);
  heed_warm_up (GTK_WIDGET (self));
}

GtkWidget *
heed_translate_page_new (void)
{
  return g_object_new (HEED_TYPE_TRANSLATE_PAGE, NULL);
}

static void
watch_document (HeedTranslatePage *self)
{
  HeedDocument *document = self->document;

  g_signal_connect_object (document, "steps-changed", G_CALLBACK (steps_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "arithmetic-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_view (self), "notify::site", G_CALLBACK (site_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_view (self), "notify", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::decoding", G_CALLBACK (decoding_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "model-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::is-opening", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::text", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
heed_translate_page_set_document (HeedTranslatePage *self,
                                  HeedDocument      *document)
{
  g_return_if_fail (HEED_IS_TRANSLATE_PAGE (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (get_view (self), self);
    }

  g_set_object (&self->document, document);
  follow_effect (self);
  heed_changes_view_set_document (self->changes, document);
  if (self->editor != NULL)
    heed_attention_editor_set_document (self->editor, document);
  heed_transport_set_document (self->transport, document);
  heed_decoding_menu_set_document (self->decoding, document);
  heed_beam_pane_set_document (self->beam_pane, document);
  heed_force_entry_set_document (self->force, document);

  if (document != NULL)
    {
      watch_document (self);
      text_changed_cb (self);
      model_changed_cb (self);
      steps_changed_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

/**
 * heed_translate_page_focus_entry:
 * @select_all: so that typing replaces what is there
 */
void
heed_translate_page_focus_entry (HeedTranslatePage *self,
                                 gboolean           select_all)
{
  GtkEditable *entry;
  int length, first, start, end;

  g_return_if_fail (HEED_IS_TRANSLATE_PAGE (self));

  entry = GTK_EDITABLE (self->entry);
  length = (int) g_utf8_strlen (gtk_editable_get_text (entry), -1);
  first = select_all ? 0 : length;

  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));

  /* What is selected stays so: a selection that is let go and taken again is lost
   * once the X server has told GTK 4.8 of the first. */
  gtk_editable_get_selection_bounds (entry, &start, &end);
  if (start != first || end != length)
    gtk_editable_select_region (entry, first, -1);
}

/* --- As a page ----------------------------------------------------------- */

/* What is seen, if it is a picture; the matrix is behind everything else. */
static void
draw_export (HeedTranslatePage *self,
             cairo_t           *cr,
             double             width,
             double             height)
{
  HeedViewMode mode = heed_view_options_get_mode (self->options);

  if (!heed_attention_views_export (self->views, mode, cr, width, height))
    heed_heatmap_export (self->heatmap, cr, width, height);
}

static gboolean
export (HeedPage    *page,
        const char  *path,
        GError     **error)
{
  return heed_picture_save (path, PICTURE_WIDTH, PICTURE_HEIGHT, (HeedPictureFunc) draw_export,
                            page, error);
}

static const HeedPageExport *
get_export (HeedPage *page)
{
  static const HeedPageExport heatmap = { N_("Save Picture"), "attention.svg",
                                          N_("The picture could not be saved.") };

  return heed_heatmap_get_matrix (HEED_TRANSLATE_PAGE (page)->heatmap) != NULL ? &heatmap : NULL;
}

static void
set_document (HeedPage     *page,
              HeedDocument *document)
{
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (page), document);
}

static void
focus (HeedPage *page,
       gboolean  select_all)
{
  heed_translate_page_focus_entry (HEED_TRANSLATE_PAGE (page), select_all);
}

static void
implement_page (HeedPageInterface *iface)
{
  iface->set_document = set_document;
  iface->focus = focus;
  iface->get_export = get_export;
  iface->export = export;
}
