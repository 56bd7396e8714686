/* heed.h — the whole engine, in the order you use it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   file --> HeedModel --> HeedSession --> HeedStep --> attention
 *            weights,      one source      one target   one row
 *            immutable     sentence        token        per step
 *
 * Three rules hold for every function below.
 *
 *   Threads    A HeedModel and everything in values.h may be shared between
 *              threads. A session, beam or trainer belongs to one thread at a
 *              time. Only trainers, aligners and models with more than one thread
 *              (heed_model_set_threads()) start threads; each joins its own.
 *   Ownership  A result that is not const belongs to the caller, who frees it
 *              with the function of its type: g_free() for numbers and char *,
 *              g_strfreev() for char **, else its _free or _unref. A const
 *              result is borrowed, and so are the results of _get functions.
 *              Out parameters come last, before the GError.
 *   Errors     Wrong data sets a GError and changes nothing. Wrong calls (a
 *              NULL, a site the model does not have) are bugs: they log a
 *              critical and return zero. _free and _unref accept NULL.
 */

#pragma once

#include <gio/gio.h>

#include "engine/values.h"

G_BEGIN_DECLS

/* --- Errors -------------------------------------------------------------- */

#define HEED_ERROR (heed_error_quark ())

typedef enum {
  HEED_ERROR_DAMAGED,      /* the file is not what it says it is */
  HEED_ERROR_UNSUPPORTED,  /* a sound file, but not a model Heed can run */
  HEED_ERROR_SHAPE,        /* two sizes that must be equal differ */
  HEED_ERROR_VOCABULARY,   /* a token that is not in the vocabulary */
  HEED_ERROR_TOO_LARGE,    /* needs more memory than the limit allows */
  HEED_ERROR_NOT_FINITE,   /* a NaN or infinity; the message names the tensor */
  HEED_ERROR_AMBIGUOUS     /* the weights fit several models; the user must choose one */
} HeedError;

GQuark heed_error_quark (void);

/* --- 1. Model: read once, share freely ----------------------------------- */

typedef enum {
  HEED_ARCHITECTURE_GRU,
  HEED_ARCHITECTURE_LSTM,
  HEED_ARCHITECTURE_TRANSFORMER
} HeedArchitecture;

typedef struct {
  const char        *name;               /* "English → French"; never NULL */
  const char        *source_language;    /* BCP 47, or "" */
  const char        *target_language;    /* BCP 47, or "" */
  HeedArchitecture   architecture;
  HeedScoreKind      score;
  HeedScoreVariation score_variation;    /* only for multi-head scores */
  guint              n_encoder_layers;
  guint              n_decoder_layers;
  guint              n_directions;       /* 2 if the encoder also reads backwards, else 1 */
  guint              n_heads;            /* H; 1 for a GRU or LSTM without heads */
  guint              width;              /* D of the decoder */
  guint              source_vocabulary;  /* V of the source side */
  guint              target_vocabulary;  /* V of the target side */
  guint64            n_parameters;
  gboolean           has_text;           /* has vocabularies: reads and writes text, not only ids */
} HeedModelInfo;

typedef struct {
  const char  *name;     /* as the file spells it */
  const char  *dtype;    /* "F32" */
  const gsize *shape;
  guint        n_dims;
} HeedTensorInfo;

/* A tensor of the file that the model does not read, or reads only in part. */
typedef struct {
  HeedTensorInfo  tensor;
  const char     *why;        /* why the model need not read it, or what it misses of a weight */
  gboolean        is_weight;  /* the model probably needs it to compute correctly */
} HeedUnreadInfo;

/* One of several models that the weights in a file fit. */
typedef struct {
  char *title;        /* "Seq2Seq without attention" */
  char *description;  /* the description fields that select it, as JSON */
} HeedModelChoice;

typedef struct _HeedModel HeedModel;

HeedModel            *heed_model_load           (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);

/* Like heed_model_load(), but description (JSON, or NULL) sets fields that take precedence over
 * those found in or beside the file. If heed_model_load() fails with HEED_ERROR_AMBIGUOUS, it
 * selects one of the models that _list_choices returns. */
HeedModel            *heed_model_load_as        (const char     *path,
                                                 const char     *description,
                                                 GCancellable   *cancellable,
                                                 GError        **error);

/* Returns an array of HeedModelChoice; free it with g_ptr_array_unref(). It is empty unless
 * heed_model_load() fails with HEED_ERROR_AMBIGUOUS. */
GPtrArray            *heed_model_list_choices   (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);

/* The description that heed_model_load() would use, as JSON; guessed fields are listed in it. */
char                 *heed_model_describe       (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);
gboolean              heed_model_save           (HeedModel      *model,
                                                 const char     *path,
                                                 GError        **error);

/* Options of heed_model_save_as(). */
typedef struct {
  const char *card;  /* replaces the model's card; NULL keeps it */
  const char *name;  /* replaces the model's name; NULL keeps it */
  gboolean    half;  /* store 16-bit floats, about three decimal digits */
} HeedSaveOptions;

