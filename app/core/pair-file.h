/* pair-file.h — a person's file of pairs, whatever program wrote it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/pair-record.h"

G_BEGIN_DECLS

/* Neither has a tab, a line end, or spaces around it. */
typedef struct {
  const char *source;
  const char *target;
  guint64     line;    /* where it begins in the file; the first is 1 */
} HeedFilePair;

typedef struct {
  guint64      line;
  HeedPairFlaw why;
} HeedPairSkip;

#define HEED_PAIR_FILE_MAX_SKIPS 3

typedef struct {
  char          *path;
  char           separator;    /* a tab, a semicolon or a comma */
  GArray        *pairs;        /* of HeedFilePair, in the order of the file */
  GStringChunk  *texts;        /* of the pairs */
  gboolean       has_names;    /* the first line named the columns */
  guint          n_empty;      /* lines */
  guint          n_comments;
  guint          n_skipped;    /* lines that should have been pairs */
  HeedPairSkip   skips[HEED_PAIR_FILE_MAX_SKIPS];  /* the first of these */
  guint          n_words;      /* of the longer side; of 99 pairs in 100 not more */
  guint          n_characters; /* likewise */
} HeedPairFile;

HeedPairFile *heed_pair_file_read         (const char          *path,
                                           GCancellable        *cancellable,
                                           GError             **error);
void          heed_pair_file_free         (HeedPairFile        *file);

/* For a person: the first pairs, how many there are, what was passed over and why. */
char         *heed_pair_file_dup_summary  (const HeedPairFile  *file);

/* "line 17: no tab"; NULL: nothing was skipped. */
char         *heed_pair_file_dup_skip     (const HeedPairFile  *file,
                                           guint                i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPairFile, heed_pair_file_free)

G_END_DECLS
