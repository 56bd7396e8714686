/* dump.h — the interface of parsers for attention files of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The bytes of one sentence, inside those of the file. */
typedef struct {
  const char *bytes;
  gsize       n_bytes;
  guint64     line;     /* from 1; 0 if the file has no lines */
} HeedDumpPart;

/* What the caller requests of a sentence. */
typedef struct {
  char              **source;  /* tokens known to the caller, or NULL */
  char              **target;
  HeedAttentionSite   site;    /* may be HEED_DUMP_LAST_LAYER, HEED_HEAD_MEAN; for RECORDS only */
} HeedDumpAsked;

/* What a sentence contains; not yet checked against the tokens. */
typedef struct {
  char  **source;   /* tokens, or NULL if the file has none */
  char  **target;
  guint   n_rows;
  guint   n_columns;
  float  *values;   /* n_rows x n_columns */
} HeedDumpFound;

void heed_dump_found_clear (HeedDumpFound *found);

/* --- Lines and numbers ----------------------------------------------------- */

/* An iterator over lines; line and n_bytes exclude the line end. Returns FALSE at the end. */
typedef struct {
  const char *at;
  const char *end;
  guint64     number;  /* of the last line returned */
} HeedDumpLines;

HeedDumpLines   heed_dump_lines_of    (const HeedDumpPart  *part);
gboolean        heed_dump_lines_next  (HeedDumpLines       *lines,
                                       const char         **line,
                                       gsize               *n_bytes);

gboolean        heed_dump_is_blank    (const char          *line,
                                       gsize                n_bytes);

/* Splits at white space. */
char          **heed_dump_split_words (const char          *text);

/* Rows of equal length; must be ended, which moves the numbers into a HeedDumpFound. */
typedef struct {
  GArray *values;     /* of float */
  guint   n_rows;
  guint   n_columns;
} HeedDumpGrid;

/* Adds a row of finite numbers >= 0 that are separated by the bytes in between. */
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

/* One format. looks returns whether a file is in it; index finds the sentences. Both get all
 * lines of the file, which are its bytes. */
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
