/* integrity.c — whether an attention is what it claims to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs have shown rows that did not sum to 1 because a token was cut
 * off, one row too few because the end was, and weights of another hypothesis. A
 * person cannot see that in a picture; these checks can.
 */

#include "engine/heed.h"

#include <math.h>

/* How far from 1 a row may be: float32 has 2^-24 for each of its terms, and a row
 * of 1,024 that are rounded the worst way is off by 1e-4. */
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
 * @claim: what it is said to be
 *
 * Looks for the first thing that is wrong: another number of rows than of tokens
 * that look, or of columns than of tokens that can be looked at, which is how
 * padding shows that has no token; a weight that is no number, or negative; a weight
 * on padding; one on what cannot be read, hidden or not yet written; a row that does
 * not sum to 1.
 *
 * Cost:    T * K
 *
 * Returns: the first fault, or one of the kind %HEED_FAULT_NONE
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
