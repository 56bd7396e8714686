/* comparison-state.h — converting a comparison to its part of a session file, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-comparison.h"
#include "app/window/comparison/comparison.h"

G_BEGIN_DECLS

/* Returns the state of a comparison. The SHA-256 of the models is not filled in. */
HeedSessionComparison *heed_comparison_state_take (HeedComparison              *comparison);

/* Restores a state. paths[i] is the present path of side i's model; NULL if it was not found. */
void                   heed_comparison_state_set  (const HeedSessionComparison *state,
                                                   const char *const           *paths,
                                                   HeedComparison              *comparison);

G_END_DECLS
