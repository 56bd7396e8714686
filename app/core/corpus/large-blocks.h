/* large-blocks.h — how the C library keeps large blocks of memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the C library return large blocks to the system as soon as they are freed. Call it once,
 * before other threads start. Does nothing where the C library is not glibc. */
void heed_large_blocks_give_back (void);

G_END_DECLS
