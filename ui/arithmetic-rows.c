/* arithmetic-rows.c — the quantities of an arithmetic, one row each: symbol, vector, number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are reused and refilled, and only while they are mapped: an explanation has about thirty of
 * them, and every step brings a new explanation.
 */

#include "ui/arithmetic-rows.h"

#include "ui/css-class.h"
#include "ui/elements-popover.h"
#include "ui/formula.h"
#include "ui/number-format.h"
#include "ui/vector-bar.h"

#define COLUMN_SPACING_PX 10
#define MIN_STRIP_PX      60

/**
 * HeedArithmeticRows:
 *
 * Lists every quantity of a computation in order. Activating a row opens a popover with the
 * elements of its vector.
 *
 * ## Keyboard
 *
 * Up and Down move between the rows; Return or Space opens one.
 *
 * ## CSS nodes
 *
 * One node named `arithmeticrows`. Each row has the class `quantity`, and `lit` if
 * its symbol is pointed at in the equation.
 *
 * ## Accessibility
 *
 * A list; the label of each row gives its symbol, its meaning and its number.
 */
struct _HeedArithmeticRows
{
  GtkWidget       parent_instance;

  GtkWidget      *list;
  GtkWidget      *popover;     /* NULL until a row is opened */
  GtkSizeGroup   *symbols;
  GPtrArray      *rows;        /* of Row, owned by the list */

  HeedArithmetic *arithmetic;  /* or NULL */
  HeedStage       first;
  HeedStage       last;
  gboolean        is_stale;    /* the rows still show an earlier arithmetic */
};

typedef struct {
  GtkWidget *row;
  GtkWidget *symbol;
  GtkWidget *strip;
  GtkWidget *number;
  int        quantity;
} Row;

enum {
  SIGNAL_POINTED_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedArithmeticRows, heed_arithmetic_rows, GTK_TYPE_WIDGET)

/* --- Rows --- */

static Row *
append_row (HeedArithmeticRows *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING_PX);

  row->row = gtk_list_box_row_new ();
  row->symbol = heed_formula_new ();
  row->strip = heed_vector_bar_new ();
  row->number = gtk_label_new (NULL);

  gtk_widget_set_valign (row->symbol, GTK_ALIGN_CENTER);
  gtk_size_group_add_widget (self->symbols, row->symbol);
  gtk_widget_set_focusable (row->strip, FALSE);  /* the row takes the focus and opens the vector */
  gtk_widget_set_hexpand (row->strip, TRUE);
  gtk_widget_set_valign (row->strip, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (row->strip, MIN_STRIP_PX, -1);
  gtk_label_set_xalign (GTK_LABEL (row->number), 1.0f);
  gtk_widget_add_css_class (row->number, "numeric");

  gtk_box_append (GTK_BOX (box), row->symbol);
  gtk_box_append (GTK_BOX (box), row->strip);
  gtk_box_append (GTK_BOX (box), row->number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_widget_add_css_class (row->row, "quantity");
  gtk_list_box_append (GTK_LIST_BOX (self->list), row->row);
  g_ptr_array_add (self->rows, row);

  return row;
}

/* The text of the number column: a scalar's value, a vector's length, or a matrix's shape. */
static char *
write_number (const HeedQuantity *quantity)
{
  if (quantity->values == NULL || quantity->n_rows > 1)
    return g_strdup_printf ("%u × %u", quantity->n_rows, quantity->n_columns);

  if (quantity->n_columns == 1)
    return heed_number_format_weight (quantity->values[0]);

  return g_strdup_printf ("%u", quantity->n_columns);
}

static void
fill_row (HeedArithmeticRows *self,
          Row                *row,
          int                 quantity)
{
  const HeedQuantity *shown = &self->arithmetic->quantities[quantity];
  gboolean is_matrix = shown->values == NULL || shown->n_rows > 1;
  gboolean is_vector = !is_matrix && shown->n_columns > 1;
  g_autofree char *number = write_number (shown);
  g_autofree char *meaning = heed_formula_describe (shown);
  g_autofree char *words = g_strdup_printf ("%s: %s · %s", shown->symbol, number, meaning);

  row->quantity = quantity;
  heed_formula_set_equation (HEED_FORMULA (row->symbol), shown->symbol);
  gtk_widget_set_opacity (row->strip, is_vector ? 1.0 : 0.0);
  heed_vector_bar_set_values (HEED_VECTOR_BAR (row->strip), is_vector ? shown->values : NULL,
                              is_vector ? shown->n_columns : 0);
  gtk_label_set_text (GTK_LABEL (row->number), number);
  gtk_widget_set_tooltip_text (row->symbol, meaning);
  gtk_widget_set_tooltip_text (row->row, meaning);

  heed_css_class_set (row->number, "muted", is_vector || is_matrix);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), shown->values != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static gboolean
is_shown (HeedArithmeticRows *self,
          guint               quantity)
{
  HeedStage stage = self->arithmetic->quantities[quantity].stage;

  return stage >= self->first && stage <= self->last;
}

static guint
count_shown (HeedArithmeticRows *self)
{
  guint n = 0;

  for (guint i = 0; self->arithmetic != NULL && i < self->arithmetic->n_quantities; i++)
    n += is_shown (self, i) ? 1 : 0;

  return n;
}

static void
resize_list (HeedArithmeticRows *self,
             guint               n_rows)
{
  while (self->rows->len < n_rows)
    append_row (self);

  while (self->rows->len > n_rows)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (GTK_LIST_BOX (self->list), last->row);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
}

static void
refill (HeedArithmeticRows *self)
{
  guint n_filled = 0;

  self->is_stale = FALSE;
  resize_list (self, count_shown (self));

  for (guint i = 0; self->arithmetic != NULL && i < self->arithmetic->n_quantities; i++)
    if (is_shown (self, i))
      fill_row (self, g_ptr_array_index (self->rows, n_filled++), (int) i);
}

static void
become_stale (HeedArithmeticRows *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refill (self);
}

static void
heed_arithmetic_rows_map (GtkWidget *widget)
{
  HeedArithmeticRows *self = HEED_ARITHMETIC_ROWS (widget);

  if (self->is_stale)
    refill (self);

  GTK_WIDGET_CLASS (heed_arithmetic_rows_parent_class)->map (widget);
}

/* --- Opening --- */

static Row *
find_row (HeedArithmeticRows *self,
          GtkListBoxRow      *row)
{
  return g_ptr_array_index (self->rows, (guint) gtk_list_box_row_get_index (row));
}

static void
row_activated_cb (HeedArithmeticRows *self,
                  GtkListBoxRow      *activated)
{
  Row *row = find_row (self, activated);

  if (self->popover != NULL)
    gtk_widget_unparent (self->popover);

  self->popover = heed_elements_popover_new ();
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_LEFT);
  gtk_widget_set_parent (self->popover, row->row);
  heed_elements_popover_set_quantity (HEED_ELEMENTS_POPOVER (self->popover),
                                      &self->arithmetic->quantities[row->quantity]);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* --- Pointing --- */

static void
motion_cb (HeedArithmeticRows *self,
           double              x,
           double              y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y);

  g_signal_emit (self, signals[SIGNAL_POINTED_AT], 0,
                 row != NULL ? find_row (self, row)->quantity : -1);
}

