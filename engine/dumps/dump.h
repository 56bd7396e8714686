/* dump.h — how a file of another program's attention is taken apart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The bytes of one sentence, in the file that holds them. */
typedef struct {
  const char *bytes;
  gsize       n_bytes;
  guint64     line;     /* from 1; 0: the file has no lines */
} HeedDumpPart;

/* What somebody wants of it. */
typedef struct {
  char              **source;  /* tokens that the caller knows, or NULL */
  char              **target;
  HeedAttentionSite   site;    /* HEED_DUMP_LAST_LAYER, HEED_HEAD_MEAN; of RECORDS alone */
} HeedDumpAsked;

/* What was there; not yet held against any words. */
typedef struct {
  char  **source;   /* tokens, or NULL if it has none */
  char  **target;
  guint   n_rows;
  guint   n_columns;
  float  *values;   /* n_rows x n_columns */
} HeedDumpFound;

void heed_dump_found_clear (HeedDumpFound *found);

/* --- Lines and numbers ----------------------------------------------------- */

/* One line after another; line and n_bytes are without its end. FALSE at the end. */
typedef struct {
  const char *at;
  const char *end;
  guint64     number;  /* of the line that was given last */
} HeedDumpLines;

HeedDumpLines   heed_dump_lines_of    (const HeedDumpPart  *part);
gboolean        heed_dump_lines_next  (HeedDumpLines       *lines,
                                       const char         **line,
                                       gsize               *n_bytes);

gboolean        heed_dump_is_blank    (const char          *line,
                                       gsize                n_bytes);

/* What white space separates. */
char          **heed_dump_split_words (const char          *text);

/* Rows that are all as long as the first; to be cleared into what was found. */
typedef struct {
  GArray *values;     /* of float */
  guint   n_rows;
  guint   n_columns;
} HeedDumpGrid;

/* A row of finite numbers, not below 0, with such bytes between. */
gboolean        heed_dump_grid_add    (HeedDumpGrid        *grid,
                                       const char          *row,
                                       const char          *between,
                                       guint64              line,
                                       GError             **error);
void            heed_dump_grid_end    (HeedDumpGrid        *grid,
                                       HeedDumpFound       *found);
gboolean        heed_dump_fail        (guint64              line,
                                       const char          *expected,
                                       const char          *found,
                                       GError             **error);

/* --- Formats -------------------------------------------------------------- */

/* One format. _looks says whether a file is of it; _index finds the sentences. Both get all
 * of its lines, which are its bytes. */
typedef struct {
  gboolean (*looks) (HeedDumpLines         lines);
  gboolean (*index) (HeedDumpLines         lines,
                     GArray               *parts,    /* of HeedDumpPart */
                     GError              **error);
  gboolean (*read)  (const HeedDumpPart   *part,
                     guint                 number,   /* of the sentence, from 0 */
                     const HeedDumpAsked  *asked,
                     HeedDumpFound        *found,
                     GError              **error);
} HeedDumpReader;

extern const HeedDumpReader heed_dump_blocks;
extern const HeedDumpReader heed_dump_rows;
extern const HeedDumpReader heed_dump_tables;
extern const HeedDumpReader heed_dump_array;
extern const HeedDumpReader heed_dump_records;

G_END_DECLS
