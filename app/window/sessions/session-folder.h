/* session-folder.h — the folder of automatically saved sessions, and recovery after a crash
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-file.h"

G_BEGIN_DECLS

/* The maximum number and age of the kept sessions of runs that ended unexpectedly. */
#define HEED_SESSION_FOLDER_MAX_KEPT 10
#define HEED_SESSION_FOLDER_MAX_DAYS 30

typedef struct _HeedSessionFolder HeedSessionFolder;

/* Creates the folder if it does not exist. */
HeedSessionFolder *heed_session_folder_new           (const char         *path);
void               heed_session_folder_free          (HeedSessionFolder  *self);

/* Returns the path of the file that is saved automatically. */
const char        *heed_session_folder_get_last      (HeedSessionFolder  *self);

/* Returns the session of the last run, and renames its file while it is being opened; NULL if there
 * is none that can be opened. */
HeedSessionFile   *heed_session_folder_begin         (HeedSessionFolder  *self);

/* The end of that opening: it succeeded; the program exits before it did; or it failed, and the
 * file is kept under another name, which is returned. */
void               heed_session_folder_opened        (HeedSessionFolder  *self);
void               heed_session_folder_put_back      (HeedSessionFolder  *self);
char              *heed_session_folder_keep_opening  (HeedSessionFolder  *self);

/* If the last run ended unexpectedly and its session is not empty, renames its file to a name with
 * its date, and returns the new path. Otherwise returns NULL. */
char              *heed_session_folder_keep_last     (HeedSessionFolder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionFolder, heed_session_folder_free)

G_END_DECLS
