/* arithmetic.h — writes down how a weight was computed, quantity by quantity
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

typedef struct _HeedArithmeticWriter HeedArithmeticWriter;

HeedArithmeticWriter *heed_arithmetic_writer_new   (HeedAttentionSite     site,
                                                    guint                 query,
                                                    guint                 key);
void                  heed_arithmetic_writer_free  (HeedArithmeticWriter *writer);

/* The values of a matrix with more numbers than this (1 MB of floats) are not kept. */
#define HEED_ARITHMETIC_MOST (1 << 18)

/* Appends a quantity. symbol, stands_for and the numbers are copied; meaning must be static. */
void                  heed_arithmetic_write        (HeedArithmeticWriter *writer,
                                                    const HeedQuantity   *quantity);
void                  heed_arithmetic_write_number (HeedArithmeticWriter *writer,
                                                    HeedStage             stage,
                                                    const char           *symbol,
                                                    const char           *meaning,
                                                    double                value);

/* Appends a line to the stage's equation. */
void                  heed_arithmetic_write_equation
                                                   (HeedArithmeticWriter *writer,
                                                    HeedStage             stage,
                                                    const char           *format,
                                                    ...) G_GNUC_PRINTF (3, 4);

/* hidden is n_keys flags, nonzero for masked keys, or NULL; it is copied. */
void                  heed_arithmetic_write_keys   (HeedArithmeticWriter *writer,
                                                    guint                 n_keys,
                                                    const guint8         *hidden,
                                                    HeedChanged           changed);

/* Frees the writer. */
HeedArithmetic       *heed_arithmetic_finish       (HeedArithmeticWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedArithmeticWriter, heed_arithmetic_writer_free)

G_END_DECLS
