/* evidence-checks.h — evidence of effect against what it is said to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Of any session that has taken some steps and was not changed otherwise. */

/* Each number is the difference of two walks, step by step, one with a word of zeros. */
void check_occlusion_is_a_walk_without_it (HeedSession *session);

/* Each is a measured slope of such a walk, along the word. */
void check_gradient_is_the_slope          (HeedSession *session);

/* Each is what the slopes along all that the step rests on make it. */
void check_shares_are_those_of_the_slopes (HeedSession *session);

/* Each is the length of what an explanation says that the heads add. */
void check_norms_are_those_explained      (HeedSession *session);

G_END_DECLS
