/* dumped.h — reading one sentence pair from an attention dump
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     dump = heed_attention_dump_open (path, HEED_DUMP_GUESSED, NULL, &error)
 *     for number from 0 below heed_attention_dump_get_n (dump):
 *         heed_dumped_read (&forced, &texts, dump, &request, &view)
 *         heed_corpus_line_read (&line, …)
 *
 * Values that need a model are unknown: probabilities are NAN.
 */

#pragma once

#include "app/core/translation/forced.h"

G_BEGIN_DECLS

/* Which sentence pair to read, and how. */
typedef struct {
  guint              number;    /* from 0 */
  const char        *source;    /* tokens that replace the dump's own, or NULL */
  const char        *target;
  gboolean           by_piece;  /* every token is a word; otherwise pieces are merged */
  HeedAttentionSite  site;      /* as for heed_attention_dump_read() */
  const GArray      *sites;     /* of HeedAttentionSite whose mean is read instead; or NULL */
} HeedDumpRequest;

/* The words of both sides, joined by spaces; NULL if the pair has a problem. */
typedef struct {
  char *source;
  char *target;
} HeedDumpedTexts;

/* Fills forced as heed_forced_read() does for one pair; view has exactly one site. The caller
 * clears both results. */
void heed_dumped_read        (HeedForced            *forced,
                              HeedDumpedTexts       *texts,
                              HeedAttentionDump     *dump,
                              const HeedDumpRequest *request,
                              const HeedForcedView  *view);
void heed_dumped_texts_clear (HeedDumpedTexts       *texts);

/* Like heed_dumped_read(), but keeps the attention over tokens, from which links can be read again,
 * instead of merging it to words. The caller clears pair_attention too. */
void heed_dumped_read_attention (HeedForced            *forced,
                                 HeedDumpedTexts       *texts,
                                 HeedAttentionDump     *dump,
                                 const HeedDumpRequest *request,
                                 HeedPairAttention     *pair_attention);

G_END_DECLS
