/* forced-session.h — decoding along the target of a pair, one step at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-files.h"
#include "app/core/words/words.h"

G_BEGIN_DECLS

typedef struct {
  HeedSession *session;  /* NULL: none was begun */
  HeedWords    target;
} HeedForcedSession;

/* Begins decoding the pair. Returns FALSE if there is no target or the model cannot read the
 * pair. */
gboolean heed_forced_session_begin   (HeedForcedSession    *self,
                                      HeedModel            *model,
                                      const HeedCorpusPair *texts);

/* Returns whether all target tokens and the end token were decoded. */
gboolean heed_forced_session_is_done (HeedForcedSession    *self);

/* Decodes the next token of the target. Returns its step, or NULL on an error. */
HeedStep *heed_forced_session_step   (HeedForcedSession    *self);
void     heed_forced_session_clear   (HeedForcedSession    *self);

G_END_DECLS
