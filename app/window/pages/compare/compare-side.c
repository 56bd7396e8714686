/* compare-side.c — one of several compared translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A side displays one document and does not know the others. It turns user input into
 * calls of that document, except for the choice of a model, which the page opens. The
 * page tells it when to update.
 */

#include "app/window/pages/compare/compare-side.h"

#include <glib/gi18n.h>

#include "app/core/models/language.h"
#include "app/window/desktop/problem.h"
#include "app/window/desktop/settings.h"
#include "app/window/document/document-opening.h"
#include "app/window/models/model-dialog.h"
#include "app/window/models/model-menu.h"
#include "app/window/models/model-question.h"
#include "app/window/pages/compare/compare-text.h"
#include "app/window/pages/parts/attention-remarks.h"
#include "app/window/pages/parts/entry-limit.h"
#include "app/window/pages/parts/remarks.h"
#include "app/window/pages/parts/source-entry.h"
#include "app/window/pages/parts/word-selection.h"
#include "app/window/pages/translate/translate-page.h"
#include "ui/site-chooser.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/compare/compare-side.ui"

/**
 * HeedCompareSide:
 *
 * A letter, a model, optionally a sentence and a choice of attention; the heatmap, the
 * translation with its differences, and remarks on it.
 *
 * ## CSS nodes
 *
 * One node named `compareside`.
 *
 * ## Accessibility
 *
 * A group, labelled with its letter and its model.
 */
struct _HeedCompareSide
{
  GtkWidget           parent_instance;

  GtkWidget          *head;         /* the parts above the heatmap, and below */
  GtkWidget          *foot;
  GtkWidget          *letter;
  GtkWidget          *model_button;
  GtkWidget          *model_label;
  GtkWidget          *remove;
  GtkWidget          *entry;
  GtkWidget          *remark;
  HeedSiteChooser    *chooser;
  GtkWidget          *stack;
  HeedHeatmap        *heatmap;
  GtkWidget          *target;
  GtkWidget          *measures;

  guint               number;
  HeedModelLibrary   *library;
  GSimpleAction      *model_action;
  GSimpleAction      *remove_action;
  HeedDocument       *document;
  HeedShownAttention *shown;        /* NULL if nothing is displayed yet */
  gboolean            is_refreshing;
};

enum {
  SIGNAL_MODEL_CHOSEN,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCompareSide, heed_compare_side, GTK_TYPE_WIDGET)

/* --- From the widgets ---------------------------------------------------- */

static void
entry_changed_cb (HeedCompareSide *self)
{
  if (self->document != NULL && !self->is_refreshing)
    heed_document_set_text (self->document, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
site_chosen_cb (HeedCompareSide *self,
                int              kind,
                int              layer,
                int              head)
{
  heed_document_view_set_site (heed_document_get_view (self->document),
                               (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head });
}

static void
cell_selected_cb (HeedCompareSide *self,
                  int              row,
                  int              column)
{
  if (self->shown != NULL)
    heed_word_selection_pick_cell (heed_document_get_view (self->document), self->shown, row,
                                   column);
}

static void
choose_model (HeedCompareSide *self,
              const char      *path)
{
  g_signal_emit (self, signals[SIGNAL_MODEL_CHOSEN], 0, path);
}

static void
change_model_cb (HeedCompareSide *self,
                 GVariant        *state)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->model_button));
  choose_model (self, g_variant_get_bytestring (state));
}

static void
open_cb (HeedCompareSide *self)
{
  heed_model_dialog_show (GTK_WIDGET (self), (HeedFileChosenFunc) choose_model);
}

static void
remove_cb (HeedCompareSide *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  HeedCompareSide *self = user_data;
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_auto(GStrv) recent = heed_settings_dup_recent (settings);
  g_autoptr(GMenuModel) menu =
    heed_model_menu_new_side (self->library, (const char *const *) recent);

  gtk_menu_button_set_menu_model (button, menu);
}

/* --- From the document --------------------------------------------------- */

static char *
dup_letter (HeedCompareSide *self)
{
  return g_strdup_printf ("%c", 'A' + (char) self->number);
}

