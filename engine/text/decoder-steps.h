/* decoder-steps.h — the decoder of a tokenizer.json, which turns tokens into text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

typedef struct _HeedDecoderSteps HeedDecoderSteps;

/* Steps that would make far too much text are not applied, nor any behind them.
 *
 * json may be NULL or null: then tokens are joined with spaces. An unknown kind is an error that
 * names it. */
HeedDecoderSteps *heed_decoder_steps_new   (const HeedJson      *json,
                                            GError             **error);
void              heed_decoder_steps_free  (HeedDecoderSteps    *self);
char             *heed_decoder_steps_apply (HeedDecoderSteps    *self,
                                            const char *const   *tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDecoderSteps, heed_decoder_steps_free)

G_END_DECLS
