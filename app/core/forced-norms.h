/* forced-norms.h — how much was read of each word, in the place of how much was looked at it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/forced.h"

G_BEGIN_DECLS

/* Puts the lengths of what each site read of each word, parts of their row's sum, in the
 * place of its weights; tokens stay attention. Nothing happens to a pair with a problem;
 * one that has none may get one. */
void heed_forced_weigh_by_norms (HeedForced           *forced,
                                 HeedModel            *model,
                                 const HeedForcedView *view);

G_END_DECLS
