/* decoder-family.h — the functions that each family of networks implements for decoder.c
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/decoder.h"

G_BEGIN_DECLS

typedef struct {
  /* Completes a sentence with the tokens that the model adds. Returns a new array of n_read ids
   * for the encoder; attention sees only the first n_visible of them. */
  guint32      *(*complete_ids) (const HeedSourceSide *side,
                              const guint32           *ids,
                              guint                    n_ids,
                              guint                   *n_visible,
                              guint                   *n_read);
  /* Forces given targets for a batch of sentences (teacher forcing). */
  void          (*force)     (const HeedNetwork       *network,
                              HeedTape                *tape,
                              const HeedTokenBatch    *source,
                              const HeedTargetBatch   *target,
                              HeedForcedPass          *pass);

  /* Encodes n_ids ids, each below the source vocabulary. Sets ids, n_ids and start of the new
   * encoding and calls heed_encoding_begin(); decoder.c sets family and side. */
  HeedEncoding *(*encode)    (const HeedSourceSide    *side,
                              const guint32           *ids,
                              guint                    n_ids,
                              const HeedOverrides     *overrides);
  /* Finds the encoder's self-attention; NULL in a family whose encoders have none. */
  gboolean      (*find_self) (HeedEncoding            *encoding,
                              guint                    layer,
                              HeedAttentionResult     *attention);

  /* The encoder's output, one row per source token: at least n_ids x D_k. */
  const HeedTensor *(*get_states) (HeedEncoding       *encoding);

  /* Computes only the logits of a step of one row, 1 x V. */
  HeedTensor   *(*decode)    (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input);

  /* Finds the values that the attention of an existing layer sums up. */
  void          (*find_values) (HeedEncoding          *encoding,
                              HeedDecoderState        *state,
                              HeedAttentionKind        kind,
                              guint                    layer,
                              HeedSiteValues          *values);

  /* Takes a step; sets logits, sites, traces and next of each row. */
  void          (*step)      (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input,
                              HeedDecoded             *decoded);

  /* Takes a step of one row again and writes its arithmetic; returns its logits. */
  const float  *(*explain)   (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input,
                              const HeedAsked         *asked,
                              HeedArithmeticWriter    *writer);

  /* The same for the encoder's self-attention; NULL in a family whose encoders have none. */
  void          (*explain_self) (HeedTape             *tape,
                              HeedEncoding            *encoding,
                              const HeedOverrides     *overrides,
                              const HeedAsked         *asked,
                              HeedArithmeticWriter    *writer);
} HeedDecoderFamily;

extern const HeedDecoderFamily heed_recurrent_decoder;
extern const HeedDecoderFamily heed_transformer_decoder;

const HeedDecoderFamily *heed_decoder_family_of (const HeedNetwork *network);

/* The beginning of every family's own encoding struct. */
struct _HeedEncoding {
  const HeedDecoderFamily *family;
  HeedSourceSide           side;
  HeedDecoderState        *start;
  guint32                 *ids;     /* n_read ids, of which the first n_ids are visible */
  guint                    n_ids;
  guint                    n_read;  /* at least n_ids: includes padding that the encoder reads */
  guint32                  length;  /* n_ids again, as the lengths of a batch of one sentence */
  HeedTape                *tape;    /* owns what the family computed of the sentence */
};

/* For encode, after the ids are set: begins the tape and returns the n_read ids as a batch. */
HeedTokenBatch heed_encoding_begin (HeedEncoding         *encoding,
                                    const HeedSourceSide *side,
                                    guint                 n_read);

struct _HeedDecoderState {
  void (*clear) (HeedDecoderState *state);  /* NULL if there is nothing to free */
};

void heed_decoded_add_trace  (HeedDecoded       *decoded,
                              const char        *name,
                              guint              layer,
                              const float       *values,
                              guint              n_values);

/* Adds row row of a tensor as a trace; does nothing if tensor is NULL. */
void heed_decoded_add_tensor (HeedDecoded       *decoded,
                              const char        *name,
                              guint              layer,
                              const HeedTensor  *tensor,
                              guint              row);

G_END_DECLS
