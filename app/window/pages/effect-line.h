/* effect-line.h — what the selected source word did, where the verdict stands
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_EFFECT_LINE (heed_effect_line_get_type ())
G_DECLARE_FINAL_TYPE (HeedEffectLine, heed_effect_line, HEED, EFFECT_LINE, GObject)

/* Two GtkLabels, which outlive it: label is seen while there is an effect to tell, and
 * else the verdict. */
HeedEffectLine *heed_effect_line_new          (GtkWidget                *label,
                                               GtkWidget                *verdict);

void            heed_effect_line_set_document (HeedEffectLine           *self,
                                               HeedDocument             *document);

/* Of the column that is selected, if columns are what is translated; once more for
 * other steps, even if the same word is selected. Only with a document. */
void            heed_effect_line_ask          (HeedEffectLine           *self,
                                               const HeedShownAttention *shown,
                                               gboolean                  has_new_steps);

G_END_DECLS
