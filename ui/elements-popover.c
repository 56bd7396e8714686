/* elements-popover.c — a popover with every element of a vector or matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The elements are one selectable text: a thousand numbers cost no more widgets than ten, screen
 * readers can read it, and any part of it can be copied. Of a large matrix only the first rows and
 * columns are shown, but the Copy button copies all of it.
 */

#include "ui/elements-popover.h"

#include <glib/gi18n.h>

#include "ui/formula.h"
#include "ui/number-format.h"

#define MARGIN_PX     8
#define MIN_WIDTH_PX  180
#define MATRIX_WIDTH_PX 420
#define MAX_HEIGHT_PX 320
#define MAX_SIDE      64    /* maximum number of rows and of columns shown of a matrix */

/**
 * HeedElementsPopover:
 *
 * Shows the meaning of a quantity and every number in it.
 *
 * ## Keyboard
 *
 * As in a text view; Escape closes it.
 *
 * ## CSS nodes
 *
 * That of a popover, with the class `elements`.
 *
 * ## Accessibility
 *
 * A popover with a text that is labelled with the meaning of the quantity.
 */
struct _HeedElementsPopover
{
  GtkPopover  parent_instance;

  GtkWidget  *symbol;
  GtkWidget  *meaning;
  GtkWidget  *text;
  GtkWidget  *rest;    /* says how much is not shown */
  GtkWidget  *copy;
  char       *whole;   /* the text that is copied */
};

G_DEFINE_FINAL_TYPE (HeedElementsPopover, heed_elements_popover, GTK_TYPE_POPOVER)

static void
copy_clicked_cb (HeedElementsPopover *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          self->whole != NULL ? self->whole : "");
}

static void
heed_elements_popover_finalize (GObject *object)
{
  g_free (HEED_ELEMENTS_POPOVER (object)->whole);

  G_OBJECT_CLASS (heed_elements_popover_parent_class)->finalize (object);
}

static void
heed_elements_popover_class_init (HeedElementsPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_elements_popover_finalize;
}

static GtkWidget *
new_text (HeedElementsPopover *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->text), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->text);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT_PX);

  return scrolled;
}

static void
heed_elements_popover_init (HeedElementsPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN_PX);

  self->symbol = heed_formula_new ();
  self->meaning = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->meaning), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->meaning), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->meaning), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->meaning), 32);
  gtk_widget_add_css_class (self->meaning, "muted");

  self->rest = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->rest), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->rest), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->rest), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->rest), 32);
  gtk_widget_add_css_class (self->rest, "muted");

  self->copy = gtk_button_new_with_label (_("Copy"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_END);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_clicked_cb), self);

  gtk_box_append (GTK_BOX (box), self->symbol);
  gtk_box_append (GTK_BOX (box), self->meaning);
  gtk_box_append (GTK_BOX (box), new_text (self));
  gtk_box_append (GTK_BOX (box), self->rest);
  gtk_box_append (GTK_BOX (box), self->copy);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "elements");
}

/**
 * heed_elements_popover_new:
 *
 * Returns: (transfer full): an empty popover
 */
GtkWidget *
heed_elements_popover_new (void)
{
  return g_object_new (HEED_TYPE_ELEMENTS_POPOVER, NULL);
}

static gboolean
is_matrix (const HeedQuantity *quantity)
{
  return quantity->n_rows > 1;
}

static gboolean
is_cut (const HeedQuantity *quantity)
{
  return is_matrix (quantity) && (quantity->n_rows > MAX_SIDE || quantity->n_columns > MAX_SIDE);
}

/* Writes one line per row, with the numbers of a column aligned. */
static char *
write_matrix (const HeedQuantity *quantity)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < MIN (quantity->n_rows, MAX_SIDE); row++)
    {
      const float *values = quantity->values + (gsize) row * quantity->n_columns;

      g_string_append_printf (text, "%s%2u ", row > 0 ? "\n" : "", row);
      for (guint column = 0; column < MIN (quantity->n_columns, MAX_SIDE); column++)
        {
          g_autofree char *number = heed_number_format_element (values[column]);

          g_string_append_printf (text, " %s%s", values[column] < 0.0f ? "" : " ", number);
        }
    }

  return g_string_free (text, FALSE);
}

/* Writes one line per number, for reading: few decimals. */
static char *
write_vector (const HeedQuantity *quantity)
{
  GString *text = g_string_new (NULL);
  guint n = quantity->n_columns;
  int n_digits = n > 1000 ? 4 : n > 100 ? 3 : n > 10 ? 2 : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = heed_number_format_element (quantity->values[i]);

      g_string_append_printf (text, "%s%*u  %s%s", i > 0 ? "\n" : "", n_digits, i,
                              quantity->values[i] < 0.0f ? "" : " ", number);
    }

  return g_string_free (text, FALSE);
}

/**
 * heed_elements_popover_write:
 *
 * Returns: (transfer full): for a vector, one line per number: its index from 0, a tab, and the
 *   number in the C locale with full precision; for a matrix, one line per row, its numbers
 *   separated by tabs
 */
char *
heed_elements_popover_write (const HeedQuantity *quantity)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < (gsize) quantity->n_rows * quantity->n_columns; i++)
    {
      gboolean is_last = !is_matrix (quantity) || (i + 1) % quantity->n_columns == 0;

      if (!is_matrix (quantity))
        g_string_append_printf (text, "%u\t", (guint) i);
      g_string_append_printf (text, "%s%s",
                              g_ascii_formatd (number, sizeof number, "%.9g", quantity->values[i]),
                              is_last ? "\n" : "\t");
    }

  return g_string_free (text, FALSE);
}

/* Sets the width, which is larger for a matrix, and the note about what is not shown. */
static void
show_rest (HeedElementsPopover *self,
           const HeedQuantity  *quantity)
{
  g_autofree char *text =
    /* Translators: how many rows and how many columns of a matrix. */
    g_strdup_printf (_("The first %u × %u are shown; copying takes all."),
                     MIN (quantity->n_rows, MAX_SIDE), MIN (quantity->n_columns, MAX_SIDE));

  gtk_label_set_text (GTK_LABEL (self->rest), text);
  gtk_widget_set_visible (self->rest, is_cut (quantity));
  gtk_widget_set_size_request (gtk_widget_get_parent (self->text),
                               is_matrix (quantity) ? MATRIX_WIDTH_PX : MIN_WIDTH_PX, -1);
  gtk_widget_set_tooltip_text (
    self->copy, is_matrix (quantity) ? _("One row per line, numbers separated by tabs")
                                     : _("Index and number of each, a line each"));
}

/**
 * heed_elements_popover_set_quantity:
 * @quantity: must have values
 */
void
heed_elements_popover_set_quantity (HeedElementsPopover *self,
                                    const HeedQuantity  *quantity)
{
  g_autofree char *text = NULL;
  g_autofree char *meaning = NULL;

  g_return_if_fail (HEED_IS_ELEMENTS_POPOVER (self));
  g_return_if_fail (quantity != NULL && quantity->values != NULL);

  text = is_matrix (quantity) ? write_matrix (quantity) : write_vector (quantity);
  meaning = heed_formula_describe (quantity);
  g_free (self->whole);
  self->whole = heed_elements_popover_write (quantity);

  heed_formula_set_equation (HEED_FORMULA (self->symbol), quantity->symbol);
  gtk_label_set_text (GTK_LABEL (self->meaning), meaning);
  show_rest (self, quantity);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  meaning, -1);
}
