/* translate-session.h — marks and gold links of the page Translate, as a part of a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* Once, when there is a document: the page tells when it has something else. */
void     heed_translate_session_watch (HeedTranslateParts      *parts,
                                       HeedPage                *page);
void     heed_translate_session_take (HeedTranslateParts       *parts,
                                      HeedSessionBeside        *beside);

/* Of the sentence that the document has. The error says what of the links is not there. */
gboolean heed_translate_session_put  (HeedTranslateParts       *parts,
                                      const HeedSessionBeside  *beside,
                                      GError                  **error);

G_END_DECLS
