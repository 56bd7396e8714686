/* corpus-sentence.c — the attention of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows and columns are the words of the lines in the files, because gold links are between these.
 */

#include "app/window/pages/corpus/corpus-sentence.h"

#include <glib/gi18n.h>

#include "app/core/figures/axis-titles.h"
#include "app/core/links/gold-marks.h"
#include "app/core/words/words.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/heatmap.h"
#include "ui/link-legend.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/corpus/corpus-sentence.ui"

/**
 * HeedCorpusSentence:
 *
 * Shows the number of the line, its attention, and its possible errors.
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

  GtkWidget   *header;
  GtkWidget   *title;
  GtkWidget   *translate;
  GtkWidget   *stack;
  GtkWidget   *nothing;
  HeedHeatmap *heatmap;
  GtkWidget   *legend;
  GtkWidget   *remark;

  int          pair;
  HeedModel   *model;  /* that read the pair; NULL if no pair is displayed, or if it is from a
                        * dump */
  HeedGold    *gold;   /* NULL if there are no gold links */
  GArray      *words;  /* of guint: the target word of each token */
  char       **target; /* the target words; NULL if no pair is displayed */
  int          awaited_pair;  /* in which a step is to be selected; -1 if none */
  guint        awaited_step;
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

/* Rows and columns are the words that links connect. */
static HeedGoldAxis
get_axis (const guint *numbers,
          guint        n_words)
{
  return (HeedGoldAxis) { .words = numbers, .n_tokens = n_words };
}

static void
note_gold (HeedCorpusSentence *self,
           HeedHeatmapNotes   *notes)
{
  guint n_source = heed_gold_get_n_source (self->gold);
  guint n_target = heed_gold_get_n_target (self->gold);
  g_autofree guint *numbers = g_new (guint, MAX (MAX (n_source, n_target), 1));
  const HeedGoldAxis rows = get_axis (numbers, n_target);
  const HeedGoldAxis columns = get_axis (numbers, n_source);
  GArray *marks;

  for (guint i = 0; i < MAX (n_source, n_target); i++)
    numbers[i] = i;

  marks = heed_gold_marks_new (self->gold, &rows, &columns);
  notes->has_gold = TRUE;
  notes->n_links = marks->len;
  notes->links = (HeedLinkMark *) (gpointer) g_array_free (marks, FALSE);
}

