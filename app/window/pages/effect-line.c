/* effect-line.c — what the selected source word did, where the verdict stands
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/effect-line.h"

#include "app/window/pages/source-effect.h"

struct _HeedEffectLine
{
  GObject           parent_instance;

  GtkWidget        *label;
  GtkWidget        *verdict;
  HeedDocument     *document;
  HeedSourceEffect *effect;    /* of the selected column; NULL without a document */
  int               column;    /* that was asked for; -1: none */
};

G_DEFINE_FINAL_TYPE (HeedEffectLine, heed_effect_line, G_TYPE_OBJECT)

static void
heed_effect_line_dispose (GObject *object)
{
  HeedEffectLine *self = HEED_EFFECT_LINE (object);

  g_clear_object (&self->effect);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (heed_effect_line_parent_class)->dispose (object);
}

static void
heed_effect_line_class_init (HeedEffectLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_effect_line_dispose;
}

static void
heed_effect_line_init (HeedEffectLine *self)
{
  self->column = -1;
}

HeedEffectLine *
heed_effect_line_new (GtkWidget *label,
                      GtkWidget *verdict)
{
  HeedEffectLine *self = g_object_new (HEED_TYPE_EFFECT_LINE, NULL);

  self->label = label;
  self->verdict = verdict;

  return self;
}

static void
effect_changed_cb (HeedEffectLine *self)
{
  g_autofree char *text = heed_source_effect_dup_text (self->effect);

  gtk_widget_set_visible (self->verdict, text == NULL);
  gtk_widget_set_visible (self->label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->label, text);
}

/* The engine's thread is the document's. */
void
heed_effect_line_set_document (HeedEffectLine *self,
                               HeedDocument   *document)
{
  g_return_if_fail (HEED_IS_EFFECT_LINE (self));

  g_clear_object (&self->effect);
  self->column = -1;
  g_set_object (&self->document, document);
  if (document == NULL)
    return;

  self->effect = heed_source_effect_new (heed_document_get_worker (document));
  g_signal_connect_object (self->effect, "changed", G_CALLBACK (effect_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
heed_effect_line_ask (HeedEffectLine           *self,
                      const HeedShownAttention *shown,
                      gboolean                  has_new_steps)
{
  gboolean is_cross = heed_document_get_translation (self->document)->site.kind ==
                      HEED_ATTENTION_CROSS;
  int token = heed_document_view_get_column (heed_document_get_view (self->document));
  int column = is_cross ? heed_word_map_find (shown->columns, token) : -1;

  if (column == self->column && !has_new_steps)
    return;

  self->column = column;
  if (column >= 0)
    heed_source_effect_ask (self->effect, self->document, shown->columns->starts[column],
                            shown->columns->starts[column + 1]);
  else
    heed_source_effect_ask (self->effect, NULL, 0, 0);
}
