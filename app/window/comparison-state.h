/* comparison-state.h — what is compared, as a part of a session, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-comparison.h"
#include "app/window/comparison.h"

G_BEGIN_DECLS

/* Which models those paths are, by their SHA-256, is not said. */
HeedSessionComparison *heed_comparison_state_take (HeedComparison              *comparison);

/* paths: where the model of each side is now, by its number; NULL: nobody knows. */
void                   heed_comparison_state_set  (const HeedSessionComparison *state,
                                                   const char *const           *paths,
                                                   HeedComparison              *comparison);

G_END_DECLS
