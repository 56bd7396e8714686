/* alikes.h — characters that people take for each other
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/base/random.h"

G_BEGIN_DECLS

/* Read from lines: a character, tab, those it is mostly taken for, tab, those it
 * is more rarely taken for. Lines that begin with # say nothing. */
typedef struct _HeedAlikes HeedAlikes;

HeedAlikes *heed_alikes_load  (const char        *path,
                               GCancellable      *cancellable,
                               GError           **error);
void        heed_alikes_free  (HeedAlikes        *alikes);

/* How often each character is drawn from now on: a hash table of character to how
 * often it was seen, both as GUINT_TO_POINTER. Before, all come as often. */
void        heed_alikes_weigh (HeedAlikes        *alikes,
                               GHashTable        *counts);

/* A character that this one is taken for, or 0: there is none. */
gunichar    heed_alikes_draw  (const HeedAlikes  *alikes,
                               HeedRandom        *random,
                               gunichar           character);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAlikes, heed_alikes_free)

G_END_DECLS
