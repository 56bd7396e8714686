/* alikes.h — characters that are often confused with each other
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/base/random.h"

G_BEGIN_DECLS

/* The table of a text file. Each line is a character, a tab, the characters it is mostly
 * confused with, a tab, and those it is more rarely confused with. Lines that begin with # are
 * comments. */
typedef struct _HeedAlikes HeedAlikes;

HeedAlikes *heed_alikes_load  (const char        *path,
                               GCancellable      *cancellable,
                               GError           **error);
void        heed_alikes_free  (HeedAlikes        *alikes);

/* Sets how often each character is drawn: a hash table from characters to the number of their
 * occurrences, both as GUINT_TO_POINTER. Before, all are drawn equally often. */
void        heed_alikes_weigh (HeedAlikes        *alikes,
                               GHashTable        *counts);

/* Draws a character with which this one is confused; 0 if there is none. */
gunichar    heed_alikes_draw  (const HeedAlikes  *alikes,
                               HeedRandom        *random,
                               gunichar           character);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAlikes, heed_alikes_free)

G_END_DECLS
