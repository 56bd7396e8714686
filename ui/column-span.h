/* column-span.h — columns that are selected together, next to each other or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In order, each once. */
typedef struct _HeedColumnSpan HeedColumnSpan;

HeedColumnSpan *heed_column_span_new         (void);
void            heed_column_span_free        (HeedColumnSpan       *span);

void            heed_column_span_clear       (HeedColumnSpan       *span);

/* All from one to another, whichever comes first, and nothing else; none of one. */
void            heed_column_span_set_between (HeedColumnSpan       *span,
                                              guint                 column,
                                              guint                 other);

/* Takes a column in beside the selected one, -1 if there is none, or lets it go;
 * returns which is the selected one then. There are several, or none here. */
int             heed_column_span_pick        (HeedColumnSpan       *span,
                                              int                   selected,
                                              guint                 column);

const guint    *heed_column_span_get         (const HeedColumnSpan *span,
                                              guint                *n_columns);

/* Of columns in order: whether one is among them; and how many from the first on are
 * next to each other. */
gboolean        heed_columns_have            (const guint          *columns,
                                              guint                 n_columns,
                                              guint                 column);
guint           heed_columns_count_run       (const guint          *columns,
                                              guint                 n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedColumnSpan, heed_column_span_free)

G_END_DECLS