static void
leave_cb (HeedArithmeticRows *self)
{
  g_signal_emit (self, signals[SIGNAL_POINTED_AT], 0, -1);
}

static void
focus_cb (HeedArithmeticRows *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  g_signal_emit (self, signals[SIGNAL_POINTED_AT], 0,
                 row != NULL ? find_row (self, GTK_LIST_BOX_ROW (row))->quantity : -1);
}

static void
close_popover (HeedArithmeticRows *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
heed_arithmetic_rows_dispose (GObject *object)
{
  HeedArithmeticRows *self = HEED_ARITHMETIC_ROWS (object);

  close_popover (self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->symbols);
  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);

  G_OBJECT_CLASS (heed_arithmetic_rows_parent_class)->dispose (object);
}

static void
heed_arithmetic_rows_class_init (HeedArithmeticRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_arithmetic_rows_dispose;

  widget_class->map = heed_arithmetic_rows_map;

  /**
   * HeedArithmeticRows::pointed-at:
   * @quantity: which of the arithmetic's quantities, or -1
   *
   * The pointer is over a row, or the keyboard focus has moved to it; -1 if there is none.
   */
  signals[SIGNAL_POINTED_AT] =
    g_signal_new ("pointed-at", HEED_TYPE_ARITHMETIC_ROWS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "arithmeticrows");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_arithmetic_rows_init (HeedArithmeticRows *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->last = HEED_STAGE_WEIGHT;
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->symbols = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->list, "notify::focus-child", G_CALLBACK (focus_cb), self);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->list, motion);
}

/**
 * heed_arithmetic_rows_new:
 *
 * Returns: (transfer full): a list without rows
 */
GtkWidget *
heed_arithmetic_rows_new (void)
{
  return g_object_new (HEED_TYPE_ARITHMETIC_ROWS, NULL);
}

void
heed_arithmetic_rows_set_stages (HeedArithmeticRows *self,
                                 HeedStage           first,
                                 HeedStage           last)
{
  g_return_if_fail (HEED_IS_ARITHMETIC_ROWS (self));

  self->first = first;
  self->last = last;
  become_stale (self);
}

/**
 * heed_arithmetic_rows_set_arithmetic:
 * @arithmetic: (nullable): what to show
 *
 * An open popover is closed, since its numbers are out of date.
 */
void
heed_arithmetic_rows_set_arithmetic (HeedArithmeticRows *self,
                                     HeedArithmetic     *arithmetic)
{
  HeedArithmetic *before;

  g_return_if_fail (HEED_IS_ARITHMETIC_ROWS (self));

  if (self->arithmetic == arithmetic)
    return;

  close_popover (self);
  before = self->arithmetic;
  self->arithmetic = arithmetic != NULL ? heed_arithmetic_ref (arithmetic) : NULL;
  become_stale (self);
  heed_arithmetic_unref (before);
}

guint
heed_arithmetic_rows_get_n_rows (HeedArithmeticRows *self)
{
  g_return_val_if_fail (HEED_IS_ARITHMETIC_ROWS (self), 0);

  return self->rows->len;
}

void
heed_arithmetic_rows_light_up (HeedArithmeticRows *self,
                               int                 quantity)
{
  g_return_if_fail (HEED_IS_ARITHMETIC_ROWS (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      heed_css_class_set (row->row, "lit", row->quantity == quantity);
    }
}
