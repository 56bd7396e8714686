/* corpus-states.c — searching a corpus for the steps with the most similar decoder states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's thread reads the states, a thread of GIO compares them. Each question has a
 * cancellable of its own: an answer with another cancellable is outdated, and is dropped.
 */

#include "app/window/corpus/corpus-states.h"

#include "app/core/corpus/state-run.h"

#define N_MOST 20

/* In memory. */
#define MAX_BYTES ((gsize) 64 * 1024 * 1024)

/* The most pairs that are read, evenly from first to last; the number read at first, which is
 * doubled each time. */
#define MAX_PAIRS   2000
#define FIRST_PAIRS 40

struct _HeedCorpusStates
{
  GObject            parent_instance;

  HeedCorpus        *corpus;   /* borrowed: it owns this object; NULL once it is gone */
  HeedStateIndex    *index;    /* NULL: nothing was asked yet */
  guint              n_read;   /* of the pairs that are to be read */

  GCancellable      *finding;  /* NULL: there is no question */
  HeedMatrix        *state;    /* 1 x D; NULL: not known yet */
  int                pair;     /* -1: none */
  guint              step;
  HeedNeighboursFunc func;
  GObject           *owner;    /* weak */
};

G_DEFINE_FINAL_TYPE (HeedCorpusStates, heed_corpus_states, G_TYPE_OBJECT)

/* The state that is compared with the kept ones. */
typedef struct
{
  HeedStateIndex *index;
  HeedMatrix     *state;   /* 1 x D */
  guint           except;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  heed_state_index_unref (search->index);
  heed_matrix_unref (search->state);
  g_free (search);
}

static void
unref_list (gpointer data)
{
  g_array_unref (data);
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Search *search = task_data;

  g_task_return_pointer (task,
                         heed_state_index_find (search->index, search->state->values,
                                                search->state->n_columns, search->except, N_MOST),
                         unref_list);
}

/* --- A question ------------------------------------------------------------ */

static void
forget_question (HeedCorpusStates *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->state, heed_matrix_unref);
  g_clear_weak_pointer (&self->owner);
}

static gboolean
is_awaited (HeedCorpusStates *self,
            GAsyncResult     *result)
{
  return self->corpus != NULL && heed_corpus_get_model (self->corpus) != NULL &&
         self->finding != NULL && self->owner != NULL &&
         g_task_get_cancellable (G_TASK (result)) == self->finding;
}

static guint
count_all (HeedCorpusStates *self)
{
  return heed_corpus_files_get_facts (heed_corpus_get_files (self->corpus))->n_pairs;
}

static void read_more (HeedCorpusStates *self);

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(HeedCorpusStates) self = user_data;
  g_autoptr(GArray) neighbours = g_task_propagate_pointer (G_TASK (result), NULL);

  if (neighbours == NULL || !is_awaited (self, result))
    return;

  self->func (neighbours, self->owner);
  if (!is_awaited (self, result))
    return;

  if (self->n_read < MIN (count_all (self), MAX_PAIRS))
    read_more (self);
  else
    forget_question (self);
}

static void
search (HeedCorpusStates *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->finding, found_cb, g_object_ref (self));
  Search *wanted = g_new0 (Search, 1);

  wanted->index = heed_state_index_ref (self->index);
  wanted->state = heed_matrix_ref (self->state);
  wanted->except = self->pair >= 0 ? (guint) self->pair : G_MAXUINT;
  g_task_set_task_data (task, wanted, search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
tell_unreadable (HeedCorpusStates *self)
{
  g_autoptr(GObject) owner = g_object_ref (self->owner);

  forget_question (self);
  self->func (NULL, owner);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(HeedCorpusStates) self = user_data;
  g_autoptr(HeedMatrix) states = heed_state_run_finish (result);

  if (!is_awaited (self, result))
    return;

  if (self->state == NULL && states != NULL && self->step < states->n_rows)
    self->state = heed_matrix_new (1, states->n_columns,
                                   states->values + (gsize) self->step * states->n_columns);

  if (self->state != NULL)
    search (self);
  else
    tell_unreadable (self);
}

/* Lists the pair of the question, if its state is not known, and as many unread pairs as have been
 * read so far. */
static GArray *
list_pairs (HeedCorpusStates *self)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_all = count_all (self);
  guint n = MIN (n_all, MAX_PAIRS);
  guint last = MIN (MAX (2 * self->n_read, FIRST_PAIRS), n);

  if (self->state == NULL)
    g_array_append_val (pairs, self->pair);
  for (; self->n_read < last; self->n_read++)
    {
      guint pair = (guint) ((guint64) self->n_read * n_all / n);

      if (!heed_state_index_is_done (self->index, pair))
        g_array_append_val (pairs, pair);
    }

  return pairs;
}

