/* forced.h — a translation that is given, and the attention it is read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/words.h"

G_BEGIN_DECLS

typedef struct {
  HeedSession *session;  /* walked to the end of the target; NULL until then */
  HeedWords    source;
  HeedWords    target;
} HeedForced;

/* Cleared with heed_forced_clear(), whatever is returned. */
gboolean    heed_forced_read          (HeedForced           *forced,
                                       HeedModel            *model,
                                       const HeedGivenLine  *source,
                                       const HeedGivenLine  *target,
                                       GCancellable         *cancellable,
                                       GError              **error);
void        heed_forced_clear         (HeedForced           *forced);

/* Target words x source words; with shift 1 the row of a word is that of the
 * steps that read it. NULL if one side has no word. */
HeedMatrix *heed_forced_dup_attention (const HeedForced     *forced,
                                       HeedAttentionSite     site,
                                       guint                 shift);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedForced, heed_forced_clear)

G_END_DECLS
