/* corpus-page.c — the page Corpus: a table of sentence pairs, and the attention of the selected one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page shows a HeedCorpus: each pair in the table, and beside it the totals and the
 * selected pair. It is updated a few times a second when the corpus has changed, and only
 * while the page is visible.
 */

#include "app/window/pages/corpus/corpus-page-private.h"

#include <glib/gi18n.h>

#include "app/core/corpus/example-corpus.h"
#include "app/window/corpus/open-corpus.h"
#include "app/window/pages/corpus/corpus-columns.h"
#include "app/window/pages/corpus/corpus-files-dialog.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/corpus/corpus-opening.h"
#include "app/window/pages/corpus/corpus-saving.h"
#include "app/window/pages/corpus/corpus-translating.h"
#include "app/window/pages/parts/tooltip.h"

#define TEMPLATE    "/org/heed/Heed/app/window/pages/corpus/corpus-page.ui"
#define TABLE_SHARE 0.56

/**
 * HeedCorpusPage:
 *
 * An invitation to open files, the progress of reading, a table of all pairs, their totals,
 * and the attention of the selected pair.
 *
 * ## Keyboard
 *
 * In the table Up and Down choose a sentence, Return opens it on the page Translate.
 *
 * ## CSS nodes
 *
 * One node named `corpuspage`.
 *
 * ## Accessibility
 *
 * A group; every part has a label of its own.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (HeedCorpusPage, heed_corpus_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE,
                                                      heed_corpus_page_implement))

/* --- From the corpus to the widgets -------------------------------------- */

static void
show_progress (HeedCorpusPage *self)
{
  HeedCorpusState state = heed_corpus_get_state (self->corpus);
  HeedCorpusProgress progress = heed_corpus_get_progress (self->corpus);
  g_autofree char *words = heed_corpus_message_new_progress (&progress, state);

  gtk_label_set_text (GTK_LABEL (self->words), words);
  heed_corpus_invitation_set_message (self->invitation,
                                      state == HEED_CORPUS_OPENING ? words : NULL);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 progress.n_pairs > 0
                                 ? (double) progress.n_done / progress.n_pairs : 0.0);
  gtk_widget_set_visible (self->progress, state != HEED_CORPUS_READ);
  gtk_widget_set_visible (self->stop,
                          state == HEED_CORPUS_READING || state == HEED_CORPUS_STOPPED);
  gtk_button_set_label (GTK_BUTTON (self->stop),
                        state == HEED_CORPUS_STOPPED ? _("Resume") : _("Stop"));
  heed_tooltip_set (self->stop, state == HEED_CORPUS_STOPPED
                    ? _("Read the sentences that are left")
                    : _("Pause reading; sentences already read are kept"));
}

static void
explain_files (HeedCorpusPage *self,
               const char     *text)
{
  /* Translators: names of files, and how many sentences */
  g_autofree char *help = g_strdup_printf (_("%s\nThe role of each file, and the reason; can be "
                                             "corrected"),
                                           text);

  heed_tooltip_set (self->files_button, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->files_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, help, -1);
}

static void
show_files (HeedCorpusPage *self)
{
  HeedCorpusFiles *files = heed_corpus_get_files (self->corpus);
  g_autofree char *text = files != NULL ? heed_corpus_message_new_files (files) : g_strdup ("");
  g_autofree char *wrong = files != NULL ? heed_corpus_message_new_wrong (files) : NULL;

  gtk_label_set_text (GTK_LABEL (self->files), text);
  explain_files (self, text);
  gtk_label_set_text (GTK_LABEL (self->wrong), wrong != NULL ? wrong : "");
  heed_tooltip_set (self->wrong, wrong);
  gtk_widget_set_visible (self->wrong, wrong != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), files != NULL ? "corpus" : "empty");
}

/* Moves the focus to the table if it was on a button that is now hidden. */
static void
show_corpus (HeedCorpusPage *self)
{
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->invitation)) != NULL;

  show_files (self);
  if (has_focus)
    heed_corpus_table_focus (self->table);
}

static void
show_comparison (HeedCorpusPage *self)
{
  HeedCorpusComparison comparison;
  g_autofree char *words = NULL;

  if (heed_corpus_compare (self->corpus, &comparison))
    words = heed_corpus_message_new_comparison (&comparison);

  heed_corpus_summary_compare (self->summary, words);
}

static void
show_summary (HeedCorpusPage *self)
{
  HeedCorpusSummary summary;

  if (self->corpus == NULL || heed_corpus_get_rows (self->corpus) == NULL)
    return;

  summary = heed_corpus_summarise (self->corpus);
  heed_corpus_summary_show (self->summary, &summary);
  show_comparison (self);
  heed_corpus_summary_show_bars (self->summary, heed_corpus_get_rows (self->corpus),
                                 heed_corpus_table_get_order (self->table).measure,
                                 heed_corpus_table_get_selected (self->table));
}

