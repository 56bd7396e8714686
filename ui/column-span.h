/* column-span.h — a set of columns that are selected together, adjacent or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns in ascending order, without duplicates. */
typedef struct _HeedColumnSpan HeedColumnSpan;

HeedColumnSpan *heed_column_span_new         (void);
void            heed_column_span_free        (HeedColumnSpan       *span);

void            heed_column_span_clear       (HeedColumnSpan       *span);

/* Selects exactly the columns from one to the other, in either order; none if they are equal. */
void            heed_column_span_set_between (HeedColumnSpan       *span,
                                              guint                 column,
                                              guint                 other);

/* Adds a column to the selection, or removes it; selected is the currently selected column, -1 if
 * there is none. Returns the selected column afterwards. The span never has exactly one column. */
int             heed_column_span_pick        (HeedColumnSpan       *span,
                                              int                   selected,
                                              guint                 column);

const guint    *heed_column_span_get         (const HeedColumnSpan *span,
                                              guint                *n_columns);

/* For columns in ascending order: whether column is among them; and how many, from
 * the first on, are adjacent. */
gboolean        heed_columns_have            (const guint          *columns,
                                              guint                 n_columns,
                                              guint                 column);
guint           heed_columns_count_run       (const guint          *columns,
                                              guint                 n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedColumnSpan, heed_column_span_free)

G_END_DECLS
