/* number-table.h — a small table of texts and numbers, sorted by any column
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Meant for some dozens of rows, each of which can be activated. Columns are sorted by their
 * numbers, not by the text shown for them.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Borrowed; must outlive the table. */
typedef struct {
  const char *title;     /* translated by the table, like help */
  const char *help;      /* tooltip: the meaning of the numbers */
  gboolean    is_text;   /* left-aligned, and takes the remaining width */
  guint       n_chars;   /* number of characters that fit into a cell */
} HeedTableColumn;

typedef struct {
  char   *text;
  double  number;        /* sort key; NAN sorts as the largest */
} HeedTableCell;

#define HEED_TYPE_NUMBER_TABLE (heed_number_table_get_type ())
G_DECLARE_FINAL_TYPE (HeedNumberTable, heed_number_table, HEED, NUMBER_TABLE, GtkWidget)

/* name: accessible name of the table. */
GtkWidget  *heed_number_table_new        (const HeedTableColumn *columns,
                                          guint                  n_columns,
                                          const char            *name);
void        heed_number_table_clear      (HeedNumberTable       *self);

/* Adds a row of n_columns cells; takes ownership of their texts. */
void        heed_number_table_add        (HeedNumberTable       *self,
                                          HeedTableCell         *cells);
guint       heed_number_table_get_n      (HeedNumberTable       *self);
void        heed_number_table_show_column (HeedNumberTable      *self,
                                          guint                  column,
                                          gboolean               is_shown);
void        heed_number_table_sort       (HeedNumberTable       *self,
                                          guint                  column,
                                          gboolean               is_descending);

/* For the row at a place in the sorted table: the text of a cell, and its
 * index in the order of adding. */
const char *heed_number_table_get_text   (HeedNumberTable       *self,
                                          guint                  place,
                                          guint                  column);
guint       heed_number_table_get_row    (HeedNumberTable       *self,
                                          guint                  place);

G_END_DECLS
