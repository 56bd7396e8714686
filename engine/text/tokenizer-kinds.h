/* tokenizer-kinds.h — what each kind of tokenizer does in a way of its own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kind is a table of functions, in a file kind-*.c. What all of them do alike is in
 * tokenizer.c (what it is made of) and tokenizer-text.c (text to ids, and back). Nobody
 * else asks of which kind a tokenizer is, or sees what is in one.
 */

#pragma once

#include "engine/text/tokenizer.h"
#include "engine/text/vocabulary.h"

G_BEGIN_DECLS

#define HEED_WORD_MARK "▁"

/* What a text is encoded to: its ids, and the tokens that have none. */
typedef struct {
  GArray    *ids;      /* of guint32 */
  GPtrArray *unknown;  /* of char *; or NULL: an unknown token must have an id of its own */
} HeedEncoded;

typedef struct {
  gboolean         needs_model;
  gboolean         has_own_ids;  /* those of its model, which makes the vocabulary too */

  /* Makes the splitter, or checks that none is needed; NULL: neither. */
  gboolean       (*load)         (HeedTokenizer             *tokenizer,
                                  const HeedTokenizerParts  *parts,
                                  GError                   **error);
  void           (*free)         (gpointer                   splitter);

  HeedPieceMarks (*choose_marks) (HeedTokenizer             *tokenizer,
                                  const HeedTokenizerParts  *parts);

  /* Beside the special tokens that every kind has; NULL: no more of them. */
  gboolean       (*is_special)   (HeedTokenizer             *tokenizer,
                                  guint32                    id);

  /* Before the marks are looked at; NULL: each token starts one. */
  gboolean       (*starts_word)  (HeedTokenizer             *tokenizer,
                                  const char                *text);

  /* The ids of normalised text, where nothing is an added token; NULL: as encode says. */
  guint32       *(*encode_plain) (HeedTokenizer             *tokenizer,
                                  const char                *text,
                                  guint                     *n_ids,
                                  GError                   **error);

  /* Appends the ids of normalised text, or of a stretch between added tokens. */
  gboolean       (*encode)       (HeedTokenizer             *tokenizer,
                                  HeedEncoded               *encoded,
                                  const char                *text,
                                  GError                   **error);

  /* The text of ids that are not special; a new string. */
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
  gpointer                    splitter;    /* what methods->load made, or NULL */
  GBytes                     *model;       /* what that was made of, or NULL */
  HeedAddedTokens            *added;       /* or NULL */
  GArray                     *added_list;  /* of HeedAddedToken, what added was made of */
};

extern const HeedTokenizerMethods heed_word_methods;
extern const HeedTokenizerMethods heed_character_methods;
extern const HeedTokenizerMethods heed_byte_methods;
extern const HeedTokenizerMethods heed_sentencepiece_methods;      /* pieces with ids of words */
extern const HeedTokenizerMethods heed_own_sentencepiece_methods;  /* with the model's own */
extern const HeedTokenizerMethods heed_subword_nmt_methods;
extern const HeedTokenizerMethods heed_json_methods;

/* For the kinds. The marks that the vocabulary shows. */
HeedPieceMarks  heed_tokenizer_detect_marks (HeedTokenizer      *tokenizer);
gboolean        heed_tokenizer_is_special   (HeedTokenizer      *tokenizer,
                                             guint32             id);

/* Appends the id of one token, or of several that end in NULL. */
gboolean        heed_tokenizer_append       (HeedTokenizer      *tokenizer,
                                             HeedEncoded        *encoded,
                                             const char         *token,
                                             GError            **error);
gboolean        heed_tokenizer_append_each  (HeedTokenizer      *tokenizer,
                                             HeedEncoded        *encoded,
                                             char              **tokens,
                                             GError            **error);

/* What the vocabulary spells; the list ends in NULL and is new, the texts are not. */
const char    **heed_tokenizer_list_texts   (HeedTokenizer      *tokenizer,
                                             const guint32      *ids,
                                             guint               n_ids);

/* Joins tokens as their marks say; a method. */
char           *heed_tokenizer_join_marked  (HeedTokenizer      *tokenizer,
                                             const guint32      *ids,
                                             guint               n_ids);

G_END_DECLS
