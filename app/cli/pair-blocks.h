/* pair-blocks.h — processes pairs of sentences in blocks, in several threads, with ordered output
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Input files: two files, or one with both sides; one of them may be "-". */
typedef struct {
  const char *source;
  const char *target;  /* NULL if there is none, which only some verbs allow */
  const char *tsv;     /* lines of source, a tab or " ||| ", target; instead of both files */
  const char *gold;    /* gold links, one line per pair; or NULL */
  const char *gold_probabilities;  /* one for each of these links; or NULL */
  gboolean    is_counted;  /* n_pairs is known; files are optional, but each file */
  guint       n_pairs;     /* that is given must have n_pairs lines */
} HeedPairPaths;

typedef struct {
  guint64  number;   /* line number, from 1 */
  char    *source;   /* "" if the line has a problem; NULL if there is no such file */
  char    *target;   /* likewise */
  char    *gold;     /* or NULL, like the next */
  char    *gold_probabilities;
  GError  *problem;  /* why the pair cannot be processed, or NULL */
} HeedPairLine;

/* Enough to form batches of equal length, and for most tokens to occur repeatedly. */
#define HEED_PAIRS_AT_ONCE 2048

/* The pairs that are read and processed together. */
typedef struct {
  HeedPairLine *pairs;   /* n_pairs */
  guint         n_pairs;
  gpointer      result;  /* the return value of work */
} HeedPairBlock;

/* work is called in any of the threads, and returns NULL if it was interrupted; finish is called in
 * a thread of its own, for every block in order, until it returns FALSE. Progress is shown on a
 * terminal unless that would disturb other output there. */
typedef struct {
  gpointer       (*work)        (HeedPairBlock  *block,
                                 gpointer        data);
  gboolean       (*finish)      (HeedPairBlock  *block,
                                 gpointer        data,
                                 GError        **error);
  GDestroyNotify   free_result;
  gpointer         data;
  gboolean         is_quiet;  /* finish writes nothing to a terminal */
  guint            n_at_once; /* pairs per block: larger blocks have less padding, but their results
                               * come later */
} HeedPairBlockFuncs;

/* Checks that either both files or one file with both sides are given. Some verbs need no
 * --target, or no file at all. */
gboolean    heed_pair_paths_check (const HeedPairPaths       *paths,
                                   gboolean                   needs_target,
                                   gboolean                   needs_nothing,
                                   GError                   **error);

/* The file name for messages about a pair. */
const char *heed_pair_paths_name  (const HeedPairPaths       *paths);

gboolean    heed_pair_blocks_run  (const HeedPairPaths       *paths,
                                   guint                      n_threads,
                                   const HeedPairBlockFuncs  *funcs,
                                   GCancellable              *cancellable,
                                   GError                   **error);

G_END_DECLS
