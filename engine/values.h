/* values.h — the immutable things the engine hands out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything here is plain data. It never changes once made, may be read from
 * any thread, and is let go with the unref beside it. Nothing here computes.
 * This is the only engine header that ui/ may include.
 *
 * Letters for sizes, the same in every comment of the engine:
 *
 *   S  source tokens          T  target tokens so far     V  vocabulary entries
 *   D  model width            H  attention heads          L  layers
 *   K  keys one query sees    B  sentences in a batch
 *
 * Matrices are float32, row-major. Probabilities lie in [0, 1]. Log-
 * probabilities, losses and entropies are in nats. Positions count from 0.
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* --- Tokens and matrices ------------------------------------------------- */

typedef struct {
  guint32     id;           /* row in the vocabulary, 0 <= id < V */
  const char *text;         /* UTF-8, as the vocabulary spells it ("▁the");
                             * lives as long as the object it came from */
  gboolean    is_special;   /* begin, end, padding: stands for no text */
  gboolean    starts_word;  /* a new word begins here, unless the token before goes on */
  gboolean    goes_on;      /* the next token is of the same word, as after "ka@@" */
  guint8      n_before;     /* bytes at the beginning of text that are no part of the
                             * word but mark where it starts or goes on: "▁", "##" */
  guint8      n_after;      /* as many at its end: "@@" */
} HeedToken;

typedef struct {
  guint        n_rows;
  guint        n_columns;
  const float *values;  /* n_rows x n_columns */
} HeedMatrix;

HeedMatrix *heed_matrix_new      (guint             n_rows,
                                  guint             n_columns,
                                  const float      *values);
HeedMatrix *heed_matrix_ref      (HeedMatrix       *matrix);
void        heed_matrix_unref    (HeedMatrix       *matrix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMatrix, heed_matrix_unref)

/* --- Attention ----------------------------------------------------------- */

/* How a query q is compared with a key k. What each of them is called, computes
 * and needs is in heed_score_get_info(). */
typedef enum {
  HEED_SCORE_NONE,        /* no attention: the context is the last state */
  HEED_SCORE_ADDITIVE,
  HEED_SCORE_DOT,
  HEED_SCORE_SCALED_DOT,
  HEED_SCORE_GENERAL,
  HEED_SCORE_CONCAT,
  HEED_SCORE_COSINE,
  HEED_SCORE_MULTI_HEAD   /* the last */
} HeedScoreKind;

#define HEED_N_SCORES (HEED_SCORE_MULTI_HEAD + 1)

/* How wide something is that a score has learned. */
typedef enum {
  HEED_SCORE_WIDTH_ABSENT,     /* it has no such thing */
  HEED_SCORE_WIDTH_ONE,        /* a single number */
  HEED_SCORE_WIDTH_ATTENTION,  /* A, which a model is free to choose */
  HEED_SCORE_WIDTH_STATE       /* D, that of the state that asks */
} HeedScoreWidth;

/* All there is to say of a score but how to compute it. Texts live for ever. */
typedef struct {
  HeedScoreKind      kind;
  const char        *name;      /* "scaled-dot": in descriptions, on a command line */
  const char        *title;     /* an untranslated msgid, as the next two: "scaled dot product" */
  const char        *label;     /* the title, and whose it is */
  const char        *help;      /* a sentence in plain language */
  const char        *equation;  /* plain text; _x is an index x, ^x an exponent x; s is the state
                                 * that asks, h_i what is known of source token i, e_i the score;
                                 * NULL without attention */
  const char        *source;    /* the paper, or "" */
  HeedScoreWidth     query;     /* of what W_q makes of the state; ABSENT: no W_q */
  HeedScoreWidth     key;       /* of what W_k makes of a source token; ABSENT: no W_k */
  HeedScoreWidth     weight;    /* of the vector or number that the equation multiplies by */
  HeedScoreWidth     bias;      /* of what may be added to a score */
  HeedScoreWidth     value;     /* of what W_v makes of a source token, then W_o of the context */
  gboolean           has_heads; /* several of it side by side */
  const char *const *layouts;   /* of other programs' files that have it, as heed-cli info calls
                                 * them; ended by NULL */
} HeedScoreInfo;

const HeedScoreInfo *heed_score_get_info  (HeedScoreKind kind);
const char *const   *heed_score_get_names (void);

/* What several heads do otherwise than in the paper. */
typedef enum {
  HEED_SCORE_AS_IN_PAPER = 0,
  HEED_SCORE_UNSCALED = 1 << 0,      /* q . k, whatever the width of a head */
  HEED_SCORE_DISTANCE_BIAS = 1 << 1  /* in self-attention, + b (key - query)
                                      * Raffel et al. 2020 */
} HeedScoreVariation;

