/* session-fields.h — what several parts of a session file say in the same way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-fields.h"

G_BEGIN_DECLS

/* Whose text is longer is refused. */
#define HEED_SESSION_FILE_MAX_TEXT 100000

/* What is not there stays as it is. */
gboolean heed_session_read_text    (const HeedJson  *object,
                                    const char      *name,
                                    char           **value,
                                    GError         **error);
gboolean heed_session_check_length (const HeedJson  *list,
                                    guint            most,
                                    GError         **error);

G_END_DECLS
