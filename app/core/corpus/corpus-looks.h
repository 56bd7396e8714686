/* corpus-looks.h — what each file of a corpus seems to be, and why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     looks = heed_corpus_looks_new (paths, &languages, cancellable)
 *     g_array_index (looks, HeedCorpusLook, i).part = a correction by the user
 *     heed_corpus_looks_find_roles (looks, &roles, &error)
 */

#pragma once

#include "app/core/corpus/corpus-files.h"

G_BEGIN_DECLS

typedef enum {
  HEED_PART_NONE,         /* the file is not used */
  HEED_PART_SOURCE,       /* one sentence per line, like the next */
  HEED_PART_TARGET,
  HEED_PART_TABS,         /* both sides in one file, like the next two */
  HEED_PART_BARS,
  HEED_PART_CSV,
  HEED_PART_GOLD_FROM_0,  /* links; the number of the first word */
  HEED_PART_GOLD_FROM_1,
  HEED_PART_DUMP,         /* attention that another program wrote */
  HEED_N_PARTS
} HeedCorpusPart;

/* Why a file was recognised as that part. */
typedef enum {
  HEED_REASON_NONE,       /* the file cannot be read, or no part is left for it */
  HEED_REASON_ZERO,       /* all inspected lines are links, some of them of a word 0 */
  HEED_REASON_NO_ZERO,    /* all inspected lines are links, none of them of a word 0 */
  HEED_REASON_ROWS,       /* all inspected lines have one link each, in NAACL format */
  HEED_REASON_READ,       /* the name contains the model's source language */
  HEED_REASON_WRITTEN,    /* the name contains the model's target language */
  HEED_REASON_ORDER,      /* it was named before or after the other file */
  HEED_REASON_SEPARATOR,  /* most lines contain a separator between the sides */
  HEED_REASON_CSV,        /* the name ends like that of a CSV file */
  HEED_REASON_DUMP        /* it is in a format in which other programs write attention */
} HeedPartReason;

#define HEED_LOOK_LINES 3

typedef struct {
  char           *path;
  HeedCorpusPart  part;
  HeedPartReason  reason;
  guint           n_lines;
  char           *lines[HEED_LOOK_LINES];  /* the first lines; NULL if there are fewer */
  GError         *problem;                 /* why the file cannot be read; or NULL */
} HeedCorpusLook;

/* Reads all files and returns one look per file. */
GArray   *heed_corpus_looks_new        (const char *const          *paths,
                                        const HeedCorpusLanguages  *languages,
                                        GCancellable               *cancellable);

/* Returns whether the file contains attention that another program wrote. */
gboolean  heed_corpus_look_is_dump     (const char                 *path);

/* Combines the parts of all files; the error says which part is missing or given twice. */
gboolean  heed_corpus_looks_find_roles (GArray                     *looks,
                                        HeedCorpusRoles            *roles,
                                        GError                    **error);

/* Sets the parts to those that an open corpus was read with. */
void      heed_corpus_looks_take_facts (GArray                     *looks,
                                        HeedCorpusFiles            *files);

G_END_DECLS
