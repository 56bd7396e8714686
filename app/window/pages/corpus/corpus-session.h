/* corpus-session.h — saving and restoring the corpus of the page Corpus in a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-beside.h"
#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

void     heed_corpus_session_take (HeedCorpus               *corpus,
                                   HeedSessionBeside        *beside);

/* Does nothing if the session has no corpus, or this corpus is open already. The error names a
 * file that does not exist. */
gboolean heed_corpus_session_put  (HeedCorpus               *corpus,
                                   const HeedSessionBeside  *beside,
                                   GError                  **error);

G_END_DECLS
