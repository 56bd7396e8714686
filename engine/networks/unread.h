/* unread.h — the tensors of a file that no part of a network reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/networks/blueprint.h"

G_BEGIN_DECLS

/* Records which parts of a file were read. */
typedef struct _HeedCoverage HeedCoverage;

/* Rows first_row to last_row - 1 and columns first_column to last_column - 1 of an array, taken as
 * a matrix. */
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

/* A tensor that was not read, or only in part. */
typedef struct {
  HeedArray  array;      /* points to name; data is NULL */
  char      *name;       /* owned */
  char      *why;        /* "a copy of shared.weight" */
  gboolean   is_weight;  /* the network probably needs it to compute correctly */
} HeedUnread;

/* Returns an array of HeedUnread, in the order of the file. */
GPtrArray    *heed_coverage_list_unread (HeedCoverage         *coverage,
                                         HeedWeights          *weights,
                                         const HeedBlueprint  *blueprint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCoverage, heed_coverage_free)

G_END_DECLS
