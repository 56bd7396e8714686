/* session-state.h — what a document shows, as a session file, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-file.h"
#include "app/window/document.h"

G_BEGIN_DECLS

/* options: whose properties say how an attention is drawn; NULL: nobody's. */
HeedSessionFile *heed_session_state_take          (HeedDocument    *document,
                                                   GObject         *options);

/* Of the model that the document has now; what does not fit it is left out of the
 * file first. */
void             heed_session_state_set_sentence  (HeedSessionFile *file,
                                                   HeedDocument    *document);
void             heed_session_state_set_options   (HeedSessionFile *file,
                                                   GObject         *options);

/* Once the translation is whole. */
void             heed_session_state_set_place     (HeedSessionFile *file,
                                                   HeedDocument    *document);

G_END_DECLS
