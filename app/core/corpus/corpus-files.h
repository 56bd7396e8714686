/* corpus-files.h — the files of a corpus: sentence pairs, and gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One to three files in any order: lines of source, lines of target, lines of links; or
 * both sides in one file, separated by a tab, " ||| " or a comma. Which file holds what is
 * determined from the contents, or given by the user. Every line is checked once, and
 * errors are reported with file and line number; the texts stay in the files.
 */

#pragma once

#include "app/core/corpus/dumped.h"
#include "app/core/links/gold-file.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CORPUS_LINES,  /* one file per side */
  HEED_CORPUS_TABS,   /* both sides in one file, like the next two */
  HEED_CORPUS_BARS,
  HEED_CORPUS_CSV     /* quoted fields, separated by commas or semicolons */
} HeedCorpusFormat;

/* The paths of the files; NULL if there is no such file. Without a target, source holds both
 * sides, or the model translates it. With a dump there is no model: source and target are then
 * the texts of its tokens, and needed only if the dump does not contain them. */
typedef struct {
  char *source;
  char *target;
  char *gold;
  char *dump;
  char *probabilities;  /* of the gold links */
} HeedCorpusPaths;

/* The languages of the model, used to tell the two sides apart; "" if unknown. */
typedef struct {
  const char *source_language;
  const char *target_language;
} HeedCorpusLanguages;

typedef struct {
  HeedCorpusPaths  paths;
  HeedCorpusFormat format;
  gboolean         has_target;
  guint            n_pairs;
  guint            n_wrong_text;
  guint            n_wrong_gold;     /* pairs with links to words that do not exist */
  char            *first_wrong;      /* the first of these errors: file, line, problem; or NULL */
  gboolean         seems_one_based;  /* the links seem to count from 1, but are read from 0 */
} HeedCorpusFacts;

typedef struct _HeedCorpusFiles HeedCorpusFiles;

typedef enum {
  HEED_INDEX_BASE_DETECTED,  /* from 0, unless the links seem to count from 1 */
  HEED_INDEX_BASE_0,
  HEED_INDEX_BASE_1
} HeedIndexBase;

/* The role of each file, given by the user or to be detected. */
typedef struct {
  HeedCorpusPaths  paths;
  HeedIndexBase    index_base;
  gboolean         has_format;  /* otherwise the format is determined */
  HeedCorpusFormat format;      /* of source, if there is no target */
} HeedCorpusRoles;

/* The texts of a pair; owned. */
typedef struct {
  char *source;
  char *target;  /* NULL if there is none */
} HeedCorpusPair;

/* Determines from their contents which of the given files is which. */
gboolean               heed_corpus_paths_find      (HeedCorpusPaths            *paths,
                                                    const char *const          *files,
                                                    const HeedCorpusLanguages  *languages,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);
void                   heed_corpus_paths_clear     (HeedCorpusPaths            *paths);
void                   heed_corpus_roles_copy      (HeedCorpusRoles            *roles,
                                                    const HeedCorpusRoles      *from);
void                   heed_corpus_roles_clear     (HeedCorpusRoles            *roles);

/* Returns what separates the two sides in a file that is the only text. */
HeedCorpusFormat       heed_corpus_format_find     (const char                 *path);

HeedCorpusFiles       *heed_corpus_files_open      (const HeedCorpusPaths      *paths,
                                                    HeedIndexBase               index_base,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);
HeedCorpusFiles       *heed_corpus_files_open_as   (const HeedCorpusRoles      *roles,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);

/* Returns the path of the file with the pairs, for display. */
const char            *heed_corpus_files_get_path  (HeedCorpusFiles            *self);

/* The dump; NULL if a model reads the pairs. Reading is as in heed_dumped_read_attention(): FALSE
 * if forced has a problem. */
HeedAttentionDump     *heed_corpus_files_get_dump  (HeedCorpusFiles            *self);
gboolean               heed_corpus_files_read_dump (HeedCorpusFiles            *self,
                                                    guint                       i,
                                                    HeedForced                 *forced,
                                                    HeedDumpedTexts            *texts,
                                                    HeedPairAttention          *attention);
HeedCorpusFiles       *heed_corpus_files_ref       (HeedCorpusFiles            *self);
void                   heed_corpus_files_unref     (HeedCorpusFiles            *self);

const HeedCorpusFacts *heed_corpus_files_get_facts (HeedCorpusFiles            *self);

/* Returns the gold links; NULL if there are none. They are edited on the main thread and must be
 * accessed on the main thread only. */
HeedGoldFile          *heed_corpus_files_get_gold  (HeedCorpusFiles            *self);

/* Returns the gold links of a pair with the given numbers of words; NULL if there are none, or
 * with error if they are wrong. Borrowed. */
HeedAlignment         *heed_corpus_files_find_gold (HeedCorpusFiles            *self,
                                                    guint                       i,
                                                    guint                       n_source,
                                                    guint                       n_target,
                                                    GError                    **error);

/* Returns FALSE if the text cannot be read; pair is empty then. */
gboolean               heed_corpus_files_read      (HeedCorpusFiles            *self,
                                                    guint                       i,
                                                    HeedCorpusPair             *pair,
                                                    GError                    **error);
void                   heed_corpus_pair_clear      (HeedCorpusPair             *pair);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusPair, heed_corpus_pair_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusPaths, heed_corpus_paths_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusRoles, heed_corpus_roles_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusFiles, heed_corpus_files_unref)

G_END_DECLS
