/* stack-choice.h — chooses the view that the page Translate displays
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* Returns the chosen view, but the matrix instead of all heads for a model with just one head. */
HeedViewMode heed_stack_choice_get_mode (const HeedTranslateParts *parts);

/* Displays the page of the stack that the document has contents for, and the widgets around it. */
void         heed_stack_choice_show     (const HeedTranslateParts *parts);

G_END_DECLS
