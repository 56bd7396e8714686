/* memory.h — checks that what a file asks for fits into the memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds n_bytes to n_taken, or gives FALSE with TOO_LARGE if there is not so much
 * memory in the machine. what names who asked. */
gboolean heed_memory_take (guint64     *n_taken,
                           guint64      n_bytes,
                           const char  *what,
                           GError     **error);

G_END_DECLS
