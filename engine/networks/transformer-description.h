/* transformer-description.h — the description of a Transformer, as data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/files/weights.h"
#include "engine/layers/activation.h"
#include "engine/networks/tensor-places.h"
#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_MAX_TRANSFORMER_LAYERS 32
#define HEED_MAX_BANNED             8

/* What a block normalises: its input, x + f (norm (x)), or its output, norm (x + f (x)). */
typedef enum {
  HEED_NORM_PRE,
  HEED_NORM_POST
} HeedNormPlace;

typedef enum {
  HEED_NORM_LAYER,  /* Ba et al. 2016 */
  HEED_NORM_RMS     /* no mean, no bias    Zhang and Sennrich 2019 */
} HeedNormKind;

/* How positions are encoded. For sinusoids, a_i = p / 10000^(2 i / D) for position p and feature
 * pair i, 0 <= i < D / 2. */
typedef enum {
  HEED_POSITIONS_NONE,
  HEED_POSITIONS_INTERLEAVED,  /* sin a_0, cos a_0, sin a_1, ...    Vaswani et al. 2017, d2l */
  HEED_POSITIONS_HALVES,       /* sin a_0, sin a_1, ... cos a_0, ...    Marian */
  HEED_POSITIONS_TIMESCALES,   /* halves, a_i = p / 10000^(i / (D / 2 - 1))    CTranslate2 */
  HEED_POSITIONS_LEARNED,
  HEED_POSITIONS_RELATIVE      /* a learned bias of each score by distance    Raffel et al. 2020 */
} HeedPositions;

/* The encoder or the decoder. */
typedef struct {
  guint    n_layers;
  guint    n_heads;       /* H */
  guint    head_width;    /* of one head's query, key and value; 0: D / H */
  guint    feed_forward;  /* inner width of a feed-forward block */
  gboolean final_norm;    /* one more norm after the last block */
} HeedTransformerSide;

typedef struct {
  guint               source_vocabulary;
  guint               target_vocabulary;
  guint               width;             /* D */
  HeedTransformerSide encoder;
  HeedTransformerSide decoder;
  HeedNormPlace       norm_place;
  HeedNormKind        norm;
  float               norm_epsilon;
  gboolean            embedding_norm;    /* a norm of the sum of embedding and position */
  HeedActivation      activation;
  gboolean            gated;             /* activation (gate x) * (inner x)    Shazeer 2020 */
  HeedPositions       positions;
  guint               first_position;    /* the number of a sentence's first position */
  guint               max_positions;     /* rows of a table of positions */
  gboolean            stored_positions;  /* the sinusoids are a table in the file */
  guint               n_buckets;         /* RELATIVE */
  guint               max_distance;      /* RELATIVE: longer distances share the last bucket */
  gboolean            scale_embedding;   /* embeddings are multiplied by sqrt (D) */
  gboolean            scale_scores;      /* scores are divided by sqrt (head_width) */
  gboolean            scale_output;      /* the output layer's input is divided by sqrt (D) */
  gboolean            shared_embedding;  /* both sides use the encoder's embedding */
  gboolean            tied_output;       /* the output layer's weight is the target embedding */
  gboolean            biases;            /* linear maps and layer norms have biases; when loading
                                          * a file, those that it contains */
  gboolean            source_begin;      /* the begin token belongs to the source */
  gboolean            source_end;        /* the end token belongs to the source */
  guint32
    banned[HEED_MAX_BANNED]; /* target tokens that decoding never takes; training ignores them */
  guint               n_banned;
} HeedTransformerDescription;

/* Sets the paper's choices (post-norm, ReLU, interleaved sinusoids, scaled) and no sizes. */
void      heed_transformer_description_init    (HeedTransformerDescription        *description);
gboolean  heed_transformer_description_parse   (HeedTransformerDescription        *description,
                                                const HeedJson                    *json,
                                                GError                           **error);
gboolean  heed_transformer_description_check   (const HeedTransformerDescription  *description,
                                                GError                           **error);
HeedJson *heed_transformer_description_to_json (const HeedTransformerDescription  *description);

/* Fills in what the description leaves out and the shapes of the weights show. */
void      heed_transformer_description_infer   (HeedTransformerDescription        *description,
                                                HeedWeights                       *weights,
                                                HeedTensorPlaces                  *places);

/* The total width of all heads, H times head_width. */
guint     heed_transformer_inner_width         (const HeedTransformerDescription  *description,
                                                const HeedTransformerSide         *side);

G_END_DECLS
