/* markup.h — where marks of a source come to lie in its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units are words, or tokens by the rule PER_TOKEN, of which links say which belong together.
 * This file counts units alone; whoever has lines of HTML takes markup-text.h, which does all:
 *
 *     text = heed_markup_text_parse (line, &error)           the plain text, and the tags in it
 *     links = what a model or an aligner found for text->text and target
 *     parts = heed_markup_text_carry (text, target, links, rule, &html)
 *     for each of parts: heed_markup_fate_get_name (part.fate), text->tags, part.ranges, part.links
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_MARKUP_PER_TOKEN,   /* a token has the marks of those that it is linked to */
  HEED_MARKUP_WHOLE_WORD,  /* a word has the marks of those that it is linked to */
  HEED_MARKUP_INHERITED,   /* so, and one without a link those of the word before it */
  HEED_MARKUP_SPAN         /* so, and whatever lies between two words of a mark has it too */
} HeedMarkupRule;

#define HEED_MARKUP_N_RULES 4

/* "token", "word", "inherited", "span"; for options and settings. */
const char *heed_markup_rule_get_name (HeedMarkupRule  rule);

/* What became of a mark. */
typedef enum {
  HEED_MARKUP_CARRIED,  /* one range */
  HEED_MARKUP_SPLIT,    /* several, with something between them */
  HEED_MARKUP_LOST,     /* nothing is linked to what is marked */
  HEED_MARKUP_EMPTY     /* it is around nothing, and stands at a place */
} HeedMarkupFate;

/* "carried", "split", "lost", "empty"; for other programs. */
const char *heed_markup_fate_get_name (HeedMarkupFate  fate);

/* Units first <= u < end; nothing if they are equal. */
typedef struct {
  guint first;
  guint end;
} HeedMarkupRange;

typedef struct {
  HeedMarkupFate  fate;
  GArray         *ranges;  /* of HeedMarkupRange, in the target, in order; EMPTY: one, of nothing */
  GArray         *links;   /* of HeedLink: those that brought it there */
  gboolean        is_cut;  /* a range begins or ends inside a word */
} HeedMarkupPart;

/* What there is, borrowed. */
typedef struct {
  const HeedAlignment *links;         /* of units; sure and possible ones alike */
  guint                n_target;      /* units */
  const guint         *target_words;  /* n_target: the word of each, for is_cut; NULL: units are
                                       * words. HEED_NO_WORD is none */
  HeedMarkupRule       rule;
} HeedMarkupLinks;

/* Of HeedMarkupPart, one a mark, which is a range of source units. Frees with them what they
 * have. */
GArray     *heed_markup_carry         (const HeedMarkupRange *marks,
                                       guint                  n_marks,
                                       const HeedMarkupLinks *links);

G_END_DECLS
