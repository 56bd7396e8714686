/* large-blocks.c — how the C library keeps large blocks of memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a model allocates and frees many blocks of some megabytes. By default glibc
 * takes more and more of them from its heaps, which shrink only at their ends. With a
 * fixed threshold it maps such blocks one by one, and unmaps them when they are freed.
 */

#include "app/core/corpus/large-blocks.h"

#ifdef __GLIBC__
#include <malloc.h>

#define LARGE_BLOCK_BYTES (1 << 20)
#endif

void
heed_large_blocks_give_back (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES);
#endif
}
