/* piece-marks.h — the marks that show which pieces form a word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* How a vocabulary marks which of its tokens form a word. */
typedef enum {
  HEED_PIECES_NONE,        /* each token is a word of its own */
  HEED_PIECES_SEPARATOR,   /* ka@@ tze */
  HEED_PIECES_WORD_START,  /* ▁ka tze */
  HEED_PIECES_WORD_END,    /* ka tze▁ */
  HEED_PIECES_HASHES,      /* ka ##tze */
  HEED_PIECES_JOINER       /* ka ￭tze, or ka￭ tze */
} HeedPieceMarks;

/* _get_name returns the name used in descriptions; _parse returns FALSE for an unknown name. */
const char    *heed_piece_marks_get_name (HeedPieceMarks      marks);
gboolean       heed_piece_marks_parse    (const char         *name,
                                          HeedPieceMarks     *marks);

/* Returns the marks that most of the marked words have; NONE if hardly any word is marked. */
HeedPieceMarks heed_piece_marks_detect   (const char *const  *words,
                                          guint               n_words);

/* Sets whether a token that is not special starts a word and continues, and which bytes of its
 * text are a mark. */
void           heed_piece_marks_describe (HeedPieceMarks      marks,
                                          HeedToken          *token);

/* Joins pieces into the text they stand for; returns a new string. */
char          *heed_piece_marks_join     (HeedPieceMarks      marks,
                                          const char *const  *pieces);

G_END_DECLS
