/* corpus-table.c — the pairs of a corpus with their numbers, sorted by any of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK creates widgets and items only for the visible rows; the rest is a permutation of
 * row numbers. When rows change, the bound widgets are updated; when the order changes,
 * the selection stays on its pair.
 */

#include "app/window/pages/corpus/corpus-table.h"

#include <glib/gi18n.h>

#include "app/window/pages/corpus/corpus-columns.h"
#include "ui/css-class.h"
#include "ui/steady-list.h"

#define NUMBER_CHARS 5
#define FLAGS_CHARS  13
#define SOURCE_CHARS 12
#define MEASURE      "heed-measure"

/**
 * HeedCorpusTable:
 *
 * One row per pair: the number of its line, its source sentence, its numbers.
 *
 * ## Keyboard
 *
 * Up, Down, Page Up, Page Down, Home and End choose a row; Return opens it.
 *
 * ## CSS nodes
 *
 * One node named `corpustable`, with a `columnview`.
 *
 * ## Accessibility
 *
 * A group with a table.
 */
struct _HeedCorpusTable
{
  GtkWidget           parent_instance;

  GtkWidget          *scrolled;
  GtkColumnView      *view;
  GtkColumnViewColumn *columns[HEED_N_MEASURES];
  GtkSingleSelection *selection;
  HeedCorpusList     *list;        /* or NULL */
  GPtrArray          *bound;       /* of GtkListItem, borrowed */
  GSimpleActionGroup *actions;     /* one per column, to show or hide it */
  HeedCorpusFilter   *filter;      /* NULL if all pairs are shown */
  gboolean           *has_words;   /* one per pair; NULL if the filter has no words */
  gboolean            has_gold;
  gboolean            has_attention;
  gboolean            has_model;
  HeedCorpusOrder     order;
  int                 selected;    /* pair; -1 if none */
  gboolean            is_sorting;
};

enum {
  SIGNAL_SELECTED,
  SIGNAL_OPENED,
  SIGNAL_SORTED,
  SIGNAL_COLUMNS_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusTable, heed_corpus_table, GTK_TYPE_WIDGET)

/* --- Cells --------------------------------------------------------------- */

#define SOURCE HEED_N_MEASURES  /* the only column without a number */

static void
set_text (GtkInscription *cell,
          const char     *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (cell), text) != 0)
    gtk_inscription_set_text (cell, text);
}

static void
set_grade (GtkWidget *cell,
           guint      grade)
{
  static const char *const classes[] = { NULL, "grade-1", "grade-2", "grade-3", "grade-4",
                                         "grade-5" };

  for (guint i = 1; i < G_N_ELEMENTS (classes); i++)
    heed_css_class_set (cell, classes[i], i == grade);
}

static void
show_item (HeedCorpusTable *self,
           GtkListItem     *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  guint measure = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), MEASURE));
  guint pair = heed_corpus_item_get_pair (gtk_list_item_get_item (item));
  const HeedCorpusRow *row = heed_corpus_rows_get (heed_corpus_list_get_rows (self->list), pair);
  g_autofree char *text = measure == SOURCE
                          ? heed_corpus_list_dup_source (self->list, pair)
                          : heed_corpus_columns_dup_text (row, pair, (HeedMeasure) measure);

  set_text (GTK_INSCRIPTION (cell), text);
  if (measure == HEED_MEASURE_ERROR_RATE)
    set_grade (cell, heed_corpus_columns_get_grade (row, HEED_MEASURE_ERROR_RATE));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  guint measure = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), MEASURE));
  gboolean is_text = measure == SOURCE || measure == HEED_MEASURE_FLAGS;
  guint n_chars = measure == SOURCE               ? SOURCE_CHARS
                  : measure == HEED_MEASURE_FLAGS ? FLAGS_CHARS : NUMBER_CHARS;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_text ? 0.0f : 1.0f);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), n_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), n_chars);
  gtk_widget_add_css_class (cell, "numeric");
  g_object_set_data (G_OBJECT (cell), MEASURE, GUINT_TO_POINTER (measure));
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         HeedCorpusTable          *self)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           HeedCorpusTable          *self)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static GtkColumnViewColumn *
add_column (HeedCorpusTable *self,
            guint            measure,
            const char      *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  g_object_set_data (G_OBJECT (factory), MEASURE, GUINT_TO_POINTER (measure));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);

  return column;
}

