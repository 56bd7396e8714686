/* sink-chooser.c — the choice of how the weights of special tokens are displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reported share is that of the model's own attention, whatever is chosen, since
 * weights left out of a picture must be reported beside it.
 */

#include "app/window/pages/views/sink-chooser.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/**
 * HeedSinkChooser:
 *
 * A sentence, and a choice of shown, hidden or shared out.
 *
 * ## CSS nodes
 *
 * One node named `sinkchooser`.
 *
 * ## Accessibility
 *
 * The choice is labelled by the sentence.
 */
struct _HeedSinkChooser
{
  GtkWidget     parent_instance;

  GtkWidget    *label;
  GtkWidget    *choice;  /* NULL until first needed */
  HeedSinkRule  rule;
};

enum {
  PROP_0,
  PROP_RULE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedSinkChooser, heed_sink_chooser, GTK_TYPE_WIDGET)

static void
selected_cb (HeedSinkChooser *self)
{
  heed_sink_chooser_set_rule (
    self, (HeedSinkRule) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice)));
}

static void
heed_sink_chooser_dispose (GObject *object)
{
  HeedSinkChooser *self = HEED_SINK_CHOOSER (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->choice, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_sink_chooser_parent_class)->dispose (object);
}

static void
heed_sink_chooser_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_RULE)
    g_value_set_enum (value, HEED_SINK_CHOOSER (object)->rule);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_sink_chooser_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (property_id == PROP_RULE)
    heed_sink_chooser_set_rule (HEED_SINK_CHOOSER (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_sink_chooser_class_init (HeedSinkChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_sink_chooser_dispose;
  object_class->get_property = heed_sink_chooser_get_property;
  object_class->set_property = heed_sink_chooser_set_property;

  /**
   * HeedSinkChooser:rule:
   *
   * How the weights of special tokens are displayed.
   */
  properties[PROP_RULE] =
    g_param_spec_enum ("rule", NULL, NULL, HEED_TYPE_SINK_RULE, HEED_SINKS_SHOWN,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sinkchooser");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* A drop-down list is slow to create, and most sentences need none. */
static void
ensure_choice (HeedSinkChooser *self)
{
  /* In the order of HeedSinkRule. */
  const char *const rules[] = { _("shown"), _("hidden"), _("shared out"), NULL };

  if (self->choice != NULL)
    return;

  self->choice = gtk_drop_down_new_from_strings (rules);
  gtk_widget_add_css_class (self->choice, "compact");
  gtk_widget_set_tooltip_text (
    self->choice,
    _("Shown: as the model computed it. Hidden: those columns are left out, the others stay as "
      "they are. Shared out: what is left of each row is scaled to sum to 1."));
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), self->rule);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
}

static void
heed_sink_chooser_init (HeedSinkChooser *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "remark");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  gtk_box_layout_set_spacing (
    GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
heed_sink_chooser_new (void)
{
  return g_object_new (HEED_TYPE_SINK_CHOOSER, NULL);
}

/**
 * heed_sink_chooser_update:
 * @attention: (nullable): the model's own attention
 * @rows: the tokens of its rows
 * @columns: the tokens of its columns
 */
void
heed_sink_chooser_update (HeedSinkChooser  *self,
                          const HeedMatrix *attention,
                          const HeedToken  *rows,
                          const HeedToken  *columns)
{
  guint largest = 0;
  double taken;
  g_autofree char *token = NULL;
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (HEED_IS_SINK_CHOOSER (self));

  taken = attention != NULL ? heed_sinks_measure (attention, rows, columns, &largest) : 0.0;
  gtk_widget_set_visible (GTK_WIDGET (self), taken >= HEED_SINK_SHARE ||
                                             (taken > 0.0 && self->rule != HEED_SINKS_SHOWN));
  if (taken <= 0.0)
    return;

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    ensure_choice (self);

  token = heed_token_label_new (&columns[largest]);
  share = heed_number_format_percent (taken);
  /* Translators: a token such as the end of the sentence, and a percentage */
  text = g_strdup_printf (_("“%s” takes %s:"), token, share);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  if (self->choice != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
}

HeedSinkRule
heed_sink_chooser_get_rule (HeedSinkChooser *self)
{
  g_return_val_if_fail (HEED_IS_SINK_CHOOSER (self), HEED_SINKS_SHOWN);

  return self->rule;
}

void
heed_sink_chooser_set_rule (HeedSinkChooser *self,
                            HeedSinkRule     rule)
{
  g_return_if_fail (HEED_IS_SINK_CHOOSER (self));

  if (self->rule == rule)
    return;

  self->rule = rule;
  if (self->choice != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), rule);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RULE]);
}
