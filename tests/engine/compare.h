/* compare.h — numbers that should be near each other, or the same
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NaN is close to nothing. what names the number in the message. */
void assert_close       (double       found,
                         double       expected,
                         double       tolerance,
                         const char  *what);

/* Bit for bit, so that NaN is itself and -0 is not 0. */
void assert_same_floats (const float *found,
                         const float *expected,
                         gsize        n,
                         const char  *what);

G_END_DECLS
