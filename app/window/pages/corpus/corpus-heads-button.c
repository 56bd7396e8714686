/* corpus-heads-button.c — a button that measures every head of a model over a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The heads are measured each time the popover opens, from the attention stored so far.
 */

#include "app/window/pages/corpus/corpus-heads-button.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/corpus/corpus-heads.h"
#include "app/window/corpus/corpus-pairs.h"
#include "app/window/pages/corpus/corpus-titles.h"
#include "ui/number-format.h"

/**
 * HeedCorpusHeadsButton:
 *
 * A button below which heads are in a table, of which one can be chosen.
 *
 * ## CSS nodes
 *
 * One node named `corpusheads`.
 *
 * ## Accessibility
 *
 * A group with a button that has a label, and a table.
 */
struct _HeedCorpusHeadsButton
{
  GtkWidget           parent_instance;

  HeedAnalysisButton *button;
  HeedNumberTable    *table;

  HeedCorpus         *corpus;     /* or NULL */
  GCancellable       *measuring;  /* NULL while nothing is being measured */
};

enum {
  SIGNAL_ADOPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusHeadsButton, heed_corpus_heads_button, GTK_TYPE_WIDGET)

static const HeedTableColumn columns[HEED_N_HEADS_COLUMNS] = {
  [HEED_HEADS_COLUMN_NAME] = { N_("Head"), N_("Which one; a click reads links from it"), TRUE, 16 },
  [HEED_HEADS_COLUMN_ERROR_RATE] = {
    N_("AER"),
    N_("Alignment error rate of the links read from this head alone, by the rule and the step "
       "that are chosen; 0 is best"), FALSE, 5 },
  [HEED_HEADS_COLUMN_ENTROPY] = {
    N_("Entropy"),
    N_("Mean entropy of a row, in bits; 0 means one token only"), FALSE, 6 },
  [HEED_HEADS_COLUMN_DIAGONALITY] = {
    N_("Diagonal"),
    N_("How close a row’s weight lies to its own position, on average; 1 is exactly there"),
    FALSE, 6 },
  [HEED_HEADS_COLUMN_END] = {
    N_("End"), N_("Mean weight on the end token of the source"), FALSE, 5 },
  [HEED_HEADS_COLUMN_STOP] = {
    N_("Stop"),
    N_("Mean weight on the final punctuation mark: . ! ? and the like"),
    FALSE, 5 },
  [HEED_HEADS_COLUMN_AGREEMENT] = {
    N_("Others"),
    N_("Rank correlation with the mean of all other heads: 1 if both order the source tokens "
       "alike, 0 if they are unrelated"), FALSE, 6 },
  [HEED_HEADS_COLUMN_TWIN] = {
    N_("Most like"),
    N_("The head that most often attends to the same token, and in what share of the "
       "steps"), TRUE, 22 },
};

/* --- Filling the table ----------------------------------------------------- */

static const HeedAttentionSite *
get_site (HeedCorpusHeadsButton *self,
          guint                  head)
{
  return &g_array_index (heed_corpus_get_heads (self->corpus), HeedAttentionSite, head);
}

static HeedTableCell
new_cell (double   number,
          char  *(*format) (double))
{
  return (HeedTableCell) { isnan (number) ? g_strdup ("–") : format (number), number };
}

static HeedTableCell
new_twin_cell (HeedCorpusHeadsButton *self,
               const HeedCorpusHead  *head)
{
  g_autofree char *title = NULL;
  g_autofree char *share = NULL;

  if (isnan (head->twin_share))
    return new_cell (NAN, NULL);

  title = heed_corpus_titles_new_site (heed_corpus_get_model (self->corpus),
                                       get_site (self, head->twin));
  share = heed_number_format_percent (head->twin_share);

  return (HeedTableCell) { g_strdup_printf ("%s · %s", share, title), head->twin_share };
}

