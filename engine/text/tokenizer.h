/* tokenizer.h — conversion of text to token ids, and back
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
  HEED_TOKENIZER_CHARACTER,     /* one token per character, spaces included */
  HEED_TOKENIZER_SENTENCEPIECE, /* a SentencePiece model */
  HEED_TOKENIZER_SUBWORD_NMT,   /* split at spaces, then words by the codes of subword-nmt */
  HEED_TOKENIZER_BYTE,          /* byte b of UTF-8 is id b + HEED_FIRST_BYTE, as in ByT5 */
  HEED_TOKENIZER_JSON           /* a tokenizer.json of Hugging Face */
} HeedTokenizerKind;

#define HEED_FIRST_BYTE 3u

/* Changes of a text before or while it is split. */
typedef enum {
  HEED_TEXT_AS_IS              = 0,
  HEED_TEXT_LOWERCASE          = 1 << 0,
  HEED_TEXT_SPACE_PUNCTUATION  = 1 << 1,  /* insert a space before , . ! ? unless there is one,
                                           * as d2l's preprocess_nmt does; no-break spaces become
                                           * spaces */
  HEED_TEXT_LANGUAGE_CODE      = 1 << 2,  /* SENTENCEPIECE: ">>fra<<" at the beginning is a
                                           * single token, as in MarianMT */
  HEED_TEXT_FOLD_ACCENTS       = 1 << 3,  /* é becomes e: drop combining marks */
  HEED_TEXT_LETTERS_ONLY       = 1 << 4,  /* replace everything but ASCII letters, . ! and ? with
                                           * single spaces */
  HEED_TEXT_DROP_FULL_STOP     = 1 << 5,  /* LETTERS_ONLY: replace . with a space too */
  HEED_TEXT_ONLY_WORDS         = 1 << 6,  /* SENTENCEPIECE, SUBWORD_NMT: split pieces that are
                                           * not words further, as in JoeyNMT */
  HEED_TEXT_ONE_PREFIX         = 1 << 7,  /* SENTENCEPIECE: add a space only before the whole
                                           * text, not after an added token, as in T5 with
                                           * "legacy": false */
  HEED_TEXT_PLAIN_WORDS        = 1 << 8   /* commas, ! and ? are words; anything else but letters
                                           * and digits is an error, since it would need the
                                           * lists of Moses' tokenizer, which are not included */
} HeedTextRules;

/* Normalisation in PyTorch's tutorials (normalizeString). */
#define HEED_TEXT_TUTORIAL                                                      \
  (HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION | HEED_TEXT_FOLD_ACCENTS | \
   HEED_TEXT_LETTERS_ONLY)

/* The names of the rules in descriptions. */
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
  guint             vocabulary_size;  /* includes the four special tokens. SENTENCEPIECE:
                                       * requested size; otherwise the maximum, 0: unlimited */
  guint             min_frequency;    /* WORD, CHARACTER: rarer tokens become unknown */
  guint64           seed;
} HeedTokenizerOptions;

/* The components of a tokenizer; everything is copied. */
typedef struct {
  HeedTokenizerKind      kind;
  HeedTextRules          rules;
  HeedPieceMarks         marks;    /* WORD only; the other kinds determine theirs */
  GBytes                *model;    /* SENTENCEPIECE, SUBWORD_NMT, JSON: the file of the splitter */
  const char *const     *words;    /* n_words: words[i] has id i; NULL: the pieces and ids of the
                                    * SentencePiece model */
  guint                  n_words;
  HeedSpecialTokens      special;  /* ids of words that stand for no text */
  const HeedAddedToken  *added;    /* n_added */
  guint                  n_added;
} HeedTokenizerParts;

/* Immutable, reference-counted, may be used from any thread. */
typedef struct _HeedTokenizer HeedTokenizer;

/* The other constructors are shorthands for _new. _new_from_words: words[i] has id i; special
 * has the ids of the special tokens. _new_sentencepiece: a serialized model; the special tokens
 * are the model's own (<unk> <s> </s> <pad>). _new_from_pieces: the model splits text, but the
 * pieces have the ids of words, as in MarianMT and CTranslate2. _train makes a new vocabulary
 * whose first four ids are <unk> <pad> <s> </s>: words and characters by descending frequency
 * (ties: by text), pieces by SentencePiece's unigram trainer (one thread, seeded). */
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

/* _get_model returns the file of the splitter; NULL unless SENTENCEPIECE, SUBWORD_NMT or JSON.
 * _has_own_ids returns whether the ids are those of a SentencePiece model rather than of the
 * words. */
GBytes                  *heed_tokenizer_get_model         (HeedTokenizer               *tokenizer);
gboolean                 heed_tokenizer_has_own_ids       (HeedTokenizer               *tokenizer);
HeedPieceMarks           heed_tokenizer_get_marks         (HeedTokenizer               *tokenizer);
const HeedAddedToken    *heed_tokenizer_get_added         (HeedTokenizer               *tokenizer,
                                                           guint                       *n_added);

/* Returns the token of an id; its text is valid as long as the tokenizer. starts_word is TRUE
 * for special tokens, for every WORD, for a CHARACTER or BYTE that is a space, and for a piece
 * whose marks indicate it. Tokens that do not start a word belong to the word before, and the
 * first token of a text always starts one. */
HeedToken                heed_tokenizer_get_token         (HeedTokenizer               *tokenizer,
                                                           guint32                      id);
gboolean                 heed_tokenizer_find_token        (HeedTokenizer               *tokenizer,
                                                           const char                  *text,
                                                           guint32                     *id);

/* _encode adds no begin and end tokens and _decode expects none; _decode drops special tokens. A
 * text becomes a special token only if that is an added token: otherwise "</s>" in a user's text
 * becomes unknown tokens. */
guint32                 *heed_tokenizer_encode            (HeedTokenizer               *tokenizer,
                                                           const char                  *text,
                                                           guint                       *n_ids,
                                                           GError                     **error);
char                   **heed_tokenizer_list_unknown      (HeedTokenizer               *tokenizer,
                                                           const char                  *text);
char                    *heed_tokenizer_decode            (HeedTokenizer               *tokenizer,
                                                           const guint32               *ids,
                                                           guint                        n_ids);

/* Encodes and decodes a text again; characters without a token are kept as they are. */
char                    *heed_tokenizer_normalise         (HeedTokenizer               *tokenizer,
                                                           const char                  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenizer, heed_tokenizer_unref)

G_END_DECLS
