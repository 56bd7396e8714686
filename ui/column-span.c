/* column-span.c — a set of columns that are selected together, adjacent or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/column-span.h"

struct _HeedColumnSpan
{
  GArray *columns;  /* of guint */
};

HeedColumnSpan *
heed_column_span_new (void)
{
  HeedColumnSpan *span = g_new0 (HeedColumnSpan, 1);

  span->columns = g_array_new (FALSE, FALSE, sizeof (guint));

  return span;
}

void
heed_column_span_free (HeedColumnSpan *span)
{
  g_array_unref (span->columns);
  g_free (span);
}

void
heed_column_span_clear (HeedColumnSpan *span)
{
  g_array_set_size (span->columns, 0);
}

void
heed_column_span_set_between (HeedColumnSpan *span,
                              guint           column,
                              guint           other)
{
  heed_column_span_clear (span);
  if (column == other)
    return;

  for (guint i = MIN (column, other); i <= MAX (column, other); i++)
    g_array_append_val (span->columns, i);
}

static void
toggle (GArray *columns,
        guint   column)
{
  guint place = 0;

  while (place < columns->len && g_array_index (columns, guint, place) < column)
    place++;

  if (place < columns->len && g_array_index (columns, guint, place) == column)
    g_array_remove_index (columns, place);
  else
    g_array_insert_val (columns, place, column);
}

int
heed_column_span_pick (HeedColumnSpan *span,
                       int             selected,
                       guint           column)
{
  GArray *columns = span->columns;

  if (columns->len == 0 && (selected < 0 || selected == (int) column))
    return (int) column;

  if (columns->len == 0)
    toggle (columns, (guint) selected);
  toggle (columns, column);

  if (!heed_columns_have ((const guint *) (gpointer) columns->data, columns->len,
                          (guint) selected))
    selected = (int) g_array_index (columns, guint, 0);
  if (columns->len == 1)
    heed_column_span_clear (span);

  return selected;
}

const guint *
heed_column_span_get (const HeedColumnSpan *span,
                      guint                *n_columns)
{
  *n_columns = span->columns->len;

  return (const guint *) (gpointer) span->columns->data;
}

gboolean
heed_columns_have (const guint *columns,
                   guint        n_columns,
                   guint        column)
{
  for (guint i = 0; i < n_columns && columns[i] <= column; i++)
    if (columns[i] == column)
      return TRUE;

  return FALSE;
}

guint
heed_columns_count_run (const guint *columns,
                        guint        n_columns)
{
  guint n = MIN (n_columns, 1);

  while (n < n_columns && columns[n] == columns[0] + n)
    n++;

  return n;
}
