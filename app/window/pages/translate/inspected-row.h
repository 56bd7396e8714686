/* inspected-row.h — displays the selected row in the inspector
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"
#include "app/window/pages/parts/shown-attention.h"
#include "ui/step-inspector.h"

G_BEGIN_DECLS

/* Displays the selected step, or source token in encoder self-attention, and the word that it is
 * displayed as; clears the inspector if no row is selected. */
void heed_inspected_row_show_in (HeedDocument             *document,
                                 const HeedShownAttention *shown,
                                 HeedStepInspector        *inspector);

G_END_DECLS
