/* session-changes.h — what a person changed, in a session file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change.h"
#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* An array of HeedChange, in the order in which they were made. */
void     heed_session_set_changes  (HeedJson         *root,
                                    const GPtrArray  *changes);
gboolean heed_session_read_changes (const HeedJson   *root,
                                    GPtrArray        *changes,
                                    GError          **error);

G_END_DECLS
