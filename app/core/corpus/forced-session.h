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

/* FALSE: there is no target, or the model cannot read the pair. */
gboolean heed_forced_session_begin   (HeedForcedSession    *self,
                                      HeedModel            *model,
                                      const HeedCorpusPair *texts);

/* All of the target was taken, and the end. */
gboolean heed_forced_session_is_done (HeedForcedSession    *self);

/* The next one; NULL: it cannot be taken. */
HeedStep *heed_forced_session_step   (HeedForcedSession    *self);
void     heed_forced_session_clear   (HeedForcedSession    *self);

G_END_DECLS
