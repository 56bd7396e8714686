/* label-room.h — keeps small labels above a text from overlapping
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A horizontal range on a line, px; lines differ in y. */
typedef struct {
  double left;
  double right;
  double y;
} HeedStretch;

/* Adds the stretch to taken, an array of HeedStretch, unless one on the same line is less than gap
 * px away; so the labels placed first are drawn. Returns whether it was added. */
gboolean heed_label_room_take (GArray      *taken,
                               HeedStretch  stretch,
                               double       gap);

G_END_DECLS
