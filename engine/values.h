/* values.h — the immutable values that the engine returns
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything here is plain data. A value never changes once made, may be read
 * from any thread, and is released with its _unref. Nothing here computes.
 * This is the only engine header that ui/ may include.
 *
 * Letters for sizes, the same in every comment of the engine:
 *
 *   S  source tokens          T  target tokens so far     V  vocabulary entries
 *   D  model width            H  attention heads          L  layers
 *   K  keys of one query      B  sentences in a batch
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
  gboolean    is_special;   /* begin, end or padding: not part of the text */
  gboolean    starts_word;  /* a new word begins here, unless goes_on of the previous token */
  gboolean    goes_on;      /* the next token belongs to the same word, as after "ka@@" */
  guint8      n_before;     /* bytes at the beginning of text that are not part of the word
                             * but mark where it starts or continues: "▁", "##" */
  guint8      n_after;      /* bytes at the end of text that are such a mark: "@@" */
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

/* The score functions: how a query is compared with a key. heed_score_get_info() has the name,
 * equation and parameters of each. */
typedef enum {
  HEED_SCORE_NONE,        /* no attention: the context is the encoder's last state */
  HEED_SCORE_ADDITIVE,
  HEED_SCORE_DOT,
  HEED_SCORE_SCALED_DOT,
  HEED_SCORE_GENERAL,
  HEED_SCORE_CONCAT,
  HEED_SCORE_COSINE,
  HEED_SCORE_MULTI_HEAD   /* must be the last */
} HeedScoreKind;

#define HEED_N_SCORES (HEED_SCORE_MULTI_HEAD + 1)

/* The width of a learned parameter of a score function. */
typedef enum {
  HEED_SCORE_WIDTH_ABSENT,     /* the score has no such parameter */
  HEED_SCORE_WIDTH_ONE,        /* a single number */
  HEED_SCORE_WIDTH_ATTENTION,  /* A, which each model chooses */
  HEED_SCORE_WIDTH_STATE       /* D, the width of the decoder state */
} HeedScoreWidth;

/* Everything about a score function except the code that computes it. Texts are static. */
typedef struct {
  HeedScoreKind      kind;
  const char        *name;      /* "scaled-dot": in descriptions, on a command line */
  const char        *title;     /* an untranslated msgid, as the next two: "scaled dot product" */
  const char        *label;     /* the title with its author: "additive (Bahdanau)" */
  const char        *help;      /* a sentence in plain language */
  const char        *equation;  /* plain text; _x is an index x, ^x an exponent x; s is the
                                 * decoder state, h_i the encoder output for source token i, e_i
                                 * the score; NULL without attention */
  const char        *source;    /* the paper, or "" */
  HeedScoreWidth     query;     /* of the projected query, W_q s; ABSENT: no W_q */
  HeedScoreWidth     key;       /* of the projected key, W_k h_i; ABSENT: no W_k */
  HeedScoreWidth     weight;    /* of the vector or number that the equation multiplies by */
  HeedScoreWidth     bias;      /* of the optional bias added to a score */
  HeedScoreWidth     value;     /* of the projected value, W_v h_i, and of W_o of the context */
  gboolean           has_heads; /* several heads are computed side by side */
  const char *const *layouts;   /* names, as in heed-cli info, of the layouts of other programs
                                 * that have this score; NULL-terminated */
} HeedScoreInfo;

const HeedScoreInfo *heed_score_get_info  (HeedScoreKind kind);
const char *const   *heed_score_get_names (void);

/* How multi-head scores differ from those of the paper. */
typedef enum {
  HEED_SCORE_AS_IN_PAPER = 0,
  HEED_SCORE_UNSCALED = 1 << 0,      /* q . k, not divided by the root of the head's width */
  HEED_SCORE_DISTANCE_BIAS = 1 << 1  /* in self-attention, + b (key - query), a learned bias by
                                      * distance; Raffel et al. 2020 */
} HeedScoreVariation;

