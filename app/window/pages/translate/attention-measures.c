/* attention-measures.c — a card of measures of one attention, each explained in a sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They describe only the chosen layer and head; other heads of the same translation
 * have other values. The measures of Rikters and Fishel 2017, "Confidence through
 * Attention", relate two sentences, so self-attention has none of them.
 */

#include "app/window/pages/translate/attention-measures.h"

#include <glib/gi18n.h>

#include "app/core/words/sinks.h"
#include "ui/number-format.h"

typedef enum {
  ENTROPY,
  SPECIAL,
  ORDER,
  COVERAGE,
  OUT,
  IN,
  SUM
} Measure;

#define N_MEASURES (SUM + 1)

static const struct {
  const char *name;
  const char *help;
  gboolean    is_cross;  /* for cross-attention only */
} measures[N_MEASURES] = {
  [ENTROPY] = { N_("entropy of a row"),
                N_("How spread out a row is on average: 0 bits if it attends to a single token."),
                FALSE },
  [SPECIAL] = { N_("on special tokens"),
                N_("The share of the words’ attention that falls on tokens that are not words."),
                FALSE },
  [ORDER] = { N_("order"),
              N_("Whether rows follow the order of the columns: 1 in order, −1 backwards, near 0 "
                 "in no order (Pearson correlation of positions)."), FALSE },
  [COVERAGE] = { N_("coverage deviation"),
                 N_("How far the total attention of each source token is from 1 (CDP, nats): 0 if "
                    "every token is read exactly once, lower the more tokens are read twice or not "
                    "at all."), TRUE },
  [OUT] = { N_("absentmindedness, rows"),
            N_("How scattered the attention of each target token is (AP out, nats): 0 is best."),
            TRUE },
  [IN] = { N_("absentmindedness, columns"),
           N_("Over how many target tokens the attention of each source token is spread (AP in, "
              "nats): 0 is best."), TRUE },
  [SUM] = { N_("their sum"),
            N_("Rikters and Fishel 2017 call the sum of these three “confidence”. It describes "
               "this attention, not the translation."), TRUE },
};

GtkWidget *
heed_attention_measures_new (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (_("This attention"));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_box_append (GTK_BOX (card), heading);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_box_append (GTK_BOX (card), grid);

  for (int i = 0; i < N_MEASURES; i++)
    {
      GtkWidget *name = gtk_label_new (_(measures[i].name));
      GtkWidget *value = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_widget_set_tooltip_text (name, _(measures[i].help));
      gtk_widget_set_tooltip_text (value, _(measures[i].help));
      gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
      gtk_widget_add_css_class (value, "numeric");
      gtk_grid_attach (GTK_GRID (grid), name, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, i, 1, 1);
    }

  return card;
}

static double
find_mean_entropy (const HeedMatrix *attention)
{
  g_autofree double *entropies = heed_attention_dup_entropies (attention);
  double sum = 0.0;

  for (guint row = 0; row < attention->n_rows; row++)
    sum += entropies[row];

  return sum / attention->n_rows;
}

/**
 * heed_attention_measures_show:
 * @card: a widget from heed_attention_measures_new()
 * @attention: (nullable): %NULL hides it
 */
void
heed_attention_measures_show (GtkWidget         *card,
                              const HeedMatrix  *attention,
                              HeedAttentionKind  kind,
                              const HeedToken   *rows,
                              const HeedToken   *columns)
{
  GtkGrid *grid = GTK_GRID (gtk_widget_get_last_child (card));
  HeedAttentionMeasures found;
  guint largest;
  char *values[N_MEASURES];

  gtk_widget_set_visible (card, attention != NULL);
  if (attention == NULL)
    return;

  found = heed_attention_measure (attention);
  values[ENTROPY] = heed_number_format_bits (find_mean_entropy (attention));
  values[SPECIAL] =
    heed_number_format_percent (heed_sinks_measure (attention, rows, columns, &largest));
  values[ORDER] =
    heed_number_format_correlation (heed_attention_diagonality (attention, rows, columns));
  values[COVERAGE] = heed_number_format_log_prob (found.coverage_deviation_penalty);
  values[OUT] = heed_number_format_log_prob (found.absentmindedness_out);
  values[IN] = heed_number_format_log_prob (found.absentmindedness_in);
  values[SUM] = heed_number_format_log_prob (found.confidence);

  for (int i = 0; i < N_MEASURES; i++)
    {
      gboolean is_shown = kind == HEED_ATTENTION_CROSS || !measures[i].is_cross;

      gtk_widget_set_visible (gtk_grid_get_child_at (grid, 0, i), is_shown);
      gtk_widget_set_visible (gtk_grid_get_child_at (grid, 1, i), is_shown);
      gtk_label_set_text (GTK_LABEL (gtk_grid_get_child_at (grid, 1, i)), values[i]);
      g_free (values[i]);
    }
}
