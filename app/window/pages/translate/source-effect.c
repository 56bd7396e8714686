/* source-effect.c — the effect of source words on the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attention weights do not tell the effect of a word. So the same translation is forced
 * a second time with the words hidden, and its probabilities are compared. A separate
 * decoder does this on the engine's thread, in turns of one step with its other work.
 */

#include "app/window/pages/translate/source-effect.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/translation/decoder.h"
#include "ui/number-format.h"
#include "ui/token-label.h"

struct _HeedSourceEffect
{
  GObject          parent_instance;

  HeedDecoder     *decoder;
  HeedTranslation *without;   /* the steps known so far */
  char            *label;     /* of the tokens; NULL if there are none */
  double           mass;
  double           log_prob;  /* of the translation with them, nats */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSourceEffect, heed_source_effect, G_TYPE_OBJECT)

static void
news_cb (HeedTranslation *news,
         gpointer         user_data)
{
  HeedSourceEffect *self = user_data;

  heed_translation_absorb (self->without, news);
  if (self->without->is_whole && self->label != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget (HeedSourceEffect *self)
{
  if (self->label == NULL)
    return;

  heed_decoder_stop (self->decoder);
  heed_translation_forget (self->without);
  g_clear_pointer (&self->label, g_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static double
sum_mass (const HeedTranslation *translation,
          const guint           *tokens,
          guint                  n_tokens)
{
  double mass = 0.0;

  for (guint t = 0; t < translation->steps->len; t++)
    {
      guint n_keys = 0;
      const float *row = heed_translation_get_attention (translation, t, &n_keys);

      for (guint i = 0; row != NULL && i < n_tokens && tokens[i] < n_keys; i++)
        mass += row[tokens[i]];
    }

  return mass;
}

/* Joins labels, with a space before the start of a word and an ellipsis for skipped tokens. */
static char *
join_labels (const HeedTokens *source,
             const guint      *tokens,
             guint             n_tokens)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n_tokens; i++)
    {
      const HeedToken *token = &source->tokens[tokens[i]];
      g_autofree char *label = heed_token_label_new (token);

      if (i > 0 && tokens[i] > tokens[i - 1] + 1)
        g_string_append (joined, " … ");
      else if (i > 0 && token->starts_word)
        g_string_append_c (joined, ' ');
      g_string_append (joined, label);
    }

  return g_string_free (joined, FALSE);
}

/* Returns the present changes, plus the choice of the same target tokens and the hidden source
 * tokens. */
static HeedChanges *
new_changes (HeedDocument *document,
             const guint  *tokens,
             guint         n_tokens)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedChanges *changes = heed_change_list_dup_changes (heed_document_get_changes (document));

  heed_changes_forget_from (changes, 0);
  for (guint t = 0; t < translation->steps->len; t++)
    heed_changes_choose_too (changes, t, heed_translation_get_step (translation, t)->token.id);
  for (guint i = 0; i < n_tokens; i++)
    heed_changes_hide (changes, tokens[i]);

  return changes;
}

/**
 * heed_source_effect_ask:
 * @document: (nullable): the document of the translation
 * @tokens: (array length=n_tokens): source tokens, in ascending order
 *
 * #HeedSourceEffect::changed is emitted when more is known.
 */
void
heed_source_effect_ask (HeedSourceEffect *self,
                        HeedDocument     *document,
                        const guint      *tokens,
                        guint             n_tokens)
{
  const HeedTranslation *translation;
  g_autoptr(HeedChanges) changes = NULL;
  HeedDecoderWish wish;

  g_return_if_fail (HEED_IS_SOURCE_EFFECT (self));

  forget (self);
  if (document == NULL || n_tokens == 0 ||
      heed_document_get_state (document) != HEED_DOCUMENT_FINISHED ||
      tokens[n_tokens - 1] >=
        heed_translation_get_n_source (heed_document_get_translation (document)))
    return;

  translation = heed_document_get_translation (document);
  changes = new_changes (document, tokens, n_tokens);
  self->label = join_labels (translation->source, tokens, n_tokens);
  self->mass = sum_mass (translation, tokens, n_tokens);
  self->log_prob = heed_translation_get_log_prob (translation);
  wish = (HeedDecoderWish) { heed_document_get_model (document), heed_document_get_text (document),
                             changes, &HEED_DECODING_DEFAULT, translation->site };
  heed_decoder_decode (self->decoder, &wish);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

double
heed_source_effect_get_mass (HeedSourceEffect *self)
{
  g_return_val_if_fail (HEED_IS_SOURCE_EFFECT (self), 0.0);

  return self->mass;
}

double
heed_source_effect_get_change (HeedSourceEffect *self)
{
  g_return_val_if_fail (HEED_IS_SOURCE_EFFECT (self), NAN);

  if (self->label == NULL || !self->without->is_whole || self->without->error != NULL)
    return NAN;

  return heed_translation_get_log_prob (self->without) - self->log_prob;
}

char *
heed_source_effect_dup_text (HeedSourceEffect *self)
{
  double change = heed_source_effect_get_change (self);
  g_autofree char *mass = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *difference = NULL;

  if (self->label == NULL)
    return NULL;

  mass = heed_number_format_weight (self->mass);
  if (isnan (change))
    /* Translators: a source word, and the attention that all steps together gave it */
    return g_strdup_printf (_("“%s” got %s of attention in all."), self->label, mass);

  before = heed_number_format_log_prob (self->log_prob);
  after = heed_number_format_log_prob (self->log_prob + change);
  difference = heed_number_format_log_prob (change);

  /* Translators: a source word, the attention it got, and the log-probability of the same
   * translation with the word, without it, and the difference */
  return g_strdup_printf (_("“%s” got %s of attention in all; without it log p of the same "
                            "translation goes from %s to %s (%s)."),
                          self->label, mass, before, after, difference);
}

static void
heed_source_effect_finalize (GObject *object)
{
  HeedSourceEffect *self = HEED_SOURCE_EFFECT (object);

  g_clear_pointer (&self->decoder, heed_decoder_free);
  heed_translation_free (self->without);
  g_free (self->label);

  G_OBJECT_CLASS (heed_source_effect_parent_class)->finalize (object);
}

static void
heed_source_effect_class_init (HeedSourceEffectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_source_effect_finalize;

  /**
   * HeedSourceEffect::changed:
   *
   * More is known, or the tokens are others.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_SOURCE_EFFECT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_source_effect_init (HeedSourceEffect *self)
{
  self->without = heed_translation_new ();
}

/**
 * heed_source_effect_new:
 * @worker: provides the thread
 *
 * Returns: (transfer full): an object without tokens
 */
HeedSourceEffect *
heed_source_effect_new (HeedEngineWorker *worker)
{
  HeedSourceEffect *self = g_object_new (HEED_TYPE_SOURCE_EFFECT, NULL);

  self->decoder = heed_decoder_new (worker, news_cb, self);

  return self;
}