gboolean              heed_model_save_as        (HeedModel      *model,
                                                 const char     *path,
                                                 const HeedSaveOptions *options,
                                                 GError        **error);

/* Creates a model with random weights, for benchmarks; its tokens have no text. The
 * description is JSON, as in a model's file (README, "Bring your own model"). */
HeedModel            *heed_model_new_random     (const char     *description,
                                                 guint64         seed,
                                                 GError        **error);

/* Sets how many threads, including the caller's, share the large matrix products of a step or
 * an encoding. The default is 1; results do not depend on the number. Call this before the
 * model is shared. If several threads compute with the model at the same time, only one of
 * them gets help and the others work alone. */
void                  heed_model_set_threads    (HeedModel      *model,
                                                 guint           n_threads);

/* Sets how many tokens S a source may have, not counting those that the model adds; a target of
 * heed_force_pairs() may have 2 S + 20, its end token included. Time and memory grow with the
 * square of the lengths; the default is HEED_MAX_SOURCE_LENGTH. Call this before the model is
 * shared. */
#define HEED_MAX_SOURCE_LENGTH 1024
void                  heed_model_set_max_source_length (HeedModel *model,
                                                 guint           n_tokens);
HeedModel            *heed_model_ref            (HeedModel      *model);
void                  heed_model_unref          (HeedModel      *model);
const HeedModelInfo  *heed_model_get_info       (HeedModel      *model);
const HeedTensorInfo *heed_model_get_tensors    (HeedModel      *model,
                                                 guint          *n_tensors);

/* What a user should know before trusting the model: tensors of the file that nothing reads,
 * and warnings, one line each, NULL-terminated. */
const HeedUnreadInfo *heed_model_get_unread     (HeedModel      *model,
                                                 guint          *n_tensors);
const char *const    *heed_model_get_warnings   (HeedModel      *model);

/* The numbers of layers with an attention of this kind, and of heads in one of them; both are
 * indexed from 0. Returns 0 if there is no such layer. */
guint                 heed_model_get_n_layers   (HeedModel      *model,
                                                 HeedAttentionKind kind);
guint                 heed_model_get_n_heads    (HeedModel      *model,
                                                 HeedAttentionKind kind,
                                                 int             layer);

/* An entry of the file's metadata: "heed.config", "heed.card", ... */
const char           *heed_model_get_metadata   (HeedModel      *model,
                                                 const char     *key);

/* Text and ids. Encoding never adds begin or end tokens; decoding drops them. The
 * text of a model without a vocabulary is ids: "#6 #9", or "6 9". */
guint32              *heed_model_encode_source  (HeedModel      *model,
                                                 const char     *text,
                                                 guint          *n_ids,
                                                 GError        **error);
guint32              *heed_model_encode_target  (HeedModel      *model,
                                                 const char     *text,
                                                 guint          *n_ids,
                                                 GError        **error);

/* The parts of a source text that have no token and are read as the unknown token. */
char                **heed_model_list_unknown   (HeedModel      *model,
                                                 const char     *text);
char                 *heed_model_decode_target  (HeedModel      *model,
                                                 const guint32  *ids,
                                                 guint           n_ids);

/* A target sentence in the model's own spelling, so that two sentences can be compared. */
char                 *heed_model_normalise_target (HeedModel    *model,
                                                   const char   *text);
HeedToken             heed_model_get_source_token (HeedModel    *model,
                                                   guint32       id);
HeedToken             heed_model_get_target_token (HeedModel    *model,
                                                   guint32       id);
gboolean              heed_model_find_source_token (HeedModel   *model,
                                                    const char  *token,
                                                    guint32     *id);
gboolean              heed_model_find_target_token (HeedModel   *model,
                                                    const char  *token,
                                                    guint32     *id);

/* The tokens whose embeddings have the largest cosine similarity to that of id, nearest first,
 * without special tokens. NULL if there are none. Free the array with g_free(); its texts belong
 * to the model. */
HeedNeighbour        *heed_model_list_nearest_source (HeedModel *model,
                                                   guint32      id,
                                                   guint        n_most,
                                                   guint       *n_found);

/* The token that ends a target sentence, which is needed to force a whole translation, and the
 * one that the decoder reads as its first input. */
guint32               heed_model_get_end_token  (HeedModel      *model);
guint32               heed_model_get_begin_token (HeedModel     *model);

/* Whether a source token is padding. */
gboolean              heed_model_is_padding     (HeedModel      *model,
                                                 guint32         id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModel, heed_model_unref)

/* --- 2. Session: one sentence, walked token by token ---------------------- */

typedef struct _HeedSession HeedSession;

/* _new tokenizes text; _new_from_ids takes tokens as they are. Both add the end token if the
 * model was trained with one and it is missing. Empty text is valid: it gives only the tokens
 * that the model adds. */
HeedSession     *heed_session_new            (HeedModel         *model,
                                              const char        *source,
                                              GError           **error);
HeedSession     *heed_session_new_from_ids   (HeedModel         *model,
                                              const guint32     *ids,
                                              guint              n_ids,
                                              GError           **error);
