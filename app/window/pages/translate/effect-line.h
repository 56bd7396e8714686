/* effect-line.h — the effect of the selected source words, in place of the verdict
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_EFFECT_LINE (heed_effect_line_get_type ())
G_DECLARE_FINAL_TYPE (HeedEffectLine, heed_effect_line, HEED, EFFECT_LINE, GObject)

/* The parts are borrowed. Their effect label is visible while there is an effect to report, and
 * the verdict otherwise. Follows the selection of their heatmap. */
HeedEffectLine *heed_effect_line_new          (const HeedTranslateParts *parts);

void            heed_effect_line_set_document (HeedEffectLine           *self,
                                               HeedDocument             *document);

/* Requests the effect of the selected columns, if columns are source words. With has_new_steps
 * it is requested again even for the same words. Requires a document. */
void            heed_effect_line_ask          (HeedEffectLine           *self,
                                               gboolean                  has_new_steps);

G_END_DECLS