/* Shows the costs of reading links again. */
static void
show_stored (HeedCorpusPage *self)
{
  HeedAttentionStore *store = heed_corpus_get_store (self->corpus);
  g_autofree char *words = store != NULL ? heed_corpus_message_new_stored (store) : NULL;

  heed_corpus_links_set_message (self->links, words);
}

static void
changed_cb (HeedCorpusPage *self)
{
  show_progress (self);
  show_stored (self);
  if (heed_corpus_get_rows (self->corpus) == NULL)
    return;

  heed_corpus_table_refresh (self->table, heed_corpus_is_settled (self->corpus));
  show_summary (self);
}

static void
forget_gold (HeedCorpusPage *self)
{
  if (self->gold != NULL)
    g_signal_handlers_disconnect_by_data (self->gold, self);
  g_clear_object (&self->gold);
}

static void
gold_edited_cb (HeedCorpusPage *self,
                guint           pair)
{
  heed_corpus_gold_changed (self->corpus, pair);
  if (heed_corpus_table_get_selected (self->table) == (int) pair)
    heed_corpus_load_pair (self->corpus, pair);
}

/* Updates the row and the attention wherever the gold links are edited. */
static void
watch_gold (HeedCorpusPage *self,
            HeedGoldFile   *file)
{
  if (self->gold_file != NULL)
    g_signal_handlers_disconnect_by_data (self->gold_file, self);

  g_set_object (&self->gold_file, file);
  if (file != NULL)
    g_signal_connect_object (file, "sentence-changed", G_CALLBACK (gold_edited_cb), self,
                             G_CONNECT_SWAPPED);
}

/* Sorts the worst pairs first, if there are gold links to tell. */
static void
opened_cb (HeedCorpusPage *self)
{
  HeedCorpusFiles *files = heed_corpus_get_files (self->corpus);
  HeedModel *model = heed_corpus_get_model (self->corpus);
  gboolean has_gold = heed_corpus_files_get_facts (files)->paths.gold != NULL;
  GArray *heads = heed_corpus_get_heads (self->corpus);
  gboolean has_attention = heads != NULL && heads->len > 0;
  g_autoptr(HeedCorpusList) list =
    heed_corpus_list_new (files, heed_corpus_get_rows (self->corpus));

  heed_corpus_table_set_has_model (self->table, heed_corpus_files_get_dump (files) == NULL);
  heed_corpus_table_set_list (self->table, list, has_gold, has_attention);
  heed_corpus_table_sort (self->table,
                          has_gold && has_attention ? HEED_MEASURE_ERROR_RATE
                                                    : HEED_MEASURE_NUMBER,
                          has_gold && has_attention);
  watch_gold (self, heed_corpus_files_get_gold (files));
  heed_corpus_search_set_files (self->search, files);
  forget_gold (self);
  heed_corpus_sentence_clear (self->sentence);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "corpus.open-sentence", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->links), has_attention);
  if (has_attention)
    heed_corpus_links_show (self->links, model, heed_corpus_get_link_settings (self->corpus));
  show_corpus (self);
  show_summary (self);
}

static void
open_failed_cb (HeedCorpusPage *self,
                const GError   *error)
{
  heed_corpus_files_dialog_show (&self->files_dialog, GTK_WIDGET (self), self->corpus, error);
}

/* Updates the row after its gold links were edited. */
static void
evaluated_cb (HeedCorpusPage *self)
{
  heed_corpus_evaluate_pair (self->corpus, heed_gold_get_sentence (self->gold),
                             heed_gold_get_found_links (self->gold));
}

