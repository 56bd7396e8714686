/* translate-presentation.h — the presentation mode of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

void heed_translate_presentation_set (const HeedTranslateParts *parts,
                                      gboolean                  is_presenting);

G_END_DECLS
