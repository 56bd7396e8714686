/* inspected-row.h — the row that is looked at, taken apart in the inspector
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"
#include "app/window/pages/shown-attention.h"
#include "ui/step-inspector.h"

G_BEGIN_DECLS

/* The step, or the source token where the encoder looks at itself, as the word that
 * is shown of it; nothing while no row is chosen. */
void heed_inspected_row_show_in (HeedDocument             *document,
                                 const HeedShownAttention *shown,
                                 HeedStepInspector        *inspector);

G_END_DECLS
