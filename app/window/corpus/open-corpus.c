/* open-corpus.c — the corpus that is open beside a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/open-corpus.h"

struct _HeedOpenCorpus
{
  GObject       parent_instance;

  HeedDocument *document;  /* borrowed: it owns this object */
  HeedCorpus   *corpus;    /* NULL: none */
  int           pair;      /* that was opened last; -1: none of this corpus */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_STEP_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedOpenCorpus, heed_open_corpus, G_TYPE_OBJECT)

static void
forget (HeedOpenCorpus *self)
{
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
  self->pair = -1;
}

static void
heed_open_corpus_dispose (GObject *object)
{
  forget (HEED_OPEN_CORPUS (object));

  G_OBJECT_CLASS (heed_open_corpus_parent_class)->dispose (object);
}

static void
heed_open_corpus_class_init (HeedOpenCorpusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_open_corpus_dispose;

  /**
   * HeedOpenCorpus::changed:
   *
   * Another corpus, or none.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HEED_TYPE_OPEN_CORPUS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedOpenCorpus::step-wanted:
   * @pair: of the corpus
   * @step: of its target
   */
  signals[SIGNAL_STEP_WANTED] = g_signal_new ("step-wanted", HEED_TYPE_OPEN_CORPUS,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                              2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
heed_open_corpus_init (HeedOpenCorpus *self)
{
  self->pair = -1;
}

/**
 * heed_open_corpus_of:
 *
 * Returns: (transfer none): what is open beside the document; created by the first call
 */
HeedOpenCorpus *
heed_open_corpus_of (HeedDocument *document)
{
  static const char key[] = "heed-open-corpus";
  HeedOpenCorpus *self;

  g_return_val_if_fail (HEED_IS_DOCUMENT (document), NULL);

  self = g_object_get_data (G_OBJECT (document), key);
  if (self == NULL)
    {
      self = g_object_new (HEED_TYPE_OPEN_CORPUS, NULL);
      self->document = document;
      g_object_set_data_full (G_OBJECT (document), key, self, g_object_unref);
    }

  return self;
}

HeedCorpus *
heed_open_corpus_get (HeedOpenCorpus *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_CORPUS (self), NULL);

  return self->corpus;
}

/* The pairs are others. */
static void
opened_cb (HeedOpenCorpus *self)
{
  self->pair = -1;
}

void
heed_open_corpus_set (HeedOpenCorpus *self,
                      HeedCorpus     *corpus)
{
  g_return_if_fail (HEED_IS_OPEN_CORPUS (self));

  if (self->corpus == corpus)
    return;

  forget (self);
  if (corpus != NULL)
    {
      self->corpus = g_object_ref (corpus);
      g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self,
                               G_CONNECT_SWAPPED);
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
heed_open_corpus_set_pair (HeedOpenCorpus *self,
                           guint           pair)
{
  g_return_if_fail (HEED_IS_OPEN_CORPUS (self));

  self->pair = (int) pair;
}

int
heed_open_corpus_get_pair (HeedOpenCorpus *self)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };

  g_return_val_if_fail (HEED_IS_OPEN_CORPUS (self), -1);

  if (self->corpus == NULL || self->pair < 0 ||
      !heed_corpus_files_read (heed_corpus_get_files (self->corpus), (guint) self->pair, &texts,
                               NULL))
    return -1;

  return g_str_equal (texts.source, heed_document_get_text (self->document)) ? self->pair : -1;
}

void
heed_open_corpus_want (HeedOpenCorpus *self,
                       guint           pair,
                       guint           step)
{
  g_return_if_fail (HEED_IS_OPEN_CORPUS (self));

  g_signal_emit (self, signals[SIGNAL_STEP_WANTED], 0, pair, step);
}