HeedSession     *heed_session_fork           (HeedSession       *session);
void             heed_session_free           (HeedSession       *session);

HeedModel       *heed_session_get_model      (HeedSession       *session);
const HeedToken *heed_session_get_source     (HeedSession       *session,
                                              guint             *n_tokens);
guint            heed_session_get_n_steps    (HeedSession       *session);
HeedStep        *heed_session_get_step       (HeedSession       *session,
                                              guint              position);

/* TRUE after the end token or max_length tokens were taken. */
gboolean         heed_session_is_finished    (HeedSession       *session);
void             heed_session_set_max_length (HeedSession       *session,
                                              guint              max_length);
void             heed_session_set_n_candidates (HeedSession     *session,
                                                guint            n_candidates);

/* FALSE: steps taken from now on have no attention, scores or traces, all of which take memory
 * that grows with the square of the sentence length. For callers that need only the text. */
void             heed_session_set_keeps_attention (HeedSession  *session,
                                                gboolean           keeps_attention);

/* The target tokens so far as text, without the end token. */
char            *heed_session_dup_target     (HeedSession       *session);

/* --- 3. Step: take one, look at it, take it back -------------------------- */

/* How a token is sampled: the logits are divided by the temperature, then the top_k most
 * probable tokens are kept, then the fewest of those whose probabilities sum to top_p. The
 * draw depends only on seed and position, so taking a step again draws the same token. */
typedef struct {
  double  temperature;  /* >= 0; 0 takes the most probable token */
  guint   top_k;        /* 0: all.             Fan et al. 2018 */
  double  top_p;        /* (0, 1]; 1: all.     Holtzman et al. 2020 */
  guint64 seed;
} HeedSamplingOptions;

#define HEED_SAMPLING_OPTIONS_DEFAULT \
  ((HeedSamplingOptions) { .temperature = 1.0, .top_k = 0, .top_p = 1.0, .seed = 0 })

/* _step takes the most probable token, _step_sampled samples one, _step_forced takes token_id.
 * They return a new step, or NULL with a GError, which leaves the session unchanged. None may
 * be called once the session is finished; rewind first. */
HeedStep        *heed_session_step          (HeedSession        *session,
                                             GError            **error);
HeedStep        *heed_session_step_sampled  (HeedSession        *session,
                                             const HeedSamplingOptions *options,
                                             GError            **error);
HeedStep        *heed_session_step_forced   (HeedSession        *session,
                                             guint32             token_id,
                                             GError            **error);
void             heed_session_rewind        (HeedSession        *session,
                                             guint               n_steps_kept);

/* --- 4. Attention: every step so far, as one matrix ----------------------- */

/* Return a new matrix: T x K for CROSS and DECODER_SELF, where row t is step t; S x S for
 * ENCODER_SELF. Each row of attention sums to 1; scores are the numbers before the softmax.
 * Rows shorter than K are filled up with zeros, for scores with NAN. NULL if the model has no
 * attention of this kind and, except for the encoder, before the first step. */
HeedMatrix      *heed_session_dup_attention (HeedSession        *session,
                                             HeedAttentionSite   site);
HeedMatrix      *heed_session_dup_scores    (HeedSession        *session,
                                             HeedAttentionSite   site);

/* The same for the given steps; CROSS and DECODER_SELF only. */
HeedMatrix      *heed_steps_dup_attention   (HeedStep *const    *steps,
                                             guint               n_steps,
                                             HeedAttentionSite   site);
HeedMatrix      *heed_steps_dup_scores      (HeedStep *const    *steps,
                                             guint               n_steps,
                                             HeedAttentionSite   site);

/* The encoder's output for each source token, S x D_k, as the decoder sees it; and the hidden
 * state of the decoder's top layer at each given step, T x D. The latter is NULL if there are
 * no steps or the steps keep no attention. */
HeedMatrix      *heed_session_dup_source_states (HeedSession     *session);
HeedMatrix      *heed_steps_dup_states       (HeedStep *const    *steps,
                                              guint               n_steps);

/* Projects the rows of a matrix onto their first two principal components. NULL without LAPACK. */
HeedPlane       *heed_plane_new              (const HeedMatrix   *states);

/* How one attention weight was computed, with every intermediate number, and what the output
 * layer computed from the context. position is a step, or for ENCODER_SELF a source token. */
HeedArithmetic  *heed_session_explain       (HeedSession        *session,
                                             guint               position,
                                             HeedAttentionSite   site,
                                             guint               key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSession, heed_session_free)

/* Which evidence of effect to compute. The result is T x S, or T x K for NORM. It is computed
 * for the steps that the session has taken, forced ones included, with the interventions that the
 * session has when it begins: occlusion leaves pinned rows as they are. */
typedef struct {
  HeedEvidenceKind   kind;
  HeedAttentionSite  site;   /* NORM: which attention; ignored for the other kinds */
  guint64            heads;  /* for HEED_HEAD_MEAN: bit h is head h; 0: all heads. An error for
                              * a layer of more than 64 heads, unless it is 0 */
} HeedEvidenceWish;

