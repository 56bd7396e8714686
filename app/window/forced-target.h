/* forced-target.h — a document is made to write what another one does
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

gboolean heed_forced_target_copy   (HeedDocument  *document,
                                    HeedDocument  *from,
                                    GError       **error);
gboolean heed_forced_target_set_text (HeedDocument  *document,
                                      const char    *text,
                                      GError       **error);

/* What is forced now as a whole, and switched on; NULL: nothing. */
const char *heed_forced_target_get (HeedDocument  *document);
void     heed_forced_target_remove (HeedDocument  *document);

G_END_DECLS
