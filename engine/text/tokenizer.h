/* tokenizer.h — text to token ids, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/text/added-tokens.h"
#include "engine/text/piece-marks.h"
#include "engine/values.h"

G_BEGIN_DECLS

typedef enum {
  HEED_TOKENIZER_WORD,          /* split at spaces */
  HEED_TOKENIZER_CHARACTER,     /* one token a character; a space is one too */
  HEED_TOKENIZER_SENTENCEPIECE, /* a SentencePiece model */
  HEED_TOKENIZER_SUBWORD_NMT,   /* split at spaces, words by codes of subword-nmt */
  HEED_TOKENIZER_BYTE,          /* byte b of UTF-8 is id b + HEED_FIRST_BYTE, as in ByT5 */
  HEED_TOKENIZER_JSON           /* a tokenizer.json of Hugging Face's */
} HeedTokenizerKind;

#define HEED_FIRST_BYTE 3u

/* What happens to text before it is split, or while it is. */
typedef enum {
  HEED_TEXT_AS_IS              = 0,
  HEED_TEXT_LOWERCASE          = 1 << 0,
  HEED_TEXT_SPACE_PUNCTUATION  = 1 << 1,  /* a space before , . ! ? unless one is
                                           * there, as d2l's preprocess_nmt does;
                                           * no-break spaces become spaces */
  HEED_TEXT_LANGUAGE_CODE      = 1 << 2,  /* SENTENCEPIECE: ">>fra<<" in front is a
                                           * token of its own, as in MarianMT */
  HEED_TEXT_FOLD_ACCENTS       = 1 << 3,  /* é becomes e: marks that stand on a letter go */
  HEED_TEXT_LETTERS_ONLY       = 1 << 4,  /* what is not a letter of ASCII, . ! or ?
                                           * becomes a space, one for several */
  HEED_TEXT_DROP_FULL_STOP     = 1 << 5,  /* LETTERS_ONLY: . becomes a space too */
  HEED_TEXT_ONLY_WORDS         = 1 << 6,  /* SENTENCEPIECE, SUBWORD_NMT: pieces that are
                                           * no words are split further, as in JoeyNMT */
  HEED_TEXT_ONE_PREFIX         = 1 << 7,  /* SENTENCEPIECE: a space before the whole text
                                           * only, none after an added token, as in T5
                                           * with "legacy": false */
  HEED_TEXT_PLAIN_WORDS        = 1 << 8   /* commas, ! and ? are words; text with anything
                                           * else but letters and digits is an error, since
                                           * Moses' tokenizer, which is not here, has lists
                                           * for that */
} HeedTextRules;

/* What PyTorch's tutorials do to every sentence (normalizeString). */
#define HEED_TEXT_TUTORIAL                                                      \
  (HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION | HEED_TEXT_FOLD_ACCENTS | \
   HEED_TEXT_LETTERS_ONLY)

/* What descriptions call the rules, one name each. */
typedef struct {
  const char    *name;
  HeedTextRules  rule;
} HeedTextRuleName;

const HeedTextRuleName *heed_text_rules_list (guint *n_rules);

typedef struct {
  guint32 begin;    /* each an id or HEED_NO_TOKEN */
  guint32 end;
  guint32 padding;
  guint32 unknown;
} HeedSpecialTokens;

typedef struct {
  HeedTokenizerKind kind;
  HeedTextRules     rules;
  guint             vocabulary_size;  /* with the four special ones. SENTENCEPIECE:
                                       * wanted; else the most, 0: all */
  guint             min_frequency;    /* WORD, CHARACTER: rarer ones become unknown */
  guint64           seed;
} HeedTokenizerOptions;

/* What a tokenizer is made of; everything is copied. */
typedef struct {
  HeedTokenizerKind      kind;
  HeedTextRules          rules;
  HeedPieceMarks         marks;    /* WORD; the other kinds know theirs */
  GBytes                *model;    /* SENTENCEPIECE, SUBWORD_NMT, JSON: what splits */
  const char *const     *words;    /* n_words: word i is that of id i; NULL: the
                                    * SentencePiece model's own, and its ids */
  guint                  n_words;
  HeedSpecialTokens      special;  /* which of the words stand for no text */
  const HeedAddedToken  *added;    /* n_added */
  guint                  n_added;
} HeedTokenizerParts;

