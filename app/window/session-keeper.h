/* session-keeper.h — sessions are opened, saved, and come back after a crash
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/model-library.h"
#include "app/core/session-file.h"
#include "app/window/comparison.h"
#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SESSION_KEEPER (heed_session_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HeedSessionKeeper, heed_session_keeper, HEED, SESSION_KEEPER, GObject)

/* settings NULL: what is recent is not remembered; folder NULL: nothing is saved by
 * itself. */
HeedSessionKeeper *heed_session_keeper_new         (HeedDocument      *document,
                                                    HeedModelLibrary  *library,
                                                    GSettings         *settings,
                                                    const char        *folder);

/* Signals before this wait for it: those who listen may not be there at the start. */
void               heed_session_keeper_begin_telling (HeedSessionKeeper *self);

/* What belongs to a session beside the document: how an attention is drawn, and the
 * page that is shown. */
void               heed_session_keeper_set_options (HeedSessionKeeper *self,
                                                    GObject           *options);
void               heed_session_keeper_set_page    (HeedSessionKeeper *self,
                                                    const char        *page);

/* Once somebody looks at it; a session that was opened before is set there. */
void               heed_session_keeper_set_comparison (HeedSessionKeeper *self,
                                                       HeedComparison    *comparison);

/* While a lesson has the document, what the person had before is what is saved by
 * itself; NULL: what there is. */
void               heed_session_keeper_set_stand_in (HeedSessionKeeper *self,
                                                    const HeedSessionFile *file);

/* The person's own file; NULL: there is none yet. */
const char        *heed_session_keeper_get_path    (HeedSessionKeeper *self);

/* At the start, once, before anything else: TRUE if there was a session before, and
 * its model is being opened. */
gboolean           heed_session_keeper_restore     (HeedSessionKeeper *self);

/* Likewise where another one is asked for: if the last one did not end as it should,
 * it is kept aside. */
void               heed_session_keeper_set_aside   (HeedSessionKeeper *self);

void               heed_session_keeper_open        (HeedSessionKeeper *self,
                                                    const char        *path);

/* The answer to model-missing: where it is; NULL: nobody knows. */
void               heed_session_keeper_find_model  (HeedSessionKeeper *self,
                                                    const char        *model_path);

void               heed_session_keeper_save        (HeedSessionKeeper *self,
                                                    const char        *path);

/* The program goes; what is to be written is, before it returns. */
void               heed_session_keeper_leave       (HeedSessionKeeper *self);

G_END_DECLS
