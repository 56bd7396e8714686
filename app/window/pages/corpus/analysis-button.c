/* analysis-button.c — a button that opens a popover with the result of an analysis
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/analysis-button.h"

#define WIDTH_PX  620
#define MAX_CHARS 74

/**
 * HeedAnalysisButton:
 *
 * A button with a popover.
 *
 * ## CSS nodes
 *
 * One node named `analysisbutton`.
 *
 * ## Accessibility
 *
 * A group with a button that has a label, and a table.
 */
struct _HeedAnalysisButton
{
  GtkWidget        parent_instance;

  GtkWidget       *button;
  GtkWidget       *popover;
  GtkWidget       *content;
  GtkWidget       *message;
  HeedNumberTable *table;
};

enum {
  SIGNAL_SHOWN,
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedAnalysisButton, heed_analysis_button, GTK_TYPE_WIDGET)

static void
shown_cb (HeedAnalysisButton *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
activated_cb (HeedAnalysisButton *self,
              guint               row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, row);
}

static void
heed_analysis_button_dispose (GObject *object)
{
  HeedAnalysisButton *self = HEED_ANALYSIS_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_analysis_button_parent_class)->dispose (object);
}

static void
heed_analysis_button_class_init (HeedAnalysisButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_analysis_button_dispose;

  /**
   * HeedAnalysisButton::shown:
   *
   * The popover was opened; the analysis should be computed.
   */
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", HEED_TYPE_ANALYSIS_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedAnalysisButton::chosen:
   * @row: the index of the row in the order of addition
   *
   * A row of the table was activated.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", HEED_TYPE_ANALYSIS_BUTTON, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "analysisbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_analysis_button_init (HeedAnalysisButton *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_size_request (self->content, WIDTH_PX, -1);
  self->message = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->message), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->message), MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0.0f);
  gtk_box_append (GTK_BOX (self->content), self->message);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->content);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  self->button = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->button, "compact");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
heed_analysis_button_new (const HeedAnalysisText *text,
                          const HeedTableColumn  *columns,
                          guint                   n_columns)
{
  HeedAnalysisButton *self = g_object_new (HEED_TYPE_ANALYSIS_BUTTON, NULL);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text->label);
  gtk_widget_set_tooltip_text (self->button, text->help);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button),
                                 text->opens_up ? GTK_ARROW_UP : GTK_ARROW_DOWN);
  self->table = HEED_NUMBER_TABLE (heed_number_table_new (columns, n_columns, text->name));
  g_signal_connect_object (self->table, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_hide (GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->table));

  return GTK_WIDGET (self);
}

void
heed_analysis_button_set_message (HeedAnalysisButton *self,
                                  const char         *message)
{
  g_return_if_fail (HEED_IS_ANALYSIS_BUTTON (self));

  gtk_label_set_text (GTK_LABEL (self->message), message);
  gtk_widget_set_visible (GTK_WIDGET (self->table), heed_number_table_get_n (self->table) > 0);
}

const char *
heed_analysis_button_get_message (HeedAnalysisButton *self)
{
  g_return_val_if_fail (HEED_IS_ANALYSIS_BUTTON (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->message));
}

HeedNumberTable *
heed_analysis_button_get_table (HeedAnalysisButton *self)
{
  g_return_val_if_fail (HEED_IS_ANALYSIS_BUTTON (self), NULL);

  return self->table;
}

void
heed_analysis_button_close (HeedAnalysisButton *self)
{
  g_return_if_fail (HEED_IS_ANALYSIS_BUTTON (self));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
}
