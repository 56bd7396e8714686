/* corpus-invitation.h — the page Corpus while no corpus is open
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_INVITATION (heed_corpus_invitation_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusInvitation, heed_corpus_invitation, HEED, CORPUS_INVITATION,
                      GtkWidget)

/* The model of the document determines whether there is an example; NULL for none. */
void       heed_corpus_invitation_set_document (HeedCorpusInvitation  *self,
                                                HeedDocument          *document);

/* Shows the progress of opening; NULL if nothing is being opened. */
void       heed_corpus_invitation_set_message  (HeedCorpusInvitation  *self,
                                                const char            *message);

G_END_DECLS
