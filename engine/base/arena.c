/* arena.c — memory for one pass: many arrays in few blocks, freed together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that one decoding step or one training batch computes is allocated here
 * and freed together. After a few steps the arena has grown to what a step needs;
 * from then on a step needs no memory from the system, and a reset only sets an
 * offset to 0. This matters because touching fresh pages takes longer than the
 * arithmetic done on them.
 */

#define _DEFAULT_SOURCE /* madvise() */

#include "engine/base/arena.h"

#include <sys/mman.h>

/* Blocks of at least MANY_BYTES use large pages: fewer page faults and fewer TLB misses. */
#define LARGE_PAGE (2 * 1024 * 1024)
#define MANY_BYTES (4 * LARGE_PAGE)

typedef struct _Block Block;

struct _Block
{
  Block  *previous;
  gsize   size;   /* bytes */
  gsize   used;
  guint8 *bytes;
};

struct _HeedArena
{
  Block *last;
  gsize  total;  /* bytes of all blocks */
};

static guint8 *
allocate (gsize size)
{
  guint8 *bytes =
    g_aligned_alloc (1, size, size >= MANY_BYTES ? LARGE_PAGE : HEED_ARENA_ALIGNMENT);

  /* Only a hint, which the system may ignore. */
  if (size >= MANY_BYTES)
    madvise (bytes, size - size % LARGE_PAGE, MADV_HUGEPAGE);

  return bytes;
}

static void
add_block (HeedArena *arena,
           gsize      size)
{
  Block *block = g_new0 (Block, 1);

  block->bytes = allocate (size);
  block->size = size;
  block->previous = arena->last;
  arena->last = block;
  arena->total += size;
}

static void
drop_blocks (HeedArena *arena)
{
  while (arena->last != NULL)
    {
      Block *block = arena->last;

      arena->last = block->previous;
      g_aligned_free (block->bytes);
      g_free (block);
    }

  arena->total = 0;
}

HeedArena *
heed_arena_new (gsize n_bytes)
{
  HeedArena *arena = g_new0 (HeedArena, 1);

  add_block (arena, MAX (n_bytes, HEED_ARENA_ALIGNMENT));

  return arena;
}

void
heed_arena_free (HeedArena *arena)
{
  drop_blocks (arena);
  g_free (arena);
}

/**
 * heed_arena_allocate:
 * @n_bytes: may be 0
 *
 * Cost:    a few instructions, or one new block that at least doubles the arena
 *
 * Returns: (transfer none): @n_bytes uninitialised bytes, aligned to
 *   HEED_ARENA_ALIGNMENT, valid until the next heed_arena_reset()
 */
gpointer
heed_arena_allocate (HeedArena *arena,
                     gsize      n_bytes)
{
  Block *block = arena->last;
  gsize size = (n_bytes + HEED_ARENA_ALIGNMENT - 1) & ~(gsize) (HEED_ARENA_ALIGNMENT - 1);
  gpointer allocated;

  if (size > block->size - block->used)
    {
      add_block (arena, MAX (size, arena->total));
      block = arena->last;
    }

  allocated = block->bytes + block->used;
  block->used += size;

  return allocated;
}

float *
heed_arena_floats (HeedArena *arena,
                   gsize      n_floats)
{
  return heed_arena_allocate (arena, n_floats * sizeof (float));
}

/**
 * heed_arena_reset:
 *
 * Frees all allocations. Several blocks are replaced by one of their total size, so
 * that the same amount of work needs no new block the next time.
 */
void
heed_arena_reset (HeedArena *arena)
{
  if (arena->last->previous != NULL)
    {
      gsize total = arena->total;

      drop_blocks (arena);
      add_block (arena, total);
    }

  arena->last->used = 0;
}
