/* gold-line.h — one line of gold links, written anew where links changed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* How a file spells what is new in it. */
typedef struct {
  guint    first;        /* what the first word is called, 0 or 1 */
  char     sure;         /* between source and target: '-' or 's' or 'S' */
  char     possible;     /* 'p', '?' or 'P' */
  gboolean has_weights;  /* a new link then weighs 1 */
} HeedGoldSpelling;

/* Notes of a line how it spells, as far as no line before did; starts as { first }. */
void  heed_gold_spelling_learn (HeedGoldSpelling       *spelling,
                                const char             *line);

/* line is one that heed_alignment_parse() reads, without its end. What stands for a link that is
 * as before is kept as it is, with its place, weight and blanks. */
char *heed_gold_line_rewrite   (const char             *line,
                                const HeedAlignment    *links,
                                const HeedGoldSpelling *spelling) G_GNUC_WARN_UNUSED_RESULT;

/* A row of NAACL: "17 1 2 S 0.9". */
typedef struct {
  guint    sentence;  /* from 0 */
  HeedLink link;
  gboolean is_null;   /* it links a word to none: no link */
} HeedGoldRow;

gboolean heed_gold_row_parse   (const char             *line,
                                HeedGoldRow            *row);
char    *heed_gold_row_rewrite (const char             *line,
                                gboolean                possible) G_GNUC_WARN_UNUSED_RESULT;

/* A row like another one, of the same sentence or, padded as its number is, of another. */
char    *heed_gold_row_new_like (const char            *like,
                                 guint                  sentence,
                                 const HeedLink        *link) G_GNUC_WARN_UNUSED_RESULT;

/* How links have two words: NULL if not at all. */
const HeedLink *heed_gold_find  (const HeedAlignment   *links,
                                 guint                  source,
                                 guint                  target);
gboolean heed_gold_are_same     (const HeedAlignment   *links,
                                 const HeedAlignment   *others);

G_END_DECLS
