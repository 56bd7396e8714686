/* arena.h — memory for one pass: many arrays in few blocks, freed together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_ARENA_ALIGNMENT 64  /* bytes: a cache line, and the widest vector */

typedef struct _HeedArena HeedArena;

HeedArena *heed_arena_new      (gsize      n_bytes);
void       heed_arena_free     (HeedArena *arena);
gpointer   heed_arena_allocate (HeedArena *arena,
                                gsize      n_bytes);
float     *heed_arena_floats   (HeedArena *arena,
                                gsize      n_floats);
void       heed_arena_reset    (HeedArena *arena);

#define heed_arena_new_struct(arena, Type) ((Type *) heed_arena_allocate ((arena), sizeof (Type)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedArena, heed_arena_free)

G_END_DECLS
