/* document-changes.h — hiding, replacing and choosing tokens of a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

gboolean  heed_document_get_hidden  (HeedDocument *self,
                                     guint         position);
void      heed_document_set_hidden  (HeedDocument *self,
                                     guint         position,
                                     gboolean      is_hidden);

/* Makes the model read other tokens instead of some of the source. */
void      heed_document_replace     (HeedDocument  *self,
                                     guint          first,
                                     guint          n_replaced,
                                     const guint32 *ids,
                                     guint          n_ids);
void      heed_document_choose      (HeedDocument *self,
                                     guint         position,
                                     guint32       token_id);

G_END_DECLS
