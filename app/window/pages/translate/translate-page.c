/* translate-page.c — type a sentence, watch the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page turns user input into calls of the document, and displays the changes of the
 * document; it has no other state. However often the document changes, the widgets are
 * updated at most once per frame.
 */

#include "app/window/pages/translate/translate-page-private.h"

#include "app/window/desktop/settings.h"
#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/pages/parts/entry-limit.h"
#include "app/window/pages/parts/source-entry.h"
#include "app/window/pages/translate/attention-measures.h"
#include "app/window/pages/translate/example-buttons.h"
#include "app/window/pages/translate/gold-editor.h"
#include "app/window/pages/translate/hidden-words.h"
#include "app/window/pages/translate/inspected-row.h"
#include "app/window/pages/translate/split-layout.h"
#include "app/window/pages/translate/stack-choice.h"
#include "app/window/pages/translate/translate-display.h"
#include "app/window/pages/translate/translate-session.h"
#include "app/window/pages/translate/warm-up.h"
#include "app/window/pages/translate/zoom-keys.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/translate/translate-page.ui"

enum {
  PROP_0,
  PROP_DOCUMENT,
  PROP_SHOWS_TABLE,
  PROP_SHOWS_END_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedTranslatePage, heed_translate_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE,
                                                      heed_translate_page_implement))

static HeedDocumentView *
get_view (HeedTranslatePage *self)
{
  return heed_document_get_view (self->parts.document);
}

/* --- From the document to the widgets ------------------------------------ */

static gboolean tick_cb (GtkWidget     *widget,
                         GdkFrameClock *clock,
                         gpointer       user_data);

static void
queue_refresh (HeedTranslatePage *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* For new steps, updating heatmap, tokens and translation fills a frame. The inspector is
 * updated in the next one, even if there are new steps again. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedTranslatePage *self = HEED_TRANSLATE_PAGE (widget);
  gboolean is_put_off = self->has_new_steps && !self->is_inspector_late;

  self->tick = 0;

  if (self->parts.document == NULL)
    return G_SOURCE_REMOVE;

  if (self->has_new_steps)
    heed_translate_display_show (&self->parts);

  if (self->parts.shown != NULL)
    {
      heed_translate_display_select (&self->parts);
      heed_effect_line_ask (self->effect, self->has_new_steps);
      heed_translate_display_show_end (&self->parts);
    }

  self->has_new_steps = FALSE;
  heed_stack_choice_show (&self->parts);

  if (is_put_off)
    queue_refresh (self);
  else
    heed_inspected_row_show_in (self->parts.document, self->parts.shown, self->parts.inspector);

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
  gtk_editable_set_text (GTK_EDITABLE (self->parts.entry), gtk_button_get_label (button));
  heed_translate_page_focus_entry (self, FALSE);
}

static void
model_changed_cb (HeedTranslatePage *self)
{
  HeedModel *model = heed_document_get_model (self->parts.document);

  if (model != NULL)
    {
      const HeedModelInfo *info = heed_model_get_info (model);

      self->parts.has_pieces = heed_word_map_is_needed (model);
      heed_view_toolbar_set_has_pieces (self->parts.toolbar, self->parts.has_pieces);
      heed_step_inspector_set_score (self->parts.inspector, info->score, info->score_variation);
      heed_shown_attention_offer_sites (model, heed_document_view_get_site (get_view (self)),
                                        self->parts.chooser);
      heed_example_buttons_fill (GTK_BOX (self->parts.examples), model,
                                 G_CALLBACK (example_clicked_cb), G_OBJECT (self));
    }

  queue_refresh (self);
}