static void
show_model (HeedCompareSide *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  const char *path = heed_document_get_model_path (self->document);
  g_autofree char *name = model != NULL ? heed_model_menu_describe (heed_model_get_info (model))
                                        : g_strdup (_("Choose a model"));
  g_autofree char *letter = dup_letter (self);
  g_autofree char *label = NULL;

  /* Translators: the letter of a side, and its model */
  label = g_strdup_printf (_("Side %s: %s"), letter, name);
  gtk_label_set_text (GTK_LABEL (self->model_label), name);
  gtk_widget_set_tooltip_text (self->model_button, path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->model_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_simple_action_set_state (self->model_action, g_variant_new_bytestring (path ? path : ""));
  if (model != NULL)
    heed_shown_attention_offer_sites (
      model, heed_document_view_get_site (heed_document_get_view (self->document)), self->chooser);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->chooser), FALSE);
}

static void
site_changed_cb (HeedCompareSide *self)
{
  heed_site_chooser_set_site (
    self->chooser, heed_document_view_get_site (heed_document_get_view (self->document)));
}

static void
open_failed_cb (HeedCompareSide *self,
                const char      *path,
                const GError    *error)
{
  g_auto(HeedProblem) problem = { 0 };

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS))
    heed_model_question_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->document,
                             path);

  heed_problem_describe_open (&problem, path, error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.report", "(ss)", problem.title,
                              problem.detail);
}

static const char *
choose_page (HeedCompareSide *self)
{
  if (heed_document_get_model (self->document) == NULL)
    return heed_document_get_is_opening (self->document) ? "heatmap" : "no-model";

  if (heed_document_get_state (self->document) == HEED_DOCUMENT_EMPTY)
    return "empty";

  return heed_document_has_attention (self->document) ? "heatmap" : "no-attention";
}

static void
show_heatmap (HeedCompareSide *self)
{
  g_autoptr(HeedAttentionRemarks) remarks = heed_attention_remarks_new (self->document);
  const HeedRemarksView view = {
    .rows = self->shown->rows->words,
    .n_rows = self->shown->rows->n_words,
    .columns = self->shown->columns->words,
    .n_columns = self->shown->columns->n_words,
  };
  g_autoptr(HeedHeatmapNotes) notes =
    heed_attention_remarks_new_notes (remarks, self->document, &view);

  heed_heatmap_set_kind (self->heatmap,
                         heed_document_get_translation (self->document)->site.kind);
  heed_heatmap_set_notes (self->heatmap, notes);
  heed_shown_attention_show_in (self->shown, self->heatmap);
}

/**
 * heed_compare_side_show_steps:
 * @units: the units of rows and columns
 */
void
heed_compare_side_show_steps (HeedCompareSide *self,
                              HeedShownAs      units)
{
  HeedModel *model = heed_document_get_model (self->document);

  g_clear_pointer (&self->shown, heed_shown_attention_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), choose_page (self));
  if (model == NULL)
    return;

  self->shown = heed_shown_attention_new (
    self->document, (HeedShownUnits) { heed_word_map_is_needed (model), units });
  show_heatmap (self);
}

/* Returns the number of words up to the one of the last played step, inclusive. */
static guint
count_played (HeedCompareSide *self)
{
  const HeedWordMap *target = self->shown->target;
  guint n_steps =
    heed_document_view_get_n_played (heed_document_get_view (self->document));

  if (n_steps == 0 || n_steps > target->n_tokens)
    return n_steps == 0 ? 0 : HEED_PLAYED_ALL;

  return (guint) heed_word_map_find (target, (int) n_steps - 1) + 1;
}

void
heed_compare_side_show_place (HeedCompareSide *self)
{
  HeedDocumentView *view = heed_document_get_view (self->document);
  gboolean is_encoder;
  int row, column;

  if (self->shown == NULL)
    return;

  is_encoder =
    heed_document_get_translation (self->document)->site.kind == HEED_ATTENTION_ENCODER_SELF;
  row = heed_word_map_find (self->shown->rows, heed_document_view_get_row (view));
  column = heed_word_map_find (self->shown->columns, heed_document_view_get_column (view));
  heed_heatmap_set_n_played (self->heatmap, is_encoder ? HEED_PLAYED_ALL : count_played (self));
  heed_heatmap_select (self->heatmap, row, row >= 0 ? column : -1);
  heed_remarks_show_measures (self->measures, self->document, self->shown->target);
}

