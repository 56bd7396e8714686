/* free-translation.c — the translation of a sentence without the user's changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In most cases it has been decoded already when the user makes the first change, and is
 * kept. Otherwise it is decoded by a separate decoder.
 */

#include "app/window/document/free-translation.h"

struct _HeedFreeTranslation
{
  HeedDecoder             *decoder;
  HeedTranslation         *translation;
  gboolean                 is_asked;
  HeedFreeTranslationFunc  callback;
  gpointer                 user_data;
};

static void
news_cb (HeedTranslation *news,
         gpointer         user_data)
{
  HeedFreeTranslation *self = user_data;

  if (!self->is_asked)
    return;

  heed_translation_absorb (self->translation, news);
  if (self->translation->is_whole)
    self->callback (self->user_data);
}

HeedFreeTranslation *
heed_free_translation_new (HeedEngineWorker        *worker,
                           HeedFreeTranslationFunc  callback,
                           gpointer                 user_data)
{
  HeedFreeTranslation *self = g_new0 (HeedFreeTranslation, 1);

  self->translation = heed_translation_new ();
  self->decoder = heed_decoder_new (worker, news_cb, self);
  self->callback = callback;
  self->user_data = user_data;

  return self;
}

void
heed_free_translation_free (HeedFreeTranslation *self)
{
  heed_decoder_free (self->decoder);
  heed_translation_free (self->translation);
  g_free (self);
}

void
heed_free_translation_forget (HeedFreeTranslation *self)
{
  if (self->is_asked)
    heed_decoder_stop (self->decoder);

  self->is_asked = FALSE;
  heed_translation_forget (self->translation);
}

/**
 * heed_free_translation_keep:
 * @translation: a complete translation; copied
 */
void
heed_free_translation_keep (HeedFreeTranslation   *self,
                            const HeedTranslation *translation)
{
  heed_free_translation_forget (self);
  heed_translation_free (self->translation);
  self->translation = heed_translation_copy (translation);
}

void
heed_free_translation_ask (HeedFreeTranslation   *self,
                           const HeedDecoderWish *wish)
{
  g_autoptr(HeedChanges) none = heed_changes_new ();
  HeedDecoderWish free = *wish;

  free.changes = none;
  self->is_asked = TRUE;
  heed_decoder_decode (self->decoder, &free);
}

gboolean
heed_free_translation_look (HeedFreeTranslation *self,
                            HeedAttentionSite    site)
{
  HeedAttentionSite *shown = &self->translation->site;

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    return shown->kind == site.kind && shown->layer == site.layer && shown->head == site.head;

  *shown = site;

  return TRUE;
}

const HeedTranslation *
heed_free_translation_get (HeedFreeTranslation *self)
{
  return self->translation->is_whole && self->translation->error == NULL ? self->translation : NULL;
}

void
heed_free_translation_set_heads (HeedFreeTranslation *self,
                                 guint64              heads)
{
  self->translation->heads = heads;
}
