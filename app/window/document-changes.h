/* document-changes.h — a token of the sentence is hidden, or another is chosen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

gboolean  heed_document_get_hidden  (HeedDocument *self,
                                     guint         position);
void      heed_document_set_hidden  (HeedDocument *self,
                                     guint         position,
                                     gboolean      is_hidden);
void      heed_document_choose      (HeedDocument *self,
                                     guint         position,
                                     guint32       token_id);

G_END_DECLS
