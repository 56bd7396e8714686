/* tokenizer-kinds.h — the functions that differ between kinds of tokenizers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kind is a table of functions, in a file kind-*.c. The common code is in tokenizer.c
 * (construction) and tokenizer-text.c (text to ids, and back). No other file depends on
 * the kind of a tokenizer or accesses its members.
 */

#pragma once

#include "engine/text/tokenizer.h"
#include "engine/text/vocabulary.h"

G_BEGIN_DECLS

#define HEED_WORD_MARK "▁"

/* The result of encoding a text: its ids, and the tokens that have none. */
typedef struct {
  GArray    *ids;      /* of guint32 */
  GPtrArray *unknown;  /* of char *; if NULL, unknown tokens need an id of their own */
} HeedEncoded;

typedef struct {
  gboolean         needs_model;
  gboolean         has_own_ids;  /* uses the ids of its model, which also defines the vocabulary */

  /* Creates the splitter, or checks that none is needed; NULL if neither is necessary. */
  gboolean       (*load)         (HeedTokenizer             *tokenizer,
                                  const HeedTokenizerParts  *parts,
                                  GError                   **error);
  void           (*free)         (gpointer                   splitter);

  HeedPieceMarks (*choose_marks) (HeedTokenizer             *tokenizer,
                                  const HeedTokenizerParts  *parts);

  /* Returns whether an id is special, besides those that are special in every kind; NULL if
   * there are no others. */
  gboolean       (*is_special)   (HeedTokenizer             *tokenizer,
                                  guint32                    id);

  /* Called before the marks are checked; NULL if each token starts a word. */
  gboolean       (*starts_word)  (HeedTokenizer             *tokenizer,
                                  const char                *text);

  /* Returns the ids of normalised text without added tokens; NULL to use encode. */
  guint32       *(*encode_plain) (HeedTokenizer             *tokenizer,
                                  const char                *text,
                                  guint                     *n_ids,
                                  GError                   **error);

  /* Appends the ids of normalised text, or of a stretch of it between added tokens. */
  gboolean       (*encode)       (HeedTokenizer             *tokenizer,
                                  HeedEncoded               *encoded,
                                  const char                *text,
                                  GError                   **error);

  /* Returns the text of ids that are not special, as a new string. */
  char          *(*decode)       (HeedTokenizer             *tokenizer,
                                  const guint32             *ids,
                                  guint                      n_ids);
} HeedTokenizerMethods;

struct _HeedTokenizer {
  const HeedTokenizerMethods *methods;
  HeedTokenizerKind           kind;
  HeedTextRules               rules;
  HeedPieceMarks              marks;
  HeedSpecialTokens           special;
  HeedVocabulary             *vocabulary;
  gpointer                    splitter;    /* created by methods->load, or NULL */
  GBytes                     *model;       /* the file of the splitter, or NULL */
  HeedAddedTokens            *added;       /* or NULL */
  GArray                     *added_list;  /* of HeedAddedToken, the contents of added */
};

extern const HeedTokenizerMethods heed_word_methods;
extern const HeedTokenizerMethods heed_character_methods;
extern const HeedTokenizerMethods heed_byte_methods;
extern const HeedTokenizerMethods heed_sentencepiece_methods;      /* with the ids of the words */
extern const HeedTokenizerMethods heed_own_sentencepiece_methods;  /* with the ids of the model */
extern const HeedTokenizerMethods heed_subword_nmt_methods;
extern const HeedTokenizerMethods heed_json_methods;

/* Helpers for the kinds. Detects the marks that the vocabulary uses. */
HeedPieceMarks  heed_tokenizer_detect_marks (HeedTokenizer      *tokenizer);
gboolean        heed_tokenizer_is_special   (HeedTokenizer      *tokenizer,
                                             guint32             id);

/* Append the id of one token, or of each token of a NULL-terminated list. */
gboolean        heed_tokenizer_append       (HeedTokenizer      *tokenizer,
                                             HeedEncoded        *encoded,
                                             const char         *token,
                                             GError            **error);
gboolean        heed_tokenizer_append_each  (HeedTokenizer      *tokenizer,
                                             HeedEncoded        *encoded,
                                             char              **tokens,
                                             GError            **error);

/* Returns the texts in the vocabulary, as a new NULL-terminated list of borrowed strings. */
const char    **heed_tokenizer_list_texts   (HeedTokenizer      *tokenizer,
                                             const guint32      *ids,
                                             guint               n_ids);

/* Joins tokens according to their marks; can be used as decode. */
char           *heed_tokenizer_join_marked  (HeedTokenizer      *tokenizer,
                                             const guint32      *ids,
                                             guint               n_ids);

G_END_DECLS
