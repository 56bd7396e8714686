/* dumped.h — attention from a file, in the place of what a model makes of a pair
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     dump = heed_attention_dump_open (path, HEED_DUMP_GUESSED, NULL, &error)
 *     for number from 0 below heed_attention_dump_get_n (dump):
 *         heed_dumped_read (&forced, &texts, dump, &asked, &view)
 *         heed_corpus_line_read (&line, …)
 *
 * Nothing that needs a model is known then: probabilities are NAN.
 */

#pragma once

#include "app/core/forced.h"

G_BEGIN_DECLS

/* Which sentence, and how. */
typedef struct {
  guint              number;    /* from 0 */
  const char        *source;    /* tokens in the place of the dump's, or NULL */
  const char        *target;
  gboolean           by_piece;  /* every token is a word; else pieces are put together */
  HeedAttentionSite  site;      /* as of heed_attention_dump_read() */
} HeedDumpedAsked;

/* The words of both sides, spaces between; NULL if there is a problem. */
typedef struct {
  char *source;
  char *target;
} HeedDumpedTexts;

/* As heed_forced_read() would have made it, of one pair; view has one site. Both are to
 * be cleared. */
void heed_dumped_read        (HeedForced            *forced,
                              HeedDumpedTexts       *texts,
                              HeedAttentionDump     *dump,
                              const HeedDumpedAsked *asked,
                              const HeedForcedView  *view);
void heed_dumped_texts_clear (HeedDumpedTexts       *texts);

/* The same, and the attention of all tokens, to read links again; kept is to be cleared. */
void heed_dumped_read_keeping (HeedForced            *forced,
                               HeedDumpedTexts       *texts,
                               HeedAttentionDump     *dump,
                               const HeedDumpedAsked *asked,
                               HeedKeptAttention     *kept);

G_END_DECLS
