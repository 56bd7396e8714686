/* elements-popover.h — a vector or a matrix, element by element
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

/* What is copied: a line for each, its index and the number in full; of a matrix its rows. */
char      *heed_elements_popover_write        (const HeedQuantity  *quantity);

G_END_DECLS