/* Evidence is computed in small units, each about as long as a few steps; the session may take
 * steps in between. _work does one unit and returns whether there are more. */
typedef struct _HeedEvidence HeedEvidence;

HeedEvidence    *heed_evidence_new          (HeedSession            *session,
                                             const HeedEvidenceWish *wish,
                                             GError                **error);
gboolean         heed_evidence_work         (HeedEvidence           *evidence);
HeedMatrix      *heed_evidence_dup_matrix   (HeedEvidence           *evidence,
                                             GError                **error);
void             heed_evidence_free         (HeedEvidence           *evidence);

/* Does all units at once. */
HeedMatrix      *heed_session_dup_evidence  (HeedSession            *session,
                                             const HeedEvidenceWish *wish,
                                             GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEvidence, heed_evidence_free)

/* --- 5. Interventions: what if it had looked elsewhere? ------------------- */

typedef enum {
  HEED_INTERVENTION_PIN_ROW,      /* uses the given weights instead of the softmax */
  HEED_INTERVENTION_MASK_KEY,     /* one key gets weight 0; the others still sum to 1 */
  HEED_INTERVENTION_SHARPEN,      /* multiplies the scores by factor before the softmax */
  HEED_INTERVENTION_SILENCE_HEAD  /* sets the head's output to 0 */
} HeedInterventionKind;

#define HEED_EVERY_STEP  (-1)
#define HEED_EVERY_LAYER (-1)

typedef struct {
  HeedInterventionKind  kind;
  HeedAttentionSite     site;       /* layer may be HEED_EVERY_LAYER; HEED_HEAD_MEAN means
                                     * every head */
  int                   step;       /* t, or HEED_EVERY_STEP; for ENCODER_SELF the source
                                     * token that is the query */
  guint                 key;        /* MASK_KEY: 0 <= key < K */
  float                 factor;     /* SHARPEN: > 0; 1 changes nothing */
  const float          *weights;    /* PIN_ROW: K of them, >= 0, sum 1 +- 1e-4 */
  guint                 n_weights;
} HeedIntervention;

/* To hide a source token from the decoder, mask it in CROSS in every layer. The encoder has
 * still read it, so the states of other tokens may depend on it; masking it in ENCODER_SELF as
 * well encodes the sentence again without it. In DECODER_SELF, a step for which every token
 * would be masked sees all of them.
 *
 * An intervention applies to the steps taken after it, including steps taken again after a
 * rewind. Steps already returned never change. Returns the id of the intervention, from 1; 0 on
 * error. */
guint heed_session_intervene         (HeedSession             *session,
                                      const HeedIntervention  *intervention,
                                      GError                 **error);
void  heed_session_undo_intervention (HeedSession             *session,
                                      guint                    intervention_id);

/* Searches for the attention that would give a token: by gradient, the rows at one site that
 * make the token most probable at the session's next step, while everything else is computed
 * as usual. Of rows with the same probability it prefers those nearer to the model's own.
 * Masked keys stay masked. The search is deterministic, needs at most a few hundred calls of
 * _advance, and does not change the session. */
typedef struct _HeedAttentionSearch HeedAttentionSearch;

HeedAttentionSearch *heed_attention_search_new         (HeedSession         *session,
                                                        HeedAttentionSite    site,
                                                        guint32              token,
                                                        GError             **error);
gboolean             heed_attention_search_advance     (HeedAttentionSearch *search,
                                                        GError             **error);
gboolean             heed_attention_search_is_finished (HeedAttentionSearch *search);

/* The best rows so far; before the first _advance, the model's own. */
HeedFoundAttention  *heed_attention_search_dup_found   (HeedAttentionSearch *search);
void                 heed_attention_search_free        (HeedAttentionSearch *search);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionSearch, heed_attention_search_free)

/* --- 6. Beam: several hypotheses side by side ----------------------------- */

/* The divisor of a hypothesis's log-probability; A is length_penalty. */
typedef enum {
  HEED_LENGTH_POWER,  /* length ^ A */
  HEED_LENGTH_GNMT    /* ((5 + length) / 6) ^ A    Wu et al. 2016, equation 14 */
} HeedLengthRule;

typedef struct {
  guint          width;             /* hypotheses kept at each position, >= 1 */
  guint          max_length;        /* of the target with its end token and the steps that the
                                     * session has taken, >= 1; 0: the session's own */
  HeedLengthRule length_rule;
  double         length_penalty;    /* A, >= 0; 0 is off */
  double         coverage_penalty;  /* beta, >= 0; 0 is off; Wu et al. 2016, equation 14 */
  gboolean       keep_pruned;       /* keep pruned hypotheses in the tree */
} HeedBeamOptions;

#define HEED_BEAM_OPTIONS_DEFAULT \
  ((HeedBeamOptions) { .width = 5, .max_length = 0, .length_penalty = 1.0 })

typedef struct _HeedBeam HeedBeam;

/* A beam search starts after the session's last step and does not change the session. */
HeedBeam     *heed_beam_new         (HeedSession            *session,
                                     const HeedBeamOptions  *options);
gboolean      heed_beam_advance     (HeedBeam               *beam,
                                     GError                **error);
