/* corpus-breakdown-button.c — a button that shows where two readings of a corpus differ
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is shown once there is a baseline.
 */

#include "app/window/pages/corpus/corpus-breakdown-button.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/corpus/corpus-pairs.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "ui/number-format.h"

/**
 * HeedCorpusBreakdownButton:
 *
 * A button below which the parts of a corpus are in a table.
 *
 * ## CSS nodes
 *
 * One node named `corpusbreakdown`.
 *
 * ## Accessibility
 *
 * A group with a button that has a label, and a table.
 */
struct _HeedCorpusBreakdownButton
{
  GtkWidget           parent_instance;

  HeedAnalysisButton *button;
  HeedNumberTable    *table;

  HeedCorpus         *corpus;   /* or NULL */
  GCancellable       *finding;  /* NULL while nothing is being computed */
};

G_DEFINE_FINAL_TYPE (HeedCorpusBreakdownButton, heed_corpus_breakdown_button, GTK_TYPE_WIDGET)

static const HeedTableColumn columns[HEED_N_BREAKDOWN_COLUMNS] = {
  [HEED_BREAKDOWN_COLUMN_PART] = {
    N_("Part"), N_("Sentences of a length, or links of words of a frequency"), TRUE, 26 },
  [HEED_BREAKDOWN_COLUMN_PAIRS] = {
    N_("Sentences"), N_("Number of sentences, or of sentences with such a link"), FALSE, 6 },
  [HEED_BREAKDOWN_COLUMN_BASELINE] = {
    N_("AER was"), N_("Alignment error rate when it was kept"), FALSE, 6 },
  [HEED_BREAKDOWN_COLUMN_NOW] = { N_("is"), N_("Alignment error rate now"), FALSE, 6 },
  [HEED_BREAKDOWN_COLUMN_CHANGE] = {
    N_("Difference"),
    N_("The difference now, and its 95-percent bootstrap interval over these "
       "sentences"), TRUE, 22 },
  [HEED_BREAKDOWN_COLUMN_LOG_PROB] = {
    N_("Δ log p"), N_("Difference of the mean log-probability of a token, averaged over the "
                      "sentences"), FALSE, 6 },
};

/* --- In words ------------------------------------------------------------ */

static char *
dup_length (const HeedBreakdownPart *part)
{
  if (part->most == G_MAXUINT)
    return g_strdup_printf (ngettext ("%u source word and more", "%u source words and more",
                                      part->least), part->least);

  /* Translators: from how many to how many */
  return g_strdup_printf (_("%u to %u source words"), part->least, part->most);
}

/* Returns text such as "rare", and the range of frequencies. */
static char *
dup_frequency (const HeedBreakdownPart *part)
{
  gboolean is_source = part->kind == HEED_BREAKDOWN_SOURCE_FREQUENCY;

  if (part->most == G_MAXUINT)
    return g_strdup_printf (is_source
                            ? _("frequent source words: %u times and more")
                            : _("frequent target words: %u times and more"), part->least);

  if (part->least == 1)
    return g_strdup_printf (is_source ? _("rare source words: at most %u times")
                                      : _("rare target words: at most %u times"), part->most);

  return g_strdup_printf (is_source ? _("source words between: %u to %u times")
                                    : _("target words between: %u to %u times"),
                          part->least, part->most);
}

static char *
dup_title (const HeedBreakdownPart *part)
{
  return part->kind == HEED_BREAKDOWN_LENGTH ? dup_length (part) : dup_frequency (part);
}

static double
get_change (const HeedBreakdownPart *part)
{
  if (part->n_sure == 0)
    return NAN;

  return heed_alignment_score_counts (&part->now).error_rate -
         heed_alignment_score_counts (&part->baseline).error_rate;
}

/* "0.041 (0.012 to 0.070)" */
static char *
dup_change (const HeedBreakdownPart *part)
{
  double change = get_change (part);
  g_autofree char *number = NULL;
  g_autofree char *interval = NULL;

  if (isnan (change))
    return g_strdup ("–");

  number = heed_number_format_weight (change);
  interval = isnan (part->difference.low) ? g_strdup (_("too few to tell"))
                                          : heed_corpus_message_new_interval (&part->difference);

  /* Translators: a number, and between which two it lies */
  return g_strdup_printf (_("%s (%s)"), number, interval);
}

/* Returns whether the interval excludes zero. */
static gboolean
is_sure (const HeedBreakdownPart *part)
{
  return part->n_sure > 0 && !isnan (part->difference.low) &&
         (part->difference.low > 0.0 || part->difference.high < 0.0);
}

/* Describes the part with the largest significant difference. */
static char *
dup_words (GArray *parts)
{
  const HeedBreakdownPart *most = NULL;
  g_autofree char *title = NULL;
  g_autofree char *change = NULL;

  for (guint k = 0; k < parts->len; k++)
    {
      const HeedBreakdownPart *part = &g_array_index (parts, HeedBreakdownPart, k);

      if (is_sure (part) && (most == NULL || fabs (get_change (part)) > fabs (get_change (most))))
        most = part;
    }

  if (most == NULL)
    return g_strdup (_("No part shows a sure difference."));

  title = dup_title (most);
  change = dup_change (most);

  /* Translators: a part of the corpus, a difference of error rates, how many sentences */
  return g_strdup_printf (ngettext ("They differ most for %s: AER %s on %u sentence.",
                                    "They differ most for %s: AER %s on %u sentences.",
                                    most->n_pairs), title, change, most->n_pairs);
}