static void
add_number_column (HeedCorpusTable *self,
                   HeedMeasure      measure)
{
  g_autoptr(GtkSorter) sorter = heed_corpus_sorter_new (measure);
  GtkColumnViewColumn *column = add_column (self, measure,
                                            _(heed_corpus_columns_get_title (measure)));

  gtk_column_view_column_set_sorter (column, sorter);
  self->columns[measure] = column;
}

static void
add_columns (HeedCorpusTable *self)
{
  GtkColumnViewColumn *source;

  add_number_column (self, HEED_MEASURE_NUMBER);
  source = add_column (self, SOURCE, _("Source"));
  gtk_column_view_column_set_expand (source, TRUE);

  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    add_number_column (self, (HeedMeasure) i);
}

/* GTK has no function to get the row of titles; it is the first child. */
static void
explain_titles (HeedCorpusTable *self)
{
  GtkWidget *title =
    gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));
  guint i = 0;

  for (; title != NULL && i <= HEED_N_MEASURES; title = gtk_widget_get_next_sibling (title), i++)
    if (i != 1)
      gtk_widget_set_tooltip_text (
        title, _(heed_corpus_columns_get_help ((HeedMeasure) (i == 0 ? 0 : i - 1))));
}

/* --- Columns ------------------------------------------------------------- */

static void
column_chosen_cb (GSimpleAction       *action,
                  GVariant            *state,
                  GtkColumnViewColumn *column)
{
  GtkWidget *view = GTK_WIDGET (gtk_column_view_column_get_column_view (column));

  g_simple_action_set_state (action, state);
  gtk_column_view_column_set_visible (column, g_variant_get_boolean (state));
  g_signal_emit (gtk_widget_get_ancestor (view, HEED_TYPE_CORPUS_TABLE),
                 signals[SIGNAL_COLUMNS_CHOSEN], 0);
}

static void
add_actions (HeedCorpusTable *self)
{
  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    {
      gboolean is_usual = heed_corpus_columns_is_default ((HeedMeasure) i);
      g_autoptr(GSimpleAction) action =
        g_simple_action_new_stateful (heed_corpus_columns_get_action ((HeedMeasure) i), NULL,
                                      g_variant_new_boolean (is_usual));

      g_signal_connect (action, "change-state", G_CALLBACK (column_chosen_cb), self->columns[i]);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
      gtk_column_view_column_set_visible (self->columns[i], is_usual);
    }
}

static void
offer_columns (HeedCorpusTable *self)
{
  gboolean has_baseline =
    self->list != NULL && heed_corpus_rows_has_baseline (heed_corpus_list_get_rows (self->list));

  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    {
      HeedMeasure measure = (HeedMeasure) i;
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions),
                                                    heed_corpus_columns_get_action (measure));
      g_autoptr(GVariant) state = g_action_get_state (action);
      gboolean is_there = (self->has_gold || !heed_corpus_columns_needs_gold (measure)) &&
                          (self->has_attention ||
                           !heed_corpus_columns_needs_attention (measure)) &&
                          (self->has_model || !heed_corpus_columns_needs_model (measure)) &&
                          (has_baseline || !heed_corpus_columns_needs_baseline (measure));

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_there);
      gtk_column_view_column_set_visible (self->columns[i],
                                          is_there && g_variant_get_boolean (state));
    }
}

/* --- Order and selection ------------------------------------------------- */

