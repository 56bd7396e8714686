/* markup.h — where marks on a source sentence lie in its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units are words, or tokens with the rule PER_TOKEN; links connect source and target units.
 * This file only handles indices of units. For lines of HTML, markup-text.h does everything:
 *
 *     text = heed_markup_text_parse (line, &error)           the plain text, and the tags in it
 *     links = the links that a model or an aligner found for text->text and target
 *     parts = heed_markup_text_carry (text, target, links, rule, &html)
 *     for each of parts: heed_markup_fate_get_name (part.fate), text->tags, part.ranges, part.links
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_MARKUP_PER_TOKEN,   /* a token gets the marks of the tokens linked to it */
  HEED_MARKUP_WHOLE_WORD,  /* a word gets the marks of the words linked to it */
  HEED_MARKUP_INHERITED,   /* likewise, but a word without links gets those of the word before */
  HEED_MARKUP_SPAN         /* as WHOLE_WORD, and all words between two of a mark get it */
} HeedMarkupRule;

#define HEED_MARKUP_N_RULES 4

/* Returns "token", "word", "inherited" or "span", as used in options and settings. */
const char *heed_markup_rule_get_name (HeedMarkupRule  rule);

/* The fate of a mark in the translation. */
typedef enum {
  HEED_MARKUP_CARRIED,  /* one range */
  HEED_MARKUP_SPLIT,    /* several ranges, with units between them */
  HEED_MARKUP_LOST,     /* no target unit is linked to the marked units */
  HEED_MARKUP_EMPTY     /* it encloses nothing and has only a position */
} HeedMarkupFate;

/* Returns "carried", "split", "lost" or "empty", as written for other programs. */
const char *heed_markup_fate_get_name (HeedMarkupFate  fate);

/* The units first <= u < end; empty if these are equal. */
typedef struct {
  guint first;
  guint end;
} HeedMarkupRange;

typedef struct {
  HeedMarkupFate  fate;
  GArray         *ranges;  /* of HeedMarkupRange in the target, in order; EMPTY: one empty range */
  GArray         *links;   /* of HeedLink: the links that led there */
  gboolean        is_cut;  /* a range begins or ends inside a word */
} HeedMarkupPart;

/* The input besides the marks; all members are borrowed. */
typedef struct {
  const HeedAlignment *links;         /* between units; sure and possible links count alike */
  guint                n_target;      /* units */
  const guint         *target_words;  /* n_target: the word of each unit or HEED_NO_WORD, for
                                       * is_cut; NULL if units are words */
  HeedMarkupRule       rule;
} HeedMarkupLinks;

/* Returns an array of HeedMarkupPart, one per mark; each mark is a range of source units. The
 * array's clear function frees the members of the parts. */
GArray     *heed_markup_carry         (const HeedMarkupRange *marks,
                                       guint                  n_marks,
                                       const HeedMarkupLinks *links);

G_END_DECLS
