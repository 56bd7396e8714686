/* words.h — mapping the model's tokens to the words of a line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/input-tokens.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SIDE_SOURCE,
  HEED_SIDE_TARGET
} HeedSide;

/* A line as the model reads it. */
typedef struct {
  guint32 *ids;
  guint    n_ids;
  guint   *words;    /* n_ids: the word of each token, 0 <= word < n_words */
  guint    n_words;
} HeedWords;

/* A line as it was given. With by_piece, or if tokens or ids are given instead of text, every token
 * is a word. Otherwise words are separated by spaces in text, however the model splits it. */
typedef struct  {
  HeedSide      side;
  HeedInputForm input_form;
  gboolean      by_piece;
  const char   *text;
} HeedInputLine;

gboolean heed_words_read         (HeedWords            *words,
                                  HeedModel            *model,
                                  const HeedInputLine  *line,
                                  GError              **error);
void     heed_words_clear        (HeedWords            *words);

/* The words of text, separated by white space. */
guint    heed_words_count        (const char           *text);
char   **heed_words_split        (const char           *text);

/* Returns the word of each token of a session, or HEED_NO_WORD for the special tokens, which a
 * session has besides those of the line. */
guint   *heed_words_dup_of_tokens (const HeedWords *words,
                                   const HeedToken *tokens,
                                   guint            n_tokens);

/* Returns the word of each step that writes a line. */
guint   *heed_words_dup_of_steps (const HeedWords *target,
                                  guint            n_steps,
                                  guint            shift);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedWords, heed_words_clear)

G_END_DECLS
