/* effect-line.c — the effect of the selected source words, in place of the verdict
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/effect-line.h"

#include <string.h>

#include "app/window/pages/parts/word-selection.h"
#include "app/window/pages/translate/end-line.h"
#include "app/window/pages/translate/source-effect.h"

struct _HeedEffectLine
{
  GObject                   parent_instance;

  const HeedTranslateParts *parts;
  HeedDocument             *document;
  HeedSourceEffect         *effect;    /* of the selected columns; NULL without a document */
  GArray                   *words;     /* of guint: the words of the last request */
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
heed_effect_line_finalize (GObject *object)
{
  g_array_unref (HEED_EFFECT_LINE (object)->words);

  G_OBJECT_CLASS (heed_effect_line_parent_class)->finalize (object);
}

static void
heed_effect_line_class_init (HeedEffectLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_effect_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_effect_line_finalize;
}

static void
heed_effect_line_init (HeedEffectLine *self)
{
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
selection_changed_cb (HeedEffectLine *self)
{
  if (self->document != NULL)
    heed_effect_line_ask (self, FALSE);
}

/* Adds a source word to the selection or removes it; words are columns of the heatmap. */
static void
token_toggled_cb (HeedEffectLine *self,
                  guint           word)
{
  HeedHeatmapView *heatmap = heed_heatmap_get_view (self->parts->heatmap);

  if (self->document == NULL || self->parts->shown == NULL ||
      heed_document_get_translation (self->document)->site.kind == HEED_ATTENTION_DECODER_SELF)
    return;

  heed_heatmap_view_toggle (heatmap, (int) word);
  heed_word_selection_pick_cell (heed_document_get_view (self->document), self->parts->shown,
                                 heed_heatmap_view_get_selected_row (heatmap),
                                 heed_heatmap_view_get_selected_column (heatmap));
}

HeedEffectLine *
heed_effect_line_new (const HeedTranslateParts *parts)
{
  HeedEffectLine *self = g_object_new (HEED_TYPE_EFFECT_LINE, NULL);

  self->parts = parts;
  g_signal_connect_object (heed_heatmap_get_view (parts->heatmap), "notify::selected-column",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->tokens, "token-toggled", G_CALLBACK (token_toggled_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
effect_changed_cb (HeedEffectLine *self)
{
  g_autofree char *effect = heed_source_effect_dup_text (self->effect);
  g_autofree char *ending =
    effect != NULL && self->document != NULL ? heed_end_line_dup_ending (self->document) : NULL;
  g_autofree char *text =
    effect != NULL ? g_strjoin (" ", effect, ending != NULL ? ending : "", NULL) : NULL;

  gtk_widget_set_visible (self->parts->verdict, text == NULL);
  gtk_widget_set_visible (self->parts->effect_label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->parts->effect_label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->parts->effect_label, text);
}

/* Uses the engine's thread of the document. */
void
heed_effect_line_set_document (HeedEffectLine *self,
                               HeedDocument   *document)
{
  g_return_if_fail (HEED_IS_EFFECT_LINE (self));

  g_clear_object (&self->effect);
  g_array_set_size (self->words, 0);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;

  self->effect = heed_source_effect_new (heed_document_get_worker (document));
  g_signal_connect_object (self->effect, "changed", G_CALLBACK (effect_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Finds the selected source words: one, or several columns of a row of the heatmap.
 * Returns: whether they differ from those of the last request */
static gboolean
find_words (HeedEffectLine *self)
{
  const HeedWordMap *columns = self->parts->shown->columns;
  HeedHeatmapView *heatmap = heed_heatmap_get_view (self->parts->heatmap);
  int column = heed_word_map_find (
    columns, heed_document_view_get_column (heed_document_get_view (self->document)));
  g_autoptr(GArray) before = g_steal_pointer (&self->words);
  guint n_span;
  const guint *span = heed_heatmap_view_get_span (heatmap, &n_span);

  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  if (heed_document_get_translation (self->document)->site.kind != HEED_ATTENTION_CROSS)
    {
      n_span = 0;
      column = -1;
    }

  if (n_span > 0 && column == heed_heatmap_view_get_selected_column (heatmap) &&
      span[n_span - 1] < columns->n_words)
    g_array_append_vals (self->words, span, n_span);
  else if (column >= 0)
    g_array_append_vals (self->words, &(guint) { (guint) column }, 1);

  return before->len != self->words->len ||
         (before->len > 0 && memcmp (before->data, self->words->data,
                                     before->len * sizeof (guint)) != 0);
}

/* Returns the tokens of these words. */
static GArray *
list_tokens (HeedEffectLine *self)
{
  const HeedWordMap *columns = self->parts->shown->columns;
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->words->len; i++)
    {
      guint word = g_array_index (self->words, guint, i);

      for (guint token = columns->starts[word]; token < columns->starts[word + 1]; token++)
        g_array_append_val (tokens, token);
    }

  return tokens;
}

void
heed_effect_line_ask (HeedEffectLine *self,
                      gboolean        has_new_steps)
{
  g_autoptr(GArray) tokens = NULL;

  g_return_if_fail (HEED_IS_EFFECT_LINE (self));

  if (self->parts->shown == NULL || (!find_words (self) && !has_new_steps))
    return;

  tokens = list_tokens (self);
  heed_source_effect_ask (self->effect, tokens->len > 0 ? self->document : NULL,
                          (const guint *) (gpointer) tokens->data, tokens->len);
}
