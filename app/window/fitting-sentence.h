/* fitting-sentence.h — a model gets a sentence that it reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

typedef struct _HeedFittingSentence HeedFittingSentence;

HeedFittingSentence *heed_fitting_sentence_new   (HeedDocument        *document);
void                 heed_fitting_sentence_free  (HeedFittingSentence *self);

/* After another model came into use. What to tell of it, in a title and a detail; FALSE:
 * nothing, the sentence stays or was nobody's. */
gboolean             heed_fitting_sentence_check (HeedFittingSentence  *self,
                                                  char                **title,
                                                  char                **detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFittingSentence, heed_fitting_sentence_free)

G_END_DECLS
