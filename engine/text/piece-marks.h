/* piece-marks.h — how a vocabulary says which pieces are one word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* How a vocabulary says which of its tokens are one word. */
typedef enum {
  HEED_PIECES_NONE,        /* each is a word of its own */
  HEED_PIECES_SEPARATOR,   /* ka@@ tze */
  HEED_PIECES_WORD_START,  /* ▁ka tze */
  HEED_PIECES_WORD_END,    /* ka tze▁ */
  HEED_PIECES_HASHES,      /* ka ##tze */
  HEED_PIECES_JOINER       /* ka ￭tze, or ka￭ tze */
} HeedPieceMarks;

/* Names of marks in descriptions, in the order of HeedPieceMarks; _parse gives
 * FALSE for another. */
const char    *heed_piece_marks_get_name (HeedPieceMarks      marks);
gboolean       heed_piece_marks_parse    (const char         *name,
                                          HeedPieceMarks     *marks);

/* What most of the marked words have; NONE if hardly any word is marked. */
HeedPieceMarks heed_piece_marks_detect   (const char *const  *words,
                                          guint               n_words);

/* Says of a token that is not special where its word starts and goes on, and
 * which bytes of its text are a mark. */
void           heed_piece_marks_describe (HeedPieceMarks      marks,
                                          HeedToken          *token);

/* The text that pieces stand for; a new string. */
char          *heed_piece_marks_join     (HeedPieceMarks      marks,
                                          const char *const  *pieces);

G_END_DECLS