/* Immutable, shared, usable from any thread. */
typedef struct _HeedTokenizer HeedTokenizer;

/* The others are short for _new. _new_from_words: id i is words[i]; the special
 * ones are found by the ids in special. _new_sentencepiece: a serialized model;
 * specials are the model's own
 * (<unk> <s> </s> <pad>). _new_from_pieces: the model splits, but the pieces
 * have the ids of words, as in MarianMT and CTranslate2. _train makes a new
 * vocabulary whose first four ids are <unk> <pad> <s> </s>: words and
 * characters by falling frequency (ties: as text), pieces by SentencePiece's
 * unigram trainer (one thread, seeded). */
HeedTokenizer           *heed_tokenizer_new               (const HeedTokenizerParts    *parts,
                                                           GError                     **error);
HeedTokenizer           *heed_tokenizer_new_from_words    (HeedTokenizerKind            kind,
                                                           HeedTextRules                rules,
                                                           const char *const           *words,
                                                           guint                        n_words,
                                                           const HeedSpecialTokens     *special,
                                                           GError                     **error);
HeedTokenizer           *heed_tokenizer_new_sentencepiece (HeedTextRules                rules,
                                                           GBytes                      *model,
                                                           GError                     **error);
HeedTokenizer           *heed_tokenizer_new_from_pieces   (HeedTextRules                rules,
                                                           GBytes                      *model,
                                                           const char *const           *words,
                                                           guint                        n_words,
                                                           const HeedSpecialTokens     *special,
                                                           GError                     **error);
HeedTokenizer           *heed_tokenizer_train             (const HeedTokenizerOptions  *options,
                                                           const char *const           *lines,
                                                           guint                        n_lines,
                                                           GError                     **error);
HeedTokenizer           *heed_tokenizer_ref               (HeedTokenizer               *tokenizer);
void                     heed_tokenizer_unref             (HeedTokenizer               *tokenizer);

HeedTokenizerKind        heed_tokenizer_get_kind          (HeedTokenizer               *tokenizer);
HeedTextRules            heed_tokenizer_get_rules         (HeedTokenizer               *tokenizer);
guint                    heed_tokenizer_get_size          (HeedTokenizer               *tokenizer);
const HeedSpecialTokens *heed_tokenizer_get_special       (HeedTokenizer               *tokenizer);

/* What splits; NULL unless SENTENCEPIECE, SUBWORD_NMT or JSON. _has_own_ids says whether
 * ids are a SentencePiece model's or those of the words. */
GBytes                  *heed_tokenizer_get_model         (HeedTokenizer               *tokenizer);
gboolean                 heed_tokenizer_has_own_ids       (HeedTokenizer               *tokenizer);
HeedPieceMarks           heed_tokenizer_get_marks         (HeedTokenizer               *tokenizer);
const HeedAddedToken    *heed_tokenizer_get_added         (HeedTokenizer               *tokenizer,
                                                           guint                       *n_added);

/* The token of an id; its text lives as long as the tokenizer. starts_word is
 * TRUE for special tokens and for every WORD, for the CHARACTER and the BYTE that
 * is a space, and for a piece as its marks say. What is behind it belongs to its
 * word, and the first token of a text always starts one. */
HeedToken                heed_tokenizer_get_token         (HeedTokenizer               *tokenizer,
                                                           guint32                      id);
gboolean                 heed_tokenizer_find_token        (HeedTokenizer               *tokenizer,
                                                           const char                  *text,
                                                           guint32                     *id);

/* Neither adds nor expects begin and end tokens; _decode drops special ones.
 * Text becomes a special token only if that is among the added ones: else whoever
 * types "</s>" gets unknown ones. */
guint32                 *heed_tokenizer_encode            (HeedTokenizer               *tokenizer,
                                                           const char                  *text,
                                                           guint                       *n_ids,
                                                           GError                     **error);
char                   **heed_tokenizer_list_unknown      (HeedTokenizer               *tokenizer,
                                                           const char                  *text);
char                    *heed_tokenizer_decode            (HeedTokenizer               *tokenizer,
                                                           const guint32               *ids,
                                                           guint                        n_ids);

/* What there and back makes of a text; what has no token keeps its letters. */
char                    *heed_tokenizer_normalise         (HeedTokenizer               *tokenizer,
                                                           const char                  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenizer, heed_tokenizer_unref)

G_END_DECLS
