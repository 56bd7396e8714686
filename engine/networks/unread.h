/* unread.h — the tensors of a file that no part of a network reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/networks/blueprint.h"

G_BEGIN_DECLS

/* What was read of a file, noted as it is read; rows and columns from first to
 * before last of the array as a matrix. */
typedef struct _HeedCoverage HeedCoverage;

typedef struct {
  gsize first_row;
  gsize last_row;
  gsize first_column;
  gsize last_column;
} HeedRectangle;

HeedCoverage *heed_coverage_new         (void);
void          heed_coverage_free        (HeedCoverage         *coverage);
void          heed_coverage_note        (HeedCoverage         *coverage,
                                         const HeedArray      *array,
                                         const HeedRectangle  *rectangle);

/* One that was not read, or not all of it. Of a weight the network would compute
 * something else if it read it, as far as can be told. */
typedef struct {
  HeedArray  array;      /* its name is owned; data is not to be looked at */
  char      *name;
  char      *why;        /* "a copy of shared.weight" */
  gboolean   is_weight;
} HeedUnread;

/* Of HeedUnread, in the order of the file. */
GPtrArray    *heed_coverage_list_unread (HeedCoverage         *coverage,
                                         HeedWeights          *weights,
                                         const HeedBlueprint  *blueprint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCoverage, heed_coverage_free)

G_END_DECLS
