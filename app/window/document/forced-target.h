/* forced-target.h — forcing a document to produce a given translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

gboolean heed_forced_target_copy   (HeedDocument  *document,
                                    HeedDocument  *from,
                                    GError       **error);
gboolean heed_forced_target_set_text (HeedDocument  *document,
                                      const char    *text,
                                      GError       **error);

/* Returns the forced target text if it is switched on; NULL if there is none. */
const char *heed_forced_target_get (HeedDocument  *document);
void     heed_forced_target_remove (HeedDocument  *document);

G_END_DECLS
