/* source-effect.h — the effect of source words on the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SOURCE_EFFECT (heed_source_effect_get_type ())
G_DECLARE_FINAL_TYPE (HeedSourceEffect, heed_source_effect, HEED, SOURCE_EFFECT, GObject)

HeedSourceEffect *heed_source_effect_new      (HeedEngineWorker *worker);

/* Requests the effect of source tokens, in ascending order, on the displayed translation; without
 * a document or tokens there is no effect. */
void              heed_source_effect_ask      (HeedSourceEffect *self,
                                               HeedDocument     *document,
                                               const guint      *tokens,
                                               guint             n_tokens);

/* The sum of their weights over all steps; and the change of the same translation's
 * log-probability without them, nats, NAN until it is known. */
double            heed_source_effect_get_mass (HeedSourceEffect *self);
double            heed_source_effect_get_change (HeedSourceEffect *self);

/* Describes the effect; NULL if there is none. */
char             *heed_source_effect_dup_text (HeedSourceEffect *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
