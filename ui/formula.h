/* formula.h — an equation whose symbols explain themselves when pointed at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_FORMULA (heed_formula_get_type ())
G_DECLARE_FINAL_TYPE (HeedFormula, heed_formula, HEED, FORMULA, GtkWidget)

GtkWidget  *heed_formula_new            (void);

void        heed_formula_set_equation   (HeedFormula          *self,
                                         const char           *equation);
const char *heed_formula_get_equation   (HeedFormula          *self);

/* The quantities of its symbols; NULL, the default: the symbols are not explained. */
void        heed_formula_set_arithmetic (HeedFormula          *self,
                                         HeedArithmetic       *arithmetic);

/* Highlights a quantity in the equation; -1: none. */
void        heed_formula_light_up       (HeedFormula          *self,
                                         int                   quantity);

/* Creates the layout before the widget is shown. Returns FALSE if there was nothing to do. */
gboolean    heed_formula_prepare        (HeedFormula          *self);

/* Returns the meaning of a quantity, its shape and its origin. */
char       *heed_formula_describe       (const HeedQuantity   *quantity);

G_END_DECLS