/* --- Filling the table ----------------------------------------------------- */

static HeedTableCell
new_cell (double   number,
          char  *(*format) (double))
{
  return (HeedTableCell) { isnan (number) ? g_strdup ("–") : format (number), number };
}

static double
get_rate (const HeedBreakdownPart   *part,
          const HeedAlignmentCounts *counts)
{
  return part->n_sure > 0 ? heed_alignment_score_counts (counts).error_rate : NAN;
}

static void
add_part (HeedCorpusBreakdownButton *self,
          const HeedBreakdownPart   *part,
          guint                      place)
{
  HeedTableCell cells[HEED_N_BREAKDOWN_COLUMNS] = {
    [HEED_BREAKDOWN_COLUMN_PART] = { dup_title (part), place },
    [HEED_BREAKDOWN_COLUMN_PAIRS] = { g_strdup_printf ("%'u", part->n_pairs), part->n_pairs },
    [HEED_BREAKDOWN_COLUMN_BASELINE] = new_cell (get_rate (part, &part->baseline),
                                                 heed_number_format_weight),
    [HEED_BREAKDOWN_COLUMN_NOW] = new_cell (get_rate (part, &part->now),
                                            heed_number_format_weight),
    [HEED_BREAKDOWN_COLUMN_CHANGE] = { dup_change (part), get_change (part) },
    [HEED_BREAKDOWN_COLUMN_LOG_PROB] = new_cell (part->log_prob_change,
                                                 heed_number_format_score),
  };

  heed_number_table_add (self->table, cells);
}

static void
show_parts (HeedCorpusBreakdownButton *self,
            GArray                    *parts)
{
  g_autofree char *words = dup_words (parts);

  heed_number_table_clear (self->table);
  for (guint k = 0; k < parts->len; k++)
    add_part (self, &g_array_index (parts, HeedBreakdownPart, k), k);

  heed_analysis_button_set_message (
    self->button, parts->len > 0 ? words : _("No sentence has been read both ways yet."));
}

/* --- Finding --------------------------------------------------------------- */

static void
forget (HeedCorpusBreakdownButton *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(HeedCorpusBreakdownButton) self = user_data;
  g_autoptr(GArray) parts = heed_breakdown_finish (result, NULL);

  if (self->corpus == NULL || g_task_get_cancellable (G_TASK (result)) != self->finding)
    return;

  g_clear_object (&self->finding);
  if (parts != NULL)
    show_parts (self, parts);
}

void
heed_corpus_breakdown_button_find (HeedCorpusBreakdownButton *self)
{
  g_return_if_fail (HEED_IS_CORPUS_BREAKDOWN_BUTTON (self));

  if (self->corpus == NULL || heed_corpus_get_rows (self->corpus) == NULL || self->finding != NULL)
    return;

  if (heed_number_table_get_n (self->table) == 0)
    heed_analysis_button_set_message (self->button, _("Comparing part by part…"));
  self->finding = g_cancellable_new ();
  heed_breakdown_async (heed_corpus_get_files (self->corpus),
                        heed_corpus_list_compared (self->corpus), self->finding, found_cb,
                        g_object_ref (self));
}

static void
changed_cb (HeedCorpusBreakdownButton *self)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (self->corpus);

  gtk_widget_set_visible (GTK_WIDGET (self), rows != NULL && heed_corpus_rows_has_baseline (rows));
}

static void
opened_cb (HeedCorpusBreakdownButton *self)
{
  forget (self);
  heed_number_table_clear (self->table);
  heed_analysis_button_set_message (self->button, "");
  changed_cb (self);
}

/* --- The object ------------------------------------------------------------ */

static void
heed_corpus_breakdown_button_dispose (GObject *object)
{
  HeedCorpusBreakdownButton *self = HEED_CORPUS_BREAKDOWN_BUTTON (object);

  heed_corpus_breakdown_button_set_corpus (self, NULL);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->button)));

  G_OBJECT_CLASS (heed_corpus_breakdown_button_parent_class)->dispose (object);
}

static void
heed_corpus_breakdown_button_class_init (HeedCorpusBreakdownButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_breakdown_button_dispose;
  gtk_widget_class_set_css_name (widget_class, "corpusbreakdown");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_corpus_breakdown_button_init (HeedCorpusBreakdownButton *self)
{
  const HeedAnalysisText text = {
    _("Where"), _("Where the two differ: by sentence length, and by the frequency of a word in the "
                  "corpus"), _("Parts of the corpus"), FALSE
  };

  self->button = HEED_ANALYSIS_BUTTON (heed_analysis_button_new (&text, columns,
                                                                 HEED_N_BREAKDOWN_COLUMNS));
  self->table = heed_analysis_button_get_table (self->button);
  g_signal_connect_object (self->button, "shown", G_CALLBACK (heed_corpus_breakdown_button_find),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
heed_corpus_breakdown_button_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_BREAKDOWN_BUTTON, NULL);
}

void
heed_corpus_breakdown_button_set_corpus (HeedCorpusBreakdownButton *self,
                                         HeedCorpus                *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_BREAKDOWN_BUTTON (self));

  forget (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, corpus);
  if (corpus == NULL)
    return;

  g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

HeedAnalysisButton *
heed_corpus_breakdown_button_get_button (HeedCorpusBreakdownButton *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_BREAKDOWN_BUTTON (self), NULL);

  return self->button;
}
