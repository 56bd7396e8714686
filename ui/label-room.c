/* label-room.c — keeps small labels above a text from overlapping
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/label-room.h"

#include <math.h>

#define SAME_LINE_PX 1.0

gboolean
heed_label_room_take (GArray      *taken,
                      HeedStretch  stretch,
                      double       gap)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const HeedStretch *other = &g_array_index (taken, HeedStretch, i);

      if (fabs (other->y - stretch.y) < SAME_LINE_PX && stretch.left < other->right + gap &&
          other->left < stretch.right + gap)
        return FALSE;
    }

  g_array_append_val (taken, stretch);

  return TRUE;
}
