/* fitting-sentence.h — replacing the sentence when a new model reads another language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

typedef struct _HeedFittingSentence HeedFittingSentence;

HeedFittingSentence *heed_fitting_sentence_new   (HeedDocument        *document);
void                 heed_fitting_sentence_free  (HeedFittingSentence *self);

/* To be called after a model was opened. Replaces the sentence if the model reads another kind of
 * text. Returns TRUE with a title and a detail for a message to the user; FALSE if the sentence was
 * kept, or was not the user's own. */
gboolean             heed_fitting_sentence_check (HeedFittingSentence  *self,
                                                  char                **title,
                                                  char                **detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFittingSentence, heed_fitting_sentence_free)

G_END_DECLS
