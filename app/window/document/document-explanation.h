/* document-explanation.h — explaining how one attention weight of a document was computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

void            heed_document_explain         (HeedDocument *self,
                                               guint         row,
                                               guint         key);
HeedArithmetic *heed_document_get_arithmetic  (HeedDocument *self);

G_END_DECLS
