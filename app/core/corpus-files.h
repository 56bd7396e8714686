/* corpus-files.h — the pairs of a corpus and their right links, in files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One to three files in any order: lines of source, lines of target, lines of links; or
 * both sides in one, a tab or " ||| " or a comma between. Which is which is seen from what
 * is in them, or said. Every line is looked at once, and what is wrong with it is told with its
 * file and number; the texts stay where they are.
 */

#pragma once

#include "app/core/dumped.h"
#include "app/core/gold-file.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CORPUS_LINES,  /* a file a side */
  HEED_CORPUS_TABS,   /* both in one, like the next two */
  HEED_CORPUS_BARS,
  HEED_CORPUS_CSV     /* with quotes; a comma or a semicolon between */
} HeedCorpusFormat;

/* Who is who; NULL: there is none. Without a target source holds both, or the model
 * translates. With a dump there is no model: source and target are its tokens then, and only
 * needed where it has none. */
typedef struct {
  char *source;
  char *target;
  char *gold;
  char *dump;
} HeedCorpusPaths;

/* What is known of the model, for telling the sides apart; "" is not known. */
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
  guint            n_wrong_gold;    /* links of words that are not there */
  char            *first_wrong;     /* of which there is one: file, line, what; or NULL */
  gboolean         looks_from_one;  /* the links look as if they counted from 1, if read from 0 */
} HeedCorpusFacts;

typedef struct _HeedCorpusFiles HeedCorpusFiles;

typedef enum {
  HEED_CORPUS_COUNT_SEEN,  /* the first word is 0, unless links look as if it were 1 */
  HEED_CORPUS_COUNT_FROM_0,
  HEED_CORPUS_COUNT_FROM_1
} HeedCorpusCount;

/* What a person said of the files, or is left to be seen. */
typedef struct {
  HeedCorpusPaths  paths;
  HeedCorpusCount  count;
  gboolean         has_format;  /* else it is seen */
  HeedCorpusFormat format;      /* of the source, where there is no target */
} HeedCorpusRoles;

/* The caller's to free. */
typedef struct {
  char *source;
  char *target;  /* NULL: there is none */
} HeedCorpusPair;

/* By looking at them. */
gboolean               heed_corpus_paths_find      (HeedCorpusPaths            *paths,
                                                    const char *const          *given,
                                                    const HeedCorpusLanguages  *languages,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);
void                   heed_corpus_paths_clear     (HeedCorpusPaths            *paths);
void                   heed_corpus_roles_copy      (HeedCorpusRoles            *roles,
                                                    const HeedCorpusRoles      *from);
void                   heed_corpus_roles_clear     (HeedCorpusRoles            *roles);

/* What parts the sides of a file that is the only one of text. */
HeedCorpusFormat       heed_corpus_format_find     (const char                 *path);

HeedCorpusFiles       *heed_corpus_files_open      (const HeedCorpusPaths      *paths,
                                                    HeedCorpusCount             count,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);
HeedCorpusFiles       *heed_corpus_files_open_as   (const HeedCorpusRoles      *roles,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);

/* What holds the pairs, for a person. */
const char            *heed_corpus_files_get_path  (HeedCorpusFiles            *self);

/* NULL: a model reads. As of heed_dumped_read_keeping(), FALSE with a problem in forced. */
HeedAttentionDump     *heed_corpus_files_get_dump  (HeedCorpusFiles            *self);
gboolean               heed_corpus_files_read_dump (HeedCorpusFiles            *self,
                                                    guint                       i,
                                                    HeedForced                 *forced,
                                                    HeedDumpedTexts            *texts,
                                                    HeedKeptAttention          *kept);
HeedCorpusFiles       *heed_corpus_files_ref       (HeedCorpusFiles            *self);
void                   heed_corpus_files_unref     (HeedCorpusFiles            *self);

const HeedCorpusFacts *heed_corpus_files_get_facts (HeedCorpusFiles            *self);

/* The right links; NULL: there are none. They are edited on the main thread, and may be looked
 * at there alone. */
HeedGoldFile          *heed_corpus_files_get_gold  (HeedCorpusFiles            *self);

/* Of a pair with so many words; NULL: none, or wrong ones, with error. Borrowed. */
HeedAlignment         *heed_corpus_files_find_gold (HeedCorpusFiles            *self,
                                                    guint                       i,
                                                    guint                       n_source,
                                                    guint                       n_target,
                                                    GError                    **error);

/* FALSE if the text cannot be read; then nothing is set. */
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
