/* document-decoding.h — how a document's tokens are chosen, and which hypothesis is displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

const HeedDecoding *heed_document_get_decoding (HeedDocument       *self);
void                heed_document_set_decoding (HeedDocument       *self,
                                                const HeedDecoding *decoding);

/* The displayed hypothesis of a beam: the best one by default, or the one that ends at a node of
 * the translation's tree. While the translation before the changes is displayed, none can be
 * chosen. */
gboolean            heed_document_can_branch   (HeedDocument       *self);
const HeedBeamNode *heed_document_get_branch   (HeedDocument       *self);
void                heed_document_show_branch  (HeedDocument       *self,
                                                const HeedBeamNode *node);
void                heed_document_take_branch  (HeedDocument       *self,
                                                const HeedBeamNode *node);

G_END_DECLS
