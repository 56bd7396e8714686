/* difference-pane.c — the difference between the attentions of two sides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells can be subtracted only if rows and columns are the same words; otherwise the
 * pane reports which differ, and how to make them the same. During decoding the last
 * difference is kept.
 */

#include "app/window/pages/compare/difference-pane.h"

#include <glib/gi18n.h>

#include "app/core/figures/axis-titles.h"
#include "app/core/translation/attention-difference.h"
#include "app/core/translation/counterpart.h"
#include "ui/color-legend.h"
#include "ui/number-format.h"
#include "ui/token-label.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/compare/difference-pane.ui"

/**
 * HeedDifferencePane:
 *
 * A choice of the side to subtract; the difference in two colours, with numbers; the
 * share of the weight that lies elsewhere.
 *
 * ## CSS nodes
 *
 * One node named `differencepane`.
 *
 * ## Accessibility
 *
 * A group with a label.
 */
struct _HeedDifferencePane
{
  GtkWidget        parent_instance;

  GtkWidget       *head;
  GtkWidget       *foot;
  GtkWidget       *other;
  GtkWidget       *less;
  HeedColorLegend *legend;
  GtkWidget       *stack;
  HeedHeatmap     *heatmap;
  GtkWidget       *problem;
  GtkWidget       *same_target;
  GtkWidget       *summary;

  guint            n_others;      /* the number of sides to choose from */
  gboolean         is_refreshing;
};

enum {
  SIGNAL_CELL_SELECTED,
  SIGNAL_OTHER_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedDifferencePane, heed_difference_pane, GTK_TYPE_WIDGET)

static void
cell_selected_cb (HeedDifferencePane *self,
                  int                 row,
                  int                 column)
{
  g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, row, column);
}

static void
other_chosen_cb (HeedDifferencePane *self)
{
  if (!self->is_refreshing)
    g_signal_emit (self, signals[SIGNAL_OTHER_CHOSEN], 0);
}

/* --- Sides --------------------------------------------------------------- */

static HeedAttentionKind
get_kind (const HeedLinkedSide *side)
{
  return heed_document_get_translation (side->document)->site.kind;
}

static gboolean
is_coming (const HeedLinkedSide *side)
{
  return heed_document_get_state (side->document) == HEED_DOCUMENT_DECODING;
}

static gboolean
has_attention (const HeedLinkedSide *side)
{
  return side->shown != NULL && side->shown->attention != NULL &&
         heed_document_has_attention (side->document);
}

/* Returns why there is no difference; NULL if there is one. */
static const char *
find_problem (const HeedLinkedSide *first,
              const HeedLinkedSide *other)
{
  if (!has_attention (first) || !has_attention (other))
    return _("One of the two sides has no attention.");

  if (get_kind (first) != get_kind (other))
    return _("The two sides show attentions of different kinds.");

  if (!heed_counterpart_are_same (first->shown->source, other->shown->source))
    return _("The two sides read different words, so their columns cannot be subtracted.");

  if (!heed_counterpart_are_same (first->shown->target, other->shown->target))
    return _("The two sides write different words, so their rows cannot be subtracted. With the "
             "same target they can.");

  return NULL;
}

/* --- Display ------------------------------------------------------------- */

static char *
dup_letter (guint side)
{
  return g_strdup_printf ("%c", 'A' + (char) side);
}

static void
offer_others (HeedDifferencePane *self,
              guint               n_others)
{
  g_autoptr(GtkStringList) letters = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->other));

  if (self->n_others == n_others)
    return;

  for (guint i = 1; i <= n_others; i++)
    {
      g_autofree char *letter = dup_letter (i);

      gtk_string_list_append (letters, letter);
    }

  self->n_others = n_others;
  self->is_refreshing = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->other), G_LIST_MODEL (letters));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->other), selected < n_others ? selected : 0);
  self->is_refreshing = FALSE;
}

static guint
find_widest (const HeedMatrix *difference)
{
  guint widest = 0;

  for (guint row = 1; row < difference->n_rows; row++)
    if (heed_attention_difference_get_row (difference, row) >
        heed_attention_difference_get_row (difference, widest))
      widest = row;

  return widest;
}

static void
show_summary (HeedDifferencePane   *self,
              const HeedLinkedSide *first,
              const HeedMatrix     *difference,
              const char           *letter)
{
  guint widest = find_widest (difference);
  g_autofree char *share =
    heed_number_format_percent (heed_attention_difference_get_share (difference));
  g_autofree char *most =
    heed_number_format_percent (heed_attention_difference_get_row (difference, widest));
  g_autofree char *word = heed_token_label_new (&first->shown->rows->shown[widest]);
  g_autofree char *text = NULL;

  /* Translators: the letter of a side, a percentage, a word, a percentage */
  text = g_strdup_printf (_("%s puts %s of its weight elsewhere than A does, most at “%s” (%s)."),
                          letter, share, word, most);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_set_tooltip_text (self->summary, text);
}

/* Has the same titles as the sides, so that the rows are aligned. */
static HeedHeatmapNotes *
new_notes (const HeedLinkedSide *first,
           const char           *letter)
{
  const HeedModelInfo *info = heed_model_get_info (heed_document_get_model (first->document));
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, get_kind (first));
  notes->column_title = heed_axis_titles_new_columns (info, get_kind (first));

  /* Translators: what is shown: the weights of side A less those of another one */
  notes->quantity = g_strdup_printf (_("A − %s"), letter);

  return notes;
}

