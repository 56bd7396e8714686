/* markup-text.h — lines of HTML: the text in them, the tags, and both again for a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/markup.h"

G_BEGIN_DECLS

/* Bytes begin <= b < end of a text. */
typedef struct {
  gsize begin;
  gsize end;
} HeedMarkupBytes;

typedef struct {
  char            *opening;  /* "<a href='…'>", as it is in the line */
  char            *closing;  /* "</a>"; "" of one that is never closed, as "<br>" */
  HeedMarkupBytes  bytes;    /* of the text, that it is around */
} HeedMarkupTag;

typedef struct {
  char   *text;       /* without tags, entities read */
  GArray *tags;       /* of HeedMarkupTag, as they begin */
  guint   n_unopened; /* closing tags without an opening one: left out */
  guint   n_unclosed; /* opening tags without a closing one: they go to the end of the line */
} HeedMarkupText;

HeedMarkupText *heed_markup_text_parse      (const char             *line,
                                             GError                **error);
void            heed_markup_text_free       (HeedMarkupText         *text);

/* Of HeedMarkupBytes: what spaces separate, as many as heed_words_count() says. */
GArray         *heed_markup_list_words      (const char             *text);

/* The units of a text that a tag is around, if only in part; units are in order. Around none it
 * is the place before the unit that follows. */
HeedMarkupRange heed_markup_tag_find_units  (const HeedMarkupTag    *tag,
                                             const HeedMarkupBytes  *units,
                                             guint                   n_units);

/* A translation with its tags, well formed; units are those that parts count. */
char           *heed_markup_text_write      (const HeedMarkupText   *text,
                                             GArray                 *parts,
                                             const char             *target,
                                             const HeedMarkupBytes  *units,
                                             guint                   n_units);

/* All of it by words: links are between those of text->text and target. Of HeedMarkupPart, one a
 * tag. */
GArray         *heed_markup_text_carry      (const HeedMarkupText   *text,
                                             const char             *target,
                                             const HeedAlignment    *links,
                                             HeedMarkupRule          rule,
                                             char                  **html);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMarkupText, heed_markup_text_free)

G_END_DECLS
