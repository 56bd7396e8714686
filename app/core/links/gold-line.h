/* gold-line.h — parsing and rewriting one line of gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* How new links are written in a file. */
typedef struct {
  guint    first;        /* the position of the first word, 0 or 1 */
  char     sure;         /* between source and target: '-', 's' or 'S'; 0 if unknown */
  char     possible;     /* 'p', '?' or 'P'; 0 if unknown */
  gboolean has_weights;  /* then a new link gets the weight 1 */
} HeedGoldSpelling;

/* Learns the spelling from a line, as far as earlier lines did not show it. Initialise spelling
 * as { first }. */
void  heed_gold_spelling_learn (HeedGoldSpelling       *spelling,
                                const char             *line);

/* line is one that heed_alignment_parse() accepts, without its line end. The text of unchanged
 * links is kept, with its place, weight and blanks. */
char *heed_gold_line_rewrite   (const char             *line,
                                const HeedAlignment    *links,
                                const HeedGoldSpelling *spelling) G_GNUC_WARN_UNUSED_RESULT;

/* A row in NAACL format: "17 1 2 S 0.9". */
typedef struct {
  guint    sentence;  /* from 0 */
  HeedLink link;
  gboolean is_null;   /* links a word to nothing (position 0 in the file): no link */
} HeedGoldRow;

gboolean heed_gold_row_parse   (const char             *line,
                                HeedGoldRow            *row);
char    *heed_gold_row_rewrite (const char             *line,
                                gboolean                possible) G_GNUC_WARN_UNUSED_RESULT;

/* Returns a new row for a link; the sentence number is zero-padded as in the row like. */
char    *heed_gold_row_new_like (const char            *like,
                                 guint                  sentence,
                                 const HeedLink        *link) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the link between two words, borrowed; NULL if there is none. */
const HeedLink *heed_gold_find  (const HeedAlignment   *links,
                                 guint                  source,
                                 guint                  target);
gboolean heed_gold_are_same     (const HeedAlignment   *links,
                                 const HeedAlignment   *others);

G_END_DECLS
