/* decoding.h — how a sentence is to be decoded: greedily, by beam search or by sampling
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DECODING_GREEDY,   /* the most probable token at every step */
  HEED_DECODING_BEAM,     /* the best of several hypotheses */
  HEED_DECODING_SAMPLING  /* tokens drawn from their probabilities */
} HeedDecodingKind;

typedef struct {
  HeedDecodingKind    kind;
  HeedBeamOptions     beam;      /* read for BEAM */
  HeedSamplingOptions sampling;  /* read for SAMPLING */
} HeedDecoding;

#define HEED_DECODING_DEFAULT                                                                     \
  ((HeedDecoding) { .kind = HEED_DECODING_GREEDY,                                                 \
                    .beam = { .width = 4, .length_penalty = 1.0, .keep_pruned = TRUE },           \
                    .sampling = { .temperature = 1.0, .top_p = 1.0 } })

/* Whether both decode in the same way; options of other kinds are not compared. */
gboolean heed_decoding_is_same (const HeedDecoding *decoding,
                                const HeedDecoding *other);

G_END_DECLS
