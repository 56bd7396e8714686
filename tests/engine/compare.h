/* compare.h — checks that numbers are close to each other, or identical
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NaN is close to no number. what names the number in the failure message. */
void assert_close       (double       found,
                         double       expected,
                         double       tolerance,
                         const char  *what);

/* Compares bit for bit, so that NaN equals itself and -0 differs from 0. */
void assert_same_floats (const float *found,
                         const float *expected,
                         gsize        n,
                         const char  *what);

G_END_DECLS