gboolean      heed_beam_is_finished (HeedBeam               *beam);
HeedBeamTree *heed_beam_dup_tree    (HeedBeam               *beam);

/* The best hypothesis, as a session that has taken its steps. */
HeedSession  *heed_beam_dup_best    (HeedBeam               *beam);
void          heed_beam_free        (HeedBeam               *beam);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBeam, heed_beam_free)

/* --- 7. Many pairs: sentences led along given targets, side by side ------- */

/* A source and the target to force; the ids are borrowed from the caller. */
typedef struct {
  const guint32 *source;    /* n_source ids, possibly 0 */
  guint          n_source;
  const guint32 *target;    /* n_target ids without the end token, possibly 0 */
  guint          n_target;  /* with the end token at most 2 S + 20, S being the longest source */
} HeedForcedPair;

/* What to return for each pair. */
typedef struct {
  const HeedAttentionSite *sites;         /* n_sites, of kind CROSS; HEED_HEAD_MEAN is allowed */
  guint                    n_sites;
  gboolean                 wants_scores;  /* log_probs and entropies, which are most of the work */
} HeedForcedOptions;

/* Either problem is set or everything else. T is n_target + 1 because the end token is forced
 * too. */
typedef struct {
  GError      *problem;    /* NULL on success; otherwise nothing below is set */
  HeedToken   *source;     /* S tokens as the encoder read them; texts belong to the model */
  guint        n_source;   /* S */
  guint        n_steps;    /* T */
  HeedMatrix **attention;  /* n_sites, each T x S; NULL if the model has no attention */
  guint        n_sites;
  double      *log_probs;  /* T, of the target tokens, nats; NULL unless wants_scores */
  double      *entropies;  /* T, of the distributions, nats; NULL unless wants_scores */
} HeedForcedReading;

/* Forces each pair's target (teacher forcing), many pairs at once. The numbers equal those of
 * sessions forced along the same targets, up to rounding. Returns n_pairs readings. */
HeedForcedReading *heed_force_pairs        (HeedModel               *model,
                                            const HeedForcedPair    *pairs,
                                            guint                    n_pairs,
                                            const HeedForcedOptions *options);
void               heed_forced_readings_free (HeedForcedReading     *readings,
                                            guint                    n_readings);

/* --- 8. Training: the caller owns the loop -------------------------------- */

/* A training task that generates its own pairs, without a file or from a file of correct
 * sentences. Pairs are random, from the configuration's seed. */
typedef struct {
  const char *name;        /* "dates", as a configuration spells it */
  const char *title;       /* an untranslated msgid, as the next one */
  const char *summary;     /* completes the sentence "a task that ..." */
  const char *probe;       /* a source sentence to watch during training */
  gboolean    needs_file;  /* "lines": a file of correct sentences */
} HeedTaskInfo;

const HeedTaskInfo *heed_tasks_get      (guint             i);

/* The attention of a model to be trained: one of the scores in a recurrent model, or a
 * Transformer. */
typedef struct {
  const char    *name;            /* "scaled-dot", "transformer" */
  const char    *title;           /* an untranslated msgid, as the next two */
  const char    *label;           /* the title with its author: "additive (Bahdanau)" */
  const char    *help;            /* a sentence in plain language */
  HeedScoreKind  score;
  gboolean       is_transformer;
  gboolean       has_heads;       /* the number of heads can be chosen */
} HeedMechanism;

const HeedMechanism *heed_mechanisms_get  (guint       i);
const HeedMechanism *heed_mechanisms_find (const char *name);

/* The settings of a training that a user can choose. The name of a preset is that of a task,
 * "book" (the model of Dive into Deep Learning, for a file of pairs) or "pairs" (the default
 * model, for a file of pairs). _init fills in values that are known to work; the caller may
 * change them before _to_json makes a configuration of them. */
typedef struct {
  const char *name;              /* of the preset */
  const char *mechanism;         /* name of a HeedMechanism */
  const char *train;             /* file of pairs or of correct sentences; NULL if not needed */
  const char *valid;             /* file of held-out pairs, or NULL */
  const char *confusions;        /* "correction": file of words that sound alike, or NULL */
  guint       column;            /* "correction": column of train to read, from 1 */
  guint       n_pairs;           /* training pairs; of a file, 0 means all */
  guint       n_valid;           /* held-out pairs of a task */
  guint       max_tokens;        /* longest source or target, in tokens */
  guint       embedding;
  guint       width;             /* D */
  guint       n_layers;
  guint       n_heads;           /* ignored unless the mechanism has heads */
  guint       batch_size;
  guint       n_epochs;
  double      learning_rate;
  double      dropout;
  double      label_smoothing;
  double      guided_alignment;
  guint64     seed;
} HeedTrainingPreset;

gboolean            heed_training_preset_init    (HeedTrainingPreset        *preset,
                                                  const char                *name,
                                                  const char                *mechanism,
                                                  GError                   **error);
char               *heed_training_preset_to_json (const HeedTrainingPreset  *preset);


