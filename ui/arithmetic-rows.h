/* arithmetic-rows.h — the quantities of an arithmetic, one row each: symbol, vector, number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_ARITHMETIC_ROWS (heed_arithmetic_rows_get_type ())
G_DECLARE_FINAL_TYPE (HeedArithmeticRows, heed_arithmetic_rows, HEED, ARITHMETIC_ROWS, GtkWidget)

GtkWidget *heed_arithmetic_rows_new            (void);

/* Shows the quantities from the first stage to the last; the default is score
 * and weight. */
void       heed_arithmetic_rows_set_stages     (HeedArithmeticRows *self,
                                                HeedStage           first,
                                                HeedStage           last);

/* NULL, the default: no rows. */
void       heed_arithmetic_rows_set_arithmetic (HeedArithmeticRows *self,
                                                HeedArithmetic     *arithmetic);
guint      heed_arithmetic_rows_get_n_rows     (HeedArithmeticRows *self);

/* Highlights the row of a quantity; -1: none. */
void       heed_arithmetic_rows_light_up       (HeedArithmeticRows *self,
                                                int                 quantity);

G_END_DECLS
