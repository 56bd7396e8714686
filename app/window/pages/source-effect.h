/* source-effect.h — what a source word did for the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SOURCE_EFFECT (heed_source_effect_get_type ())
G_DECLARE_FINAL_TYPE (HeedSourceEffect, heed_source_effect, HEED, SOURCE_EFFECT, GObject)

HeedSourceEffect *heed_source_effect_new      (HeedEngineWorker *worker);

/* Of source tokens, in order and wherever they are, in the translation that is shown;
 * no document, or no tokens: of nothing. */
void              heed_source_effect_ask      (HeedSourceEffect *self,
                                               HeedDocument     *document,
                                               const guint      *tokens,
                                               guint             n_tokens);

/* What all steps together gave them; and by how much the same translation's
 * log-probability changes without them, nats, NAN until it is known. */
double            heed_source_effect_get_mass (HeedSourceEffect *self);
double            heed_source_effect_get_change (HeedSourceEffect *self);

/* In words; NULL: of nothing. */
char             *heed_source_effect_dup_text (HeedSourceEffect *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
