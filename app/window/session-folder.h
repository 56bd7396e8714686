/* session-folder.h — where sessions are saved by themselves, and what a crash left there
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-file.h"

G_BEGIN_DECLS

/* So many sessions that did not end as they should are kept, and so long. */
#define HEED_SESSION_FOLDER_MAX_KEPT 10
#define HEED_SESSION_FOLDER_MAX_DAYS 30

typedef struct _HeedSessionFolder HeedSessionFolder;

/* It is made if it is not there. */
HeedSessionFolder *heed_session_folder_new           (const char         *path);
void               heed_session_folder_free          (HeedSessionFolder  *self);

/* The file that is written all the time. */
const char        *heed_session_folder_get_last      (HeedSessionFolder  *self);

/* The session of last time, which is being opened from now on; NULL: there is none
 * that can be. */
HeedSessionFile   *heed_session_folder_begin         (HeedSessionFolder  *self);

/* Three ends of that: it came, the program goes before it did, or nothing comes of it. */
void               heed_session_folder_opened        (HeedSessionFolder  *self);
void               heed_session_folder_put_back      (HeedSessionFolder  *self);
char              *heed_session_folder_keep_opening  (HeedSessionFolder  *self);

/* The session of last time, if it did not end as it should and there is something in
 * it: under a name that says when it was. NULL: there is none. */
char              *heed_session_folder_keep_last     (HeedSessionFolder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionFolder, heed_session_folder_free)

G_END_DECLS