typedef enum {
  HEED_ATTENTION_CROSS,         /* target tokens attend to source tokens;           K = S */
  HEED_ATTENTION_ENCODER_SELF,  /* source tokens attend to source tokens;           K = S */
  HEED_ATTENTION_DECODER_SELF   /* target tokens attend to themselves and earlier;  K = t + 1 */
} HeedAttentionKind;

#define HEED_HEAD_MEAN (-1)  /* the mean over all heads of the layer */

/* Names one attention of a model. A GRU or LSTM has only one layer of it: CROSS, layer 0. */
typedef struct {
  HeedAttentionKind kind;
  int               layer;  /* 0 is nearest the input */
  int               head;   /* 0 <= head < H, or HEED_HEAD_MEAN */
} HeedAttentionSite;

/* --- Evidence of effect --------------------------------------------------- */

/* How much a source token affected a target token, measured by other means than attention. */
typedef enum {
  HEED_EVIDENCE_OCCLUSION,  /* how much log p falls without the source token */
  HEED_EVIDENCE_GRADIENT,   /* the gradient of log p times the embedding */
  HEED_EVIDENCE_NORM,       /* the norm of weight x transformed value */
  HEED_EVIDENCE_SHARE       /* |gradient x input| as a part of its sum over the source and the
                             * translation so far; must be the last */
} HeedEvidenceKind;

#define HEED_N_EVIDENCE_KINDS (HEED_EVIDENCE_SHARE + 1)

/* Everything about a kind of evidence except the code that computes it. Texts are static. */
typedef struct {
  HeedEvidenceKind  kind;
  const char       *name;        /* "occlusion": on a command line */
  const char       *title;       /* an untranslated msgid, as the next three */
  const char       *help;        /* what it measures, in plain language */
  const char       *limit;       /* what it does not show */
  const char       *unit;        /* "nats"; "" if it has none */
  const char       *source;      /* the paper */
  gboolean          is_signed;   /* may be negative: the token made the target less probable */
  gboolean          is_of_site;  /* measures one attention; the others measure the whole model */
} HeedEvidenceInfo;

const HeedEvidenceInfo *heed_evidence_get_info (HeedEvidenceKind kind);

/* --- One decoding step --------------------------------------------------- */

typedef struct {
  HeedToken token;
  double    log_prob;  /* nats */
} HeedCandidate;

/* An intermediate vector of a step: a gate, a context vector, a hidden state. */
typedef struct {
  const char  *name;  /* "update gate"; an untranslated msgid for the inspector */
  guint        layer;
  const float *values;
  guint        n_values;
} HeedTrace;

