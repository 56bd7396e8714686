/* fields.h — how large a description may be, and what makes sense together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_MAX_WIDTH      16384
#define HEED_MAX_VOCABULARY 4000000

/* is_right, or FALSE with the formatted message: HEED_ERROR_UNSUPPORTED. */
gboolean heed_field_check (gboolean     is_right,
                           GError     **error,
                           const char  *format,
                           ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
