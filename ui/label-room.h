/* label-room.h — whether small labels above a text leave room for one more
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of a line, px; lines are told apart by their y. */
typedef struct {
  double left;
  double right;
  double y;
} HeedStretch;

/* Takes the stretch unless one that was taken before is less than gap away: those who come
 * first are seen. @taken is of HeedStretch. */
gboolean heed_label_room_take (GArray      *taken,
                               HeedStretch  stretch,
                               double       gap);

G_END_DECLS
