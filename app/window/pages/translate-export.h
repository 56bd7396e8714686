/* translate-export.h — the picture that the page Translate is saved as
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* NULL: there is nothing to save. */
const HeedPageExport *heed_translate_export_get  (const HeedTranslateParts  *parts);

/* What is seen, if it is a picture; the matrix is behind everything else. */
gboolean              heed_translate_export_save (HeedTranslateParts        *parts,
                                                  const char                *path,
                                                  GError                   **error);

G_END_DECLS
