/* shown-translation.c — the translation that a document shows, of two
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/shown-translation.h"

#include "app/core/files/text.h"

/* The free translation needs the document's worker, and is set later. */
void
heed_shown_translation_init (HeedShownTranslation *self)
{
  self->changed = heed_translation_new ();
}

void
heed_shown_translation_clear (HeedShownTranslation *self)
{
  g_clear_pointer (&self->free, heed_free_translation_free);
  g_clear_pointer (&self->changed, heed_translation_free);
}

const HeedTranslation *
heed_shown_translation_get (const HeedShownTranslation *self)
{
  const HeedTranslation *before = self->is_before ? heed_free_translation_get (self->free) : NULL;

  return before != NULL ? before : self->changed;
}

void
heed_shown_translation_absorb (HeedShownTranslation *self,
                               HeedTranslation      *news,
                               HeedAttentionSite     site)
{
  self->branch = NULL;
  heed_translation_absorb (self->changed, news);
  if (site.kind != HEED_ATTENTION_ENCODER_SELF)
    self->changed->site = site;
}

void
heed_shown_translation_forget (HeedShownTranslation *self)
{
  self->branch = NULL;
  heed_translation_forget (self->changed);
}

void
heed_shown_translation_keep_free (HeedShownTranslation  *self,
                                  gboolean               is_complete,
                                  const HeedDecoderWish *wish)
{
  if (is_complete && self->branch == NULL)
    heed_free_translation_keep (self->free, self->changed);
  else if (wish->model != NULL && !heed_text_is_blank (wish->text))
    heed_free_translation_ask (self->free, wish);
}

void
heed_shown_translation_set_heads (HeedShownTranslation *self,
                                  guint64               heads)
{
  self->changed->heads = heads;
  heed_free_translation_set_heads (self->free, heads);
}
