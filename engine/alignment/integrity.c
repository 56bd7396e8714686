/* integrity.c — consistency checks of an attention matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs have shown rows that did not sum to 1 because a token was missing, a
 * row too few because the end token was missing, and weights of another hypothesis.
 * Such faults are not visible in a heatmap; these checks find them.
 */

#include "engine/heed.h"

#include <math.h>

/* Tolerance for the sum of a row: float32 has an error of 2^-24 per term, so in the worst case a
 * row of 1,024 terms is off by 1e-4. */
#define TOLERANCE 1e-4

static gboolean
can_be_read (const HeedAttentionClaim *claim,
             guint                     row,
             guint                     column)
{
  if (claim->kind == HEED_ATTENTION_DECODER_SELF && column > row)
    return FALSE;

  return claim->hidden == NULL || !claim->hidden[column];
}

static HeedAttentionFault
check_row (const HeedMatrix         *attention,
           const HeedAttentionClaim *claim,
           guint                     row)
{
  HeedAttentionFault fault = { .row = row, .expected = 1.0 };
  double sum = 0.0;

  for (guint column = 0; column < attention->n_columns; column++)
    {
      double weight = attention->values[(gsize) row * attention->n_columns + column];

      fault.column = column;
      fault.found = weight;
      fault.expected = 0.0;

      if (!isfinite (weight) || weight < 0.0)
        fault.kind = HEED_FAULT_NUMBER;
      else if (weight > 0.0 && claim->padding != NULL && claim->padding[column])
        fault.kind = HEED_FAULT_PADDING;
      else if (weight > 0.0 && !can_be_read (claim, row, column))
        fault.kind = HEED_FAULT_UNREADABLE;

      if (fault.kind != HEED_FAULT_NONE)
        return fault;

      sum += weight;
    }

  if (fabs (sum - 1.0) > TOLERANCE)
    return (HeedAttentionFault) { HEED_FAULT_SUM, row, 0, sum, 1.0 };

  return (HeedAttentionFault) { HEED_FAULT_NONE };
}

/**
 * heed_attention_check:
 * @attention: T x K
 * @claim: what the matrix is claimed to be
 *
 * Finds the first fault: a number of rows other than that of the queries, or a number
 * of columns other than that of the keys, which also reveals padding without tokens; a
 * weight that is negative or not finite; a weight on padding; a weight on a key that
 * cannot be attended to, because it is masked or not generated yet; a row that does not
 * sum to 1.
 *
 * Cost:    T * K
 *
 * Returns: the first fault, or a fault of kind %HEED_FAULT_NONE
 */
HeedAttentionFault
heed_attention_check (const HeedMatrix         *attention,
                      const HeedAttentionClaim *claim)
{
  g_return_val_if_fail (attention != NULL && claim != NULL, (HeedAttentionFault) { 0 });

  if (attention->n_rows != claim->n_rows)
    return (HeedAttentionFault) { HEED_FAULT_ROWS, 0, 0, attention->n_rows, claim->n_rows };

  if (attention->n_columns != claim->n_columns)
    return (HeedAttentionFault) { HEED_FAULT_COLUMNS, 0, 0, attention->n_columns,
                                  claim->n_columns };

  for (guint row = 0; row < attention->n_rows; row++)
    {
      HeedAttentionFault fault = check_row (attention, claim, row);

      if (fault.kind != HEED_FAULT_NONE)
        return fault;
    }

  return (HeedAttentionFault) { HEED_FAULT_NONE };
}
