/* decoder.h — encodes a sentence and runs a network one decoding step at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoding = heed_encoding_new (&side, ids, n_ids)
 *     state    = heed_encoding_get_start (encoding)
 *     heed_decoder_step (tape, encoding, &(HeedDecoderInput) { &state, &token, 1 }, &decoded)
 *
 * States are immutable: a step reads one and creates another, so rewinding, forking
 * and beam search only need to keep the right states.
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/base/parallel.h"
#include "engine/layers/attention.h"
#include "engine/networks/network.h"

G_BEGIN_DECLS

/* A network and the special tokens of its source side; a token that the model does not have is
 * HEED_NO_TOKEN. */
typedef struct {
  const HeedNetwork *network;
  HeedParallel      *parallel;  /* threads that share large products, or NULL */
  guint32            begin;
  guint32            end;
  guint32            padding;
  guint32            unknown;
} HeedSourceSide;

/* An encoded source sentence. Immutable, reference-counted. The network and the threads must
 * outlive it, so the owner of an encoding must keep the model as well. */
typedef struct _HeedEncoding HeedEncoding;

HeedEncoding  *heed_encoding_new          (const HeedSourceSide *side,
                                           const guint32        *ids,
                                           guint                 n_ids);

/* Encodes the same sentence with interventions on the encoder's attention. */
HeedEncoding  *heed_encoding_new_changed  (HeedEncoding   *encoding,
                                           const HeedOverrides *overrides);
HeedEncoding  *heed_encoding_ref          (HeedEncoding   *encoding);
void           heed_encoding_unref        (HeedEncoding   *encoding);

/* The tokens that attention can see: those given and those that the model adds. */
const guint32 *heed_encoding_get_ids      (HeedEncoding   *encoding,
                                           guint          *n_ids);

/* The tokens that the encoder reads: the same, followed by padding in models that read it. */
const guint32 *heed_encoding_get_read     (HeedEncoding   *encoding,
                                           guint          *n_read);
guint          heed_encoding_get_n_layers (HeedEncoding   *encoding,
                                           HeedAttentionKind kind);
guint          heed_encoding_get_n_heads  (HeedEncoding   *encoding,
                                           HeedAttentionKind kind,
                                           int             layer);

/* Gets the encoder's self-attention: scores and weights are S H x S, row s * H + head. Returns
 * FALSE if the encoder has no such layer. */
gboolean       heed_encoding_find_self    (HeedEncoding   *encoding,
                                           int             layer,
                                           HeedAttentionResult *attention);

/* The encoder's output, one row per source token: at least n_ids x D_k. */
const HeedTensor *heed_encoding_get_states (HeedEncoding *encoding);

/* The decoder's state between two steps. Immutable, reference-counted. */
typedef struct _HeedDecoderState HeedDecoderState;

HeedDecoderState *heed_encoding_get_start (HeedEncoding     *encoding);
HeedDecoderState *heed_decoder_state_ref  (HeedDecoderState *state);
void              heed_decoder_state_unref (HeedDecoderState *state);

/* The values of an attention layer. The context of head h is the sum over keys of its weights
 * times columns h n to h n + n - 1 of values; the output projection then maps the contexts of all
 * heads, side by side. */
typedef struct {
  HeedTensor  values;  /* K x H n; read-only */
  HeedTensor *output;  /* D x H n; NULL without an output projection */
} HeedSiteValues;

/* Returns FALSE if there is no such layer. For DECODER_SELF the values are those of the tokens
 * that state has read; for other kinds state may be NULL. They live as long as the encoding and
 * the state. */
gboolean       heed_encoding_find_values  (HeedEncoding      *encoding,
                                           HeedDecoderState  *state,
                                           HeedAttentionKind  kind,
                                           int                layer,
                                           HeedSiteValues    *values);

/* The attention of one layer at one step: H x K, one row per head. */
typedef struct {
  HeedAttentionKind  kind;
  int                layer;
  guint              n_heads;
  guint              n_keys;
  guint              stride;   /* numbers from one head's row to the next */
  const float       *scores;
  const float       *weights;
} HeedSiteNumbers;

/* Hypotheses of one sentence, each of which takes a step. */
typedef struct {
  HeedDecoderState *const *states;     /* n_rows */
  const guint32           *read;       /* n_rows ids: the last token of each */
  guint                    n_rows;
  const HeedOverrides     *overrides;  /* interventions, the same for all rows; or NULL */
} HeedDecoderInput;

#define HEED_MAX_TRACES 128
#define HEED_MAX_SITES  64

/* What one step computed for one hypothesis. Pointers are valid until the tape begins again,
 * except next, which the caller owns. */
typedef struct {
  float            *logits;   /* V */
  HeedSiteNumbers   sites[HEED_MAX_SITES];
  guint             n_sites;
  HeedTrace         traces[HEED_MAX_TRACES];
  guint             n_traces;
  HeedDecoderState *next;
} HeedDecoded;

void heed_decoder_step (HeedTape                *tape,
                        HeedEncoding            *encoding,
                        const HeedDecoderInput  *input,
                        HeedDecoded             *decoded);

/* Computes only the 1 x V logits of a step of one row, on a tape that may record: the caller then
 * sets their gradient and calls heed_tape_backward(). Creates no new state. */
HeedTensor *heed_decoder_logits   (HeedTape                *tape,
                                   HeedEncoding            *encoding,
                                   const HeedDecoderInput  *input,
                                   gboolean                 is_recording);

/* The attention weight to explain, and the token whose logit to explain. */
typedef struct {
  HeedAttentionSite site;
  guint             query;  /* t of the step; ENCODER_SELF: the query's source token */
  guint             key;    /* 0 <= key < K */
  guint32           token;
} HeedAsked;

/* Takes a step of one row again and writes how its numbers were computed. Returns the V logits,
 * which are valid until the tape begins again. */
const float *heed_decoder_explain  (HeedTape                *tape,
                                    HeedEncoding            *encoding,
                                    const HeedDecoderInput  *input,
                                    const HeedAsked         *asked,
                                    HeedArithmeticWriter    *writer);
void         heed_encoding_explain (HeedTape                *tape,
                                    HeedEncoding            *encoding,
                                    const HeedOverrides     *overrides,
                                    const HeedAsked         *asked,
                                    HeedArithmeticWriter    *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEncoding, heed_encoding_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDecoderState, heed_decoder_state_unref)

G_END_DECLS
