/* compare.c — checks that numbers are close to each other, or identical
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/compare.h"

#include <math.h>
#include <string.h>

void
assert_close (double      found,
              double      expected,
              double      tolerance,
              const char *what)
{
  if (!(fabs (found - expected) <= tolerance))
    g_error ("%s: expected %.9g within %.2g, found %.9g", what, expected, tolerance, found);
}

void
assert_same_floats (const float *found,
                    const float *expected,
                    gsize        n,
                    const char  *what)
{
  for (gsize i = 0; i < n; i++)
    if (memcmp (&found[i], &expected[i], sizeof *found) != 0)
      g_error ("%s: expected %a at %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT ", found %a",
               what, expected[i], i, n, found[i]);
}
