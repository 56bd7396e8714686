/* sentencepiece.h — C interface to the SentencePiece library
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

typedef struct {
  guint   vocabulary_size;     /* requested; smaller if the lines do not yield so many */
  double  character_coverage;  /* fraction of characters that get a piece */
  guint64 seed;
} HeedSentencePieceOptions;

/* Immutable, may be used from any thread. Texts must be valid UTF-8. */
typedef struct _HeedSentencePiece HeedSentencePiece;

HeedSentencePiece  *heed_sentencepiece_new         (GBytes                          *model,
                                                    GError                         **error);
GBytes             *heed_sentencepiece_train       (const HeedSentencePieceOptions  *options,
                                                    const char *const               *lines,
                                                    guint                            n_lines,
                                                    GError                         **error);
void                heed_sentencepiece_free        (HeedSentencePiece               *model);

guint               heed_sentencepiece_get_size    (HeedSentencePiece               *model);
const char         *heed_sentencepiece_get_piece   (HeedSentencePiece               *model,
                                                    guint32                          id);
gboolean            heed_sentencepiece_is_control  (HeedSentencePiece               *model,
                                                    guint32                          id);

/* Restricts the split to pieces that are among the words, and single characters. Must be called
 * before the model is shared. */
gboolean            heed_sentencepiece_restrict    (HeedSentencePiece               *model,
                                                    const char *const               *words,
                                                    guint                            n_words,
                                                    GError                         **error);
HeedSpecialTokens   heed_sentencepiece_get_special (HeedSentencePiece               *model);

/* _encode and _decode use the ids of the model; _split and _join use the pieces, for a
 * vocabulary with other ids. */
guint32            *heed_sentencepiece_encode      (HeedSentencePiece               *model,
                                                    const char                      *text,
                                                    guint                           *n_ids,
                                                    GError                         **error);
char               *heed_sentencepiece_decode      (HeedSentencePiece               *model,
                                                    const guint32                   *ids,
                                                    guint                            n_ids);
char              **heed_sentencepiece_split       (HeedSentencePiece               *model,
                                                    const char                      *text,
                                                    GError                         **error);
char               *heed_sentencepiece_join        (HeedSentencePiece               *model,
                                                    const char *const               *pieces);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSentencePiece, heed_sentencepiece_free)

G_END_DECLS
