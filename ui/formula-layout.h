/* formula-layout.h — an equation, set as in a book
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* Lays out an equation in the notation of values.h. Its atoms are what the user points at: a symbol
 * with its index and exponent, the name of a function, or a sign. */
typedef struct _HeedFormulaLayout HeedFormulaLayout;

HeedFormulaLayout *heed_formula_layout_new       (PangoContext       *context,
                                                  const char         *equation);
void               heed_formula_layout_free      (HeedFormulaLayout  *self);

/* Breaks lines that are wider than this, px; 0: no limit. */
void               heed_formula_layout_set_width (HeedFormulaLayout  *self,
                                                  double              width);
double             heed_formula_layout_get_width (HeedFormulaLayout  *self);
double             heed_formula_layout_get_height (HeedFormulaLayout *self);
double             heed_formula_layout_get_baseline (HeedFormulaLayout *self);

/* Draws in the current colour of cr; the upper left corner is at (0, 0). */
void               heed_formula_layout_draw      (HeedFormulaLayout  *self,
                                                  cairo_t            *cr);

guint              heed_formula_layout_get_n_atoms (HeedFormulaLayout *self);
cairo_rectangle_t  heed_formula_layout_get_area  (HeedFormulaLayout  *self,
                                                  guint               atom);

/* Returns the atom at a point; -1: none. */
int                heed_formula_layout_find_atom (HeedFormulaLayout  *self,
                                                  double              x,
                                                  double              y);

/* Finds the next atoms, starting with from, that spell text; FALSE if there are none. */
gboolean           heed_formula_layout_find_text (HeedFormulaLayout  *self,
                                                  const char         *text,
                                                  guint               from,
                                                  guint              *first,
                                                  guint              *n_atoms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFormulaLayout, heed_formula_layout_free)

G_END_DECLS
