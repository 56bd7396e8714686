/* pair-file.h — reading a user's file of sentence pairs: TSV or CSV of any program
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/files/pair-record.h"

G_BEGIN_DECLS

/* The texts contain no tabs or line ends, and no spaces at their ends. */
typedef struct {
  const char *source;
  const char *target;
  guint64     line;    /* the line where it begins, from 1 */
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
  GStringChunk  *texts;        /* owns the texts of the pairs */
  gboolean       has_names;    /* the first line named the columns */
  guint          n_empty;      /* lines */
  guint          n_comments;
  guint          n_skipped;    /* lines that are not valid pairs */
  HeedPairSkip   skips[HEED_PAIR_FILE_MAX_SKIPS];  /* the first of these lines */
  guint          n_words;      /* of the longer side; 99th percentile over the pairs */
  guint          n_characters; /* likewise */
} HeedPairFile;

HeedPairFile *heed_pair_file_read         (const char          *path,
                                           GCancellable        *cancellable,
                                           GError             **error);
void          heed_pair_file_free         (HeedPairFile        *file);

/* Returns translated text for the user: the number of pairs, the first ones, what was skipped and
 * why. */
char         *heed_pair_file_dup_summary  (const HeedPairFile  *file);

/* Returns "line 17: one column" for the i-th skipped line; NULL if fewer were skipped. */
char         *heed_pair_file_dup_skip     (const HeedPairFile  *file,
                                           guint                i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPairFile, heed_pair_file_free)

G_END_DECLS