static void
add_head (HeedCorpusHeadsButton *self,
          const HeedCorpusHead  *head)
{
  double error_rate =
    head->n_gold > 0 ? heed_alignment_score_counts (&head->counts).error_rate : NAN;
  HeedTableCell cells[HEED_N_HEADS_COLUMNS] = {
    [HEED_HEADS_COLUMN_NAME] = {
      heed_corpus_titles_new_site (heed_corpus_get_model (self->corpus),
                                   get_site (self, head->i)), head->i },
    [HEED_HEADS_COLUMN_ERROR_RATE] = new_cell (error_rate, heed_number_format_weight),
    [HEED_HEADS_COLUMN_ENTROPY] = new_cell (head->entropy / G_LN2, heed_number_format_score),
    [HEED_HEADS_COLUMN_DIAGONALITY] = new_cell (head->diagonality, heed_number_format_weight),
    [HEED_HEADS_COLUMN_END] = new_cell (head->end_mass, heed_number_format_percent),
    [HEED_HEADS_COLUMN_STOP] = new_cell (head->stop_mass, heed_number_format_percent),
    [HEED_HEADS_COLUMN_AGREEMENT] = new_cell (head->agreement, heed_number_format_correlation),
    [HEED_HEADS_COLUMN_TWIN] = new_twin_cell (self, head),
  };

  heed_number_table_add (self->table, cells);
}

static void
show_columns (HeedCorpusHeadsButton *self,
              const HeedCorpusHead  *head)
{
  heed_number_table_show_column (self->table, HEED_HEADS_COLUMN_ERROR_RATE, head->n_gold > 0);
  heed_number_table_show_column (self->table, HEED_HEADS_COLUMN_END, !isnan (head->end_mass));
  heed_number_table_show_column (self->table, HEED_HEADS_COLUMN_STOP, !isnan (head->stop_mass));
  heed_number_table_show_column (self->table, HEED_HEADS_COLUMN_AGREEMENT,
                                 !isnan (head->agreement));
  heed_number_table_show_column (self->table, HEED_HEADS_COLUMN_TWIN, !isnan (head->twin_share));
}

/* Describes the two heads that most often attend most to the same token. */
static char *
dup_twins (HeedCorpusHeadsButton *self,
           GArray                *heads)
{
  const HeedCorpusHead *most = &g_array_index (heads, HeedCorpusHead, 0);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *share = NULL;

  if (heads->len < 2)
    return g_strdup ("");

  for (guint i = 1; i < heads->len; i++)
    if (g_array_index (heads, HeedCorpusHead, i).twin_share > most->twin_share)
      most = &g_array_index (heads, HeedCorpusHead, i);

  one = heed_corpus_titles_new_site (heed_corpus_get_model (self->corpus),
                                     get_site (self, most->i));
  other = heed_corpus_titles_new_site (heed_corpus_get_model (self->corpus),
                                       get_site (self, most->twin));
  share = heed_number_format_percent (most->twin_share);

  /* Translators: a head, another head, a part; a space comes first, for it follows a sentence */
  return g_strdup_printf (_(" %s and %s are most alike: they attend to the same token in %s of the "
                            "steps."), one, other, share);
}

static char *
dup_words (HeedCorpusHeadsButton *self,
           const HeedCorpusHeads *found)
{
  g_autofree char *twins = dup_twins (self, found->heads);
  g_autofree char *count =
    found->n_pairs < found->n_stored
    ? g_strdup_printf (ngettext ("Means over %'u sentence, chosen evenly from %'u.",
                                 "Means over %'u sentences, chosen evenly from %'u.",
                                 found->n_pairs), found->n_pairs, found->n_stored)
    : g_strdup_printf (ngettext ("Means over %'u sentence.", "Means over %'u sentences.",
                                 found->n_pairs), found->n_pairs);

  return g_strconcat (count, twins, NULL);
}

static void
show_heads (HeedCorpusHeadsButton *self,
            const HeedCorpusHeads *found)
{
  g_autofree char *words = NULL;

  heed_number_table_clear (self->table);
  if (found->n_pairs == 0)
    {
      heed_analysis_button_set_message (self->button, _("No sentence has been read yet."));
      return;
    }

  words = dup_words (self, found);
  show_columns (self, &g_array_index (found->heads, HeedCorpusHead, 0));
  for (guint i = 0; i < found->heads->len; i++)
    add_head (self, &g_array_index (found->heads, HeedCorpusHead, i));
  heed_analysis_button_set_message (self->button, words);
}

/* --- Measuring ------------------------------------------------------------- */

static void
forget (HeedCorpusHeadsButton *self)
{
  if (self->measuring != NULL)
    g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(HeedCorpusHeadsButton) self = user_data;
  g_autoptr(HeedCorpusHeads) found = heed_corpus_heads_finish (result, NULL);

  if (self->corpus == NULL || g_task_get_cancellable (G_TASK (result)) != self->measuring)
    return;

  g_clear_object (&self->measuring);
  if (found != NULL)
    show_heads (self, found);
}

