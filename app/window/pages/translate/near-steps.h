/* near-steps.h — finds steps of the open corpus whose state is nearest to that of the selected step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/corpus/corpus-near-button.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_NEAR_STEPS (heed_near_steps_get_type ())
G_DECLARE_FINAL_TYPE (HeedNearSteps, heed_near_steps, HEED, NEAR_STEPS, GObject)

/* Adds a button below the candidates of the inspector; it is hidden while no corpus is open. */
HeedNearSteps *heed_near_steps_new          (HeedTranslateParts *parts);
void           heed_near_steps_set_document (HeedNearSteps      *self,
                                             HeedDocument       *document);

G_END_DECLS
