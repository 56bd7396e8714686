/* json-value.h — what a JSON value is made of: for whoever parses or writes it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* What messages call the root; NULL: nothing. */
void     heed_json_set_what (HeedJson       *root,
                             const char     *what);

/* Whether it was written as a whole number, so that it is again. */
gboolean heed_json_is_whole (const HeedJson *json);

G_END_DECLS
