/* elements-popover.h — a popover with every element of a vector or matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_ELEMENTS_POPOVER (heed_elements_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeedElementsPopover, heed_elements_popover, HEED, ELEMENTS_POPOVER,
                      GtkPopover)

GtkWidget *heed_elements_popover_new          (void);

/* Everything is copied. */
void       heed_elements_popover_set_quantity (HeedElementsPopover *self,
                                               const HeedQuantity  *quantity);

/* Returns the text that is copied: for a vector, one line per element with index and full
 * number; for a matrix, its rows. */
char      *heed_elements_popover_write        (const HeedQuantity  *quantity);

G_END_DECLS
