/* difference.h — a translation before and after changes, with the differences marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  HEED_DIFFERENCE_SAME,
  HEED_DIFFERENCE_OLD,
  HEED_DIFFERENCE_NEW
} HeedDifference;

/* Finds a shortest sequence of deletions and insertions that turns old into new. Returns an
 * array of n_parts elements, one for each token in reading order; caller frees. */
HeedDifference *heed_difference_find    (const guint32 *old_ids,
                                         guint          n_old,
                                         const guint32 *new_ids,
                                         guint          n_new,
                                         guint         *n_parts);

void            heed_difference_show_in (HeedDocument  *document,
                                         GtkLabel      *label);

G_END_DECLS