/* GTK has no function to get the rows; they are in a list view of their own. */
static GtkWidget *
find_list (HeedCorpusTable *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static void
scroll_to (HeedCorpusTable *self,
           guint            place)
{
  GtkWidget *list = find_list (self);

  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", place);
}

static void
hide_rows (HeedCorpusTable *self,
           HeedCorpusRows  *rows)
{
  guint n = heed_corpus_rows_get_n (rows);
  g_autofree gboolean *hidden = g_new (gboolean, MAX (n, 1));

  for (guint i = 0; self->filter != NULL && i < n; i++)
    hidden[i] = (self->has_words != NULL && !self->has_words[i]) ||
                !heed_corpus_filter_has_row (self->filter, heed_corpus_rows_get (rows, i), i);

  heed_corpus_rows_hide (rows, self->filter != NULL ? hidden : NULL);
}

/* Returns the place of the selected pair, if it is shown. */
static guint
find_selected (HeedCorpusTable *self,
               HeedCorpusRows  *rows)
{
  guint place = self->selected >= 0 ? heed_corpus_rows_find (rows, (guint) self->selected)
                                    : GTK_INVALID_LIST_POSITION;

  return place < heed_corpus_rows_get_n_shown (rows) ? place : GTK_INVALID_LIST_POSITION;
}

static void
put_in_order (HeedCorpusTable *self)
{
  HeedCorpusRows *rows = heed_corpus_list_get_rows (self->list);

  self->is_sorting = TRUE;
  hide_rows (self, rows);
  heed_corpus_rows_sort (rows, self->order.measure, self->order.is_descending);
  heed_corpus_list_sorted (self->list);
  gtk_single_selection_set_selected (self->selection, find_selected (self, rows));
  self->is_sorting = FALSE;
}

static void
sorter_changed_cb (HeedCorpusTable *self)
{
  if (self->list == NULL ||
      !heed_corpus_sorter_find (gtk_column_view_get_sorter (self->view), &self->order))
    return;

  put_in_order (self);
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    scroll_to (self, gtk_single_selection_get_selected (self->selection));
  g_signal_emit (self, signals[SIGNAL_SORTED], 0);
}

static void
selected_cb (HeedCorpusTable *self)
{
  guint place = gtk_single_selection_get_selected (self->selection);
  int pair = place != GTK_INVALID_LIST_POSITION && self->list != NULL
             ? (int) heed_corpus_list_get_pair (self->list, place) : -1;

  if (self->is_sorting || pair == self->selected)
    return;

  self->selected = pair;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, pair);
}

