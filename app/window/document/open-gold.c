/* open-gold.c — the gold links of the pair that a document shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A link connects words of two texts. As soon as the model reads or writes other words, the links
 * do not belong to the displayed texts, and are not drawn.
 */

#include "app/window/document/open-gold.h"

#include <glib/gi18n.h>

#include "app/window/document/forced-target.h"

struct _HeedOpenGold
{
  GObject          parent_instance;

  HeedDocument    *document;  /* borrowed: it owns this object */
  HeedGold        *gold;      /* NULL if none is open */
  gboolean         is_editing;
  HeedLinkOptions  options;

  HeedModel       *model;     /* that the words are for; NULL if they are not known yet */
  HeedWords        source;
  HeedWords        target;
  GError          *problem;   /* why the model cannot read the words; or NULL */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedOpenGold, heed_open_gold, G_TYPE_OBJECT)

static void
tell (HeedOpenGold *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- The words of the pair ------------------------------------------------------- */

static void
forget_words (HeedOpenGold *self)
{
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_error (&self->problem);
  heed_words_clear (&self->source);
  heed_words_clear (&self->target);
  self->source = self->target = (HeedWords) { 0 };
}

static gboolean
read_words (HeedOpenGold *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  const HeedInputLine source = { HEED_SIDE_SOURCE, HEED_INPUT_TEXT,
                                 heed_gold_has_source_tokens (self->gold),
                                 heed_gold_get_source (self->gold) };
  const HeedInputLine target = { HEED_SIDE_TARGET, HEED_INPUT_TEXT,
                                 heed_gold_has_target_tokens (self->gold),
                                 heed_gold_get_target (self->gold) };

  if (model == NULL)
    return FALSE;

  if (self->model != model)
    {
      forget_words (self);
      self->model = heed_model_ref (model);
      if (heed_words_read (&self->source, model, &source, &self->problem))
        heed_words_read (&self->target, model, &target, &self->problem);
    }

  return self->problem == NULL;
}

/* Returns whether the source tokens, without special ones, are those of the line. */
static gboolean
reads_source (HeedOpenGold          *self,
              const HeedTranslation *translation)
{
  guint n_seen = 0;

  for (guint i = 0; i < heed_translation_get_n_source (translation); i++)
    {
      const HeedToken *token = &translation->source->tokens[i];

      if (token->is_special)
        continue;

      if (n_seen >= self->source.n_ids || self->source.ids[n_seen] != token->id)
        return FALSE;
      n_seen++;
    }

  return n_seen == self->source.n_ids;
}

/* Returns whether the steps are the line's tokens, with or without one more step for the end
 * token. */
static gboolean
writes_target (HeedOpenGold          *self,
               const HeedTranslation *translation)
{
  guint n_steps = translation->steps->len;

  if (n_steps < self->target.n_ids || n_steps > self->target.n_ids + 1)
    return FALSE;

  for (guint t = 0; t < self->target.n_ids; t++)
    if (heed_translation_get_step (translation, t)->token.id != self->target.ids[t])
      return FALSE;

  return TRUE;
}

gboolean
heed_open_gold_is_of_document (HeedOpenGold  *self,
                               const char   **why)
{
  const HeedTranslation *translation;

  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), FALSE);
  g_return_val_if_fail (why != NULL, FALSE);

  *why = NULL;
  if (self->gold == NULL)
    return FALSE;

  if (!g_str_equal (heed_document_get_text (self->document), heed_gold_get_source (self->gold)))
    *why = _("These links are of another sentence.");
  else if (heed_document_get_model (self->document) != NULL && !read_words (self))
    *why = self->problem->message;

  if (*why != NULL || heed_document_get_model (self->document) == NULL ||
      heed_document_get_state (self->document) == HEED_DOCUMENT_DECODING)
    return FALSE;

  translation = heed_document_get_translation (self->document);
  if (translation->site.kind != HEED_ATTENTION_CROSS)
    *why = _("These links connect source and target words; only cross-attention does the same.");
  else if (translation->source == NULL || !reads_source (self, translation))
    *why = _("These links belong to a different source sentence.");
  else if (!writes_target (self, translation))
    *why = _("These links belong to a different translation.");

  return *why == NULL;
}

const HeedWords *
heed_open_gold_get_source (HeedOpenGold *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), NULL);

  return &self->source;
}

