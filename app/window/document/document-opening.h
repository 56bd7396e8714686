/* document-opening.h — opening a model for a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

void      heed_document_open            (HeedDocument *self,
                                         const char   *path);
void      heed_document_open_as         (HeedDocument *self,
                                         const char   *path,
                                         const char   *description);
void      heed_document_share_model       (HeedDocument *self,
                                          HeedDocument *other);
gboolean  heed_document_get_is_opening  (HeedDocument *self);
const char *heed_document_get_model_description (HeedDocument *self);

G_END_DECLS
