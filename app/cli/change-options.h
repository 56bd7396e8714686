/* change-options.h — parses --mask, --pin and --force
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"

G_BEGIN_DECLS

/* Each may be NULL, or a NULL-terminated list: masks "3,5", pins "2:4" or
 * "2:4:0.7", forces "1:chat". */
HeedChanges *heed_change_options_parse (char   **masks,
                                        char   **pins,
                                        char   **forces,
                                        GError **error);

G_END_DECLS
