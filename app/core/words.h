/* words.h — which word of a line each of the model's tokens is in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/given-tokens.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SIDE_SOURCE,
  HEED_SIDE_TARGET
} HeedSide;

/* A line as the model sees it. */
typedef struct {
  guint32 *ids;
  guint    n_ids;
  guint   *words;    /* n_ids: the word of each, 0 <= word < n_words */
  guint    n_words;
} HeedWords;

/* A line as it was given. by_piece: every token is a word of its own, and so it is
 * if tokens or ids are given instead of text. Else words are what spaces separate
 * in text, whatever the model makes of it. */
typedef struct {
  HeedSide     side;
  HeedGivenAs  given_as;
  gboolean     by_piece;
  const char  *text;
} HeedGivenLine;

gboolean heed_words_read         (HeedWords            *words,
                                  HeedModel            *model,
                                  const HeedGivenLine  *line,
                                  GError              **error);
void     heed_words_clear        (HeedWords            *words);

/* What spaces separate in text. */
guint    heed_words_count        (const char           *text);
char   **heed_words_split        (const char           *text);

/* For the tokens of a session, which has special ones between and around those
 * of the line: the word of each, or HEED_NO_WORD. */
guint   *heed_words_dup_of_tokens (const HeedWords *words,
                                   const HeedToken *tokens,
                                   guint            n_tokens);

/* For the steps that write a line: the word that each is about. */
guint   *heed_words_dup_of_steps (const HeedWords *target,
                                  guint            n_steps,
                                  guint            shift);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedWords, heed_words_clear)

G_END_DECLS
