/* corpus-report.h — an HTML page that shows the worst pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-linker.h"

G_BEGIN_DECLS

#define HEED_CORPUS_REPORT_PAIRS 50

/* A pair to be exported. */
typedef struct {
  guint          i;
  HeedCorpusRow  row;
  HeedAlignment *gold;  /* owned; NULL if there is none */
} HeedExportedPair;

/* The input of an export; all borrowed. pairs are the visible ones, in the displayed order. */
typedef struct {
  HeedCorpusFiles   *files;
  HeedCorpusLinker  *linker;
  GArray            *pairs;       /* of HeedExportedPair */
  HeedModel         *model;       /* NULL if attention was read from a file */
  const char        *settings;    /* how links are read, as text for the user */
  HeedCorpusSummary  summary;
} HeedCorpusExport;

GArray  *heed_exported_pairs_new       (void);

/* One pair to be drawn; borrowed. */
typedef struct {
  const HeedExportedPair *exported;
  const HeedCorpusPair   *texts;
  HeedMatrix             *words;  /* that links are read from; NULL if there is none */
  HeedAlignment          *links;  /* or NULL */
} HeedReportedPair;

char *heed_corpus_report_new_head (const HeedCorpusExport *corpus);
char *heed_corpus_report_new_pair (const HeedCorpusExport *corpus,
                                   const HeedReportedPair *pair);
char *heed_corpus_report_new_end  (void);

G_END_DECLS
