/* replacement.h — replacing source tokens by others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change.h"

G_BEGIN_DECLS

/* Returns a session of the sentence with all replacements made; takes ownership of session. NULL
 * with an error. */
HeedSession *heed_replacement_make     (HeedSession        *session,
                                        const HeedChanges  *changes,
                                        GError            **error);

/* Returns a change with its positions adjusted after n_before tokens from first on were replaced
 * by n_after tokens. NULL if the change was about one of the replaced tokens. */
HeedChange  *heed_replacement_new_moved (const HeedChange  *change,
                                        guint               first,
                                        guint               n_before,
                                        guint               n_after);

/* Returns the change to put for wanted: a copy of it, or, if it replaces tokens of the earlier
 * replacement before, a copy of before with these tokens replaced. */
HeedChange  *heed_replacement_new      (const HeedChange   *before,
                                        const HeedChange   *wanted);

G_END_DECLS
