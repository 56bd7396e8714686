/* neighbour-steps.h — finds steps of the open corpus with states similar to the selected step's
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/corpus/corpus-neighbours-button.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_NEIGHBOUR_STEPS (heed_neighbour_steps_get_type ())
G_DECLARE_FINAL_TYPE (HeedNeighbourSteps, heed_neighbour_steps, HEED, NEIGHBOUR_STEPS, GObject)

/* Adds a button below the candidates of the inspector; it is hidden while no corpus is open. */
HeedNeighbourSteps *heed_neighbour_steps_new          (HeedTranslateParts *parts);
void                heed_neighbour_steps_set_document (HeedNeighbourSteps *self,
                                                       HeedDocument       *document);

G_END_DECLS
