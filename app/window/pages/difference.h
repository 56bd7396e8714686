/* difference.h — the old translation struck out, the new one beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  HEED_DIFFERENCE_SAME,
  HEED_DIFFERENCE_OLD,
  HEED_DIFFERENCE_NEW
} HeedDifference;

/* What has to be left out of old and put in to become new, as few as can be: for
 * each token of both in reading order, which it is. n_parts of them. */
HeedDifference *heed_difference_find    (const guint32 *old_ids,
                                         guint          n_old,
                                         const guint32 *new_ids,
                                         guint          n_new,
                                         guint         *n_parts);

void            heed_difference_show_in (HeedDocument  *document,
                                         GtkLabel      *label);

G_END_DECLS