static void
state_changed_cb (HeedTranslatePage *self)
{
  if (heed_document_get_state (self->parts.document) == HEED_DOCUMENT_FAILED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.report-decoding", NULL);

  steps_changed_cb (self);
}

/* --- From the widgets to the document ------------------------------------ */

static void
entry_changed_cb (HeedTranslatePage *self)
{
  if (self->parts.document != NULL)
    heed_document_set_text (self->parts.document,
                            gtk_editable_get_text (GTK_EDITABLE (self->parts.entry)));
}

/* An entry replaces its text in two steps, the first of which removes it; the document gets only
 * the final text, which may be truncated. */
static void
text_changed_cb (HeedTranslatePage *self)
{
  g_signal_handlers_block_by_func (self->parts.entry, entry_changed_cb, self);
  heed_source_entry_show (GTK_ENTRY (self->parts.entry),
                          heed_document_get_text (self->parts.document));
  g_signal_handlers_unblock_by_func (self->parts.entry, entry_changed_cb, self);
  entry_changed_cb (self);
}

static void
entry_clear_cb (HeedTranslatePage    *self,
                GtkEntryIconPosition  position)
{
  gtk_editable_set_text (GTK_EDITABLE (self->parts.entry), "");
  heed_translate_page_focus_entry (self, FALSE);
}

/* Showing the tree switches to beam search, since without a beam there is no tree. */
static void
tree_toggled_cb (HeedTranslatePage *self,
                 GtkToggleButton   *button)
{
  HeedDecoding decoding;

  if (self->parts.document == NULL)
    return;

  decoding = *heed_document_get_decoding (self->parts.document);
  if (gtk_toggle_button_get_active (button) && decoding.kind != HEED_DECODING_BEAM)
    {
      decoding.kind = HEED_DECODING_BEAM;
      heed_document_set_decoding (self->parts.document, &decoding);
    }

  queue_refresh (self);
}

static void
decoding_changed_cb (HeedTranslatePage *self)
{
  if (heed_document_get_decoding (self->parts.document)->kind != HEED_DECODING_BEAM)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->parts.tree_button), FALSE);
}

static void
source_token_activated_cb (HeedTranslatePage *self,
                           guint              index)
{
  if (self->parts.shown != NULL)
    heed_hidden_words_toggle (self->parts.document, self->parts.shown->source, index);
}

static gboolean
find_token_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  heed_place_choice_find_token (HEED_TRANSLATE_PAGE (widget)->places);

  return TRUE;
}

static void
site_changed_cb (HeedTranslatePage *self)
{
  heed_site_chooser_set_site (self->parts.chooser, heed_document_view_get_site (get_view (self)));
  heed_site_chooser_set_heads (self->parts.chooser,
                               heed_document_view_get_heads (get_view (self)));
  steps_changed_cb (self);
}

static void
candidate_activated_cb (HeedTranslatePage *self,
                        guint              token_id)
{
  int step = heed_document_view_get_step (get_view (self));

  if (step >= 0)
    heed_document_choose (self->parts.document, (guint) step, token_id);
}

static gboolean
let_go_of_column_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  return heed_place_choice_let_go (HEED_TRANSLATE_PAGE (widget)->places);
}

static void
ensure_table (HeedTranslatePage *self)
{
  if (self->parts.table != NULL)
    return;

  self->parts.table = HEED_ATTENTION_TABLE (heed_attention_table_new ());
  heed_place_choice_watch (self->places, self->parts.table);
  gtk_stack_add_named (GTK_STACK (self->parts.stack), GTK_WIDGET (self->parts.table), "table");
}

/* A hidden table is emptied, so that it costs nothing. */
static void
set_shows_table (HeedTranslatePage *self,
                 gboolean           shows_table)
{
  if (self->parts.shows_table == shows_table)
    return;

  ensure_table (self);
  self->parts.shows_table = shows_table;
  heed_attention_table_set_cells (self->parts.table, NULL);
  steps_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TABLE]);
}

static void
set_shows_end_line (HeedTranslatePage *self,
                    gboolean           shows_end_line)
{
  if (self->parts.shows_end_line == shows_end_line)
    return;

  self->parts.shows_end_line = shows_end_line;
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
  g_clear_object (&self->places);
  g_clear_object (&self->effect);
  g_clear_object (&self->questions);
  g_clear_object (&self->neighbours);
  g_clear_object (&self->parts.editor);
  g_clear_pointer (&self->parts.shown, heed_shown_attention_free);
  g_clear_object (&self->parts.options);
  g_clear_object (&self->parts.views);

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
      g_value_set_object (value, self->parts.document);
      break;

    case PROP_SHOWS_TABLE:
      g_value_set_boolean (value, self->parts.shows_table);
      break;

    case PROP_SHOWS_END_LINE:
      g_value_set_boolean (value, self->parts.shows_end_line);
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
  heed_translate_parts_bind (widget_class, G_STRUCT_OFFSET (HeedTranslatePage, parts));
  gtk_widget_class_bind_template_callback (widget_class, tree_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_token_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, steps_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, candidate_activated_cb);
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
   * The displayed document.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedTranslatePage:shows-table:
   *
   * Whether a table of the numbers is displayed in place of the heatmap.
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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy", "s",
                                       "cell");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "translate.end-line", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "translate.table",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, let_go_of_column_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_token_cb, NULL);
  heed_zoom_keys_add (widget_class);
  heed_word_questions_add_keys (widget_class);
  heed_gold_bar_add_keys (widget_class);
  heed_markup_bar_add_keys (widget_class);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "translatepage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