/* A configuration is JSON (README, "Train a model"); relative paths in it are resolved against
 * base_folder. _new reads the data and builds the vocabularies. */
typedef struct _HeedTrainer HeedTrainer;

HeedTrainer *heed_trainer_new           (const char       *configuration,
                                         const char       *base_folder,
                                         GCancellable     *cancellable,
                                         GError          **error);

/* The stages before the first batch, in this order; each may take minutes. */
typedef enum {
  HEED_PREPARING_PAIRS,  /* reading or generating the pairs */
  HEED_PREPARING_TEXT,   /* learning subwords from the pairs, or listing words */
  HEED_PREPARING_IDS,    /* tokenizing the pairs */
  HEED_PREPARING_LINKS   /* aligning words, for guided attention */
} HeedPreparation;

/* Progress callback: done is the finished part of the stage, in [0, 1], or NAN if unknown.
 * Called on the thread that creates the trainer. */
typedef void (*HeedPreparationFunc) (HeedPreparation what,
                                     double          done,
                                     gpointer        user_data);

/* Like heed_trainer_new(), and reports progress. */
HeedTrainer *heed_trainer_new_telling   (const char           *configuration,
                                         const char           *base_folder,
                                         HeedPreparationFunc   tell,
                                         gpointer              user_data,
                                         GCancellable         *cancellable,
                                         GError              **error);
gboolean     heed_trainer_is_finished   (HeedTrainer      *trainer);

/* The number of batches done so far. */
guint64      heed_trainer_get_batch     (HeedTrainer      *trainer);
gboolean     heed_trainer_run_batch     (HeedTrainer      *trainer,
                                         HeedTrainReport  *report,
                                         GError          **error);

/* Mean loss over the held-out pairs, in nats per target token, with dropout off. */
gboolean     heed_trainer_validate      (HeedTrainer      *trainer,
                                         double           *loss,
                                         GError          **error);

/* The training pairs. */
guint        heed_trainer_get_n_train   (HeedTrainer      *trainer);
void         heed_trainer_get_train     (HeedTrainer      *trainer,
                                         guint             i,
                                         const char      **source,
                                         const char      **target);

/* Held-out pairs, to translate and score with the model so far. */
guint        heed_trainer_get_n_valid   (HeedTrainer      *trainer);
void         heed_trainer_get_valid     (HeedTrainer      *trainer,
                                         guint             i,
                                         const char      **source,
                                         const char      **target);

/* A copy of the model as it is now; further training does not change it. */
HeedModel   *heed_trainer_dup_model     (HeedTrainer      *trainer);

/* Like heed_trainer_dup_model() but without copying the weights, to look at a sentence after
 * every batch: the model has the trainer's own weights, so it must be unreffed before the next
 * batch. */
HeedModel   *heed_trainer_ref_model     (HeedTrainer      *trainer);

/* Saves and restores everything that the next batch depends on: a resumed run gives bit for bit
 * the same model as one that was never stopped. */
gboolean     heed_trainer_save          (HeedTrainer      *trainer,
                                         const char       *path,
                                         GError          **error);
gboolean     heed_trainer_resume        (HeedTrainer      *trainer,
                                         const char       *path,
                                         GError          **error);
void         heed_trainer_free          (HeedTrainer      *trainer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainer, heed_trainer_free)

/* --- 9. Alignment: was it looking at the right word? ---------------------- */

typedef enum {
  HEED_LINK_ARGMAX,     /* the source with the largest weight; the first of equals */
  HEED_LINK_THRESHOLD,  /* every source with a weight of at least share */
  HEED_LINK_RELATIVE    /* every source with at least share x the largest weight */
} HeedLinkRule;

typedef struct {
  HeedLinkRule rule;
  double       share;  /* (0, 1]; ignored by ARGMAX */
  guint        shift;  /* 0: row t is about the token emitted at t; 1: about the
                        * token read at t, which was emitted at t - 1 */
} HeedLinkOptions;

#define HEED_LINK_OPTIONS_DEFAULT \
  ((HeedLinkOptions) { .rule = HEED_LINK_ARGMAX, .share = 0.5, .shift = 0 })

/* Links are written "0-0 1-2 3p2": source, then target; "-" or "s" marks a sure link, "p" or
 * "?" a possible one; a weight after it, as in ":0.9", is ignored. first is the number of the
 * first word in the text, 0 or 1. */
HeedAlignment        *heed_alignment_new            (const HeedLink             *links,
                                                     guint                       n_links);
HeedAlignment        *heed_alignment_from_attention (const HeedMatrix           *attention,
                                                     const HeedLinkOptions      *options);
HeedAlignment        *heed_alignment_parse          (const char                 *links,
                                                     guint                       first,
                                                     GError                    **error);
char                 *heed_alignment_dup_text       (const HeedAlignment        *alignment);

/* Scores as in Och and Ney 2003: precision against sure and possible links, recall against sure
 * ones. For a corpus, call _count for each sentence, then _score_counts once. */
void                  heed_alignment_count          (HeedAlignmentCounts        *counts,
                                                     const HeedAlignment        *found,
                                                     const HeedAlignment        *gold);
