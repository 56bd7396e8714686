/* principal.c — the first two principal components of a set of points
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     G[i, j] = (x_i - m) . (x_j - m)          n x n
 *     G v_k   = l_k v_k                        l_1 the largest
 *     p_ik    = sqrt (l_k) v_ik                the coordinate of point i along component k
 *     share_k = l_k / sum over i of G[i, i]
 *
 * A sentence has fewer tokens than a state has dimensions, so the n x n matrix of
 * products between points is decomposed instead of the covariance of the
 * dimensions; both give the same plane. The sign of a component is arbitrary; it is
 * chosen so that the point furthest from 0 is positive.
 *
 * Source: Pearson 1901; Gower 1966 (with the products of points)
 */

#include "engine/kernels/principal.h"

#include <math.h>

#include "engine/kernels/blas.h"

static double *
centre (const float *points,
        gsize        n,
        gsize        width)
{
  double *centred = g_new (double, n * width);

  for (gsize k = 0; k < width; k++)
    {
      double mean = 0.0;

      for (gsize i = 0; i < n; i++)
        mean += points[i * width + k];
      mean /= (double) n;

      for (gsize i = 0; i < n; i++)
        centred[i * width + k] = points[i * width + k] - mean;
    }

  return centred;
}

/* Computes the lower triangle of G, which is all that LAPACK reads; returns the trace. */
static double
multiply (double       *products,
          const double *points,
          gsize         n,
          gsize         width)
{
  double trace = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = 0; j <= i; j++)
        {
          double sum = 0.0;

          for (gsize k = 0; k < width; k++)
            sum += points[i * width + k] * points[j * width + k];
          products[i * n + j] = sum;
        }
      trace += products[i * n + i];
    }

  return trace;
}

static void
place_along (float        *plane,
             const double *vector,
             double        eigenvalue,
             gsize         n)
{
  gsize furthest = 0;
  double scale;

  for (gsize i = 1; i < n; i++)
    if (fabs (vector[i]) > fabs (vector[furthest]))
      furthest = i;

  scale = copysign (sqrt (MAX (eigenvalue, 0.0)), vector[furthest]);
  for (gsize i = 0; i < n; i++)
    plane[2 * i] = (float) (scale * vector[i]);
}

/**
 * heed_find_plane:
 * @plane: (out): n x 2
 * @shares: (out): 1 x 2: the part of the variance along each component, in [0, 1]
 * @points: n x width
 * @n: at least 1
 *
 * Components that do not exist are 0, as the second one of points on a line.
 *
 * Cost:   n n (n + width)
 * Source: Pearson 1901
 *
 * Returns: %FALSE if LAPACK is not available or failed
 */
gboolean
heed_find_plane (float       *plane,
                 double      *shares,
                 const float *points,
                 gsize        n,
                 gsize        width)
{
  gsize n_directions = MIN (n, 2);
  g_autofree double *centred = centre (points, n, width);
  g_autofree double *products = g_new0 (double, n * n);
  g_autofree double *values = g_new0 (double, n);
  g_autofree double *vectors = g_new0 (double, n_directions * n);
  double trace = multiply (products, centred, n, width);

  if (!heed_blas_find_largest (products, n, n_directions, values, vectors))
    return FALSE;

  for (gsize k = 0; k < 2; k++)
    {
      gsize from = n_directions - 1 - MIN (k, n_directions - 1);
      double eigenvalue = k < n_directions ? values[from] : 0.0;

      shares[k] = trace > 0.0 ? CLAMP (eigenvalue / trace, 0.0, 1.0) : 0.0;
      place_along (plane + k, vectors + from * n, shares[k] > 0.0 ? eigenvalue : 0.0, n);
    }

  return TRUE;
}