const HeedWords *
heed_open_gold_get_target (HeedOpenGold *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), NULL);

  return &self->target;
}

/* --- Which links ------------------------------------------------------------------ */

HeedGold *
heed_open_gold_get (HeedOpenGold *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), NULL);

  return self->gold;
}

static void
take (HeedOpenGold *self,
      HeedGold     *gold)
{
  if (self->gold != NULL)
    g_signal_handlers_disconnect_by_data (self->gold, self);

  g_set_object (&self->gold, gold);
  self->is_editing = self->is_editing && gold != NULL;
  forget_words (self);
  if (gold != NULL)
    {
      g_signal_connect_object (gold, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (gold, "evaluated", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
    }
}

/**
 * heed_open_gold_show:
 * @gold: (nullable): the links of the pair to show in the document; %NULL closes the open links
 *
 * Errors: those of heed_model_encode_target(); then the sentence is set and the links are open,
 *   but the translation is the model's own
 */
gboolean
heed_open_gold_show (HeedOpenGold  *self,
                     HeedGold      *gold,
                     GError       **error)
{
  gboolean is_forced = TRUE;

  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), FALSE);
  g_return_val_if_fail (gold == NULL || HEED_IS_GOLD (gold), FALSE);

  take (self, gold);
  if (gold != NULL)
    {
      heed_document_set_text (self->document, heed_gold_get_source (gold));
      if (heed_document_get_model (self->document) != NULL && heed_gold_get_n_source (gold) > 0)
        is_forced =
          heed_forced_target_set_text (self->document, heed_gold_get_target (gold), error);
    }

  tell (self);

  return is_forced;
}

gboolean
heed_open_gold_is_editing (HeedOpenGold *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), FALSE);

  return self->is_editing;
}

void
heed_open_gold_set_editing (HeedOpenGold *self,
                            gboolean      is_editing)
{
  g_return_if_fail (HEED_IS_OPEN_GOLD (self));

  is_editing = is_editing && self->gold != NULL;
  if (self->is_editing == is_editing)
    return;

  self->is_editing = is_editing;
  tell (self);
}

const HeedLinkOptions *
heed_open_gold_get_options (HeedOpenGold *self)
{
  g_return_val_if_fail (HEED_IS_OPEN_GOLD (self), NULL);

  return &self->options;
}

void
heed_open_gold_set_options (HeedOpenGold          *self,
                            const HeedLinkOptions *options)
{
  g_return_if_fail (HEED_IS_OPEN_GOLD (self));
  g_return_if_fail (options != NULL && options->shift <= 1);

  if (self->options.rule == options->rule && self->options.share == options->share &&
      self->options.shift == options->shift)
    return;

  self->options = *options;
  tell (self);
}

/* --- The object ------------------------------------------------------------------- */

static void
heed_open_gold_finalize (GObject *object)
{
  HeedOpenGold *self = HEED_OPEN_GOLD (object);

  take (self, NULL);

  G_OBJECT_CLASS (heed_open_gold_parent_class)->finalize (object);
}

static void
heed_open_gold_class_init (HeedOpenGoldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_open_gold_finalize;

  /**
   * HeedOpenGold::changed:
   *
   * Emitted when other links are opened, when links or their judgement change, and when the
   * options or the editing mode change.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_OPEN_GOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_open_gold_init (HeedOpenGold *self)
{
  self->options = HEED_LINK_OPTIONS_DEFAULT;
}

/**
 * heed_open_gold_of:
 * @document: a document
 *
 * Returns: (transfer none): the links open in the document; created by the first call
 */
HeedOpenGold *
heed_open_gold_of (HeedDocument *document)
{
  static const char key[] = "heed-open-gold";
  HeedOpenGold *self;

  g_return_val_if_fail (HEED_IS_DOCUMENT (document), NULL);

  self = g_object_get_data (G_OBJECT (document), key);
  if (self == NULL)
    {
      self = g_object_new (HEED_TYPE_OPEN_GOLD, NULL);
      self->document = document;
      g_object_set_data_full (G_OBJECT (document), key, self, g_object_unref);
    }

  return self;
}

void
heed_open_gold_set (HeedOpenGold *self,
                    HeedGold     *gold)
{
  g_return_if_fail (HEED_IS_OPEN_GOLD (self));

  take (self, gold);
  tell (self);
}