/* Says which side is before and which is after the changes. */
static char *
dup_change_remark (HeedCompareSide *self)
{
  guint n_changes = heed_change_list_get_n (heed_document_get_changes (self->document));

  if (self->number > 0)
    return g_strdup (_("Before the changes"));

  if (n_changes == 0)
    return g_strdup (_("Nothing is changed on the page Translate yet."));

  return g_strdup_printf (ngettext ("After the change on the page Translate",
                                    "After the %u changes on the page Translate", n_changes),
                          n_changes);
}

static gboolean
has_one_head (HeedModel *model)
{
  return heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) <= 1 &&
         heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, 0) <= 1;
}

/* Returns the remark for the way of comparing; NULL if there is none. */
static char *
dup_way_remark (HeedCompareSide *self,
                HeedComparison  *comparison)
{
  HeedModel *model = heed_document_get_model (self->document);
  HeedCompareBy by = heed_comparison_get_by (comparison);

  if (by == HEED_COMPARE_CHANGES)
    return dup_change_remark (self);

  if (by == HEED_COMPARE_HEADS && self->number > 0 && model != NULL && has_one_head (model))
    return g_strdup (_("This model has no second head: choose another one for side A."));

  return NULL;
}

static char *
dup_remark (HeedCompareSide *self,
            HeedComparison  *comparison)
{
  HeedModel *model = heed_document_get_model (self->document);
  const GError *error = heed_document_get_translation (self->document)->error;
  const char *problem = heed_comparison_get_problem (comparison, self->number);
  g_autofree char *language = NULL;

  if (heed_document_get_state (self->document) == HEED_DOCUMENT_FAILED && error != NULL)
    return g_strdup (error->message);

  if (problem != NULL)
    /* Translators: why */
    return g_strdup_printf (_("Cannot write what side A does: %s"), problem);

  if (model == NULL || !heed_comparison_reads_otherwise (comparison, self->number))
    return dup_way_remark (self, comparison);

  language = heed_language_new_name (heed_model_get_info (model)->source_language);
  if (language == NULL)
    return g_strdup (_("This model reads another kind of input, so it has its own sentence."));

  /* Translators: the name of a language */
  return g_strdup_printf (_("This model reads %s, so it has its own sentence."), language);
}

/**
 * heed_compare_side_show_state:
 * @comparison: the comparison that has this side
 */
void
heed_compare_side_show_state (HeedCompareSide *self,
                              HeedComparison  *comparison)
{
  g_autofree char *remark = dup_remark (self, comparison);
  gboolean is_removable =
    self->number > 0 && heed_comparison_get_n_sides (comparison) > HEED_COMPARISON_MIN;

  self->is_refreshing = TRUE;
  heed_source_entry_show (GTK_ENTRY (self->entry), heed_document_get_text (self->document));
  self->is_refreshing = FALSE;

  gtk_widget_set_visible (self->entry, heed_comparison_has_own_text (comparison, self->number));
  gtk_widget_set_visible (self->remove, is_removable);
  g_simple_action_set_enabled (self->remove_action, is_removable);
  gtk_widget_set_visible (self->remark, remark != NULL);
  gtk_label_set_text (GTK_LABEL (self->remark), remark != NULL ? remark : "");
  gtk_widget_set_tooltip_text (self->remark, remark);
}

/**
 * heed_compare_side_show_text:
 * @targets: (array length=n_sides): the words of each translation; an element is %NULL
 *   if not known yet
 */
void
heed_compare_side_show_text (HeedCompareSide          *self,
                             const HeedWordMap *const *targets,
                             guint                     n_sides)
{
  HeedDocumentView *view = heed_document_get_view (self->document);
  HeedCompareText text = { targets, n_sides, self->number, -1 };

  if (self->shown != NULL)
    text.selected = heed_word_map_find (self->shown->target, heed_document_view_get_step (view));

  heed_compare_text_show (GTK_LABEL (self->target), &text);
}

void
heed_compare_side_set_style (HeedCompareSide        *self,
                             const HeedHeatmapStyle *style)
{
  heed_heatmap_set_style (self->heatmap, style);
}

/**
 * heed_compare_side_set_points:
 * @points: whether the selection is emphasised for an audience
 */
void
heed_compare_side_set_points (HeedCompareSide *self,
                              gboolean         points)
{
  heed_heatmap_set_points (self->heatmap, points);
  gtk_widget_set_visible (self->measures, !points);
}

