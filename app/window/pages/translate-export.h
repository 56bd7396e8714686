/* translate-export.h — what the page Translate shows, to be taken away
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* NULL: there is nothing to save. */
const HeedPageExport *heed_translate_export_get        (const HeedTranslateParts *parts);

/* What is seen, be it a matrix, ribbons, text or all heads; FALSE: there is none. */
gboolean              heed_translate_export_use_figure (HeedTranslateParts       *parts,
                                                        HeedFigureFunc            func,
                                                        gpointer                  data);

G_END_DECLS
