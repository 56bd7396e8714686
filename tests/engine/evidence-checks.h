/* evidence-checks.h — checks the engine's evidence against independent computations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* For any session that has taken some steps and has no other change. */

/* Occlusion is the difference of log p, step by step, to a
 * run with a zero embedding for the word. */
void check_occlusion_is_a_walk_without_it (HeedSession *session);

/* Gradient times input is the measured slope of log p along the word's embedding. */
void check_gradient_is_the_slope          (HeedSession *session);

/* Each share is computed from the slopes along all tokens that the step depends on. */
void check_shares_are_those_of_the_slopes (HeedSession *session);

/* Each norm is the length of the vector that, by the explanation, the heads add. */
void check_norms_are_those_explained      (HeedSession *session);

G_END_DECLS
