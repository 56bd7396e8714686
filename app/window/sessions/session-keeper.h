/* session-keeper.h — opening, saving and restoring sessions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/models/model-library.h"
#include "app/core/sessions/session-file.h"
#include "app/window/comparison/comparison.h"
#include "app/window/document/document.h"
#include "app/window/page.h"

G_BEGIN_DECLS

#define HEED_TYPE_SESSION_KEEPER (heed_session_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HeedSessionKeeper, heed_session_keeper, HEED, SESSION_KEEPER, GObject)

/* settings may be NULL: recent sessions are not saved then. folder may be NULL: nothing is saved
 * automatically then. */
HeedSessionKeeper *heed_session_keeper_new         (HeedDocument      *document,
                                                    HeedModelLibrary  *library,
                                                    GSettings         *settings,
                                                    const char        *folder);

/* Emits the signals that were queued up to this call, and stops queueing. To be called when all
 * handlers are connected. */
void               heed_session_keeper_begin_telling (HeedSessionKeeper *self);

/* Sets the parts of a session outside the document: the drawing options, once, and the name of the
 * displayed page. */
void               heed_session_keeper_set_options (HeedSessionKeeper *self,
                                                    GObject           *options);
void               heed_session_keeper_set_page    (HeedSessionKeeper *self,
                                                    const char        *page);

/* Registers a page when it is created; the part of a session that concerns it is restored then. */
void               heed_session_keeper_lend_page      (HeedSessionKeeper *self,
                                                       HeedPage          *page);

/* Sets the comparison, once, when its page is created. The comparison of a session that was opened
 * before is then restored in it. */
void               heed_session_keeper_set_comparison (HeedSessionKeeper *self,
                                                       HeedComparison    *comparison);

/* While a lesson uses the document, the user's session from before it is saved automatically. NULL:
 * the present state is saved again. */
void               heed_session_keeper_set_stand_in (HeedSessionKeeper *self,
                                                    const HeedSessionFile *file);

/* Returns the path of the user's own file; NULL if there is none yet. */
const char        *heed_session_keeper_get_path    (HeedSessionKeeper *self);

/* To be called once, before all other functions. Returns TRUE if the session of the last run is
 * being restored; its model is being opened, or model-missing is emitted. */
gboolean           heed_session_keeper_restore     (HeedSessionKeeper *self);

/* Called instead of _restore if the command line names something else: keeps the last session under
 * another name if its run ended unexpectedly. */
void               heed_session_keeper_set_aside   (HeedSessionKeeper *self);

void               heed_session_keeper_open        (HeedSessionKeeper *self,
                                                    const char        *path);

/* The answer to the signal model-missing: the path of the model; NULL if the user does not know
 * it. */
void               heed_session_keeper_find_model  (HeedSessionKeeper *self,
                                                    const char        *model_path);

void               heed_session_keeper_save        (HeedSessionKeeper *self,
                                                    const char        *path);

/* Called before the program exits; writes all pending files before it returns. Returns FALSE, and
 * reports it, if one that the user asked for was not written; the next call leaves without it. */
gboolean           heed_session_keeper_leave       (HeedSessionKeeper *self);

G_END_DECLS