/**
 * heed_compare_side_line_up:
 * @heads: gives the parts above the heatmaps the same height
 * @feet: likewise for the parts below
 *
 * Aligns the rows of adjacent heatmaps.
 */
void
heed_compare_side_line_up (HeedCompareSide *self,
                           GtkSizeGroup    *heads,
                           GtkSizeGroup    *feet)
{
  gtk_size_group_add_widget (heads, self->head);
  gtk_size_group_add_widget (feet, self->foot);
}

HeedDocument *
heed_compare_side_get_document (HeedCompareSide *self)
{
  return self->document;
}

const HeedShownAttention *
heed_compare_side_get_shown (HeedCompareSide *self)
{
  return self->shown;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_compare_side_dispose (GObject *object)
{
  HeedCompareSide *self = HEED_COMPARE_SIDE (object);
  GtkWidget *child;

  heed_compare_side_set_document (self, NULL);
  g_clear_pointer (&self->library, heed_model_library_unref);
  g_clear_object (&self->model_action);
  g_clear_object (&self->remove_action);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_compare_side_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, head);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, foot);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, letter);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, model_button);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, model_label);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, remove);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, remark);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, chooser);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, target);
  gtk_widget_class_bind_template_child (widget_class, HeedCompareSide, measures);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_selected_cb);
}

static void
heed_compare_side_class_init (HeedCompareSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_compare_side_dispose;

  /**
   * HeedCompareSide::model-chosen:
   * @path: a model's file or folder
   */
  signals[SIGNAL_MODEL_CHOSEN] =
    g_signal_new ("model-chosen", HEED_TYPE_COMPARE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedCompareSide::removed:
   *
   * The user asked to remove this side.
   */
  signals[SIGNAL_REMOVED] =
    g_signal_new ("removed", HEED_TYPE_COMPARE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HEED_TYPE_HEATMAP);
  g_type_ensure (HEED_TYPE_SITE_CHOOSER);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "compareside");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_actions (HeedCompareSide *self)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open", NULL);

  self->model_action = g_simple_action_new_stateful ("model", G_VARIANT_TYPE_BYTESTRING,
                                                     g_variant_new_bytestring (""));
  self->remove_action = g_simple_action_new ("remove", NULL);
  g_signal_connect_object (self->model_action, "change-state", G_CALLBACK (change_model_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (open, "activate", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove_action, "activate", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->model_action));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->remove_action));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "side", G_ACTION_GROUP (actions));
}

static void
heed_compare_side_init (HeedCompareSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  heed_entry_limit_install (GTK_EDITABLE (self->entry), HEED_TRANSLATE_PAGE_MAX_CHARS);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->model_button), create_menu_cb,
                                         self, NULL);
}

/**
 * heed_compare_side_new:
 * @number: from 0
 * @library: the models to choose from
 *
 * Returns: (transfer full): a side without a document
 */
GtkWidget *
heed_compare_side_new (guint             number,
                       HeedModelLibrary *library)
{
  HeedCompareSide *self = g_object_new (HEED_TYPE_COMPARE_SIDE, NULL);
  g_autofree char *letter = NULL;

  self->number = number;
  self->library = heed_model_library_ref (library);
  letter = dup_letter (self);
  gtk_label_set_text (GTK_LABEL (self->letter), letter);

  return GTK_WIDGET (self);
}

HeedHeatmap *
heed_compare_side_get_heatmap (HeedCompareSide *self)
{
  g_return_val_if_fail (HEED_IS_COMPARE_SIDE (self), NULL);

  return self->heatmap;
}

/**
 * heed_compare_side_set_document:
 * @document: (nullable): the document to display
 */
void
heed_compare_side_set_document (HeedCompareSide *self,
                                HeedDocument    *document)
{
  g_return_if_fail (HEED_IS_COMPARE_SIDE (self));

  if (self->document == document)
    return;

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (heed_document_get_view (self->document), self);
    }

  g_clear_pointer (&self->shown, heed_shown_attention_free);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;

  g_signal_connect_object (document, "model-changed", G_CALLBACK (show_model), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_document_get_view (document), "notify::site",
                           G_CALLBACK (site_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->number > 0)
    g_signal_connect_object (document, "open-failed", G_CALLBACK (open_failed_cb), self,
                             G_CONNECT_SWAPPED);
  show_model (self);
}
