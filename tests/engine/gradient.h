/* gradient.h — checks gradients against measured slopes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns a number that depends on the x of assert_gradient(). */
typedef double (*GradientFunc) (gpointer user_data);

/* Checks gradient against central differences: moves each of the n numbers of x a little in
 * both directions and calls function; the slope must be gradient[i]. x is restored. */
void   assert_gradient   (const char   *what,
                          float        *x,
                          const float  *gradient,
                          gsize         n,
                          GradientFunc  function,
                          gpointer      user_data);

/* Returns the sum over i of factors[i] y[i]: reduces y to
 * one number, whose gradient in y is factors. */
double gradient_combine  (const float  *y,
                          const float  *factors,
                          gsize         n);

G_END_DECLS
