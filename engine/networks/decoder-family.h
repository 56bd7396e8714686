/* decoder-family.h — what a family of networks gives to decoder.c
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/decoder.h"

G_BEGIN_DECLS

typedef struct {
  /* What the encoder reads of a sentence: n_read ids, of which the first n_visible can
   * be looked at. New. */
  guint32      *(*complete_ids) (const HeedSourceSide *side,
                              const guint32           *ids,
                              guint                    n_ids,
                              guint                   *n_visible,
                              guint                   *n_read);
  /* Whole sentences along given targets, side by side. */
  void          (*force)     (const HeedNetwork       *network,
                              HeedTape                *tape,
                              const HeedTokenBatch    *source,
                              const HeedTargetBatch   *target,
                              HeedForcedPass          *pass);

  /* ids are n_ids, each below the source vocabulary. Fills ids, n_ids and start
   * of what it gives; the rest is decoder.c's. */
  HeedEncoding *(*encode)    (const HeedSourceSide    *side,
                              const guint32           *ids,
                              guint                    n_ids,
                              const HeedOverrides     *overrides);
  /* How the encoder looked at itself; NULL in a family whose encoders do not. */
  gboolean      (*find_self) (HeedEncoding            *encoding,
                              guint                    layer,
                              HeedAttentionResult     *attention);

  /* What the encoder knows of each token: at least n_ids x D_k. */
  const HeedTensor *(*get_states) (HeedEncoding       *encoding);

  /* The logits of a step of one row, 1 x V, and nothing else of it. */
  HeedTensor   *(*decode)    (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input);

  /* What a layer that is there hands on of each key. */
  void          (*find_values) (HeedEncoding          *encoding,
                              HeedDecoderState        *state,
                              HeedAttentionKind        kind,
                              guint                    layer,
                              HeedSiteValues          *values);

  /* Fills logits, sites, traces and next of each row. */
  void          (*step)      (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input,
                              HeedDecoded             *decoded);

  /* Takes a step of one row again and writes its arithmetic; gives its logits. */
  const float  *(*explain)   (HeedTape                *tape,
                              HeedEncoding            *encoding,
                              const HeedDecoderInput  *input,
                              const HeedAsked         *asked,
                              HeedArithmeticWriter    *writer);

  /* The same of how the encoder looked at itself; NULL where it does not. */
  void          (*explain_self) (HeedTape             *tape,
                              HeedEncoding            *encoding,
                              const HeedOverrides     *overrides,
                              const HeedAsked         *asked,
                              HeedArithmeticWriter    *writer);
} HeedDecoderFamily;

extern const HeedDecoderFamily heed_recurrent_decoder;
extern const HeedDecoderFamily heed_transformer_decoder;

const HeedDecoderFamily *heed_decoder_family_of (const HeedNetwork *network);

/* What the struct of every family begins with. */
struct _HeedEncoding {
  const HeedDecoderFamily *family;
  HeedSourceSide           side;
  HeedDecoderState        *start;
  guint32                 *ids;     /* n_ids that can be looked at */
  guint                    n_ids;
  guint                    n_read;  /* at least n_ids: with the padding that is read */
  guint32                  length;  /* n_ids, for the batch of one */
  HeedTape                *tape;    /* holds what the family made of the sentence */
};

/* For encode, once the ids are set: begins the tape. The batch is the first n_read ids. */
HeedTokenBatch heed_encoding_begin (HeedEncoding         *encoding,
                                    const HeedSourceSide *side,
                                    guint                 n_read);

struct _HeedDecoderState {
  void (*clear) (HeedDecoderState *state);  /* NULL: there is nothing to let go */
};

void heed_decoded_add_trace  (HeedDecoded       *decoded,
                              const char        *name,
                              guint              layer,
                              const float       *values,
                              guint              n_values);

/* Row row of a tensor, or nothing if it is NULL. */
void heed_decoded_add_tensor (HeedDecoded       *decoded,
                              const char        *name,
                              guint              layer,
                              const HeedTensor  *tensor,
                              guint              row);

G_END_DECLS