static void
show_difference (HeedDifferencePane   *self,
                 const HeedLinkedSide *first,
                 const HeedLinkedSide *other,
                 const char           *letter)
{
  g_autoptr(HeedMatrix) difference =
    heed_attention_difference_new (first->shown->attention, other->shown->attention);
  g_autoptr(HeedHeatmapNotes) notes = new_notes (first, letter);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "heatmap");
  heed_heatmap_set_kind (self->heatmap, get_kind (first));
  heed_heatmap_set_notes (self->heatmap, notes);
  heed_heatmap_set_source (self->heatmap, first->shown->columns->shown,
                           first->shown->columns->n_words);
  heed_heatmap_set_target (self->heatmap, first->shown->rows->shown, first->shown->rows->n_words);
  heed_heatmap_set_matrix (self->heatmap, difference);
  if (difference != NULL && difference->n_rows > 0)
    show_summary (self, first, difference, letter);
}

static void
show_problem (HeedDifferencePane   *self,
              const HeedLinkedSide *first,
              const HeedLinkedSide *other,
              const char           *problem)
{
  gboolean is_of_target =
    has_attention (first) && has_attention (other) &&
    heed_counterpart_are_same (first->shown->source, other->shown->source);

  heed_heatmap_set_matrix (self->heatmap, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "problem");
  gtk_label_set_text (GTK_LABEL (self->problem), problem);
  gtk_label_set_text (GTK_LABEL (self->summary), "");
  gtk_widget_set_visible (self->same_target, is_of_target);
}

/**
 * heed_difference_pane_show:
 * @sides: (array length=n_sides): at least two
 */
void
heed_difference_pane_show (HeedDifferencePane   *self,
                           const HeedLinkedSide *sides,
                           guint                 n_sides)
{
  const HeedLinkedSide *other;
  g_autofree char *letter = NULL;
  g_autofree char *less = NULL;
  const char *problem;
  guint chosen;

  offer_others (self, n_sides - 1);
  chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->other)) + 1;
  other = &sides[chosen];
  if (is_coming (&sides[0]) || is_coming (other))
    return;

  letter = dup_letter (chosen);
  /* Translators: the letter of a side, that looks there more than side A */
  less = g_strdup_printf (_("%s more"), letter);
  gtk_label_set_text (GTK_LABEL (self->less), less);

  problem = find_problem (&sides[0], other);
  if (problem != NULL)
    show_problem (self, &sides[0], other, problem);
  else
    show_difference (self, &sides[0], other, letter);
}

void
heed_difference_pane_select (HeedDifferencePane *self,
                             int                 row,
                             int                 column)
{
  heed_heatmap_select (self->heatmap, row, row >= 0 ? column : -1);
}

/**
 * heed_difference_pane_line_up:
 *
 * Like heed_compare_side_line_up().
 */
void
heed_difference_pane_line_up (HeedDifferencePane *self,
                              GtkSizeGroup       *heads,
                              GtkSizeGroup       *feet)
{
  gtk_size_group_add_widget (heads, self->head);
  gtk_size_group_add_widget (feet, self->foot);
}

HeedHeatmap *
heed_difference_pane_get_heatmap (HeedDifferencePane *self)
{
  g_return_val_if_fail (HEED_IS_DIFFERENCE_PANE (self), NULL);

  return self->heatmap;
}

/**
 * heed_difference_pane_get_matrix:
 *
 * Returns: (transfer none) (nullable): the displayed difference
 */
HeedMatrix *
heed_difference_pane_get_matrix (HeedDifferencePane *self)
{
  return heed_heatmap_get_matrix (self->heatmap);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_difference_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_difference_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEED_TYPE_COLOR_LEGEND);
  g_type_ensure (HEED_TYPE_HEATMAP);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, head);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, foot);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, other);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, less);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, legend);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, problem);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, same_target);
  gtk_widget_class_bind_template_child (widget_class, HeedDifferencePane, summary);
  gtk_widget_class_bind_template_callback (widget_class, cell_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_chosen_cb);
}

static void
heed_difference_pane_class_init (HeedDifferencePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_difference_pane_dispose;

  /**
   * HeedDifferencePane::cell-selected:
   * @row: from 0; -1 means none
   * @column: from 0; -1 means none
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", HEED_TYPE_DIFFERENCE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  /**
   * HeedDifferencePane::other-chosen:
   *
   * The user chose another side to subtract; call heed_difference_pane_show() again.
   */
  signals[SIGNAL_OTHER_CHOSEN] =
    g_signal_new ("other-chosen", HEED_TYPE_DIFFERENCE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "differencepane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The colour scale covers differences of both signs, [-1, 1]; the numbers show the sign without
 * relying on colour. */
static void
heed_difference_pane_init (HeedDifferencePane *self)
{
  const HeedHeatmapStyle style = {
    .shading = { .largest = 1.0, .is_signed = TRUE },
    .shows_numbers = TRUE,
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  heed_heatmap_set_style (self->heatmap, &style);
  heed_color_legend_set_style (self->legend, &style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->legend),
                               _("Weights of A minus those of the other side, from −1 to 1"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Difference of two attentions"), -1);
}

/**
 * heed_difference_pane_new:
 *
 * Returns: (transfer full): an empty pane
 */
GtkWidget *
heed_difference_pane_new (void)
{
  return g_object_new (HEED_TYPE_DIFFERENCE_PANE, NULL);
}
