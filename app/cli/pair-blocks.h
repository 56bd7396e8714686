/* pair-blocks.h — pairs of sentences in blocks, through several threads, in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where pairs come from: two files, or one of both sides; one of them may be "-". */
typedef struct {
  const char *source;
  const char *target;  /* NULL: there is none, which a verb has to allow */
  const char *tsv;     /* source, a tab or " ||| ", target; in place of both */
  const char *gold;    /* links of each pair, or NULL */
  gboolean    is_counted;  /* how many there are is known, and no file is needed: those that */
  guint       n_pairs;     /* are there have so many lines */
} HeedPairPaths;

typedef struct {
  guint64  number;   /* of the line, from 1 */
  char    *source;   /* "" if there is a problem with the line; NULL if there is no such file */
  char    *target;   /* likewise */
  char    *gold;     /* or NULL */
  GError  *problem;  /* why nothing can be made of it, or NULL */
} HeedPairLine;

/* Enough that those of one length make batches, and that most tokens come again. */
#define HEED_PAIRS_AT_ONCE 2048

/* What is read, and taken, at once. */
typedef struct {
  HeedPairLine *pairs;   /* n_pairs */
  guint         n_pairs;
  gpointer      result;  /* what work gave */
} HeedPairBlock;

/* work is called on any of the threads, and gives NULL if it was interrupted; finish on
 * one of its own, for every block in order, until it returns FALSE. How far it has come is
 * shown on a terminal, if that disturbs nothing else there. */
typedef struct {
  gpointer       (*work)        (HeedPairBlock  *block,
                                 gpointer        data);
  gboolean       (*finish)      (HeedPairBlock  *block,
                                 gpointer        data,
                                 GError        **error);
  GDestroyNotify   free_result;
  gpointer         data;
  gboolean         is_quiet;  /* finish writes nothing to a terminal */
  guint            n_at_once; /* pairs of a block: the more, the less is padding, and the later
                               * it is heard of */
} HeedPairBlockFuncs;

/* Either both files or one of both sides must be given; a verb may do without --target, or
 * without any. */
gboolean    heed_pair_paths_check (const HeedPairPaths       *paths,
                                   gboolean                   needs_target,
                                   gboolean                   needs_nothing,
                                   GError                   **error);

/* The file that a message about a pair should name. */
const char *heed_pair_paths_name  (const HeedPairPaths       *paths);

gboolean    heed_pair_blocks_run  (const HeedPairPaths       *paths,
                                   guint                      n_threads,
                                   const HeedPairBlockFuncs  *funcs,
                                   GCancellable              *cancellable,
                                   GError                   **error);

G_END_DECLS
