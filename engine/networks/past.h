/* past.h — the keys and values of earlier tokens: a Transformer's cache
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of n_layers layers, positions one after the other. Positions once filled never
 * change, so whoever knows how many are his may share it with others, also in
 * other threads. */
typedef struct _HeedPast HeedPast;

HeedPast *heed_past_new        (guint      n_layers,
                                guint      width);
HeedPast *heed_past_ref        (HeedPast  *past);
void      heed_past_unref      (HeedPast  *past);

/* A past with the same first n_positions and room behind them for one more,
 * which is the caller's to fill: this one, or a copy if somebody else has gone
 * on from there already. */
HeedPast *heed_past_extend     (HeedPast  *past,
                                guint      n_positions);

/* Positions x width, position 0 first. */
float    *heed_past_get_keys   (HeedPast  *past,
                                guint      layer);
float    *heed_past_get_values (HeedPast  *past,
                                guint      layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPast, heed_past_unref)

G_END_DECLS
