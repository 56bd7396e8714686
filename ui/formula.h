/* formula.h — an equation whose symbols say what they stand for
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

/* What its symbols stand for; NULL, the default: nothing is said of them. */
void        heed_formula_set_arithmetic (HeedFormula          *self,
                                         HeedArithmetic       *arithmetic);

/* Lights up what a quantity is in the equation; -1: nothing. */
void        heed_formula_light_up       (HeedFormula          *self,
                                         int                   quantity);

/* Lays it out before it is seen; FALSE: it was, or there is nothing. */
gboolean    heed_formula_prepare        (HeedFormula          *self);

/* What is said of a quantity: what it is, its shape, where it is from. */
char       *heed_formula_describe       (const HeedQuantity   *quantity);

G_END_DECLS
