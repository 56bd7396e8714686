/* number-table.h — a small table of texts and numbers, sorted by any column
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For some dozens of rows, each of which may be chosen. What is sorted are the numbers,
 * whatever text stands for them.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Borrowed for ever. */
typedef struct {
  const char *title;     /* translated by the table, like the next */
  const char *help;      /* what the numbers are */
  gboolean    is_text;   /* starts at the left, and takes what room there is */
  guint       n_chars;   /* that a cell should have room for */
} HeedTableColumn;

typedef struct {
  char   *text;
  double  number;        /* NAN: none, which is behind all others */
} HeedTableCell;

#define HEED_TYPE_NUMBER_TABLE (heed_number_table_get_type ())
G_DECLARE_FINAL_TYPE (HeedNumberTable, heed_number_table, HEED, NUMBER_TABLE, GtkWidget)

/* name is for people who cannot see it. */
GtkWidget  *heed_number_table_new        (const HeedTableColumn *columns,
                                          guint                  n_columns,
                                          const char            *name);
void        heed_number_table_clear      (HeedNumberTable       *self);

/* Takes the texts of n_columns cells. */
void        heed_number_table_add        (HeedNumberTable       *self,
                                          HeedTableCell         *cells);
guint       heed_number_table_get_n      (HeedNumberTable       *self);
void        heed_number_table_show_column (HeedNumberTable      *self,
                                          guint                  column,
                                          gboolean               is_shown);
void        heed_number_table_sort       (HeedNumberTable       *self,
                                          guint                  column,
                                          gboolean               is_descending);

/* Of the row at a place of what is seen; in which place it was added. */
const char *heed_number_table_get_text   (HeedNumberTable       *self,
                                          guint                  place,
                                          guint                  column);
guint       heed_number_table_get_row    (HeedNumberTable       *self,
                                          guint                  place);
void        heed_number_table_choose     (HeedNumberTable       *self,
                                          guint                  place);

G_END_DECLS
