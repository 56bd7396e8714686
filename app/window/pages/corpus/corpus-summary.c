/* corpus-summary.c — a card with the totals of a corpus, and the distribution of one number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/pages/corpus/corpus-columns.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/histogram.h"
#include "ui/number-format.h"

#define N_BARS 16
#define N_SHOWN 3  /* numbers side by side */

/**
 * HeedCorpusSummaryCard:
 *
 * Three numbers of the whole corpus, each below its name, and a histogram.
 *
 * ## CSS nodes
 *
 * One node named `corpussummary`.
 *
 * ## Accessibility
 *
 * A group, labelled.
 */
struct _HeedCorpusSummaryCard
{
  GtkWidget      parent_instance;

  GtkWidget     *row;
  GtkWidget     *numbers;
  GtkWidget     *comparison_row;
  GtkWidget     *comparison;
  GtkWidget     *names[N_SHOWN];
  GtkWidget     *values[N_SHOWN];
  GtkWidget     *notes[N_SHOWN];
  GtkWidget     *distribution;
  HeedHistogram *histogram;
  GtkWidget     *histogram_name;
};

G_DEFINE_FINAL_TYPE (HeedCorpusSummaryCard, heed_corpus_summary, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_number (HeedCorpusSummaryCard *self,
            guint                  i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->names[i] = add_label (box, "muted");
  self->values[i] = add_label (box, "total");
  gtk_widget_add_css_class (self->values[i], "numeric");
  self->notes[i] = add_label (box, "muted");
  gtk_widget_add_css_class (self->notes[i], "numeric");
  gtk_box_append (GTK_BOX (self->numbers), box);
}

static void
show_number (HeedCorpusSummaryCard *self,
             guint                  i,
             const char            *name,
             double                 value,
             const char            *note)
{
  g_autofree char *text = isnan (value) ? g_strdup ("–") : heed_number_format_weight (value);

  gtk_label_set_text (GTK_LABEL (self->names[i]), name);
  gtk_label_set_text (GTK_LABEL (self->values[i]), text);
  gtk_label_set_text (GTK_LABEL (self->notes[i]), note);
}

static void
show_scores (HeedCorpusSummaryCard   *self,
             const HeedCorpusSummary *summary)
{
  g_autofree char *interval = heed_corpus_message_new_interval (&summary->error_rate);
  g_autofree char *count =
    g_strdup_printf (ngettext ("%u with gold", "%u with gold", (guint) summary->n_gold),
                     (guint) summary->n_gold);

  show_number (self, 0, _("corpus AER"), summary->score.error_rate, interval);
  heed_tooltip_set (self->values[0],
                    _("Below it: the 95-percent bootstrap interval of the error rate"));
  show_number (self, 1, _("precision"), summary->score.precision, "");
  show_number (self, 2, _("recall"), summary->score.recall, count);
}

/* Shows the numbers that need no gold links. */
static void
show_probabilities (HeedCorpusSummaryCard   *self,
                    const HeedCorpusSummary *summary)
{
  heed_tooltip_set (self->values[0], NULL);
  show_number (self, 0, _("log p per token"), summary->log_prob_per_token, "");
  show_number (self, 1, _("entropy, bits"), summary->entropy / G_LN2, "");
  show_number (self, 2, _("unlinked words"), summary->unaligned, "");
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_summary_dispose (GObject *object)
{
  HeedCorpusSummaryCard *self = HEED_CORPUS_SUMMARY (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->comparison_row, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_summary_parent_class)->dispose (object);
}

static void
heed_corpus_summary_class_init (HeedCorpusSummaryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_summary_dispose;
  gtk_widget_class_set_css_name (widget_class, "corpussummary");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
add_distribution (HeedCorpusSummaryCard *self)
{
  GtkWidget *histogram = heed_histogram_new ();

  self->distribution = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->distribution, TRUE);
  self->histogram = HEED_HISTOGRAM (histogram);
  gtk_widget_add_css_class (histogram, "numeric");
  gtk_box_append (GTK_BOX (self->distribution), histogram);
  self->histogram_name = add_label (self->distribution, "muted");
  gtk_label_set_ellipsize (GTK_LABEL (self->histogram_name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->row), self->distribution);
}

static void
add_comparison (HeedCorpusSummaryCard *self)
{
  self->comparison = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->comparison), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->comparison), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->comparison), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->comparison, "numeric");
  gtk_widget_set_hexpand (self->comparison, TRUE);
  self->comparison_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->comparison_row), self->comparison);
  gtk_widget_hide (self->comparison_row);
  gtk_widget_set_parent (self->comparison_row, GTK_WIDGET (self));
}

static void
heed_corpus_summary_init (HeedCorpusSummaryCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  self->numbers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  for (guint i = 0; i < N_SHOWN; i++)
    add_number (self, i);
  gtk_box_append (GTK_BOX (self->row), self->numbers);
  add_distribution (self);
  add_comparison (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The whole corpus"), -1);
}

GtkWidget *
heed_corpus_summary_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_SUMMARY, NULL);
}

void
heed_corpus_summary_show (HeedCorpusSummaryCard   *self,
                          const HeedCorpusSummary *summary)
{
  g_return_if_fail (HEED_IS_CORPUS_SUMMARY (self));

  if (summary->n_gold > 0)
    show_scores (self, summary);
  else
    show_probabilities (self, summary);
}

void
heed_corpus_summary_compare (HeedCorpusSummaryCard *self,
                             const char            *words)
{
  g_return_if_fail (HEED_IS_CORPUS_SUMMARY (self));

  gtk_label_set_text (GTK_LABEL (self->comparison), words != NULL ? words : "");
}

void
heed_corpus_summary_append (HeedCorpusSummaryCard *self,
                            GtkWidget             *widget)
{
  g_return_if_fail (HEED_IS_CORPUS_SUMMARY (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->comparison_row), widget);
  g_object_bind_property (widget, "visible", self->comparison_row, "visible",
                          G_BINDING_SYNC_CREATE);
}

void
heed_corpus_summary_show_bars (HeedCorpusSummaryCard *self,
                               HeedCorpusRows        *rows,
                               HeedMeasure            measure,
                               int                    marked)
{
  guint bars[N_BARS];
  HeedBarRange range;
  gboolean has_bars = heed_corpus_rows_count_bars (rows, measure, bars, N_BARS, &range);
  const char *title = _(heed_corpus_columns_get_title (measure));
  double value = marked >= 0 ? heed_corpus_row_get (heed_corpus_rows_get (rows, (guint) marked),
                                                    measure) : NAN;
  /* Translators: the name of a number */
  g_autofree char *name = g_strdup_printf (_("%s, distribution"), title);

  g_return_if_fail (HEED_IS_CORPUS_SUMMARY (self));

  heed_histogram_set_name (self->histogram, title);
  heed_histogram_set_range (self->histogram, range.least, range.most);
  heed_histogram_set_bars (self->histogram, bars, has_bars ? N_BARS : 0);
  heed_histogram_set_marked (self->histogram,
                             has_bars && isfinite (value)
                             ? (int) heed_bar_range_find (&range, N_BARS, value) : -1);
  gtk_label_set_text (GTK_LABEL (self->histogram_name), has_bars ? name : "");
}