HeedAlignmentScore    heed_alignment_score_counts   (const HeedAlignmentCounts  *counts);
HeedAlignmentScore    heed_alignment_score          (const HeedAlignment        *found,
                                                     const HeedAlignment        *gold);

/* The 95 % bootstrap interval of the alignment error rate: from n_draws corpora of n_sentences
 * each, drawn from these sentences with replacement. The same seed gives the same interval. */
HeedInterval          heed_alignment_error_interval (const HeedAlignmentCounts  *sentences,
                                                     guint                       n_sentences,
                                                     guint                       n_draws,
                                                     guint64                     seed);

/* The same for the error rate of found minus that of others, two alignments of the same
 * sentences (paired bootstrap: each drawn corpus is used for both). */
HeedInterval          heed_alignment_difference_interval
                                                    (const HeedAlignmentCounts  *found,
                                                     const HeedAlignmentCounts  *others,
                                                     guint                       n_sentences,
                                                     guint                       n_draws,
                                                     guint64                     seed);

/* How to merge two alignments of one pair: one from a model of the forward direction, one from
 * a model of the backward direction with its links transposed. */
typedef enum {
  HEED_SYMMETRISE_INTERSECTION,
  HEED_SYMMETRISE_UNION,
  HEED_SYMMETRISE_GROW_DIAG,
  HEED_SYMMETRISE_GROW_DIAG_FINAL_AND
} HeedSymmetrisation;

HeedAlignment        *heed_alignment_transpose      (const HeedAlignment        *alignment);
HeedAlignment        *heed_alignment_symmetrise     (const HeedAlignment        *forward,
                                                     const HeedAlignment        *backward,
                                                     HeedSymmetrisation          how);

/* Unsupervised word alignment: learns from the pairs alone which words occur together, at about
 * the same relative position (Dyer et al. 2013). A word is an id, below about a million. The
 * same pairs give the same links on any machine. */
typedef struct {
  const guint32 *source;  /* n_source ids */
  guint          n_source;
  const guint32 *target;  /* n_target ids */
  guint          n_target;
} HeedIdPair;

typedef struct _HeedAligner HeedAligner;

/* Progress callback, called from time to time on the calling thread; done is in [0, 1]. */
typedef void (*HeedDoneFunc) (double   done,
                              gpointer user_data);

HeedAligner          *heed_aligner_new              (const HeedIdPair           *pairs,
                                                     guint                       n_pairs,
                                                     HeedDoneFunc                tell,
                                                     gpointer                    user_data,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);

/* Returns an array of HeedAlignment, one for each pair; free it with g_ptr_array_unref(). */
GPtrArray            *heed_aligner_align            (HeedAligner                *aligner,
                                                     const HeedIdPair           *pairs,
                                                     guint                       n_pairs,
                                                     HeedSymmetrisation          how,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);
void                  heed_aligner_free             (HeedAligner                *aligner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAligner, heed_aligner_free)

/* Attention between words from attention between tokens: the sum over the source tokens of a
 * word, the mean over its target tokens. _group_words returns the word of each token, found by
 * starts_word and goes_on; special tokens are in no word (HEED_NO_WORD), or with keep_special
 * are words of their own. */
#define HEED_NO_WORD G_MAXUINT

guint                *heed_tokens_group_words       (const HeedToken            *tokens,
                                                     guint                       n_tokens,
                                                     gboolean                    keep_special,
                                                     guint                      *n_words);
HeedMatrix           *heed_attention_merge          (const HeedMatrix           *attention,
                                                     const guint                *target_words,
                                                     guint                       n_target_words,
                                                     const guint                *source_words,
                                                     guint                       n_source_words);

/* Measures of an attention matrix that need no reference. Rows and columns of special tokens
 * count if the matrix has them. Entropies are T numbers, in nats; coverage is S numbers, the
 * total attention that each source token received. */
HeedAttentionMeasures heed_attention_measure          (const HeedMatrix         *attention);
double               *heed_attention_dup_entropies    (const HeedMatrix         *attention);
double               *heed_attention_dup_coverage     (const HeedMatrix         *attention);

/* The correlation of target and source positions, weighted by the attention: 1 if the target
 * goes through the source in order, -1 if backwards, near 0 if in no order, NAN if undefined.
 * target are the tokens of the rows, source those of the columns; special tokens do not count. */
double                heed_attention_diagonality      (const HeedMatrix         *attention,
                                                       const HeedToken          *target,
                                                       const HeedToken          *source);

/* Spearman's rank correlation of each row with the absolute values of the evidence in the same
 * row, averaged over the rows: 1 if both rank the tokens alike. Rows whose values are all equal
 * do not count; NAN if no row is left. */
double                heed_attention_agreement        (const HeedMatrix         *attention,
                                                       const HeedMatrix         *evidence);

/* Classifies the pattern of an attention: diagonal, reversed diagonal, shifted diagonal, stuck
 * on one column, the same in all rows, spread evenly. */
HeedAttentionVerdict  heed_attention_judge            (const HeedMatrix         *attention,
                                                       HeedAttentionKind         kind,
                                                       const HeedToken          *target,
                                                       const HeedToken          *source);

