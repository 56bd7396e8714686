/* gradient.h — what is computed backwards, against what was measured
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number that depends on the x of assert_gradient(). */
typedef double (*GradientFunc) (gpointer user_data);

/* Moves each of the n numbers of x a little, both ways, and asks function what
 * comes of it; that slope must be gradient[i]. x is left as it was. */
void   assert_gradient   (const char   *what,
                          float        *x,
                          const float  *gradient,
                          gsize         n,
                          GradientFunc  function,
                          gpointer      user_data);

/* sum over i of factors[i] y[i]: one number of many, whose gradient in y is
 * factors. */
double gradient_combine  (const float  *y,
                          const float  *factors,
                          gsize         n);

G_END_DECLS