follow_options (HeedTranslatePage *self)
{
  g_autoptr(GSettings) settings = heed_settings_new ();

  self->parts.options = heed_view_options_new (settings);
  self->parts.views = heed_attention_views_new (GTK_STACK (self->parts.stack));
  g_signal_connect_object (self->parts.options, "notify", G_CALLBACK (steps_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view",
                                  heed_view_options_get_actions (self->parts.options));
}

static void
heed_translate_page_init (HeedTranslatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parts.attention_measures = heed_attention_measures_new ();
  heed_step_inspector_add_card (self->parts.inspector, self->parts.attention_measures);
  self->effect = heed_effect_line_new (&self->parts);
  follow_options (self);
  self->places = heed_place_choice_new (&self->parts);
  gtk_widget_set_layout_manager (self->parts.split, heed_split_layout_new ());
  heed_view_toolbar_take_row (self->parts.toolbar);
  heed_site_chooser_offer_heads (self->parts.chooser);
  self->parts.editor = heed_attention_editor_new (self->parts.heatmap);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "attention",
                                  heed_attention_editor_get_actions (self->parts.editor));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "gold",
                                  heed_gold_bar_get_actions (self->parts.gold));
  heed_gold_editor_install (&self->parts);
  heed_markup_bar_install (self->parts.markup, GTK_WIDGET (self),
                           GTK_MENU_BUTTON (self->parts.markup_button), self->parts.heatmap);
  self->neighbours = heed_neighbour_steps_new (&self->parts);
  self->questions = heed_word_questions_new (&self->parts, GTK_WIDGET (self));
  heed_changes_view_watch_key (self->parts.changes, GTK_WIDGET (self));
  heed_entry_limit_install (GTK_EDITABLE (self->parts.entry), HEED_TRANSLATE_PAGE_MAX_CHARS);
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
  HeedDocument *document = self->parts.document;

  g_signal_connect_object (document, "steps-changed", G_CALLBACK (steps_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "arithmetic-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_view (self), "notify::site", G_CALLBACK (site_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_view (self), "notify::heads", G_CALLBACK (site_changed_cb), self,
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

static void
follow_evidence (HeedTranslatePage *self)
{
  self->parts.evidence =
    heed_shown_evidence_new (heed_document_get_worker (self->parts.document));
  g_signal_connect_object (self->parts.evidence, "changed", G_CALLBACK (steps_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
heed_translate_page_set_document (HeedTranslatePage *self,
                                  HeedDocument      *document)
{
  g_return_if_fail (HEED_IS_TRANSLATE_PAGE (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->parts.document == document)
    return;

  if (self->parts.document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->parts.document, self);
      g_signal_handlers_disconnect_by_data (get_view (self), self);
    }

  g_set_object (&self->parts.document, document);
  g_clear_object (&self->parts.evidence);
  if (document != NULL)
    follow_evidence (self);
  heed_effect_line_set_document (self->effect, document);
  heed_changes_view_set_document (self->parts.changes, document);
  if (self->questions != NULL)
    heed_word_questions_set_document (self->questions, document);
  if (self->neighbours != NULL)
    heed_neighbour_steps_set_document (self->neighbours, document);
  if (self->parts.editor != NULL)
    heed_attention_editor_set_document (self->parts.editor, document);
  heed_transport_set_document (self->parts.transport, document);
  heed_decoding_menu_set_document (self->parts.decoding, document);
  heed_beam_pane_set_document (self->parts.beam_pane, document);
  heed_force_entry_set_document (self->parts.force, document);
  heed_gold_bar_set_document (self->parts.gold, document);

  if (document != NULL)
    {
      watch_document (self);
      heed_translate_session_watch (&self->parts, HEED_PAGE (self));
      text_changed_cb (self);
      model_changed_cb (self);
      steps_changed_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

/**
 * heed_translate_page_focus_entry:
 * @select_all: whether to select the text, so that typing replaces it
 */
void
heed_translate_page_focus_entry (HeedTranslatePage *self,
                                 gboolean           select_all)
{
  g_return_if_fail (HEED_IS_TRANSLATE_PAGE (self));

  heed_source_entry_focus (GTK_ENTRY (self->parts.entry), select_all);
}
