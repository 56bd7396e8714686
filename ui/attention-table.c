/* attention-table.c — the numbers of a heatmap as a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK 4.8 cannot give the parts of a drawn widget accessible objects of their own. A column view
 * has them, so this table offers the numbers of the heatmap to screen readers.
 */

#include "ui/attention-table.h"

#include <glib/gi18n.h>

#include "ui/steady-list.h"

/**
 * HeedAttentionTable:
 *
 * One line per cell: target token, source token, weight and score.
 *
 * ## Keyboard
 *
 * Arrows, Page Up, Page Down, Home and End choose a line.
 *
 * ## CSS nodes
 *
 * One node named `attentiontable` around that of a GtkColumnView.
 *
 * ## Accessibility
 *
 * A labelled group around a table with headers.
 */
struct _HeedAttentionTable
{
  GtkWidget            parent_instance;

  GtkWidget           *view;
  GtkSingleSelection  *selection;
  HeedAttentionCells  *cells;         /* NULL: none yet */
  gboolean             is_being_told; /* the program, not the user, is selecting */
};

enum {
  SIGNAL_CELL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedAttentionTable, heed_attention_table, GTK_TYPE_WIDGET)

/* Returns the text of one column for a cell. */
typedef char *(*TextFunc) (HeedAttentionCell *cell);

static char *
dup_target (HeedAttentionCell *cell)
{
  return g_strdup (heed_attention_cell_get_target (cell));
}

static char *
dup_source (HeedAttentionCell *cell)
{
  return g_strdup (heed_attention_cell_get_source (cell));
}

static const struct {
  const char *title;
  TextFunc    dup_text;
  gboolean    is_number;
} columns[] = {
  { N_("Target"), dup_target, FALSE },
  { N_("Source"), dup_source, FALSE },
  { N_("Weight α"), heed_attention_cell_dup_weight, TRUE },
  { N_("Score e"), heed_attention_cell_dup_score, TRUE },
  { N_("Gold link"), heed_attention_cell_dup_link, FALSE },
};

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  column)
{
  gboolean is_number = columns[GPOINTER_TO_UINT (column)].is_number;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0f : 0.0f);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  column)
{
  HeedAttentionCell *cell = gtk_list_item_get_item (item);
  g_autofree char *text = columns[GPOINTER_TO_UINT (column)].dup_text (cell);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
append_column (HeedAttentionTable *self,
               guint               column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (_(columns[column].title), factory);
  gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
}

#define WEIGHTS 2  /* index of the weight column */
#define LINKS   4  /* index of the link column, visible only if there are links */

static void
name_column (HeedAttentionTable *self,
             guint               column,
             const char         *title)
{
  GListModel *list = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (list, column);

  gtk_column_view_column_set_title (view_column, title);
}

static void
show_column (HeedAttentionTable *self,
             guint               column,
             gboolean            is_seen)
{
  GListModel *list = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (list, column);

  gtk_column_view_column_set_visible (view_column, is_seen);
}

static void
selected_cb (HeedAttentionTable *self)
{
  HeedAttentionCell *cell = gtk_single_selection_get_selected_item (self->selection);

  if (cell != NULL && !self->is_being_told)
    g_signal_emit (self, signals[SIGNAL_CELL_SELECTED], 0, (int) heed_attention_cell_get_row (cell),
                   (int) heed_attention_cell_get_column (cell));
}

static void
heed_attention_table_dispose (GObject *object)
{
  HeedAttentionTable *self = HEED_ATTENTION_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);

  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->cells);

  G_OBJECT_CLASS (heed_attention_table_parent_class)->dispose (object);
}

static void
heed_attention_table_class_init (HeedAttentionTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_attention_table_dispose;

  /**
   * HeedAttentionTable::cell-selected:
   * @row: index of the target token
   * @column: index of the source token
   *
   * The user selected this line.
   */
  signals[SIGNAL_CELL_SELECTED] =
    g_signal_new ("cell-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "attentiontable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_attention_table_init (HeedAttentionTable *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);

  self->view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)));
  gtk_widget_add_css_class (self->view, "data-table");
  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    append_column (self, column);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->view);
  heed_steady_list_add (GTK_SCROLLED_WINDOW (window), G_LIST_MODEL (self->selection));
  gtk_widget_set_parent (window, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attention as a table"), -1);
}

GtkWidget *
heed_attention_table_new (void)
{
  return g_object_new (HEED_TYPE_ATTENTION_TABLE, NULL);
}

/**
 * heed_attention_table_set_cells:
 * @cells: (nullable): what to list
 *
 * Nothing is selected afterwards.
 */
void
heed_attention_table_set_cells (HeedAttentionTable *self,
                                HeedAttentionCells *cells)
{
  g_return_if_fail (HEED_IS_ATTENTION_TABLE (self));

  self->is_being_told = TRUE;
  show_column (self, LINKS, cells != NULL && heed_attention_cells_has_links (cells));
  g_set_object (&self->cells, cells);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (cells));
  self->is_being_told = FALSE;
}

void
heed_attention_table_select (HeedAttentionTable *self,
                             int                 row,
                             int                 column)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (HEED_IS_ATTENTION_TABLE (self));

  if (self->cells != NULL && row >= 0 && column >= 0)
    position = heed_attention_cells_get_position (self->cells, (guint) row, (guint) column);

  if (gtk_single_selection_get_selected (self->selection) == position)
    return;

  self->is_being_told = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_being_told = FALSE;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/**
 * heed_attention_table_set_quantity:
 * @quantity: (nullable): what the numbers are; %NULL: weights of an attention
 */
void
heed_attention_table_set_quantity (HeedAttentionTable *self,
                                   const char         *quantity)
{
  g_return_if_fail (HEED_IS_ATTENTION_TABLE (self));

  name_column (self, WEIGHTS, quantity != NULL ? quantity : _(columns[WEIGHTS].title));
}
