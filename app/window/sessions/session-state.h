/* session-state.h — converting the state of a document to a session file, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-file.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

/* options: an object whose properties are the drawing options; or NULL. */
HeedSessionFile *heed_session_state_take          (HeedDocument    *document,
                                                   GObject         *options);

/* The document must have its model already; heed_session_file_fit() must have removed what does not
 * fit that model. */
void             heed_session_state_set_sentence  (HeedSessionFile *file,
                                                   HeedDocument    *document);
void             heed_session_state_set_options   (HeedSessionFile *file,
                                                   GObject         *options);

/* To be called once the translation is complete. */
void             heed_session_state_set_place     (HeedSessionFile *file,
                                                   HeedDocument    *document);

G_END_DECLS
