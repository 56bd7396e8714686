/* corpus-sentence.c — the attention of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows and columns are the words of the files, between which links are.
 */

#include "app/window/pages/corpus-sentence.h"

#include <glib/gi18n.h>

#include "app/core/axis-titles.h"
#include "app/core/words.h"
#include "app/window/pages/corpus-words.h"
#include "app/window/pages/tooltip.h"
#include "ui/heatmap.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/corpus-sentence.ui"

/**
 * HeedCorpusSentence:
 *
 * Which line it is, its attention, what may be wrong with it.
 *
 * ## CSS nodes
 *
 * One node named `corpussentence`.
 *
 * ## Accessibility
 *
 * A group, labelled.
 */
struct _HeedCorpusSentence
{
  GtkWidget    parent_instance;

  GtkWidget   *title;
  GtkWidget   *stack;
  GtkWidget   *nothing;
  HeedHeatmap *heatmap;
  GtkWidget   *remark;

  int          pair;
};

G_DEFINE_FINAL_TYPE (HeedCorpusSentence, heed_corpus_sentence, GTK_TYPE_WIDGET)

typedef void (*SetTokens) (HeedHeatmap     *heatmap,
                           const HeedToken *tokens,
                           guint            n_tokens);

static void
set_words (HeedHeatmap *heatmap,
           SetTokens    set_tokens,
           const char  *text)
{
  g_auto(GStrv) words = heed_words_split (text);
  guint n = g_strv_length (words);
  g_autofree HeedToken *tokens = g_new0 (HeedToken, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    tokens[i] = (HeedToken) { .id = i, .text = words[i], .starts_word = TRUE };

  set_tokens (heatmap, tokens, n);
}

static void
set_notes (HeedCorpusSentence *self,
           HeedModel          *model)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (info, HEED_ATTENTION_CROSS);
  heed_heatmap_set_notes (self->heatmap, notes);
}

static void
show_attention (HeedCorpusSentence    *self,
                HeedModel             *model,
                const HeedCorpusSight *sight)
{
  heed_heatmap_set_matrix (self->heatmap, NULL);
  set_words (self->heatmap, heed_heatmap_set_source, sight->pair.source);
  set_words (self->heatmap, heed_heatmap_set_target, sight->pair.target);
  set_notes (self, model);
  heed_heatmap_set_matrix (self->heatmap, sight->attention);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "attention");
}

static void
show_nothing (HeedCorpusSentence *self,
              const char         *text)
{
  gtk_label_set_text (GTK_LABEL (self->nothing), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nothing");
}

static void
heed_corpus_sentence_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_corpus_sentence_parent_class)->dispose (object);
}

static void
heed_corpus_sentence_class_init (HeedCorpusSentenceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_sentence_dispose;

  g_type_ensure (HEED_TYPE_HEATMAP);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, title);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, nothing);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, remark);
  gtk_widget_class_set_css_name (widget_class, "corpussentence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_corpus_sentence_init (HeedCorpusSentence *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_corpus_sentence_clear (self);
}

GtkWidget *
heed_corpus_sentence_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_SENTENCE, NULL);
}

void
heed_corpus_sentence_show (HeedCorpusSentence    *self,
                           HeedModel             *model,
                           const HeedCorpusSight *sight)
{
  g_autofree char *title = NULL;
  g_autofree char *remark = NULL;

  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  title = g_strdup_printf (_("Sentence %u"), sight->i + 1);
  remark = heed_corpus_words_new_sentence (sight);
  self->pair = (int) sight->i;
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->remark), remark);
  heed_tooltip_set (self->remark, remark);
  gtk_widget_set_visible (self->remark, *remark != '\0');

  if (sight->reading.problem != NULL)
    show_nothing (self, _("The model cannot read this sentence."));
  else if (sight->attention == NULL)
    show_nothing (self, _("There is no attention here."));
  else
    show_attention (self, model, sight);
}

void
heed_corpus_sentence_clear (HeedCorpusSentence *self)
{
  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  self->pair = -1;
  gtk_label_set_text (GTK_LABEL (self->title), _("Attention"));
  gtk_label_set_text (GTK_LABEL (self->remark), "");
  gtk_widget_hide (self->remark);
  show_nothing (self, _("Choose a sentence to see where the model looked."));
}

int
heed_corpus_sentence_get_pair (HeedCorpusSentence *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_SENTENCE (self), -1);

  return self->pair;
}