static void
set_notes (HeedCorpusSentence *self)
{
  const HeedModelInfo *info = self->model != NULL ? heed_model_get_info (self->model) : NULL;
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  if (self->gold != NULL)
    note_gold (self, notes);

  notes->row_title = heed_axis_titles_new_rows (info, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (info, HEED_ATTENTION_CROSS);
  heed_heatmap_set_notes (self->heatmap, notes);
}

static void
show_attention (HeedCorpusSentence    *self,
                const HeedPairDetails *details)
{
  heed_heatmap_set_matrix (self->heatmap, NULL);
  set_words (self->heatmap, heed_heatmap_set_source, details->pair.source);
  set_words (self->heatmap, heed_heatmap_set_target, details->pair.target);
  set_notes (self);
  heed_heatmap_set_matrix (self->heatmap, details->reading.words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "attention");
}

/* --- Steps ----------------------------------------------------------------- */

static void
take_words (HeedCorpusSentence    *self,
             const HeedPairDetails *details)
{
  const HeedForced *forced = &details->reading.forced;

  if (details->reading.problem != NULL || details->pair.target == NULL)
    return;

  self->target = heed_words_split (details->pair.target);
  if (forced->target.n_ids > 0)
    g_array_append_vals (self->words, forced->target.words, forced->target.n_ids);
}

/* Returns the first step of a word. */
static guint
find_step (HeedCorpusSentence *self,
           guint               word)
{
  guint step = 0;

  while (step < self->words->len && g_array_index (self->words, guint, step) != word)
    step++;

  return step;
}

static guint
get_selected_word (HeedCorpusSentence *self)
{
  return (guint) MAX (heed_heatmap_get_selected_row (self->heatmap), 0);
}

static void
select_awaited (HeedCorpusSentence *self)
{
  if (self->pair != self->awaited_pair || self->awaited_pair < 0)
    return;

  self->awaited_pair = -1;
  if (self->awaited_step < self->words->len)
    heed_heatmap_select (self->heatmap, (int) g_array_index (self->words, guint,
                                                             self->awaited_step), -1);
}

static void
show_nothing (HeedCorpusSentence *self,
              const char         *text)
{
  gtk_label_set_text (GTK_LABEL (self->nothing), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nothing");
}

/* Explains the button, or why it is insensitive. */
static void
explain_translate (HeedCorpusSentence *self,
                   gboolean            has_model)
{
  heed_tooltip_set (self->translate, has_model
                    ? _("Step through this pair with all tools, forcing the given target (Return "
                        "on the row)")
                    : _("The attention was read from a file: there is no model to step through "
                        "it."));
}

static void
forget (HeedCorpusSentence *self)
{
  if (self->gold != NULL)
    g_signal_handlers_disconnect_by_data (self->gold, self);
  g_clear_object (&self->gold);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->target, g_strfreev);
  if (self->words != NULL)
    g_array_set_size (self->words, 0);
  self->pair = -1;
}

static void
heed_corpus_sentence_dispose (GObject *object)
{
  GtkWidget *child;

  forget (HEED_CORPUS_SENTENCE (object));
  g_clear_pointer (&HEED_CORPUS_SENTENCE (object)->words, g_array_unref);
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
  g_type_ensure (HEED_TYPE_LINK_LEGEND);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, header);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, title);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, translate);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, nothing);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, legend);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusSentence, remark);
  gtk_widget_class_set_css_name (widget_class, "corpussentence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_corpus_sentence_init (HeedCorpusSentence *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->awaited_pair = -1;
  explain_translate (self, TRUE);
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
                           const HeedPairDetails *details,
                           HeedGold              *gold,
                           const GError          *gold_problem)
{
  g_autofree char *title = NULL;
  g_autofree char *remark = NULL;

  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  forget (self);
  self->model = model != NULL ? heed_model_ref (model) : NULL;
  explain_translate (self, model != NULL);
  if (gold != NULL)
    {
      self->gold = g_object_ref (gold);
      g_signal_connect_swapped (gold, "evaluated", G_CALLBACK (set_notes), self);
    }

  title = g_strdup_printf (_("Sentence %u"), details->i + 1);
  remark = heed_corpus_message_new_sentence (details, gold_problem);
  self->pair = (int) details->i;
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->remark), remark);
  heed_tooltip_set (self->remark, remark);
  gtk_widget_set_visible (self->remark, *remark != '\0');
  gtk_widget_set_visible (self->legend, gold != NULL && details->reading.words != NULL);

  if (details->reading.problem != NULL)
    show_nothing (self, _("The model cannot read this sentence."));
  else if (details->reading.words == NULL)
    show_nothing (self, _("There is no attention here."));
  else
    show_attention (self, details);

  take_words (self, details);
  select_awaited (self);
}

void
heed_corpus_sentence_clear (HeedCorpusSentence *self)
{
  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  forget (self);
  gtk_label_set_text (GTK_LABEL (self->title), _("Attention"));
  gtk_label_set_text (GTK_LABEL (self->remark), "");
  gtk_widget_hide (self->remark);
  gtk_widget_hide (self->legend);
  show_nothing (self, _("Choose a sentence to see where the model looked."));
}

int
heed_corpus_sentence_get_pair (HeedCorpusSentence *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_SENTENCE (self), -1);

  return self->pair;
}

void
heed_corpus_sentence_append (HeedCorpusSentence *self,
                             GtkWidget          *widget)
{
  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  gtk_box_insert_child_after (GTK_BOX (self->header), widget, self->title);
}

void
heed_corpus_sentence_select_step (HeedCorpusSentence *self,
                                  guint               pair,
                                  guint               step)
{
  g_return_if_fail (HEED_IS_CORPUS_SENTENCE (self));

  self->awaited_pair = (int) pair;
  self->awaited_step = step;
  select_awaited (self);
}

int
heed_corpus_sentence_get_step (HeedCorpusSentence *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_SENTENCE (self), -1);

  return self->target != NULL ? (int) find_step (self, get_selected_word (self)) : -1;
}

char *
heed_corpus_sentence_dup_selected_word (HeedCorpusSentence *self)
{
  guint word;

  g_return_val_if_fail (HEED_IS_CORPUS_SENTENCE (self), NULL);

  word = get_selected_word (self);

  return self->target != NULL && word < g_strv_length (self->target)
         ? g_strdup (self->target[word]) : g_strdup (_("the end"));
}
