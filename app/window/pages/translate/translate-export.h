/* translate-export.h — exports the displayed view of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* NULL if there is nothing to save. */
const HeedPageExport *heed_translate_export_get        (const HeedTranslateParts *parts);

/* Calls func with the displayed matrix, ribbons, text or all heads; FALSE if there are none. */
gboolean              heed_translate_export_use_figure (HeedTranslateParts       *parts,
                                                        HeedFigureFunc            func,
                                                        gpointer                  data);

G_END_DECLS