static gboolean
can_measure (HeedCorpusHeadsButton *self)
{
  return self->corpus != NULL && heed_corpus_get_store (self->corpus) != NULL &&
         heed_corpus_get_heads (self->corpus)->len > 0;
}

void
heed_corpus_heads_button_measure (HeedCorpusHeadsButton *self)
{
  HeedCorpusHeadsJob job;
  const HeedLinkSettings *settings;

  g_return_if_fail (HEED_IS_CORPUS_HEADS_BUTTON (self));

  if (!can_measure (self) || self->measuring != NULL)
    return;

  if (heed_number_table_get_n (self->table) == 0)
    heed_analysis_button_set_message (self->button, _("Measuring every head…"));
  settings = heed_corpus_get_link_settings (self->corpus);
  job = (HeedCorpusHeadsJob) {
    .store = heed_corpus_get_store (self->corpus),
    .n_heads = heed_corpus_get_heads (self->corpus)->len,
    .links = { settings->links, settings->keeps_end, settings->by_piece },
    .pairs = heed_corpus_list_stored (self->corpus, FALSE),
  };
  self->measuring = g_cancellable_new ();
  heed_corpus_heads_async (&job, self->measuring, measured_cb, g_object_ref (self));
}

static void
opened_cb (HeedCorpusHeadsButton *self)
{
  forget (self);
  heed_number_table_clear (self->table);
  heed_analysis_button_set_message (self->button, "");
  gtk_widget_set_visible (GTK_WIDGET (self), can_measure (self));
}

static void
chosen_cb (HeedCorpusHeadsButton *self,
           guint                  row)
{
  HeedLinkSettings *settings;

  if (!can_measure (self) || row >= heed_corpus_get_heads (self->corpus)->len)
    return;

  settings = heed_link_settings_copy (heed_corpus_get_link_settings (self->corpus));
  g_array_set_size (settings->sites, 0);
  g_array_append_vals (settings->sites, get_site (self, row), 1);
  heed_analysis_button_close (self->button);
  g_signal_emit (self, signals[SIGNAL_ADOPTED], 0, settings);
  heed_link_settings_free (settings);
}

/* --- The object ------------------------------------------------------------ */

static void
heed_corpus_heads_button_dispose (GObject *object)
{
  HeedCorpusHeadsButton *self = HEED_CORPUS_HEADS_BUTTON (object);

  heed_corpus_heads_button_set_corpus (self, NULL);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->button)));

  G_OBJECT_CLASS (heed_corpus_heads_button_parent_class)->dispose (object);
}

static void
heed_corpus_heads_button_class_init (HeedCorpusHeadsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_heads_button_dispose;

  /**
   * HeedCorpusHeadsButton::adopted:
   * @settings: a #HeedLinkSettings that is valid during the signal only
   */
  signals[SIGNAL_ADOPTED] = g_signal_new ("adopted", HEED_TYPE_CORPUS_HEADS_BUTTON,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_POINTER);

  gtk_widget_class_set_css_name (widget_class, "corpusheads");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_corpus_heads_button_init (HeedCorpusHeadsButton *self)
{
  const HeedAnalysisText text = {
    _("Heads"), _("Each head over the whole corpus: entropy, diagonality, weight on the end, "
                  "agreement"), _("Heads"), TRUE
  };

  self->button = HEED_ANALYSIS_BUTTON (heed_analysis_button_new (&text, columns,
                                                                 HEED_N_HEADS_COLUMNS));
  self->table = heed_analysis_button_get_table (self->button);
  g_signal_connect_object (self->button, "shown", G_CALLBACK (heed_corpus_heads_button_measure),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
heed_corpus_heads_button_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_HEADS_BUTTON, NULL);
}

void
heed_corpus_heads_button_set_corpus (HeedCorpusHeadsButton *self,
                                     HeedCorpus            *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_HEADS_BUTTON (self));

  forget (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, corpus);
  if (corpus != NULL)
    g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
}

HeedAnalysisButton *
heed_corpus_heads_button_get_button (HeedCorpusHeadsButton *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_HEADS_BUTTON (self), NULL);

  return self->button;
}