typedef enum {
  HEED_ATTENTION_CROSS,         /* target looks at source;  K = S */
  HEED_ATTENTION_ENCODER_SELF,  /* source looks at source;  K = S */
  HEED_ATTENTION_DECODER_SELF   /* target looks back;       K = t + 1 */
} HeedAttentionKind;

#define HEED_HEAD_MEAN (-1)  /* the mean over all heads of the layer */

/* Names one attention in the model. A GRU or LSTM has a single layer of it:
 * cross, layer 0. */
typedef struct {
  HeedAttentionKind kind;
  int               layer;  /* 0 is nearest the input */
  int               head;   /* 0 <= head < H, or HEED_HEAD_MEAN */
} HeedAttentionSite;

/* --- Evidence of effect --------------------------------------------------- */

/* What a source token did for a target token, seen by other means than where the
 * model looked. */
typedef enum {
  HEED_EVIDENCE_OCCLUSION,  /* how much log p falls without it */
  HEED_EVIDENCE_GRADIENT,   /* the slope of log p, times the embedding */
  HEED_EVIDENCE_NORM,       /* the length of what was read there */
  HEED_EVIDENCE_SHARE       /* its part of all that a step rests on; the last */
} HeedEvidenceKind;

#define HEED_N_EVIDENCE_KINDS (HEED_EVIDENCE_SHARE + 1)

/* All there is to say of a kind but how to compute it. Texts live for ever. */
typedef struct {
  HeedEvidenceKind  kind;
  const char       *name;        /* "occlusion": on a command line */
  const char       *title;       /* an untranslated msgid, as the next three */
  const char       *help;        /* what it is, in plain language */
  const char       *limit;       /* what it does not tell */
  const char       *unit;        /* "nats"; "" without one */
  const char       *source;      /* the paper */
  gboolean          is_signed;   /* a number may be negative: the token spoke against it */
  gboolean          is_of_site;  /* of one attention; the others are of the model as a whole */
} HeedEvidenceInfo;

const HeedEvidenceInfo *heed_evidence_get_info (HeedEvidenceKind  kind);
const HeedEvidenceInfo *heed_evidence_find     (const char       *name);

/* --- One decoding step --------------------------------------------------- */

typedef struct {
  HeedToken token;
  double    log_prob;  /* nats */
} HeedCandidate;

/* Something the model computed on the way: a gate, a context, a hidden state. */
typedef struct {
  const char  *name;  /* "update gate"; an untranslated msgid for the inspector */
  guint        layer;
  const float *values;
  guint        n_values;
} HeedTrace;

typedef struct {
  guint                position;      /* t */
  HeedToken            token;         /* the token taken */
  gboolean             forced;        /* chosen by the user, not by the model */
  double               log_prob;      /* of token, nats */
  double               end_log_prob;  /* of the end token, whether it was taken or not, nats */
  double               entropy;       /* of the whole distribution, nats */
  const HeedCandidate *candidates;    /* best first */
  guint                n_candidates;
  const HeedTrace     *traces;        /* bottom layer first */
  guint                n_traces;
} HeedStep;

HeedStep    *heed_step_ref       (HeedStep          *step);
void         heed_step_unref     (HeedStep          *step);
const float *heed_step_attention (const HeedStep    *step,
                                  HeedAttentionSite  site,
                                  guint             *n_keys);
const float *heed_step_scores    (const HeedStep    *step,
                                  HeedAttentionSite  site,
                                  guint             *n_keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStep, heed_step_unref)

/* --- How one weight came about -------------------------------------------- */

/* What is computed, in this order. */
typedef enum {
  HEED_STAGE_SCORE,    /* query and key become e_i */
  HEED_STAGE_WEIGHT,   /* the scores become weights */
  HEED_STAGE_CONTEXT,  /* what is read with them */
  HEED_STAGE_OUTPUT    /* what the output layer makes of it; the last */
} HeedStage;

#define HEED_N_STAGES (HEED_STAGE_OUTPUT + 1)

typedef enum {
  HEED_ORIGIN_COMPUTED,  /* of this sentence */
  HEED_ORIGIN_LEARNED,   /* in training: the same for every sentence */
  HEED_ORIGIN_FIXED,     /* by what the model is, as the root of a width */
  HEED_ORIGIN_CHANGED    /* by a person, instead of what would have been computed */
} HeedOrigin;

/* A symbol of the equations, and what it stands for here. Texts live as long as
 * the arithmetic. */
typedef struct {
  const char  *symbol;      /* "W_q s", spelt as equations are */
  const char  *meaning;     /* an untranslated msgid: "what W_q makes of the state" */
  const char  *stands_for;  /* the part of an equation that it is; NULL: the symbol */
  HeedStage    stage;
  HeedOrigin   origin;
  guint        n_rows;      /* 1 of a vector or a number */
  guint        n_columns;
  const float *values;      /* n_rows x n_columns; NULL of a matrix that is too large */
} HeedQuantity;

