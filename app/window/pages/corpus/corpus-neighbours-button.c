/* corpus-neighbours-button.c — a button that finds steps of other sentences with similar states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The owner of the button determines the step. HeedCorpusStates searches, and reports the
 * neighbours found so far after each part of the corpus.
 */

#include "app/window/pages/corpus/corpus-neighbours-button.h"

#include <glib/gi18n.h>

#include "app/core/words/words.h"
#include "ui/number-format.h"

/**
 * HeedCorpusNeighboursButton:
 *
 * A button that opens a table of the most similar steps; each can be opened.
 *
 * ## CSS nodes
 *
 * One node named `corpusnear`.
 *
 * ## Accessibility
 *
 * A group with a button that has a label, and a table.
 */
struct _HeedCorpusNeighboursButton
{
  GtkWidget            parent_instance;

  HeedAnalysisButton  *button;
  HeedNumberTable     *table;
  HeedNeighbourAskFunc ask;
  gpointer             data;          /* borrowed */

  HeedCorpus          *corpus;        /* or NULL */
  char                *word;          /* of the step that is searched for */
  GArray              *neighbours;    /* of HeedStateNeighbour, one per row */
};

enum {
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusNeighboursButton, heed_corpus_neighbours_button, GTK_TYPE_WIDGET)

static const HeedTableColumn columns[HEED_N_NEIGHBOUR_COLUMNS] = {
  [HEED_NEIGHBOUR_COLUMN_COSINE] = {
    N_("Cosine"),
    N_("Cosine of the two states of the decoder’s top layer: 1 if they have the same "
       "direction"), FALSE,
    6 },
  [HEED_NEIGHBOUR_COLUMN_PAIR] = { N_("#"), N_("The line in the files"), FALSE, 5 },
  [HEED_NEIGHBOUR_COLUMN_WORD] = { N_("Step"), N_("The word that the step is in"), TRUE, 12 },
  [HEED_NEIGHBOUR_COLUMN_TEXT] = {
    N_("Sentence"), N_("Its target; a click opens it at that step"), TRUE, 40 },
};

/* --- In words ------------------------------------------------------------ */

/* Returns the word that a step belongs to. */
static char *
dup_word (HeedModel  *model,
          const char *target,
          guint       step)
{
  const HeedInputLine line = { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, target };
  g_auto(HeedWords) read = { 0 };
  g_auto(GStrv) words = heed_words_split (target);

  if (!heed_words_read (&read, model, &line, NULL) || step >= read.n_ids ||
      read.words[step] >= g_strv_length (words))
    return g_strdup (_("the end"));

  return g_strdup (words[read.words[step]]);
}

/* Describes the size of the index, and the number of its pairs. */
static char *
dup_size (HeedStateIndex *index)
{
  HeedStateIndexSize size = heed_state_index_get_size (index);
  g_autofree char *bytes = g_format_size (size.n_bytes);

  if (size.stride > 1)
    /* Translators: how many sentences, which of all, a size */
    return g_strdup_printf (ngettext ("The states of %'u sentence are kept, every %uth, %s in "
                                      "memory.",
                                      "The states of %'u sentences are kept, every %uth, %s in "
                                      "memory.", size.n_pairs),
                            size.n_pairs, size.stride, bytes);

  return g_strdup_printf (ngettext ("The states of %'u sentence are kept, %s in memory.",
                                    "The states of %'u sentences are kept, %s in memory.",
                                    size.n_pairs), size.n_pairs, bytes);
}

static void
add_row (HeedCorpusNeighboursButton *self,
         const HeedStateNeighbour   *neighbours)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  HeedModel *model = heed_corpus_get_model (self->corpus);
  gboolean has_text =
    heed_corpus_files_read (heed_corpus_get_files (self->corpus), neighbours->pair, &texts, NULL);
  const char *text = !has_text ? "" : texts.target != NULL ? texts.target : texts.source;
  HeedTableCell cells[HEED_N_NEIGHBOUR_COLUMNS] = {
    [HEED_NEIGHBOUR_COLUMN_COSINE] = { heed_number_format_weight (neighbours->cosine),
                                       neighbours->cosine },
    [HEED_NEIGHBOUR_COLUMN_PAIR] = { g_strdup_printf ("%u", neighbours->pair + 1),
                                     neighbours->pair },
    [HEED_NEIGHBOUR_COLUMN_WORD] = { has_text && texts.target != NULL
                                       ? dup_word (model, texts.target, neighbours->step)
                                       : g_strdup_printf ("%u", neighbours->step + 1),
                                     neighbours->step },
    [HEED_NEIGHBOUR_COLUMN_TEXT] = { g_strdup (text), heed_number_table_get_n (self->table) },
  };

  heed_number_table_add (self->table, cells);
}

static void
show_near (HeedCorpusNeighboursButton *self)
{
  g_autofree char *size =
    dup_size (heed_corpus_states_get_index (heed_corpus_states_of (self->corpus)));
  g_autofree char *words = NULL;

  heed_number_table_clear (self->table);
  for (guint k = 0; k < self->neighbours->len; k++)
    add_row (self, &g_array_index (self->neighbours, HeedStateNeighbour, k));

  /* Translators: a word; what is kept */
  words = g_strdup_printf (self->neighbours->len > 0
                           ? _("Steps of other sentences whose decoder state is most similar to "
                               "that at “%s”. %s")
                           : _("No other sentence is available to compare “%s” with. %s"),
                           self->word, size);
  heed_analysis_button_set_message (self->button, words);
}