typedef struct {
  guint                position;      /* t */
  HeedToken            token;         /* the token taken */
  gboolean             forced;        /* chosen by the caller, not by the model */
  double               log_prob;      /* of token, nats */
  double               end_log_prob;  /* of the end token, whether or not it was taken, nats */
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

/* The stages of the computation, in order. */
typedef enum {
  HEED_STAGE_SCORE,    /* the score e_i of query and key */
  HEED_STAGE_WEIGHT,   /* the softmax of the scores */
  HEED_STAGE_CONTEXT,  /* the context vector, the weighted sum of the values */
  HEED_STAGE_OUTPUT    /* what the output layer computes from it; must be the last */
} HeedStage;

#define HEED_N_STAGES (HEED_STAGE_OUTPUT + 1)

typedef enum {
  HEED_ORIGIN_COMPUTED,  /* computed from this sentence */
  HEED_ORIGIN_LEARNED,   /* learned in training: the same for every sentence */
  HEED_ORIGIN_FIXED,     /* given by the architecture, as the root of a width */
  HEED_ORIGIN_CHANGED    /* set by the user instead of computed */
} HeedOrigin;

/* A symbol of the equations with its values. Texts live as long as the arithmetic. */
typedef struct {
  const char  *symbol;      /* "W_q s", in the notation of the equations */
  const char  *meaning;     /* an untranslated msgid: "what W_q makes of the state" */
  const char  *stands_for;  /* the part of the equation that it names; NULL: the symbol itself */
  HeedStage    stage;
  HeedOrigin   origin;
  guint        n_rows;      /* 1 for a vector or a number */
  guint        n_columns;
  const float *values;      /* n_rows x n_columns; NULL if the matrix is too large to copy */
} HeedQuantity;

/* Which interventions affected the row that is explained. */
typedef enum {
  HEED_CHANGED_NOTHING = 0,
  HEED_CHANGED_HIDDEN = 1 << 0,     /* some keys were masked, possibly this one */
  HEED_CHANGED_PINNED = 1 << 1,     /* the weights were set, not computed */
  HEED_CHANGED_SHARPENED = 1 << 2,  /* scores were multiplied by a factor before the softmax */
  HEED_CHANGED_SILENCED = 1 << 3    /* the head's output was set to zeros */
} HeedChanged;

/* How the attention weight of one query for one key was computed, with every intermediate
 * number.
 *
 * Equations are written as in HeedScoreInfo: _x is an index, ^x an exponent; in addition
 * {a / b} is a fraction, and a newline ends a line. They are those of this model, without the
 * biases that it does not have. */
typedef struct {
  HeedAttentionSite   site;
  guint               query;       /* t of the step, or for ENCODER_SELF a source token */
  guint               key;         /* i of the equations, 0 <= key < K */
  guint               n_keys;      /* K */
  HeedChanged         changed;
  const guint8       *hidden;      /* K: nonzero for a masked key; NULL if there is none */
  const char         *equations[HEED_N_STAGES];  /* "" for a stage without an equation */
  const HeedQuantity *quantities;  /* in the order in which they are computed */
  guint               n_quantities;
} HeedArithmetic;

HeedArithmetic     *heed_arithmetic_ref   (HeedArithmetic       *arithmetic);
void                heed_arithmetic_unref (HeedArithmetic       *arithmetic);

/* Returns NULL if the stage has no such symbol. */
const HeedQuantity *heed_arithmetic_find  (const HeedArithmetic *arithmetic,
                                           HeedStage             stage,
                                           const char           *symbol);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedArithmetic, heed_arithmetic_unref)

/* --- Where states are ----------------------------------------------------- */

/* High-dimensional points projected onto their first two principal components. */
typedef struct {
  guint        n_points;
  const float *points;     /* n_points x 2; their mean is 0 */
  double       shares[2];  /* [0, 1]: the part of the variance along each component */
} HeedPlane;

HeedPlane *heed_plane_ref   (HeedPlane *plane);
void       heed_plane_unref (HeedPlane *plane);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPlane, heed_plane_unref)

/* A token whose embedding is similar to that of another token. */
typedef struct {
  HeedToken token;
  double    cosine;  /* [-1, 1] */
} HeedNeighbour;

/* The best attention found for a token: see heed_attention_search_new(). */
typedef struct {
  HeedAttentionSite site;          /* with HEED_HEAD_MEAN every head has a row of its own */
  guint             position;      /* t */
  guint32           token;
  guint             n_heads;       /* rows: 1 for one head, or all heads of the layer */
  guint             n_keys;        /* K */
  const float      *weights;       /* n_heads x K; each row sums to 1 */
  double            log_prob;      /* of the token with these weights, nats */
  double            own_log_prob;  /* of the token with the model's own weights, nats */
  gboolean          is_best;       /* the token is the most probable one with these weights */
} HeedFoundAttention;

HeedFoundAttention *heed_found_attention_ref   (HeedFoundAttention *found);
void                heed_found_attention_unref (HeedFoundAttention *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFoundAttention, heed_found_attention_unref)

/* --- The tree a beam search grew ----------------------------------------- */

typedef enum {
  HEED_BEAM_KEPT,      /* on the beam, or an ancestor of a node on it */
  HEED_BEAM_PRUNED,    /* scored, but not among the best */
  HEED_BEAM_FINISHED   /* ends with the end-of-sentence token */
} HeedBeamFate;

typedef struct _HeedBeamNode HeedBeamNode;

struct _HeedBeamNode {
  HeedToken           token;
  HeedBeamFate        fate;
  guint               rank;      /* 0 is best at its depth */
  double              log_prob;  /* of token given its prefix, nats */
  double              score;     /* of the path, with the penalties of the beam's options, nats */
  const HeedStep     *step;      /* the step that chose token; NULL at the root */
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
  gboolean possible;  /* a possible link (annotators disagreed); otherwise a sure one */
} HeedLink;