/* Checks that there is one row per query token and one column per key token, that each row sums
 * to 1 within 1e-4, and that no weight is on padding or on a key that cannot be read. Returns
 * the first fault. */
HeedAttentionFault    heed_attention_check            (const HeedMatrix         *attention,
                                                       const HeedAttentionClaim *claim);

/* The two penalties in the score of a beam search hypothesis, Wu et al. 2016, equation 14. */
double                heed_attention_coverage_penalty (const HeedMatrix         *attention,
                                                       double                    beta);
double                heed_length_penalty             (guint                     n_tokens,
                                                       double                    alpha);

/* Attention that another program wrote into a file, sentence by sentence. */
typedef enum {
  HEED_DUMP_GUESSED,  /* recognised by its content */
  HEED_DUMP_ARRAY,    /* Neural Monkey: NumPy, sentences x source x target */
  HEED_DUMP_RECORDS,  /* JSON lines, as heed-cli attend writes them */
  HEED_DUMP_BLOCKS,   /* Nematus, Sockeye, OpenNMT-lua: a header, then one row per line */
  HEED_DUMP_ROWS,     /* Marian: text ||| rows, one sentence per line */
  HEED_DUMP_TABLES    /* OpenNMT-py: -attn_debug */
} HeedDumpFormat;

#define HEED_N_DUMP_FORMATS  (HEED_DUMP_TABLES + 1)
#define HEED_DUMP_LAST_LAYER (-1)

/* One sentence of a dump. The tokens are those of the matrix, including the end token if it has
 * one; equal tokens have equal ids, which mean nothing else. */
typedef struct {
  HeedToken  *source;   /* n_source */
  guint       n_source;
  HeedToken  *target;   /* n_target */
  guint       n_target;
  HeedMatrix *weights;  /* n_target x n_source */
} HeedDumpedAttention;

typedef struct _HeedAttentionDump HeedAttentionDump;

const char           *heed_dump_format_get_name      (HeedDumpFormat              format);
HeedAttentionDump    *heed_attention_dump_new        (GBytes                     *bytes,
                                                      HeedDumpFormat              format,
                                                      GError                    **error);
HeedAttentionDump    *heed_attention_dump_open       (const char                 *path,
                                                      HeedDumpFormat              format,
                                                      GCancellable               *cancellable,
                                                      GError                    **error);
void                  heed_attention_dump_free       (HeedAttentionDump          *dump);
HeedDumpFormat        heed_attention_dump_get_format (HeedAttentionDump          *dump);
guint                 heed_attention_dump_get_n      (HeedAttentionDump          *dump);

/* source and target are NULL, or tokens that replace those of the dump. */
HeedDumpedAttention  *heed_attention_dump_read       (HeedAttentionDump          *dump,
                                                      guint                       number,
                                                      const char                 *source,
                                                      const char                 *target,
                                                      const HeedAttentionSite    *site,
                                                      GError                    **error);
void                  heed_dumped_attention_free     (HeedDumpedAttention        *attention);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionDump, heed_attention_dump_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDumpedAttention, heed_dumped_attention_free)

/* --- 10. Evaluation: how good are the translations? ------------------------ */

/* How a line is split into tokens; the names are sacreBLEU's. */
typedef enum {
  HEED_BLEU_13A,
  HEED_BLEU_NONE,
  HEED_BLEU_ZH,
  HEED_BLEU_CHAR
} HeedBleuTokenizer;

typedef struct {
  double bleu;              /* 0 to 100 */
  double precisions[4];     /* 0 to 100, of n-grams of 1 to 4 tokens */
  double brevity_penalty;
  double chrf;              /* 0 to 100; chrF2 */
  double exact_match;       /* 0 to 1: equal to one of the references */
} HeedTranslationScore;

typedef struct {
  double precision;         /* 0 to 1: the part of the edits made that are correct */
  double recall;            /* 0 to 1: the part of the reference edits that were made */
  double f_half;            /* 0 to 1: F0.5, in which precision counts twice as much */
  double gleu;              /* 0 to 100 */
  double exact_match;       /* 0 to 1: equal to one of the references */
} HeedCorrectionScore;

/* All text is UTF-8; references[i] is a NULL-terminated list for hypotheses[i].
 * Translations: equal to sacreBLEU 2.x with case kept, exponential smoothing, and chrF with
 * character 6-grams and beta 2. Corrections: edits of characters; GLEU without tuning (Napoles
 * et al. 2016) over the tokens of tokenizer. */
HeedTranslationScore  heed_evaluate_translations    (const char *const          *hypotheses,
                                                     const char *const *const   *references,
                                                     guint                       n_sentences,
                                                     HeedBleuTokenizer           tokenizer);
HeedCorrectionScore   heed_evaluate_corrections     (const char *const          *sources,
                                                     const char *const          *hypotheses,
                                                     const char *const *const   *references,
                                                     guint                       n_sentences,
                                                     HeedBleuTokenizer           tokenizer);

G_END_DECLS
