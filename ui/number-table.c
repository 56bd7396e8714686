/* number-table.c — a small table of texts and numbers, sorted by any column
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/number-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/steady-list.h"

#define COLUMN     "heed-column"
#define HEIGHT_PX  280

/* --- A row ----------------------------------------------------------------- */

#define HEED_TYPE_TABLE_ROW (heed_table_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedTableRow, heed_table_row, HEED, TABLE_ROW, GObject)

struct _HeedTableRow
{
  GObject        parent_instance;

  guint          number;    /* in the order of adding */
  guint          n_cells;
  HeedTableCell *cells;
};

G_DEFINE_FINAL_TYPE (HeedTableRow, heed_table_row, G_TYPE_OBJECT)

static void
heed_table_row_finalize (GObject *object)
{
  HeedTableRow *self = HEED_TABLE_ROW (object);

  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);

  G_OBJECT_CLASS (heed_table_row_parent_class)->finalize (object);
}

static void
heed_table_row_class_init (HeedTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_table_row_finalize;
}

static void
heed_table_row_init (HeedTableRow *self)
{
}

/* --- The table ------------------------------------------------------------- */

/**
 * HeedNumberTable:
 *
 * A scrolled table that can be sorted by its column titles.
 *
 * ## Keyboard
 *
 * Up, Down, Home and End select a row, Return activates it.
 *
 * ## CSS nodes
 *
 * One node named `numbertable`, with a `columnview`.
 *
 * ## Accessibility
 *
 * A group with a table, which has the given name.
 */
struct _HeedNumberTable
{
  GtkWidget              parent_instance;

  GtkWidget             *scrolled;
  GtkColumnView         *view;
  GtkSingleSelection    *selection;
  GListStore            *rows;
  const HeedTableColumn *columns;
  guint                  n_columns;
  guint                  n_added;
};

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedNumberTable, heed_number_table, GTK_TYPE_WIDGET)

static int
compare_numbers (double a,
                 double b)
{
  if (isnan (a) || isnan (b))
    return (isnan (a) ? 1 : 0) - (isnan (b) ? 1 : 0);

  return a < b ? -1 : a > b ? 1 : 0;
}

/* Rows with equal numbers are compared by the order of adding. */
static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      column)
{
  const HeedTableRow *one = a;
  const HeedTableRow *other = b;
  guint i = GPOINTER_TO_UINT (column);
  int order = compare_numbers (one->cells[i].number, other->cells[i].number);

  return order != 0 ? order : one->number < other->number ? -1 : 1;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          HeedNumberTable          *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN));
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell),
                              self->columns[column].is_text ? 0.0f : 1.0f);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), self->columns[column].n_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), self->columns[column].n_chars);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         HeedNumberTable          *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN));
  HeedTableRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), row->cells[column].text);
  gtk_widget_set_tooltip_text (cell, self->columns[column].is_text ? row->cells[column].text
                                                                   : NULL);
}

static void
activate_cb (HeedNumberTable *self,
             guint            place)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, heed_number_table_get_row (self, place));
}

static void
heed_number_table_dispose (GObject *object)
{
  HeedNumberTable *self = HEED_NUMBER_TABLE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (heed_number_table_parent_class)->dispose (object);
}

static void
heed_number_table_class_init (HeedNumberTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_number_table_dispose;

  /**
   * HeedNumberTable::activated:
   * @row: index of the row, in the order of adding
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", HEED_TYPE_NUMBER_TABLE,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "numbertable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_number_table_init (HeedNumberTable *self)
{
  self->rows = g_list_store_new (HEED_TYPE_TABLE_ROW);
}

/* --- Filling it ------------------------------------------------------------ */

static void
add_column (HeedNumberTable *self,
            guint            i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_(self->columns[i].title), factory);
  g_autoptr(GtkSorter) sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (i), NULL));

  g_object_set_data (G_OBJECT (factory), COLUMN, GUINT_TO_POINTER (i));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, self->columns[i].is_text);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

