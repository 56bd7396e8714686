/* weights.h — named arrays read from a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_ARRAY_MAX_DIMS 8

typedef enum {
  HEED_DTYPE_BOOL,
  HEED_DTYPE_U8,
  HEED_DTYPE_I8,
  HEED_DTYPE_I16,
  HEED_DTYPE_I32,
  HEED_DTYPE_I64,
  HEED_DTYPE_F16,
  HEED_DTYPE_BF16,
  HEED_DTYPE_F32,
  HEED_DTYPE_F64,
  HEED_DTYPE_U16,
  HEED_DTYPE_U32,
  HEED_DTYPE_U64
} HeedDtype;

/* One array. Its numbers are in the mapped file, in little-endian order, and may be unaligned. */
typedef struct {
  const char    *name;
  HeedDtype      dtype;
  guint          n_dims;
  gsize          shape[HEED_ARRAY_MAX_DIMS];  /* sizes, outermost first */
  gsize          n_values;                    /* product of shape; may be 0 */
  const guint8  *data;                        /* n_values numbers of dtype */
  gsize          n_bytes;
} HeedArray;

/* Immutable once a reader has returned it; may be used from any thread. */
typedef struct _HeedWeights HeedWeights;

HeedWeights     *heed_weights_ref           (HeedWeights      *weights);
void             heed_weights_unref         (HeedWeights      *weights);
gboolean         heed_weights_check         (HeedWeights      *weights,
                                             GError          **error);
const HeedArray *heed_weights_find          (HeedWeights      *weights,
                                             const char       *name);
const HeedArray *heed_weights_get           (HeedWeights      *weights,
                                             guint            *n_arrays);

/* Returns a copy in which each array of names has an additional row of zeros, as well as those
 * that share numbers with one; they share them in the copy too. names is NULL-terminated, and
 * may contain names that do not exist. Errors: TOO_LARGE. */
HeedWeights     *heed_weights_add_zero_rows (HeedWeights      *weights,
                                             const char *const *names,
                                             GError          **error);

/* Joins the arrays of all parts, each name with the prefix of its part. Errors: DAMAGED if two
 * names are then equal. */
HeedWeights     *heed_weights_join          (HeedWeights *const *parts,
                                             const char *const *prefixes,
                                             guint             n_parts,
                                             GError          **error);
const char      *heed_weights_find_metadata (HeedWeights      *weights,
                                             const char       *key);
const char      *heed_dtype_get_name        (HeedDtype         dtype);
gsize            heed_dtype_get_size        (HeedDtype         dtype);

/* Converts n_values numbers of any dtype to float32. _borrow returns the mapped numbers
 * themselves, or NULL if they are not aligned float32. */
void             heed_array_copy_floats     (const HeedArray  *array,
                                             float            *floats);
const float     *heed_array_borrow_floats   (const HeedArray  *array);

/* Returns the shape as a matrix: sizes of 1 are dropped until two are left, and a vector is a
 * row. FALSE if more than two sizes are left. */
gboolean         heed_array_get_matrix      (const HeedArray  *array,
                                             gsize            *n_rows,
                                             gsize            *n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedWeights, heed_weights_unref)

G_END_DECLS
