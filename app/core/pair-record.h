/* pair-record.h — one record after the other of a text with columns
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a line is no pair. */
typedef enum {
  HEED_PAIR_FLAW_NONE,
  HEED_PAIR_FLAW_ONE_COLUMN,
  HEED_PAIR_FLAW_NO_SOURCE,
  HEED_PAIR_FLAW_NO_TARGET,
  HEED_PAIR_FLAW_COLUMNS,  /* more than the other lines have: a text with a comma in it */
  HEED_PAIR_FLAW_QUOTE,    /* opened and not closed, or closed before the text ends */
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
  HeedPairFlaw        flaw;    /* then its fields mean nothing */
  guint64             line;    /* where it begins */
  GPtrArray          *fields;  /* of GString */
} HeedPairRecord;

/* To be filled in by whoever reads; it moves on. */
typedef struct {
  const char *next;
  const char *end;        /* where a NUL stands */
  guint64     line;       /* of next; 1 at the beginning */
  char        separator;  /* with ; and , quotes are those of RFC 4180 */
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
