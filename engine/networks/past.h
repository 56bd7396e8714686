/* past.h — the keys and values of earlier tokens: a Transformer's cache
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keys and values of n_layers layers, one position after the other. A position never changes
 * once it is filled, so states that know how many positions are theirs can share a past, also
 * between threads. */
typedef struct _HeedPast HeedPast;

HeedPast *heed_past_new        (guint      n_layers,
                                guint      width);
HeedPast *heed_past_ref        (HeedPast  *past);
void      heed_past_unref      (HeedPast  *past);

/* Returns a past with the same first n_positions positions and room for one more, which the caller
 * must fill: a reference to this one, or a copy if another caller has already extended it from
 * there. */
HeedPast *heed_past_extend     (HeedPast  *past,
                                guint      n_positions);

/* Borrowed: positions x width, position 0 first. */
float    *heed_past_get_keys   (HeedPast  *past,
                                guint      layer);
float    *heed_past_get_values (HeedPast  *past,
                                guint      layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPast, heed_past_unref)

G_END_DECLS
