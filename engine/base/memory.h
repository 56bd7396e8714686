/* memory.h — checks that an allocation whose size comes from a file fits into memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds n_bytes to n_taken. If the sum is more than the machine's memory, returns FALSE with
 * HEED_ERROR_TOO_LARGE instead; what names the allocation in the message. */
gboolean heed_memory_take (guint64     *n_taken,
                           guint64      n_bytes,
                           const char  *what,
                           GError     **error);

G_END_DECLS
