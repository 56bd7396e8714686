/* stack-choice.h — which of its pictures the page Translate shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* Whoever chose to see all heads sees the matrix of a model that has just one. */
HeedViewMode heed_stack_choice_get_mode (const HeedTranslateParts *parts);

/* What the document has something for, and what around it belongs to that. */
void         heed_stack_choice_show     (const HeedTranslateParts *parts);

G_END_DECLS
