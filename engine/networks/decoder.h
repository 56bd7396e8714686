/* decoder.h — a network, one step at a time, as decoding sees it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoding = heed_encoding_new (&side, ids, n_ids)
 *     state    = heed_encoding_get_start (encoding)
 *     heed_decoder_step (tape, encoding, &(HeedDecoderInput) { &state, &token, 1 }, &decoded)
 *
 * States never change: a step reads one and makes another, so going back, going
 * on elsewhere and searching with a beam are all a matter of which one is kept.
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/base/parallel.h"
#include "engine/layers/attention.h"
#include "engine/networks/network.h"

G_BEGIN_DECLS

/* What reads a source: a network, and the tokens that stand around a sentence,
 * each an id or one that there is not. */
typedef struct {
  const HeedNetwork *network;
  HeedParallel      *parallel;  /* threads that share large products, or NULL */
  guint32            begin;
  guint32            end;
  guint32            padding;
  guint32            unknown;
} HeedSourceSide;

/* A source sentence as the decoder sees it. Immutable, shared. The network and
 * the threads must outlive it: whoever has an encoding keeps the model too. */
typedef struct _HeedEncoding HeedEncoding;

HeedEncoding  *heed_encoding_new          (const HeedSourceSide *side,
                                           const guint32        *ids,
                                           guint                 n_ids);

/* The same sentence, the encoder's attention changed by a person. */
HeedEncoding  *heed_encoding_new_changed  (HeedEncoding   *encoding,
                                           const HeedOverrides *overrides);
HeedEncoding  *heed_encoding_ref          (HeedEncoding   *encoding);
void           heed_encoding_unref        (HeedEncoding   *encoding);

/* The tokens that can be looked at: what was given, and what the model adds. */
const guint32 *heed_encoding_get_ids      (HeedEncoding   *encoding,
                                           guint          *n_ids);

/* What the encoder reads: those, and padding behind them where a model reads it. */
const guint32 *heed_encoding_get_read     (HeedEncoding   *encoding,
                                           guint          *n_read);
guint          heed_encoding_get_n_layers (HeedEncoding   *encoding,
                                           HeedAttentionKind kind);
guint          heed_encoding_get_n_heads  (HeedEncoding   *encoding,
                                           HeedAttentionKind kind,
                                           int             layer);

/* How the encoder looked at the sentence: scores and weights are S H x S, row
 * s * H + head. FALSE if it has no such layer. */
gboolean       heed_encoding_find_self    (HeedEncoding   *encoding,
                                           int             layer,
                                           HeedAttentionResult *attention);

/* What the encoder knows of each token: at least n_ids x D_k. */
const HeedTensor *heed_encoding_get_states (HeedEncoding *encoding);

/* What the decoder knows between two steps. Immutable, shared. */
typedef struct _HeedDecoderState HeedDecoderState;

HeedDecoderState *heed_encoding_get_start (HeedEncoding     *encoding);
HeedDecoderState *heed_decoder_state_ref  (HeedDecoderState *state);
void              heed_decoder_state_unref (HeedDecoderState *state);

/* What a place hands on of each key: head h the sum of its weights times columns h n
 * to h n + n - 1 of values, and then the output map over all heads side by side. */
typedef struct {
  HeedTensor  values;  /* K x H n; nobody may write to it */
  HeedTensor *output;  /* D x H n; NULL: there is no such map */
} HeedSiteValues;

/* FALSE if nothing attends there. Of DECODER_SELF they are those that the state has
 * read; state may be NULL of the others. They live as long as both. */
gboolean       heed_encoding_find_values  (HeedEncoding      *encoding,
                                           HeedDecoderState  *state,
                                           HeedAttentionKind  kind,
                                           int                layer,
                                           HeedSiteValues    *values);

/* One place that attends: H x K, one row a head. */
typedef struct {
  HeedAttentionKind  kind;
  int                layer;
  guint              n_heads;
  guint              n_keys;
  guint              stride;   /* from one head's row to the next */
  const float       *scores;
  const float       *weights;
} HeedSiteNumbers;

/* Hypotheses of one sentence that each take a step. */
typedef struct {
  HeedDecoderState *const *states;     /* n_rows */
  const guint32           *read;       /* n_rows ids: the last token of each */
  guint                    n_rows;
  const HeedOverrides     *overrides;  /* what a person changed, for all rows alike; or NULL */
} HeedDecoderInput;

#define HEED_MAX_TRACES 128
#define HEED_MAX_SITES  64

/* What one step computed for one hypothesis. Lives until its tape begins again;
 * the state is the caller's. */
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

/* The same of one row, on a tape that may record: 1 x V logits, whose gradient goes
 * where heed_tape_backward() starts. No state comes of it. */
HeedTensor *heed_decoder_logits   (HeedTape                *tape,
                                   HeedEncoding            *encoding,
                                   const HeedDecoderInput  *input,
                                   gboolean                 is_recording);

/* Which weight is to be explained, and which token's logit. */
typedef struct {
  HeedAttentionSite site;
  guint             query;  /* ENCODER_SELF: the source token that looks */
  guint             key;    /* 0 <= key < K */
  guint32           token;
} HeedAsked;

/* Takes a step again, of one row, and writes how it came about; the logits, V,
 * live until the tape begins again. */
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
