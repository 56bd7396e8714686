/* description.h — the description of a recurrent encoder–decoder, as data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_MAX_LAYERS 8

typedef enum {
  HEED_CELL_GRU,
  HEED_CELL_LSTM
} HeedCell;

/* How the outputs of the encoder's two directions are merged into one vector. */
typedef enum {
  HEED_MERGE_CONCATENATE,
  HEED_MERGE_SUM
} HeedMerge;

/* Which state of the decoder is the query: that before this step's token was read (Bahdanau et
 * al. 2015), or that after (Luong et al. 2015). */
typedef enum {
  HEED_QUERY_PREVIOUS,
  HEED_QUERY_CURRENT
} HeedQuery;

/* How the decoder's first state is made from the encoder's last states. */
typedef enum {
  HEED_INITIAL_ZERO,
  HEED_INITIAL_COPY,    /* that of the same layer, directions side by side */
  HEED_INITIAL_BRIDGE,  /* a linear map, one per layer, then bridge_activation */
  HEED_INITIAL_FIRST,   /* the first L of: l0 forward, l0 backward, l1 forward, ... */
  HEED_INITIAL_TOP      /* that of the encoder's top layer, in every layer; only its
                         * forward direction if both would be too wide */
} HeedInitial;

/* The encoder's last states that a bridge reads. */
typedef enum {
  HEED_BRIDGE_LAYER,  /* those of the same layer, directions side by side */
  HEED_BRIDGE_TOP,    /* those of the top layer, for every layer of the decoder */
  HEED_BRIDGE_ALL     /* those of all layers, side by side: l0 forward, l0 backward, ... */
} HeedBridgeInput;

typedef enum {
  HEED_NONLINEARITY_TANH,
  HEED_NONLINEARITY_RELU,
  HEED_NONLINEARITY_NONE
} HeedNonlinearity;

/* How an LSTM's first cell state is made. */
typedef enum {
  HEED_INITIAL_CELL_CELL,   /* from the encoder's c, in the same way as h from its h */
  HEED_INITIAL_CELL_STATE   /* as a copy of the first h */
} HeedInitialCell;

/* What the encoder does with the padding of a source sentence. */
typedef enum {
  HEED_PADDING_IGNORED,  /* skips it */
  HEED_PADDING_READ      /* reads it: every sentence is padded to source_length tokens;
                          * attention still masks the padding */
} HeedPadding;

typedef enum {
  HEED_PART_STATE,       /* of the decoder's top layer */
  HEED_PART_CONTEXT,     /* the context vector */
  HEED_PART_EMBEDDING,   /* of the token that was read */
  HEED_PART_ATTENTIONAL  /* a linear map of the parts in combine, and combine_activation */
} HeedInputPart;

#define HEED_N_PARTS 4

/* Vectors that are concatenated in this order. */
typedef struct {
  HeedInputPart parts[HEED_N_PARTS];
  guint         n_parts;
} HeedPartList;

typedef struct {
  HeedCell         cell;
  guint            source_vocabulary;
  guint            target_vocabulary;
  guint            source_embedding;    /* width */
  guint            target_embedding;    /* width */
  guint            n_encoder_layers;
  guint            n_directions;        /* 1 or 2 */
  guint            encoder_width;       /* of one direction */
  HeedMerge        merge;
  HeedPadding      padding;
  guint            source_length;       /* HEED_PADDING_READ: tokens */
  gboolean         source_begin;        /* the begin token belongs to the source */
  gboolean         source_end;          /* the end token belongs to the source */
  guint            n_decoder_layers;
  guint            decoder_width;       /* D */
  HeedInitial      initial;
  HeedBridgeInput  bridge_input;
  HeedNonlinearity bridge_activation;
  HeedInitialCell  initial_cell;
  HeedScoreKind    score;
  guint            attention_width;     /* A, if the score uses it */
  guint            n_heads;             /* H */
  HeedQuery        query;
  HeedPartList     cell_input;
  HeedPartList     combine;             /* n_parts is 0 without an attentional state */
  guint            combine_width;
  HeedNonlinearity combine_activation;
  HeedPartList     output;
  gboolean         tied_output;         /* the output layer's weight is the target embedding */
} HeedDescription;

gboolean    heed_description_parse         (HeedDescription        *description,
                                            const HeedJson         *json,
                                            GError                **error);
gboolean    heed_description_check         (const HeedDescription  *description,
                                            GError                **error);
HeedJson   *heed_description_to_json       (const HeedDescription  *description);

/* Sizes that follow from the fields. */
guint       heed_description_memory_width  (const HeedDescription  *description);
guint       heed_description_context_width (const HeedDescription  *description);
guint       heed_description_score_width   (const HeedDescription  *description,
                                            HeedScoreWidth          width);
guint       heed_description_bridge_width  (const HeedDescription  *description);
guint       heed_description_list_width    (const HeedDescription  *description,
                                            const HeedPartList     *list);
guint       heed_description_n_gates       (const HeedDescription  *description);
gboolean    heed_description_reads_combine (const HeedDescription  *description);
gboolean    heed_part_list_has             (const HeedPartList     *list,
                                            HeedInputPart           part);

G_END_DECLS