/* GTK has no function for this: the first child of the column view is the row of titles. */
static void
explain_titles (HeedNumberTable *self)
{
  GtkWidget *title =
    gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  for (guint i = 0; title != NULL && i < self->n_columns; i++)
    {
      gtk_widget_set_tooltip_text (title, _(self->columns[i].help));
      title = gtk_widget_get_next_sibling (title);
    }
}

static void
add_view (HeedNumberTable *self)
{
  GtkSortListModel *sorted;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  for (guint i = 0; i < self->n_columns; i++)
    add_column (self, i);

  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  explain_titles (self);
}

/**
 * heed_number_table_new:
 * @columns: borrowed; must outlive the table
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
heed_number_table_new (const HeedTableColumn *columns,
                       guint                  n_columns,
                       const char            *name)
{
  HeedNumberTable *self = g_object_new (HEED_TYPE_NUMBER_TABLE, NULL);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->columns = columns;
  self->n_columns = n_columns;
  add_view (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  self->scrolled = GTK_WIDGET (scrolled);
  gtk_scrolled_window_set_policy (scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (scrolled, HEIGHT_PX);
  gtk_scrolled_window_set_child (scrolled, GTK_WIDGET (self->view));
  heed_steady_list_add (scrolled, G_LIST_MODEL (self->selection));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
heed_number_table_clear (HeedNumberTable *self)
{
  g_return_if_fail (HEED_IS_NUMBER_TABLE (self));

  g_list_store_remove_all (self->rows);
  self->n_added = 0;
}

/**
 * heed_number_table_add:
 * @cells: one per column; takes ownership of their texts
 */
void
heed_number_table_add (HeedNumberTable *self,
                       HeedTableCell   *cells)
{
  g_autoptr(HeedTableRow) row = NULL;

  g_return_if_fail (HEED_IS_NUMBER_TABLE (self));

  row = g_object_new (HEED_TYPE_TABLE_ROW, NULL);
  row->number = self->n_added++;
  row->n_cells = self->n_columns;
  row->cells = g_memdup2 (cells, self->n_columns * sizeof *cells);
  g_list_store_append (self->rows, row);
}

guint
heed_number_table_get_n (HeedNumberTable *self)
{
  g_return_val_if_fail (HEED_IS_NUMBER_TABLE (self), 0);

  return self->n_added;
}

static GtkColumnViewColumn *
dup_column (HeedNumberTable *self,
            guint            column)
{
  return g_list_model_get_item (gtk_column_view_get_columns (self->view), column);
}

void
heed_number_table_show_column (HeedNumberTable *self,
                               guint            column,
                               gboolean         is_shown)
{
  g_autoptr(GtkColumnViewColumn) one = NULL;

  g_return_if_fail (HEED_IS_NUMBER_TABLE (self));
  g_return_if_fail (column < self->n_columns);

  one = dup_column (self, column);
  gtk_column_view_column_set_visible (one, is_shown);
}

void
heed_number_table_sort (HeedNumberTable *self,
                        guint            column,
                        gboolean         is_descending)
{
  g_autoptr(GtkColumnViewColumn) one = NULL;

  g_return_if_fail (HEED_IS_NUMBER_TABLE (self));
  g_return_if_fail (column < self->n_columns);

  one = dup_column (self, column);
  gtk_column_view_sort_by_column (self->view, one,
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* --- Reading it ------------------------------------------------------------ */

static HeedTableRow *
dup_row (HeedNumberTable *self,
         guint            place)
{
  return g_list_model_get_item (G_LIST_MODEL (self->selection), place);
}

const char *
heed_number_table_get_text (HeedNumberTable *self,
                            guint            place,
                            guint            column)
{
  g_autoptr(HeedTableRow) row = NULL;

  g_return_val_if_fail (HEED_IS_NUMBER_TABLE (self), NULL);
  g_return_val_if_fail (place < self->n_added && column < self->n_columns, NULL);

  row = dup_row (self, place);

  return row->cells[column].text;
}

guint
heed_number_table_get_row (HeedNumberTable *self,
                           guint            place)
{
  g_autoptr(HeedTableRow) row = NULL;

  g_return_val_if_fail (HEED_IS_NUMBER_TABLE (self), 0);
  g_return_val_if_fail (place < self->n_added, 0);

  row = dup_row (self, place);

  return row->number;
}
