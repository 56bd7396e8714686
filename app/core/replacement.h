/* replacement.h — source tokens in the place of others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/change.h"

G_BEGIN_DECLS

/* The sentence with what is replaced in it; takes session over. NULL with an error. */
HeedSession *heed_replacement_make     (HeedSession        *session,
                                        const HeedChanges  *changes,
                                        GError            **error);

/* That change when other tokens stand in the sentence: n_before of them at first became
 * n_after. NULL: it was about one of those. */
HeedChange  *heed_replacement_new_moved (const HeedChange  *change,
                                        guint               first,
                                        guint               n_before,
                                        guint               n_after);

/* Other tokens in the place of some, where part of them may already be replaced: that
 * of changes which takes its place, or is new. */
HeedChange  *heed_replacement_new      (const HeedChange   *before,
                                        const HeedChange   *wanted);

G_END_DECLS
