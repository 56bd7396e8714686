/* markup-text.h — parsing a line of HTML into text and tags, and writing its translation with tags
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/markup/markup.h"

G_BEGIN_DECLS

/* A range of bytes, begin <= b < end, in a text. */
typedef struct {
  gsize begin;
  gsize end;
} HeedMarkupBytes;

typedef struct {
  char            *opening;  /* "<a href='…'>", as written in the line */
  char            *closing;  /* "</a>"; "" for a void element such as "<br>" */
  HeedMarkupBytes  bytes;    /* the part of the text that it encloses */
} HeedMarkupTag;

typedef struct {
  char   *text;       /* without tags, entities decoded */
  GArray *tags;       /* of HeedMarkupTag, in the order in which they open */
  guint   n_unopened; /* closing tags without an opening one; they are dropped */
  guint   n_unclosed; /* opening tags without a closing one; they extend to the end of the line */
} HeedMarkupText;

HeedMarkupText *heed_markup_text_parse      (const char             *line,
                                             GError                **error);
void            heed_markup_text_free       (HeedMarkupText         *text);

/* Returns an array of HeedMarkupBytes: the words separated by spaces, in the number that
 * heed_words_count() returns. */
GArray         *heed_markup_list_words      (const char             *text);

/* Returns the units that a tag encloses at least in part; units must be in order. If it encloses
 * none, the range is empty and lies before the next unit. */
HeedMarkupRange heed_markup_tag_find_units  (const HeedMarkupTag    *tag,
                                             const HeedMarkupBytes  *units,
                                             guint                   n_units);

/* Returns a translation with its tags, well formed; the ranges in parts refer to units. */
char           *heed_markup_text_write      (const HeedMarkupText   *text,
                                             GArray                 *parts,
                                             const char             *target,
                                             const HeedMarkupBytes  *units,
                                             guint                   n_units);

/* Does all steps with words as units: links are between the words of text->text and of target.
 * Returns an array of HeedMarkupPart, one per tag. */
GArray         *heed_markup_text_carry      (const HeedMarkupText   *text,
                                             const char             *target,
                                             const HeedAlignment    *links,
                                             HeedMarkupRule          rule,
                                             char                  **html);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMarkupText, heed_markup_text_free)

G_END_DECLS
