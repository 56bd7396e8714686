/* numbers.h — random numbers, and running a test at every vector level
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* n numbers between -2 and 2 in a block of exactly that size, so
 * that a sanitizer detects reads past its end. */
float *numbers_new         (gsize    n,
                            guint64  seed);
float *numbers_copy        (const float *numbers,
                            gsize        n);

/* Calls test once for each level of vector instructions that this processor has. */
void   numbers_every_level (void   (*test) (void));

G_END_DECLS
