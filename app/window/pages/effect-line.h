/* effect-line.h — what the selected source word did, where the verdict stands
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_EFFECT_LINE (heed_effect_line_get_type ())
G_DECLARE_FINAL_TYPE (HeedEffectLine, heed_effect_line, HEED, EFFECT_LINE, GObject)

/* The parts outlive it: its label is seen while there is an effect to tell, and else the
 * verdict. It follows what is selected in their heatmap. */
HeedEffectLine *heed_effect_line_new          (const HeedTranslateParts *parts);

void            heed_effect_line_set_document (HeedEffectLine           *self,
                                               HeedDocument             *document);

/* Of the column that is selected, or of several, if columns are what is translated; once
 * more for other steps, even if the same words are selected. Only with a document. */
void            heed_effect_line_ask          (HeedEffectLine           *self,
                                               gboolean                  has_new_steps);

G_END_DECLS