/* Takes the gold links of the displayed pair, if there are any. */
static void
take_gold (HeedCorpusPage        *self,
           const HeedPairDetails *details,
           GError               **error)
{
  HeedGoldFile *file = heed_corpus_files_get_gold (heed_corpus_get_files (self->corpus));

  forget_gold (self);
  if (file == NULL || details->reading.problem != NULL || details->i >= heed_gold_file_get_n (file))
    return;

  self->gold = heed_gold_new_in_file (file, details->i, details->pair.source, details->pair.target,
                                      error);
  if (self->gold == NULL)
    return;

  heed_gold_set_found_links (self->gold, details->reading.line.links);
  g_signal_connect_object (self->gold, "evaluated", G_CALLBACK (evaluated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
pair_loaded_cb (HeedCorpusPage        *self,
                const HeedPairDetails *details)
{
  g_autoptr(GError) gold_problem = NULL;

  if ((int) details->i != heed_corpus_table_get_selected (self->table))
    return;

  take_gold (self, details, &gold_problem);
  heed_corpus_sentence_show (self->sentence, heed_corpus_get_model (self->corpus), details,
                             self->gold, gold_problem);
}

/* --- From the widgets ---------------------------------------------------- */

static void
selected_cb (HeedCorpusPage *self,
             int             pair)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "corpus.open-sentence",
                                 pair >= 0 && heed_corpus_get_model (self->corpus) != NULL);
  if (pair >= 0)
    heed_corpus_load_pair (self->corpus, (guint) pair);
  else
    {
      forget_gold (self);
      heed_corpus_sentence_clear (self->sentence);
    }

  show_summary (self);
}

/* Starts probing if a column of the probe is visible. */
static void
columns_chosen_cb (HeedCorpusPage *self)
{
  if (self->corpus != NULL)
    heed_corpus_want_probes (self->corpus, heed_corpus_table_wants_probes (self->table));
}

static void
set_link_settings (HeedCorpusPage         *self,
                   const HeedLinkSettings *settings)
{
  int pair = heed_corpus_table_get_selected (self->table);

  heed_corpus_set_link_settings (self->corpus, settings);
  if (pair >= 0)
    heed_corpus_load_pair (self->corpus, (guint) pair);
}

static void
links_changed_cb (HeedCorpusPage *self)
{
  g_autoptr(HeedLinkSettings) settings = heed_corpus_links_dup_settings (self->links);

  if (self->corpus != NULL && settings != NULL)
    set_link_settings (self, settings);
}

static void
adopted_cb (HeedCorpusPage         *self,
            const HeedLinkSettings *settings)
{
  heed_corpus_links_show (self->links, heed_corpus_get_model (self->corpus), settings);
  set_link_settings (self, settings);
}

/* Clears the filter if it hides the pair, since one of its steps is to be shown. */
static void
neighbour_opened_cb (HeedCorpusPage *self,
                     guint           pair,
                     guint           step)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (self->corpus);

  if (heed_corpus_rows_find (rows, pair) >= heed_corpus_rows_get_n_shown (rows))
    heed_corpus_search_set_text (self->search, "");
  heed_corpus_sentence_select_step (self->sentence, pair, step);
  heed_corpus_table_select (self->table, (int) pair);
}

static void
open_sentence (HeedCorpusPage *self,
               int             pair)
{
  heed_corpus_translate_pair (GTK_WIDGET (self), self->corpus, self->document, (guint) pair);
}

static void
chosen_cb (GtkWidget         *widget,
           const char *const *paths)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (widget);

  if (self->corpus != NULL)
    heed_corpus_open (self->corpus, paths);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_corpus_opening_ask (widget, chosen_cb);
}

static void
open_example_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  g_auto(GStrv) files = heed_example_corpus_list_files ();

  if (files != NULL)
    chosen_cb (widget, (const char *const *) files);
}

static void
save_chosen (HeedCorpusPage *self,
             const char     *path)
{
  if (self->corpus != NULL)
    heed_corpus_saving_save (GTK_WIDGET (self), self->corpus, path);
}

static void
files_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (widget);

  if (self->corpus != NULL && heed_corpus_get_requested_paths (self->corpus) != NULL)
    heed_corpus_files_dialog_show (&self->files_dialog, widget, self->corpus, NULL);
}

static void
set_baseline_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (widget);
  g_autofree char *name = NULL;

  if (self->corpus == NULL || heed_corpus_get_link_settings (self->corpus) == NULL ||
      heed_corpus_get_rows (self->corpus) == NULL)
    return;

  name = heed_corpus_message_new_settings (self->corpus);
  heed_corpus_set_baseline (self->corpus, name);
  heed_corpus_table_baseline_changed (self->table);
  gtk_widget_activate_action (widget, "win.note", "s",
                              _("Kept. Now choose another model, or another way to read links."));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  heed_corpus_saving_ask (widget, (HeedFileChosenFunc) save_chosen);
}

static void
open_sentence_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (widget);
  int pair = heed_corpus_table_get_selected (self->table);

  if (pair >= 0)
    open_sentence (self, pair);
}

static void
stop_or_resume_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (widget);

  if (self->corpus == NULL)
    return;

  if (heed_corpus_get_state (self->corpus) == HEED_CORPUS_STOPPED)
    heed_corpus_resume (self->corpus);
  else
    heed_corpus_stop (self->corpus);
}

/* --- The object ---------------------------------------------------------- */

static void
place_handle_cb (HeedCorpusPage *self)
{
  int width = gtk_widget_get_width (self->paned);

  if (self->is_placed || width <= 0)
    return;

  self->is_placed = TRUE;
  gtk_paned_set_position (GTK_PANED (self->paned), (int) (width * TABLE_SHARE));
}

