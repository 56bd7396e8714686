/* effect-line.c — what the selected source words did, where the verdict stands
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/effect-line.h"

#include "app/window/pages/source-effect.h"

struct _HeedEffectLine
{
  GObject                   parent_instance;

  const HeedTranslateParts *parts;
  HeedDocument             *document;
  HeedSourceEffect         *effect;    /* of the selected columns; NULL without a document */
  int                       first;     /* word that was asked for; -1: none */
  int                       last;
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
  self->first = self->last = -1;
}

static void
selection_changed_cb (HeedEffectLine *self)
{
  if (self->document != NULL)
    heed_effect_line_ask (self, FALSE);
}

HeedEffectLine *
heed_effect_line_new (const HeedTranslateParts *parts)
{
  HeedEffectLine *self = g_object_new (HEED_TYPE_EFFECT_LINE, NULL);

  self->parts = parts;
  g_signal_connect_object (heed_heatmap_get_view (parts->heatmap), "notify::selected-column",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static void
effect_changed_cb (HeedEffectLine *self)
{
  g_autofree char *text = heed_source_effect_dup_text (self->effect);

  gtk_widget_set_visible (self->parts->verdict, text == NULL);
  gtk_widget_set_visible (self->parts->effect_label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->parts->effect_label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->parts->effect_label, text);
}

/* The engine's thread is the document's. */
void
heed_effect_line_set_document (HeedEffectLine *self,
                               HeedDocument   *document)
{
  g_return_if_fail (HEED_IS_EFFECT_LINE (self));

  g_clear_object (&self->effect);
  self->first = self->last = -1;
  g_set_object (&self->document, document);
  if (document == NULL)
    return;

  self->effect = heed_source_effect_new (heed_document_get_worker (document));
  g_signal_connect_object (self->effect, "changed", G_CALLBACK (effect_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Words of the source that are selected; -1 is none. Several are in one row of the
 * heatmap, from the one that was chosen first to another. */
static void
find_words (HeedEffectLine *self,
            int            *first,
            int            *last)
{
  const HeedWordMap *columns = self->parts->shown->columns;
  HeedHeatmapView *heatmap = heed_heatmap_get_view (self->parts->heatmap);
  int column = heed_word_map_find (
    columns, heed_document_view_get_column (heed_document_get_view (self->document)));

  if (!heed_heatmap_view_get_range (heatmap, first, last) || *last >= (int) columns->n_words ||
      column != heed_heatmap_view_get_selected_column (heatmap))
    *first = *last = column;

  if (heed_document_get_translation (self->document)->site.kind != HEED_ATTENTION_CROSS)
    *first = *last = -1;
}

void
heed_effect_line_ask (HeedEffectLine *self,
                      gboolean        has_new_steps)
{
  const HeedShownAttention *shown = self->parts->shown;
  int first, last;

  g_return_if_fail (HEED_IS_EFFECT_LINE (self));

  if (shown == NULL)
    return;

  find_words (self, &first, &last);
  if (first == self->first && last == self->last && !has_new_steps)
    return;

  self->first = first;
  self->last = last;
  if (first >= 0)
    heed_source_effect_ask (self->effect, self->document, shown->columns->starts[first],
                            shown->columns->starts[last + 1]);
  else
    heed_source_effect_ask (self->effect, NULL, 0, 0);
}