typedef struct {
  const HeedLink *links;  /* sorted by target, then source; no repeats */
  guint           n_links;
} HeedAlignment;

HeedAlignment *heed_alignment_ref      (HeedAlignment *alignment);
void           heed_alignment_unref    (HeedAlignment *alignment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAlignment, heed_alignment_unref)

/* The counts that the score is computed from, summed over a corpus. */
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

/* A confidence interval, as from the bootstrap. */
typedef struct {
  double low;
  double high;
} HeedInterval;

/* Measures of an attention matrix without a reference (Rikters and Fishel 2017); each is <= 0,
 * and 0 is best. */
typedef struct {
  double coverage_deviation_penalty;  /* CDP, nats */
  double absentmindedness_out;        /* AP over rows, nats */
  double absentmindedness_in;         /* AP over columns, nats */
  double confidence;                  /* their sum */
} HeedAttentionMeasures;

/* The pattern of an attention. Each line says which members of HeedAttentionVerdict it sets;
 * evidence is the number that the verdict is based on. */
typedef enum {
  HEED_VERDICT_TOO_SHORT,   /* fewer than three non-special tokens on a side */
  HEED_VERDICT_MIXED,       /* none of the others; evidence: the correlation of positions, or
                             * NAN */
  HEED_VERDICT_IN_ORDER,    /* evidence: the correlation of positions, (0, 1] */
  HEED_VERDICT_REVERSED,    /* evidence: the correlation of positions, [-1, 0) */
  HEED_VERDICT_SHIFTED,     /* a diagonal off by shift; evidence: the part of the rows that are */
  HEED_VERDICT_STUCK,       /* on column from row on; evidence: the mean weight there */
  HEED_VERDICT_SAME,        /* all rows alike, with most weight on column; evidence: the part of
                             * the weight that never moves */
  HEED_VERDICT_SPREAD,      /* evenly; evidence: the mean of exp (entropy) / K */
  HEED_VERDICT_ON_SPECIAL   /* on special tokens, mostly on column; evidence: their part of the
                             * weight */
} HeedVerdictKind;

#define HEED_N_VERDICTS (HEED_VERDICT_ON_SPECIAL + 1)

typedef struct {
  HeedVerdictKind kind;
  guint           row;
  guint           column;
  int             shift;     /* -1: each row attends one token too early; 1: one too late */
  double          evidence;
} HeedAttentionVerdict;

/* The properties that an attention matrix must have; see heed_attention_check(). */
typedef struct {
  HeedAttentionKind kind;
  guint             n_rows;     /* query tokens */
  guint             n_columns;  /* key tokens */
  const gboolean   *hidden;     /* n_columns: masked for all rows; NULL if none is */
  const gboolean   *padding;    /* n_columns: padding; NULL if none is */
} HeedAttentionClaim;

/* The first property that a matrix does not have. */
typedef enum {
  HEED_FAULT_NONE,
  HEED_FAULT_ROWS,        /* found: the number of rows; expected: the number of query tokens */
  HEED_FAULT_COLUMNS,     /* the same for columns and key tokens; too many may be padding */
  HEED_FAULT_NUMBER,      /* found at row and column: negative or not finite */
  HEED_FAULT_PADDING,     /* found at row and column, which is padding */
  HEED_FAULT_UNREADABLE,  /* found at row and column, which is masked or after the query */
  HEED_FAULT_SUM          /* found: the sum of the row; expected: 1 */
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
  double  loss;               /* of this batch: mean over target tokens, nats */
  double  guided_loss;        /* cross-entropy of attention and links, nats per target word with
                               * a link; 0 without guided alignment */
  double  gradient_norm;      /* L2, before clipping */
  double  learning_rate;      /* used for this batch */
  double  tokens_per_second;  /* target tokens, end tokens included, padding not */
  double  seconds_left;       /* estimated from the speed so far */
} HeedTrainReport;

G_END_DECLS
