/* pair-record.h — reading a text with columns record by record
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a line is not a valid pair. */
typedef enum {
  HEED_PAIR_FLAW_NONE,
  HEED_PAIR_FLAW_ONE_COLUMN,
  HEED_PAIR_FLAW_NO_SOURCE,
  HEED_PAIR_FLAW_NO_TARGET,
  HEED_PAIR_FLAW_COLUMNS,  /* more than other lines, as with an unquoted comma in a text */
  HEED_PAIR_FLAW_QUOTE,    /* not closed, or closed before the field ends */
  HEED_PAIR_FLAW_UTF8,
  HEED_PAIR_FLAW_LENGTH    /* too long to be a sentence */
} HeedPairFlaw;

typedef enum {
  HEED_PAIR_RECORD_COLUMNS,
  HEED_PAIR_RECORD_EMPTY,   /* nothing but spaces */
  HEED_PAIR_RECORD_COMMENT  /* begins with # */
} HeedPairRecordKind;

typedef struct {
  HeedPairRecordKind  kind;
  HeedPairFlaw        flaw;    /* unless NONE, fields is undefined */
  guint64             line;    /* the line where it begins, from 1 */
  GPtrArray          *fields;  /* of GString */
} HeedPairRecord;

/* The position in a text; the caller initialises all members. */
typedef struct {
  const char *next;
  const char *end;        /* the end of the text, where a NUL must be */
  guint64     line;       /* the line of next; initially 1 */
  char        separator;  /* with ';' and ',' fields may be quoted as in RFC 4180 */
} HeedPairReader;

HeedPairRecord *heed_pair_record_new  (void);
void            heed_pair_record_free (HeedPairRecord       *record);
const char     *heed_pair_record_get  (const HeedPairRecord *record,
                                       guint                 i);

/* FALSE at the end of the text. */
gboolean        heed_pair_reader_next (HeedPairReader       *reader,
                                       HeedPairRecord       *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPairRecord, heed_pair_record_free)

G_END_DECLS