/* What a person changed of what is explained. */
typedef enum {
  HEED_CHANGED_NOTHING = 0,
  HEED_CHANGED_HIDDEN = 1 << 0,     /* keys are left out of the sum, this one perhaps */
  HEED_CHANGED_PINNED = 1 << 1,     /* the weights were set, not computed */
  HEED_CHANGED_SHARPENED = 1 << 2,  /* scores were multiplied by a factor first */
  HEED_CHANGED_SILENCED = 1 << 3    /* the head's output was set to zeros */
} HeedChanged;

/* How one query came to its weight for one key, with every number on the way.
 *
 * An equation is written as in HeedScoreInfo: _x is an index, ^x an exponent; and
 * {a / b} is a fraction, a newline ends a line. It is that of this model: what it
 * has no bias for has none. */
typedef struct {
  HeedAttentionSite   site;
  guint               query;       /* t of the step, or in the encoder a source token */
  guint               key;         /* i of the equations, 0 <= key < K */
  guint               n_keys;      /* K */
  HeedChanged         changed;
  const guint8       *hidden;      /* K: not 0 is a key that a person hid; NULL: none */
  const char         *equations[HEED_N_STAGES];  /* "" where there is none */
  const HeedQuantity *quantities;  /* in the order in which they are computed */
  guint               n_quantities;
} HeedArithmetic;

HeedArithmetic     *heed_arithmetic_ref   (HeedArithmetic       *arithmetic);
void                heed_arithmetic_unref (HeedArithmetic       *arithmetic);

/* NULL if there is no such symbol in that stage. */
const HeedQuantity *heed_arithmetic_find  (const HeedArithmetic *arithmetic,
                                           HeedStage             stage,
                                           const char           *symbol);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedArithmetic, heed_arithmetic_unref)

/* --- Where states are ----------------------------------------------------- */

/* Points of many dimensions in the plane in which they lie furthest apart: along
 * their first principal direction, and across it along the second. */
typedef struct {
  guint        n_points;
  const float *points;     /* n_points x 2; their mean is at 0 */
  double       shares[2];  /* [0, 1]: of the variance, along each */
} HeedPlane;

HeedPlane *heed_plane_ref   (HeedPlane *plane);
void       heed_plane_unref (HeedPlane *plane);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPlane, heed_plane_unref)

/* A token whose row of an embedding points where another's does. */
typedef struct {
  HeedToken token;
  double    cosine;  /* [-1, 1] */
} HeedNeighbour;

/* The attention that would give a token, as far as one was found. */
typedef struct {
  HeedAttentionSite site;          /* of HEED_HEAD_MEAN every head has a row of its own */
  guint             position;      /* t */
  guint32           token;
  guint             n_heads;       /* rows: of the site's head, or of all in its layer */
  guint             n_keys;        /* K */
  const float      *weights;       /* n_heads x K; each row sums to 1 */
  double            log_prob;      /* of the token with them, nats */
  double            own_log_prob;  /* with the weights that the model computes */
  gboolean          is_best;       /* with them it is the most probable token */
} HeedFoundAttention;

HeedFoundAttention *heed_found_attention_ref   (HeedFoundAttention *found);
void                heed_found_attention_unref (HeedFoundAttention *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFoundAttention, heed_found_attention_unref)

/* --- The tree a beam search grew ----------------------------------------- */

typedef enum {
  HEED_BEAM_KEPT,      /* on the beam, or an ancestor of something on it */
  HEED_BEAM_PRUNED,    /* scored, then crowded out */
  HEED_BEAM_FINISHED   /* ends in the end-of-sentence token */
} HeedBeamFate;

typedef struct _HeedBeamNode HeedBeamNode;

struct _HeedBeamNode {
  HeedToken           token;
  HeedBeamFate        fate;
  guint               rank;      /* 0 is best at its depth */
  double              log_prob;  /* of token given its prefix, nats */
  double              score;     /* of the path, with what the beam's options add, nats */
  const HeedStep     *step;      /* what was computed to choose token; NULL at the root */
  const HeedBeamNode *parent;    /* NULL at the root */
  const HeedBeamNode *first_child;
  const HeedBeamNode *next_sibling;
};

typedef struct {
  const HeedBeamNode *root;  /* the empty hypothesis */
  guint               n_nodes;
  guint               depth;
} HeedBeamTree;

HeedBeamTree *heed_beam_tree_ref      (HeedBeamTree *tree);
void          heed_beam_tree_unref    (HeedBeamTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBeamTree, heed_beam_tree_unref)

/* --- Word alignments ----------------------------------------------------- */

typedef struct {
  guint    source;    /* 0 <= source < S */
  guint    target;    /* 0 <= target < T */
  gboolean possible;  /* annotators disagreed; a sure link otherwise */
} HeedLink;

