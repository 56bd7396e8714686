/* process-memory.h — how much memory a test takes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What lies in memory, kB; 0 where the system does not tell, or a sanitizer keeps what was
 * freed. */
guint64 process_memory_get_resident (void);

G_END_DECLS