/* --- Finding --------------------------------------------------------------- */

static void
forget (HeedCorpusNeighboursButton *self)
{
  if (self->corpus != NULL)
    heed_corpus_states_stop (heed_corpus_states_of (self->corpus), G_OBJECT (self));
}

static void
found_cb (GArray  *neighbours,
          gpointer owner)
{
  HeedCorpusNeighboursButton *self = owner;

  if (neighbours == NULL)
    {
      heed_analysis_button_set_message (self->button, _("The model cannot read this sentence."));
      return;
    }

  g_clear_pointer (&self->neighbours, g_array_unref);
  self->neighbours = g_array_ref (neighbours);
  show_near (self);
}

static gboolean
has_states (HeedCorpusNeighboursButton *self)
{
  return self->corpus != NULL && heed_corpus_get_files (self->corpus) != NULL &&
         heed_corpus_get_model (self->corpus) != NULL;
}

void
heed_corpus_neighbours_button_find (HeedCorpusNeighboursButton *self)
{
  HeedStateNeighbourQuestion question = { NULL, -1, 0 };
  const char *problem;

  g_return_if_fail (HEED_IS_CORPUS_NEIGHBOURS_BUTTON (self));

  forget (self);
  heed_number_table_clear (self->table);
  g_clear_pointer (&self->word, g_free);
  problem = has_states (self) ? self->ask (&question, &self->word, self->data)
                              : _("Choose a sentence first.");
  if (problem != NULL)
    {
      heed_analysis_button_set_message (self->button, problem);
      return;
    }

  heed_analysis_button_set_message (self->button, _("Reading and comparing states…"));
  heed_corpus_states_find (heed_corpus_states_of (self->corpus), &question, found_cb,
                           G_OBJECT (self));
  g_clear_pointer (&question.state, heed_matrix_unref);
}

static void
chosen_cb (HeedCorpusNeighboursButton *self,
           guint                       row)
{
  const HeedStateNeighbour *neighbour;

  if (self->neighbours == NULL || row >= self->neighbours->len)
    return;

  neighbour = &g_array_index (self->neighbours, HeedStateNeighbour, row);
  heed_analysis_button_close (self->button);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, neighbour->pair, neighbour->step);
}

/* Without a model there are no states. */
static void
opened_cb (HeedCorpusNeighboursButton *self)
{
  forget (self);
  heed_number_table_clear (self->table);
  heed_analysis_button_set_message (self->button, "");
  gtk_widget_set_visible (GTK_WIDGET (self), has_states (self));
}

/* --- The object ------------------------------------------------------------ */

static void
heed_corpus_neighbours_button_dispose (GObject *object)
{
  HeedCorpusNeighboursButton *self = HEED_CORPUS_NEIGHBOURS_BUTTON (object);

  heed_corpus_neighbours_button_set_corpus (self, NULL);
  g_clear_pointer (&self->neighbours, g_array_unref);
  g_clear_pointer (&self->word, g_free);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->button)));

  G_OBJECT_CLASS (heed_corpus_neighbours_button_parent_class)->dispose (object);
}

static void
heed_corpus_neighbours_button_class_init (HeedCorpusNeighboursButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_neighbours_button_dispose;

  /**
   * HeedCorpusNeighboursButton::opened:
   * @pair: a pair of the corpus
   * @step: a step of its target
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", HEED_TYPE_CORPUS_NEIGHBOURS_BUTTON,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "corpusneighbours");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_corpus_neighbours_button_init (HeedCorpusNeighboursButton *self)
{
  const HeedAnalysisText text = {
    _("Nearest States"), _("Find steps of other sentences whose decoder state is most similar to "
                           "that at the selected word"), _("Steps of other sentences"), FALSE
  };

  self->button = HEED_ANALYSIS_BUTTON (heed_analysis_button_new (&text, columns,
                                                                 HEED_N_NEIGHBOUR_COLUMNS));
  self->table = heed_analysis_button_get_table (self->button);
  g_signal_connect_object (self->button, "shown", G_CALLBACK (heed_corpus_neighbours_button_find),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/**
 * heed_corpus_neighbours_button_new:
 * @ask: says which step is asked about
 * @data: for @ask; outlives the button
 *
 * Returns: (transfer floating): a button that is hidden until a corpus with a model is open
 */
GtkWidget *
heed_corpus_neighbours_button_new (HeedNeighbourAskFunc ask,
                                   gpointer             data)
{
  HeedCorpusNeighboursButton *self = g_object_new (HEED_TYPE_CORPUS_NEIGHBOURS_BUTTON, NULL);

  self->ask = ask;
  self->data = data;
  gtk_widget_hide (GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
heed_corpus_neighbours_button_set_corpus (HeedCorpusNeighboursButton *self,
                                          HeedCorpus                 *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_NEIGHBOURS_BUTTON (self));

  forget (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, corpus);
  if (corpus != NULL)
    {
      heed_corpus_states_of (corpus);
      g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self,
                               G_CONNECT_SWAPPED);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), has_states (self));
}

HeedAnalysisButton *
heed_corpus_neighbours_button_get_button (HeedCorpusNeighboursButton *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_NEIGHBOURS_BUTTON (self), NULL);

  return self->button;
}