static void
read_more (HeedCorpusStates *self)
{
  const HeedStateJob job = { heed_corpus_get_model (self->corpus),
                             heed_corpus_get_files (self->corpus), self->index,
                             list_pairs (self) };

  heed_state_run_async (heed_corpus_get_worker (self->corpus), &job, self->finding, read_cb,
                        g_object_ref (self));
}

void
heed_corpus_states_find (HeedCorpusStates                 *self,
                         const HeedStateNeighbourQuestion *question,
                         HeedNeighboursFunc                func,
                         GObject                          *owner)
{
  g_return_if_fail (HEED_IS_CORPUS_STATES (self));
  g_return_if_fail (question->state != NULL || question->pair >= 0);
  g_return_if_fail (self->corpus != NULL && heed_corpus_get_model (self->corpus) != NULL);
  g_return_if_fail (heed_corpus_get_files (self->corpus) != NULL);

  forget_question (self);
  if (self->index == NULL)
    self->index = heed_state_index_new (count_all (self), MAX_BYTES);

  self->finding = g_cancellable_new ();
  self->state = question->state != NULL ? heed_matrix_ref (question->state) : NULL;
  self->pair = question->pair;
  self->step = question->step;
  self->func = func;
  g_set_weak_pointer (&self->owner, owner);
  read_more (self);
}

void
heed_corpus_states_stop (HeedCorpusStates *self,
                         GObject          *owner)
{
  g_return_if_fail (HEED_IS_CORPUS_STATES (self));

  if (self->owner == owner)
    forget_question (self);
}

HeedStateIndex *
heed_corpus_states_get_index (HeedCorpusStates *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_STATES (self), NULL);

  return self->index;
}

/* --- The object ------------------------------------------------------------ */

/* Other files, or another model. */
static void
opened_cb (HeedCorpusStates *self)
{
  forget_question (self);
  g_clear_pointer (&self->index, heed_state_index_unref);
  self->n_read = 0;
}

static void
heed_corpus_states_dispose (GObject *object)
{
  opened_cb (HEED_CORPUS_STATES (object));

  G_OBJECT_CLASS (heed_corpus_states_parent_class)->dispose (object);
}

static void
heed_corpus_states_class_init (HeedCorpusStatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_corpus_states_dispose;
}

static void
heed_corpus_states_init (HeedCorpusStates *self)
{
  self->pair = -1;
}

/* A thread may still hold a reference. */
static void
corpus_gone (gpointer data)
{
  HeedCorpusStates *self = data;

  self->corpus = NULL;
  forget_question (self);
  g_object_unref (self);
}

/**
 * heed_corpus_states_of:
 *
 * Returns: (transfer none): the states of the corpus; created by the first call
 */
HeedCorpusStates *
heed_corpus_states_of (HeedCorpus *corpus)
{
  static const char key[] = "heed-corpus-states";
  HeedCorpusStates *self;

  g_return_val_if_fail (HEED_IS_CORPUS (corpus), NULL);

  self = g_object_get_data (G_OBJECT (corpus), key);
  if (self == NULL)
    {
      self = g_object_new (HEED_TYPE_CORPUS_STATES, NULL);
      self->corpus = corpus;
      g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (corpus), key, self, corpus_gone);
    }

  return self;
}