static void
add_columns_menu (HeedCorpusPage *self)
{
  g_autoptr(GMenuModel) menu = heed_corpus_columns_new_menu ("columns");

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->columns), menu);
  gtk_widget_insert_action_group (self->columns, "columns",
                                  heed_corpus_table_get_actions (self->table));
}

static void
drop_corpus (HeedCorpusPage *self)
{
  HeedOpenCorpus *open = heed_open_corpus_of (self->document);

  forget_gold (self);
  watch_gold (self, NULL);
  g_signal_handlers_disconnect_by_data (open, self);
  heed_open_corpus_set (open, NULL);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  heed_corpus_table_set_list (self->table, NULL, FALSE, FALSE);
  heed_corpus_analyses_set_corpus (&self->analyses, NULL);
  heed_corpus_links_set_corpus (self->links, NULL);
  heed_corpus_probe_bar_set_corpus (self->probes, NULL);
  heed_corpus_search_set_files (self->search, NULL);

  if (self->files_dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->files_dialog));

  /* A thread that computes an interval may hold a reference to the corpus. */
  if (self->corpus != NULL)
    g_object_run_dispose (G_OBJECT (self->corpus));
  g_clear_object (&self->corpus);
  heed_corpus_invitation_set_document (self->invitation, NULL);
  g_clear_object (&self->document);
}

static void
heed_corpus_page_dispose (GObject *object)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (object);
  GtkWidget *child;

  if (self->corpus != NULL)
    drop_corpus (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_corpus_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, invitation);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, open);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, files);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, files_button);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, words);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, stop);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, columns);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, wrong);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, paned);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, table);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, search);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, probes);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, summary);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusPage, links);
  gtk_widget_class_bind_template_callback (widget_class, links_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_sentence);
  gtk_widget_class_bind_template_callback (widget_class, show_summary);
}

static void
heed_corpus_page_class_init (HeedCorpusPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_page_dispose;

  gtk_widget_class_install_action (widget_class, "corpus.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "corpus.open-example", NULL, open_example_cb);
  gtk_widget_class_install_action (widget_class, "corpus.files", NULL, files_cb);
  gtk_widget_class_install_action (widget_class, "corpus.keep", NULL, set_baseline_cb);
  gtk_widget_class_install_action (widget_class, "corpus.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "corpus.open-sentence", NULL, open_sentence_cb);
  gtk_widget_class_install_action (widget_class, "corpus.stop-or-resume", NULL,
                                   stop_or_resume_cb);

  g_type_ensure (HEED_TYPE_CORPUS_INVITATION);
  g_type_ensure (HEED_TYPE_CORPUS_TABLE);
  g_type_ensure (HEED_TYPE_CORPUS_SEARCH);
  g_type_ensure (HEED_TYPE_CORPUS_PROBE_BAR);
  g_type_ensure (HEED_TYPE_CORPUS_SUMMARY);
  g_type_ensure (HEED_TYPE_CORPUS_SENTENCE);
  g_type_ensure (HEED_TYPE_CORPUS_LINKS);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "corpuspage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_corpus_page_init (HeedCorpusPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns_menu (self);
  heed_corpus_search_set_table (self->search, self->table);
  heed_corpus_analyses_init (&self->analyses, self->links, self->summary, self->sentence);
  heed_corpus_analyses_connect (&self->analyses, G_CALLBACK (adopted_cb),
                                G_CALLBACK (neighbour_opened_cb), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "corpus.open-sentence", FALSE);
  g_signal_connect_object (self->paned, "notify::max-position", G_CALLBACK (place_handle_cb),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
heed_corpus_page_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_PAGE, NULL);
}

HeedCorpus *
heed_corpus_page_get_corpus (HeedCorpusPage *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_PAGE (self), NULL);

  return self->corpus;
}

HeedCorpusTable *
heed_corpus_page_get_table (HeedCorpusPage *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_PAGE (self), NULL);

  return self->table;
}

void
heed_corpus_page_set_document (HeedCorpusPage *self,
                               HeedDocument   *document)
{
  if (self->corpus != NULL)
    drop_corpus (self);
  if (document == NULL)
    return;

  self->document = g_object_ref (document);
  heed_corpus_invitation_set_document (self->invitation, document);
  self->corpus = heed_corpus_new (document);
  heed_corpus_analyses_set_corpus (&self->analyses, self->corpus);
  heed_corpus_links_set_corpus (self->links, self->corpus);
  heed_corpus_probe_bar_set_corpus (self->probes, self->corpus);
  heed_open_corpus_set (heed_open_corpus_of (document), self->corpus);
  g_signal_connect_object (heed_open_corpus_of (document), "step-wanted",
                           G_CALLBACK (neighbour_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "opened", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "open-failed", G_CALLBACK (open_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "changed", G_CALLBACK (heed_page_tell_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), self,
                           G_CONNECT_SWAPPED);
}
