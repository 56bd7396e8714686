/* elements-popover.c — a vector, element by element
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text that can be selected: of a thousand numbers it costs no more than of ten,
 * a screen reader reads it, and it can be copied, a part or all of it.
 */

#include "ui/elements-popover.h"

#include <glib/gi18n.h>

#include "ui/formula.h"
#include "ui/number-format.h"

#define MARGIN_PX     8
#define MIN_WIDTH_PX  180
#define MAX_HEIGHT_PX 320

/**
 * HeedElementsPopover:
 *
 * What a quantity is, and every number of it.
 *
 * ## Keyboard
 *
 * As in a text; Escape closes it.
 *
 * ## CSS nodes
 *
 * That of a popover, with the class `elements`.
 *
 * ## Accessibility
 *
 * A popover with a text, which is labelled with what the quantity is.
 */
struct _HeedElementsPopover
{
  GtkPopover  parent_instance;

  GtkWidget  *symbol;
  GtkWidget  *meaning;
  GtkWidget  *text;
  GtkWidget  *copy;
  char       *whole;   /* what is copied */
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
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT_PX);
  gtk_widget_set_size_request (scrolled, MIN_WIDTH_PX, -1);

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
  gtk_label_set_max_width_chars (GTK_LABEL (self->meaning), 32);
  gtk_widget_add_css_class (self->meaning, "muted");

  self->copy = gtk_button_new_with_label (_("Copy"));
  gtk_widget_set_tooltip_text (self->copy, _("Index and number of each, a line each"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_END);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_clicked_cb), self);

  gtk_box_append (GTK_BOX (box), self->symbol);
  gtk_box_append (GTK_BOX (box), self->meaning);
  gtk_box_append (GTK_BOX (box), new_text (self));
  gtk_box_append (GTK_BOX (box), self->copy);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "elements");
}

/**
 * heed_elements_popover_new:
 *
 * Returns: (transfer full): a popover of nothing
 */
GtkWidget *
heed_elements_popover_new (void)
{
  return g_object_new (HEED_TYPE_ELEMENTS_POPOVER, NULL);
}

/* What is read: few decimals, in the locale's writing. */
static char *
write_for_reading (const HeedQuantity *quantity)
{
  GString *text = g_string_new (NULL);
  guint n = quantity->n_rows * quantity->n_columns;
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
 * Returns: (transfer full): a line for each number: its index from 0, a tabulator,
 *   and the number as a program reads it, in full
 */
char *
heed_elements_popover_write (const HeedQuantity *quantity)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < quantity->n_rows * quantity->n_columns; i++)
    g_string_append_printf (text, "%u\t%s\n", i,
                            g_ascii_formatd (number, sizeof number, "%.9g",
                                             quantity->values[i]));

  return g_string_free (text, FALSE);
}

/**
 * heed_elements_popover_set_quantity:
 * @quantity: one that has numbers
 */
void
heed_elements_popover_set_quantity (HeedElementsPopover *self,
                                    const HeedQuantity  *quantity)
{
  g_autofree char *text = NULL;
  g_autofree char *meaning = NULL;

  g_return_if_fail (HEED_IS_ELEMENTS_POPOVER (self));
  g_return_if_fail (quantity != NULL && quantity->values != NULL);

  text = write_for_reading (quantity);
  meaning = heed_formula_describe (quantity);
  g_free (self->whole);
  self->whole = heed_elements_popover_write (quantity);

  heed_formula_set_equation (HEED_FORMULA (self->symbol), quantity->symbol);
  gtk_label_set_text (GTK_LABEL (self->meaning), meaning);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  meaning, -1);
}