static void
activated_cb (HeedCorpusTable *self,
              guint            place)
{
  if (self->list != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0,
                   (int) heed_corpus_list_get_pair (self->list, place));
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_table_dispose (GObject *object)
{
  HeedCorpusTable *self = HEED_CORPUS_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (heed_corpus_table_parent_class)->dispose (object);
}

static void
heed_corpus_table_finalize (GObject *object)
{
  HeedCorpusTable *self = HEED_CORPUS_TABLE (object);

  g_ptr_array_unref (self->bound);
  g_clear_pointer (&self->filter, heed_corpus_filter_unref);
  g_free (self->has_words);

  G_OBJECT_CLASS (heed_corpus_table_parent_class)->finalize (object);
}

static void
heed_corpus_table_class_init (HeedCorpusTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_corpus_table_dispose;
  object_class->finalize = heed_corpus_table_finalize;

  /**
   * HeedCorpusTable::selected:
   * @pair: from 0; -1 if none
   */
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HEED_TYPE_CORPUS_TABLE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * HeedCorpusTable::opened:
   * @pair: the pair to show in more detail
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", HEED_TYPE_CORPUS_TABLE, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * HeedCorpusTable::sorted:
   *
   * Emitted when the user chose another column or direction.
   */
  signals[SIGNAL_SORTED] = g_signal_new ("sorted", HEED_TYPE_CORPUS_TABLE, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedCorpusTable::columns-chosen:
   *
   * Emitted when the user showed or hid columns.
   */
  signals[SIGNAL_COLUMNS_CHOSEN] =
    g_signal_new ("columns-chosen", HEED_TYPE_CORPUS_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "corpustable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_corpus_table_init (HeedCorpusTable *self)
{
  self->bound = g_ptr_array_new ();
  self->actions = g_simple_action_group_new ();
  self->selected = -1;
  self->has_model = TRUE;
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);

  self->view =
    GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sentences of the corpus"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  add_columns (self);
  add_actions (self);
  explain_titles (self);
  g_signal_connect_swapped (gtk_column_view_get_sorter (self->view), "changed",
                            G_CALLBACK (sorter_changed_cb), self);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  heed_steady_list_add (GTK_SCROLLED_WINDOW (self->scrolled), G_LIST_MODEL (self->selection));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
heed_corpus_table_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_TABLE, NULL);
}

GActionGroup *
heed_corpus_table_get_actions (HeedCorpusTable *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_TABLE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * heed_corpus_table_set_list:
 * @list: (nullable): all pairs
 */
void
heed_corpus_table_set_list (HeedCorpusTable *self,
                            HeedCorpusList  *list,
                            gboolean         has_gold,
                            gboolean         has_attention)
{
  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  self->is_sorting = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  g_set_object (&self->list, list);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  self->is_sorting = FALSE;
  self->selected = -1;
  heed_corpus_table_set_filter (self, NULL, NULL);
  self->has_gold = has_gold;
  self->has_attention = has_attention;
  offer_columns (self);
}

void
heed_corpus_table_set_filter (HeedCorpusTable  *self,
                              HeedCorpusFilter *filter,
                              const gboolean   *has_words)
{
  guint n;

  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  g_clear_pointer (&self->filter, heed_corpus_filter_unref);
  g_clear_pointer (&self->has_words, g_free);
  if (self->list == NULL)
    return;

  n = heed_corpus_rows_get_n (heed_corpus_list_get_rows (self->list));
  if (filter != NULL)
    self->filter = heed_corpus_filter_ref (filter);
  if (has_words != NULL)
    self->has_words = g_memdup2 (has_words, n * sizeof (gboolean));
  put_in_order (self);
}

static gboolean
is_at_top (HeedCorpusTable *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  return gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment);
}

void
heed_corpus_table_refresh (HeedCorpusTable *self,
                           gboolean         is_over)
{
  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  if (self->list == NULL)
    return;

  if ((self->order.measure != HEED_MEASURE_NUMBER || self->filter != NULL) &&
      (is_over || is_at_top (self)))
    put_in_order (self);
  else
    for (guint i = 0; i < self->bound->len; i++)
      show_item (self, g_ptr_array_index (self->bound, i));
}

/* Adds the columns of the comparison, once there is a baseline. */
void
heed_corpus_table_baseline_changed (HeedCorpusTable *self)
{
  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  offer_columns (self);
  heed_corpus_table_refresh (self, FALSE);
}

guint
heed_corpus_table_get_n_shown (HeedCorpusTable *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_TABLE (self), 0);

  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

HeedCorpusOrder
heed_corpus_table_get_order (HeedCorpusTable *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_TABLE (self), (HeedCorpusOrder) { 0 });

  return self->order;
}

void
heed_corpus_table_sort (HeedCorpusTable *self,
                        HeedMeasure      measure,
                        gboolean         is_descending)
{
  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  gtk_column_view_sort_by_column (self->view, self->columns[measure],
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

int
heed_corpus_table_get_selected (HeedCorpusTable *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_TABLE (self), -1);

  return self->selected;
}

void
heed_corpus_table_select (HeedCorpusTable *self,
                          guint            pair)
{
  guint place;

  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));
  g_return_if_fail (self->list != NULL);

  place = heed_corpus_rows_find (heed_corpus_list_get_rows (self->list), pair);
  if (place >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return;

  gtk_single_selection_set_selected (self->selection, place);
  scroll_to (self, place);
}

void
heed_corpus_table_focus (HeedCorpusTable *self)
{
  GtkWidget *list;

  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  list = find_list (self);
  if (list != NULL)
    gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

void
heed_corpus_table_set_has_model (HeedCorpusTable *self,
                                 gboolean         has_model)
{
  g_return_if_fail (HEED_IS_CORPUS_TABLE (self));

  self->has_model = has_model;
}

gboolean
heed_corpus_table_wants_probes (HeedCorpusTable *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_TABLE (self), FALSE);

  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    if (heed_corpus_columns_needs_probe ((HeedMeasure) i) &&
        gtk_column_view_column_get_visible (self->columns[i]))
      return TRUE;

  return FALSE;
}