typedef struct {
  const HeedLink *links;  /* sorted by target, then source; no repeats */
  guint           n_links;
} HeedAlignment;

HeedAlignment *heed_alignment_ref      (HeedAlignment *alignment);
void           heed_alignment_unref    (HeedAlignment *alignment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAlignment, heed_alignment_unref)

/* What the score is made of. Summed over a corpus before anything is divided. */
typedef struct {
  guint64 n_found;           /* links that were found */
  guint64 n_sure;            /* sure links of the gold alignments */
  guint64 n_found_sure;      /* found, and sure in gold */
  guint64 n_found_possible;  /* found, and sure or possible in gold */
} HeedAlignmentCounts;

typedef struct {
  double precision;   /* [0, 1], over sure and possible links */
  double recall;      /* [0, 1], over sure links */
  double f_measure;   /* [0, 1], harmonic mean of the two */
  double error_rate;  /* AER, [0, 1], lower is better */
} HeedAlignmentScore;

/* Where a number would probably lie on other sentences like these. */
typedef struct {
  double low;
  double high;
} HeedInterval;

/* What an attention matrix says about its own translation; each is <= 0 and 0
 * is best. */
typedef struct {
  double coverage_deviation_penalty;  /* CDP, nats */
  double absentmindedness_out;        /* AP over rows, nats */
  double absentmindedness_in;         /* AP over columns, nats */
  double confidence;                  /* their sum */
} HeedAttentionMeasures;

/* Which of the figures that attentions make one is. What column and row are is said
 * beside each; evidence is the number that the finding rests on. */
typedef enum {
  HEED_VERDICT_TOO_SHORT,   /* fewer than three tokens of text on a side */
  HEED_VERDICT_MIXED,       /* none of the others; evidence: the correlation, or NAN */
  HEED_VERDICT_IN_ORDER,    /* evidence: the correlation of place and place, (0, 1] */
  HEED_VERDICT_REVERSED,    /* evidence: the same, [-1, 0) */
  HEED_VERDICT_SHIFTED,     /* by shift; evidence: the part of the rows that is */
  HEED_VERDICT_STUCK,       /* on column from row on; evidence: the mean weight there */
  HEED_VERDICT_SAME,        /* at every step, most on column; evidence: the part of the
                             * weight that never moves */
  HEED_VERDICT_SPREAD,      /* evenly; evidence: the part of the tokens that got it */
  HEED_VERDICT_ON_SPECIAL   /* most of that on column; evidence: the part of the weight */
} HeedVerdictKind;

#define HEED_N_VERDICTS (HEED_VERDICT_ON_SPECIAL + 1)

typedef struct {
  HeedVerdictKind kind;
  guint           row;
  guint           column;
  int             shift;     /* -1: each row looks one token too early; 1: too late */
  double          evidence;
} HeedAttentionVerdict;

/* What a matrix of attention is said to be, and what is wrong with it if it is not. */
typedef struct {
  HeedAttentionKind kind;
  guint             n_rows;     /* tokens that look */
  guint             n_columns;  /* tokens that can be looked at */
  const gboolean   *hidden;     /* n_columns: from all rows; NULL: none is */
  const gboolean   *padding;    /* n_columns: which are padding; NULL: none is */
} HeedAttentionClaim;

typedef enum {
  HEED_FAULT_NONE,
  HEED_FAULT_ROWS,        /* found: how many there are; expected: of how many tokens */
  HEED_FAULT_COLUMNS,     /* likewise; more than there are tokens would be padding */
  HEED_FAULT_NUMBER,      /* found at row and column: no weight, or a negative one */
  HEED_FAULT_PADDING,     /* found at row and column, which is padding */
  HEED_FAULT_UNREADABLE,  /* found at row and column, which is hidden or not yet read */
  HEED_FAULT_SUM          /* found: what the row sums to; expected: 1 */
} HeedAttentionFaultKind;

typedef struct {
  HeedAttentionFaultKind kind;
  guint                  row;
  guint                  column;
  double                 found;
  double                 expected;
} HeedAttentionFault;

/* --- What training reports ----------------------------------------------- */

typedef struct {
  guint64 batch;              /* 1 after the first batch */
  guint64 n_batches;          /* planned for the whole run */
  double  epoch;              /* passes over the data so far, e.g. 1.25 */
  double  loss;               /* mean over target tokens, nats; this batch */
  double  guided_loss;        /* nats a target word with a link: how far the attention
                               * is from the links; 0 without guided alignment */
  double  gradient_norm;      /* L2, before clipping */
  double  learning_rate;      /* used for this batch */
  double  tokens_per_second;  /* target tokens, end tokens included, padding not */
  double  seconds_left;       /* at the speed so far */
} HeedTrainReport;

G_END_DECLS
