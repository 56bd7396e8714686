/* token-chip.c — a button that shows one token of a sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/token-chip.h"

#include <glib/gi18n.h>

#include "ui/css-class.h"
#include "ui/token-label.h"

#define MAX_CHARS 24

/**
 * heed_token_chip_new:
 *
 * Returns: (transfer full): a #GtkButton with the class `chip`
 */
GtkWidget *
heed_token_chip_new (void)
{
  GtkWidget *chip = gtk_button_new_with_label ("");
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip)));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (label, MAX_CHARS);
  gtk_widget_add_css_class (chip, "chip");

  return chip;
}

/**
 * heed_token_chip_set_selected:
 * @is_selected: whether it has the class `selected`
 */
void
heed_token_chip_set_selected (GtkWidget *chip,
                              gboolean   is_selected)
{
  heed_css_class_set (chip, "selected", is_selected);
}

/**
 * heed_token_chip_get_hidden:
 *
 * Returns: whether it has the class `hidden`
 */
gboolean
heed_token_chip_get_hidden (GtkWidget *chip)
{
  return gtk_widget_has_css_class (chip, "hidden");
}

/**
 * heed_token_chip_set_hidden:
 * @is_hidden: whether the token is hidden from the decoder; the chip is then struck
 *   through, and its description says so
 *
 * Cost: nothing if the state is unchanged, as it is for most tokens most of the time
 */
void
heed_token_chip_set_hidden (GtkWidget *chip,
                            gboolean   is_hidden)
{
  if (heed_token_chip_get_hidden (chip) == !!is_hidden)
    return;

  heed_css_class_set (chip, "hidden", is_hidden);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  is_hidden ? _("hidden from the decoder") : "",
                                  -1);
}

/**
 * heed_token_chip_set_text:
 * @text: shown up to a maximum width, the rest in a tooltip
 *
 * A chip whose text changes is no longer hidden.
 */
void
heed_token_chip_set_text (GtkWidget  *chip,
                          const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip)));
  const char *tooltip = g_utf8_strlen (text, -1) > MAX_CHARS ? text : NULL;
  PangoAttrList *attributes;

  if (g_str_equal (gtk_label_get_text (label), text))
    return;

  attributes = heed_token_label_new_attributes (text);
  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (chip), tooltip) != 0)
    gtk_widget_set_tooltip_text (chip, tooltip);

  heed_token_chip_set_hidden (chip, FALSE);

  g_clear_pointer (&attributes, pango_attr_list_unref);
}
