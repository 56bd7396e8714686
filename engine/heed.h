/* heed.h — the whole engine, in the order you use it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   file --> HeedModel --> HeedSession --> HeedStep --> attention
 *            weights,      one source      one target   who looked
 *            immutable     sentence        token        where
 *
 * Three rules hold for every function below.
 *
 *   Threads    A HeedModel and everything in values.h may be shared between
 *              threads. A session, beam or trainer belongs to one thread at a
 *              time. Only a trainer and heed_align_pairs() start threads, their
 *              own, and join them, and a model that heed_model_set_threads()
 *              told to.
 *   Ownership  _new, _load, _fork and _dup return something you free. _get
 *              returns something you do not. Out parameters come last, before
 *              the GError.
 *   Errors     Wrong data sets a GError and changes nothing. Wrong calls (a
 *              NULL, a site the model does not have) are bugs: they log a
 *              critical and return zero. NULL may be freed and unreferenced.
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
  HEED_ERROR_SHAPE,        /* two sizes that must agree do not */
  HEED_ERROR_VOCABULARY,   /* a token the vocabulary does not have */
  HEED_ERROR_TOO_LARGE,    /* needs more memory than the limit allows */
  HEED_ERROR_NOT_FINITE,   /* a NaN or infinity; the message names the tensor */
  HEED_ERROR_AMBIGUOUS     /* weights that fit several models; somebody must choose */
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
  HeedScoreVariation score_variation;    /* of a score with heads */
  guint              n_encoder_layers;
  guint              n_decoder_layers;
  guint              n_directions;       /* 2: the encoder also reads backwards */
  guint              n_heads;            /* H; 1 for a GRU or LSTM without heads */
  guint              width;              /* D of the decoder */
  guint              source_vocabulary;  /* V of the source side */
  guint              target_vocabulary;  /* V of the target side */
  guint64            n_parameters;
  gboolean           has_text;           /* reads and writes text, not only ids */
} HeedModelInfo;

typedef struct {
  const char  *name;     /* as the file spells it */
  const char  *dtype;    /* "F32" */
  const gsize *shape;
  guint        n_dims;
} HeedTensorInfo;

/* A tensor of the file that no part of the model reads, and why it need not be;
 * of a weight, that nothing reads it. */
typedef struct {
  HeedTensorInfo  tensor;
  const char     *why;
  gboolean        is_weight;
} HeedUnreadInfo;

/* One of the models that somebody's weights fit. */
typedef struct {
  char *title;        /* "Seq2Seq without attention" */
  char *description;  /* the fields that say so, as JSON */
} HeedReading;

typedef struct _HeedModel HeedModel;

HeedModel            *heed_model_load           (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);

/* The same where weights fit several models: description chooses one of them, or
 * says anything else that a description beside the weights may say. */
HeedModel            *heed_model_load_as        (const char     *path,
                                                 const char     *description,
                                                 GCancellable   *cancellable,
                                                 GError        **error);
GPtrArray            *heed_model_list_readings  (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);

/* The description that would be used, with what was guessed marked. */
char                 *heed_model_describe       (const char     *path,
                                                 GCancellable   *cancellable,
                                                 GError        **error);
gboolean              heed_model_save           (HeedModel      *model,
                                                 const char     *path,
                                                 GError        **error);

/* The same with choices: card and name replace those that the model has (NULL keeps
 * them), half stores numbers of 16 bits, about three decimal digits of each. */
typedef struct {
  const char *card;
  const char *name;
  gboolean    half;
} HeedSaveOptions;

gboolean              heed_model_save_as        (HeedModel      *model,
                                                 const char     *path,
                                                 const HeedSaveOptions *options,
                                                 GError        **error);

/* A model with random weights whose tokens have no text, to be measured. The
 * description is JSON, as in a model's file (README, "Bring your own model"). */
HeedModel            *heed_model_new_random     (const char     *description,
                                                 guint64         seed,
                                                 GError        **error);

/* How many threads share the large products of a step or an encoding, the
 * caller's included; 1 at first. Every number is the same for any. To be said
 * before the model is shared. Where several threads compute with it at once,
 * one of them is helped and the others work alone. */
void                  heed_model_set_threads    (HeedModel      *model,
                                                 guint           n_threads);

/* How many tokens a source may have, those that the model adds not counted. Work
 * and memory grow with the square of a sentence, so there is a limit at first:
 * HEED_MAX_SOURCE_LENGTH. To be said before the model is shared. */
#define HEED_MAX_SOURCE_LENGTH 1024
void                  heed_model_set_max_source_length (HeedModel *model,
                                                 guint           n_tokens);
HeedModel            *heed_model_ref            (HeedModel      *model);
void                  heed_model_unref          (HeedModel      *model);
const HeedModelInfo  *heed_model_get_info       (HeedModel      *model);
const HeedTensorInfo *heed_model_get_tensors    (HeedModel      *model,
                                                 guint          *n_tensors);

/* What a person should know before believing what the model shows. */
const HeedUnreadInfo *heed_model_get_unread     (HeedModel      *model,
                                                 guint          *n_tensors);
const char *const    *heed_model_get_warnings   (HeedModel      *model);

/* Which attentions a model has: layers from 0, in each of them heads from 0. 0 if
 * there is no such layer. */
guint                 heed_model_get_n_layers   (HeedModel      *model,
                                                 HeedAttentionKind kind);
guint                 heed_model_get_n_heads    (HeedModel      *model,
                                                 HeedAttentionKind kind,
                                                 int             layer);

/* What the file says about itself: "heed.config", "heed.card", ... */
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

/* The parts of a text that the model has no token for and reads as unknown. */
char                **heed_model_list_unknown   (HeedModel      *model,
                                                 const char     *text);
char                 *heed_model_decode_target  (HeedModel      *model,
                                                 const guint32  *ids,
                                                 guint           n_ids);

/* A target sentence in the model's own spelling, in which two are compared. */
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

/* The tokens whose rows of the embedding point where that of id does, the nearest
 * first; special ones are none of them. NULL if there are none. Freed by the caller. */
HeedNeighbour        *heed_model_list_nearest_source (HeedModel *model,
                                                   guint32      id,
                                                   guint        n_most,
                                                   guint       *n_found);
HeedNeighbour        *heed_model_list_nearest_target (HeedModel *model,
                                                   guint32      id,
                                                   guint        n_most,
                                                   guint       *n_found);

/* The id that ends a target sentence, needed to force a whole translation, and
 * the one that the decoder reads before it has written anything. */
guint32               heed_model_get_end_token  (HeedModel      *model);
guint32               heed_model_get_begin_token (HeedModel     *model);

/* Whether a source token only makes sentences equally long. */
gboolean              heed_model_is_padding     (HeedModel      *model,
                                                 guint32         id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModel, heed_model_unref)

/* --- 2. Session: one sentence, walked token by token ---------------------- */

typedef struct _HeedSession HeedSession;

/* _new tokenizes text; _new_from_ids takes tokens as they are. The end token is
 * added if the model was trained with one and it is not there yet. Empty text is
 * a sentence too: it has just the tokens the model adds. */
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

/* TRUE once the end token was taken or max_length tokens were. */
gboolean         heed_session_is_finished    (HeedSession       *session);
void             heed_session_set_max_length (HeedSession       *session,
                                              guint              max_length);
void             heed_session_set_n_candidates (HeedSession     *session,
                                                guint            n_candidates);

/* FALSE: the steps taken from now on hand out no attention, scores and traces, for
 * whoever wants the text alone. All of it grows with the square of a sentence. */
void             heed_session_set_keeps_attention (HeedSession  *session,
                                                gboolean           keeps_attention);

/* The target tokens so far as text, without the end token. */
char            *heed_session_dup_target     (HeedSession       *session);

/* --- 3. Step: take one, look at it, take it back -------------------------- */

/* How a token is drawn: logits are divided by the temperature, then the k most
 * probable are left, then of those the fewest whose probability reaches p. A
 * draw depends on seed and position alone, so that a step that is taken again
 * draws the same. */
typedef struct {
  double  temperature;  /* >= 0; 0 takes the most probable */
  guint   top_k;        /* 0: all.             Fan et al. 2018 */
  double  top_p;        /* (0, 1]; 1: all.     Holtzman et al. 2020 */
  guint64 seed;
} HeedSamplingOptions;

#define HEED_SAMPLING_OPTIONS_DEFAULT \
  ((HeedSamplingOptions) { .temperature = 1.0, .top_k = 0, .top_p = 1.0, .seed = 0 })

/* _step takes the most probable token, _step_sampled draws one, _step_forced
 * takes the one you name. They return a new step, or NULL with a GError and the
 * session as it was. None may be called once the session is finished; rewind
 * first. */
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

/* T x K for the two target sites, row t being step t, short rows ending in
 * zeros; S x S for the encoder. Each row of attention sums to 1; scores are the
 * numbers before the softmax, and NAN where a row is short. A new matrix. NULL
 * where nothing attends, and, but for the encoder, before the first step. */
HeedMatrix      *heed_session_dup_attention (HeedSession        *session,
                                             HeedAttentionSite   site);
HeedMatrix      *heed_session_dup_scores    (HeedSession        *session,
                                             HeedAttentionSite   site);

/* The same of steps at hand, for the two target sites. */
HeedMatrix      *heed_steps_dup_attention   (HeedStep *const    *steps,
                                             guint               n_steps,
                                             HeedAttentionSite   site);
HeedMatrix      *heed_steps_dup_scores      (HeedStep *const    *steps,
                                             guint               n_steps,
                                             HeedAttentionSite   site);

/* What the encoder knows of each source token, S x D_k, as the decoder sees it; and
 * the state of the decoder's top layer at each of some steps, T x D. NULL without
 * steps, and of such as keep no attention. */
HeedMatrix      *heed_session_dup_source_states (HeedSession     *session);
HeedMatrix      *heed_steps_dup_states       (HeedStep *const    *steps,
                                              guint               n_steps);

/* The rows of a matrix, in two dimensions. NULL where there is no LAPACK. */
HeedPlane       *heed_plane_new              (const HeedMatrix   *states);

/* How one of these weights came about, with every number on the way, and what the
 * output layer made of it. position is a step, or of ENCODER_SELF a source token. */
HeedArithmetic  *heed_session_explain       (HeedSession        *session,
                                             guint               position,
                                             HeedAttentionSite   site,
                                             guint               key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSession, heed_session_free)

/* Evidence of effect, next to attention: T x S, or of NORM T x K. It is of the model
 * as it is: the steps that were taken, forced ones too, but none of the changes
 * below, except that NORM reads the weights that the steps had. */
typedef struct {
  HeedEvidenceKind   kind;
  HeedAttentionSite  site;   /* of NORM: which attention; the others do not read it */
  guint64            heads;  /* of HEED_HEAD_MEAN: bit h is head h; 0: all of them */
} HeedEvidenceWish;

/* Done in small units, each about as long as a few steps; the session may go on
 * meanwhile. _work does one and says whether there are more. */
typedef struct _HeedEvidence HeedEvidence;

HeedEvidence    *heed_evidence_new          (HeedSession            *session,
                                             const HeedEvidenceWish *wish);
gboolean         heed_evidence_work         (HeedEvidence           *evidence);
HeedMatrix      *heed_evidence_dup_matrix   (HeedEvidence           *evidence,
                                             GError                **error);
void             heed_evidence_free         (HeedEvidence           *evidence);

/* All of it at once. */
HeedMatrix      *heed_session_dup_evidence  (HeedSession            *session,
                                             const HeedEvidenceWish *wish,
                                             GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEvidence, heed_evidence_free)

/* --- 5. Interventions: what if it had looked elsewhere? ------------------- */

typedef enum {
  HEED_INTERVENTION_PIN_ROW,      /* these weights instead of the softmax's */
  HEED_INTERVENTION_MASK_KEY,     /* one key gets 0, the rest share its part */
  HEED_INTERVENTION_SHARPEN,      /* scores times factor before the softmax */
  HEED_INTERVENTION_SILENCE_HEAD  /* the head's output becomes 0 */
} HeedInterventionKind;

#define HEED_EVERY_STEP  (-1)
#define HEED_EVERY_LAYER (-1)

typedef struct {
  HeedInterventionKind  kind;
  HeedAttentionSite     site;       /* HEED_EVERY_LAYER; HEED_HEAD_MEAN: every head */
  int                   step;       /* t, or HEED_EVERY_STEP; ENCODER_SELF: the source
                                     * token that looks */
  guint                 key;        /* MASK_KEY: 0 <= key < K */
  float                 factor;     /* SHARPEN: > 0; 1 changes nothing */
  const float          *weights;    /* PIN_ROW: K of them, >= 0, sum 1 +- 1e-4 */
  guint                 n_weights;
} HeedIntervention;

/* A source token is hidden from a decoder by masking it in CROSS, in every layer.
 * The encoder has read it all the same, and what it gives for the other tokens
 * may tell of it; masking it in ENCODER_SELF too encodes the sentence anew. In
 * DECODER_SELF a step whose every token would be hidden sees all of them.
 *
 * An intervention touches the steps taken after it, and steps taken again
 * after a rewind. Steps already handed out never change. Returns its id, from
 * 1; 0 is an error. */
guint heed_session_intervene         (HeedSession             *session,
                                      const HeedIntervention  *intervention,
                                      GError                 **error);
void  heed_session_undo_intervention (HeedSession             *session,
                                      guint                    intervention_id);

/* What attention would give this token? Of the step that the session would take next,
 * looks for the rows at one site that make the token as probable as they can, by
 * gradient, all else being computed as ever; with the same probability those that are
 * nearer to the model's own. Gives the same each time, after at most some hundred
 * calls of _advance. What is hidden stays hidden. The session stays as it is. */
typedef struct _HeedAttentionSearch HeedAttentionSearch;

HeedAttentionSearch *heed_attention_search_new         (HeedSession         *session,
                                                        HeedAttentionSite    site,
                                                        guint32              token,
                                                        GError             **error);
gboolean             heed_attention_search_advance     (HeedAttentionSearch *search,
                                                        GError             **error);
gboolean             heed_attention_search_is_finished (HeedAttentionSearch *search);

/* The best so far; at first the model's own. */
HeedFoundAttention  *heed_attention_search_dup_found   (HeedAttentionSearch *search);
void                 heed_attention_search_free        (HeedAttentionSearch *search);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionSearch, heed_attention_search_free)

/* --- 6. Beam: several hypotheses side by side ----------------------------- */

/* What the log-probability of a hypothesis is divided by, A the penalty. */
typedef enum {
  HEED_LENGTH_POWER,  /* length ^ A */
  HEED_LENGTH_GNMT    /* ((5 + length) / 6) ^ A    Wu et al. 2016, equation 14 */
} HeedLengthRule;

typedef struct {
  guint          width;             /* hypotheses kept at each position, >= 1 */
  guint          max_length;        /* target tokens, >= 1; 0: the session's own */
  HeedLengthRule length_rule;
  double         length_penalty;    /* A, >= 0; 0 is off */
  double         coverage_penalty;  /* beta, >= 0; 0 is off; Wu et al. 2016, equation 14 */
  gboolean       keep_pruned;       /* leave what was crowded out in the tree */
} HeedBeamOptions;

#define HEED_BEAM_OPTIONS_DEFAULT \
  ((HeedBeamOptions) { .width = 5, .max_length = 0, .length_penalty = 1.0 })

typedef struct _HeedBeam HeedBeam;

/* A beam starts where the session stands and leaves it as it is. */
HeedBeam     *heed_beam_new         (HeedSession            *session,
                                     const HeedBeamOptions  *options);
gboolean      heed_beam_advance     (HeedBeam               *beam,
                                     GError                **error);
gboolean      heed_beam_is_finished (HeedBeam               *beam);
HeedBeamTree *heed_beam_dup_tree    (HeedBeam               *beam);

/* The best hypothesis, as a session that took its steps. */
HeedSession  *heed_beam_dup_best    (HeedBeam               *beam);
void          heed_beam_free        (HeedBeam               *beam);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBeam, heed_beam_free)

/* --- 7. Many pairs: sentences led along given targets, side by side ------- */

/* Borrowed from the caller. */
typedef struct {
  const guint32 *source;    /* n_source ids; may be none */
  guint          n_source;
  const guint32 *target;    /* n_target ids, without the end token; may be none */
  guint          n_target;
} HeedForcedPair;

/* What is kept of each pair. Sites are of kind CROSS; a mean of heads is one too. */
typedef struct {
  const HeedAttentionSite *sites;         /* n_sites */
  guint                    n_sites;
  gboolean                 wants_scores;  /* how probable the target is: most of the work */
} HeedForcedOptions;

/* Either problem or all the rest. T is n_target + 1: the end token is said too. */
typedef struct {
  GError      *problem;    /* NULL: none; else nothing below is set */
  HeedToken   *source;     /* S tokens as the encoder saw them; texts as the model's */
  guint        n_source;   /* S */
  guint        n_steps;    /* T */
  HeedMatrix **attention;  /* n_sites, each T x S; NULL where nothing attends */
  guint        n_sites;
  double      *log_probs;  /* T, natural logarithms; NULL if nobody wanted them */
  double      *entropies;  /* T, nats; likewise */
} HeedForcedReading;

/* What sessions forced along these targets would show, within rounding. */
HeedForcedReading *heed_force_pairs        (HeedModel               *model,
                                            const HeedForcedPair    *pairs,
                                            guint                    n_pairs,
                                            const HeedForcedOptions *options);
void               heed_forced_readings_free (HeedForcedReading     *readings,
                                            guint                    n_readings);

/* --- 8. Training: the caller owns the loop -------------------------------- */

/* What can be learned without a file, or from right sentences alone. Pairs are
 * made by chance, from the configuration's seed. */
typedef struct {
  const char *name;        /* "dates", as a configuration spells it */
  const char *title;       /* an untranslated msgid, as the next one */
  const char *summary;     /* ends "a task that ..." */
  const char *probe;       /* a source to watch while it is learned */
  gboolean    needs_file;  /* "lines": a file of right sentences */
} HeedTaskInfo;

const HeedTaskInfo *heed_tasks_get      (guint             i);

/* Which attention is trained: one of the scores in a recurrent model, or the
 * Transformer. */
typedef struct {
  const char    *name;            /* "scaled-dot", "transformer" */
  const char    *title;           /* an untranslated msgid, as the next two */
  const char    *label;           /* the title, and whose it is */
  const char    *help;            /* a sentence in plain language */
  HeedScoreKind  score;
  gboolean       is_transformer;
  gboolean       has_heads;       /* a person chooses how many */
} HeedMechanism;

const HeedMechanism *heed_mechanisms_get  (guint       i);
const HeedMechanism *heed_mechanisms_find (const char *name);

/* What a person chooses of a training. A preset is a task, or "book" (the model
 * of Dive into Deep Learning, for pairs of a file), or "pairs" (the default
 * model's, for pairs of a file). _init fills in what is known to work, to be
 * changed before _to_json makes it a configuration. */
typedef struct {
  const char *name;              /* of the preset */
  const char *mechanism;         /* the name of one */
  const char *train; /* a file of pairs, or of right sentences; NULL: a task needs none */
  const char *valid;             /* a file of held-out pairs, or NULL */
  const char *confusions;        /* "correction": what sounds alike, or NULL */
  guint       column;            /* "correction": of train, from 1 */
  guint       n_pairs;           /* of a file: 0 is all */
  guint       n_valid;           /* of a task */
  guint       max_tokens;        /* time steps */
  guint       embedding;
  guint       width;             /* D */
  guint       n_layers;
  guint       n_heads;           /* read if the mechanism has them */
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


/* A configuration is JSON (README, "Train a model"); relative paths in it are
 * taken from base_folder. _new reads the data and makes vocabularies. */
typedef struct _HeedTrainer HeedTrainer;

HeedTrainer *heed_trainer_new           (const char       *configuration,
                                         const char       *base_folder,
                                         GCancellable     *cancellable,
                                         GError          **error);

/* What goes before the first batch, in this order; each may take minutes. */
typedef enum {
  HEED_PREPARING_PAIRS,  /* they are read or made */
  HEED_PREPARING_TEXT,   /* pieces are learned from them, or words listed */
  HEED_PREPARING_IDS,    /* they are cut into these */
  HEED_PREPARING_LINKS   /* it is found which words belong together */
} HeedPreparation;

/* done is the part of it, 0 to 1, or NAN if nobody knows. Called by the thread
 * that makes the trainer. */
typedef void (*HeedPreparationFunc) (HeedPreparation what,
                                     double          done,
                                     gpointer        user_data);

/* The same, and tells what it does. */
HeedTrainer *heed_trainer_new_telling   (const char           *configuration,
                                         const char           *base_folder,
                                         HeedPreparationFunc   tell,
                                         gpointer              user_data,
                                         GCancellable         *cancellable,
                                         GError              **error);
gboolean     heed_trainer_is_finished   (HeedTrainer      *trainer);

/* How many batches are done. */
guint64      heed_trainer_get_batch     (HeedTrainer      *trainer);
gboolean     heed_trainer_run_batch     (HeedTrainer      *trainer,
                                         HeedTrainReport  *report,
                                         GError          **error);

/* Mean loss over the held-out pairs, nats a target token, dropout off. */
gboolean     heed_trainer_validate      (HeedTrainer      *trainer,
                                         double           *loss,
                                         GError          **error);

/* The pairs that are learned from. */
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

/* The model as it is now; training goes on without changing it. */
HeedModel   *heed_trainer_dup_model     (HeedTrainer      *trainer);

/* The same without a copy, to be let go before the next batch: for a look at a
 * sentence after every one. */
HeedModel   *heed_trainer_borrow_model  (HeedTrainer      *trainer);

/* Everything that the next batch depends on, so that a resumed run gives the
 * same bits as one that was never stopped. */
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
  HEED_LINK_ARGMAX,     /* the source that gets most; of equals the first */
  HEED_LINK_THRESHOLD,  /* every source that gets at least share */
  HEED_LINK_RELATIVE    /* every source that gets at least share x the most */
} HeedLinkRule;

typedef struct {
  HeedLinkRule rule;
  double       share;  /* (0, 1]; ARGMAX does not read it */
  guint        shift;  /* 0: row t is about the token emitted at t; 1: about the
                        * token read at t, which was emitted at t - 1 */
} HeedLinkOptions;

#define HEED_LINK_OPTIONS_DEFAULT \
  ((HeedLinkOptions) { .rule = HEED_LINK_ARGMAX, .share = 0.5, .shift = 0 })

/* Links are written "0-0 1-2 3p2": source, then target; "-" or "s" is a sure link, "p"
 * or "?" a possible one; a weight behind it, ":0.9", is read over. first is what the first
 * word is called, 0 or 1. */
HeedAlignment        *heed_alignment_new            (const HeedLink             *links,
                                                     guint                       n_links);
HeedAlignment        *heed_alignment_from_attention (const HeedMatrix           *attention,
                                                     const HeedLinkOptions      *options);
HeedAlignment        *heed_alignment_parse          (const char                 *links,
                                                     guint                       first,
                                                     GError                    **error);
char                 *heed_alignment_dup_text       (const HeedAlignment        *alignment);

/* Och and Ney 2003: precision against sure and possible links, recall against
 * sure ones. Over a corpus: _count each sentence, then _score_counts once. */
void                  heed_alignment_count          (HeedAlignmentCounts        *counts,
                                                     const HeedAlignment        *found,
                                                     const HeedAlignment        *gold);
HeedAlignmentScore    heed_alignment_score_counts   (const HeedAlignmentCounts  *counts);
HeedAlignmentScore    heed_alignment_score          (const HeedAlignment        *found,
                                                     const HeedAlignment        *gold);

/* Where the error rate of 95 of 100 corpora lies that are drawn from these sentences, as
 * many, some of them more than once. The same seed draws the same. */
HeedInterval          heed_alignment_error_interval (const HeedAlignmentCounts  *sentences,
                                                     guint                       n_sentences,
                                                     guint                       n_draws,
                                                     guint64                     seed);

/* The same of how much higher the rate of found is than that of others, which link the same
 * sentences in another way: each corpus is drawn for both. */
HeedInterval          heed_alignment_difference_interval
                                                    (const HeedAlignmentCounts  *found,
                                                     const HeedAlignmentCounts  *others,
                                                     guint                       n_sentences,
                                                     guint                       n_draws,
                                                     guint64                     seed);

/* Two alignments of one pair into one: one model looked from the source to the
 * target, the other back, and its links were transposed. */
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

/* Links that nobody drew, found in the pairs themselves: which words stand again
 * and again in the same pairs, at about the same place (Dyer et al. 2013). A
 * word is an id; ids are below about a million. The same pairs give the same
 * links on any machine. */
typedef struct {
  const guint32 *source;  /* n_source ids */
  guint          n_source;
  const guint32 *target;  /* n_target ids */
  guint          n_target;
} HeedIdPair;

typedef struct _HeedAligner HeedAligner;

/* Called now and then by the thread that asked: which part is done, 0 to 1. */
typedef void (*HeedDoneFunc) (double   done,
                              gpointer user_data);

HeedAligner          *heed_aligner_new              (const HeedIdPair           *pairs,
                                                     guint                       n_pairs,
                                                     HeedDoneFunc                tell,
                                                     gpointer                    user_data,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);
GPtrArray            *heed_aligner_align            (HeedAligner                *aligner,
                                                     const HeedIdPair           *pairs,
                                                     guint                       n_pairs,
                                                     HeedSymmetrisation          how,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);
void                  heed_aligner_free             (HeedAligner                *aligner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAligner, heed_aligner_free)

/* Both at once. */
GPtrArray            *heed_align_pairs              (const HeedIdPair           *pairs,
                                                     guint                       n_pairs,
                                                     HeedSymmetrisation          how,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);

/* From tokens to words: sum over the source tokens of a word, mean over the
 * target tokens. _group says which word each token is in, by starts_word and
 * goes_on; special tokens are in none, or are words of their own. */
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

/* What a matrix says about its own translation. Rows and columns of special
 * tokens count if they are in it. Entropies are T numbers, nats; coverage is S
 * numbers, the attention that each source token got in all. */
HeedAttentionMeasures heed_attention_measure          (const HeedMatrix         *attention);
double               *heed_attention_dup_entropies    (const HeedMatrix         *attention);
double               *heed_attention_dup_coverage     (const HeedMatrix         *attention);

/* 1: the target goes through the source in order; -1: backwards; near 0: in no
 * order; NAN: nothing to tell it by. target are the tokens of the rows, source
 * those of the columns; special ones do not count. */
double                heed_attention_diagonality      (const HeedMatrix         *attention,
                                                       const HeedToken          *target,
                                                       const HeedToken          *source);

/* Spearman's rank correlation of each row with the sizes of the evidence for it,
 * mean over the rows: 1 if both name the same tokens in the same order. NAN if no
 * row has two tokens that differ. */
double                heed_attention_agreement        (const HeedMatrix         *attention,
                                                       const HeedMatrix         *evidence);

/* Which of the figures that attentions make this one is: a diagonal, the same
 * backwards or beside itself, one column, all alike, an even grey. */
HeedAttentionVerdict  heed_attention_judge            (const HeedMatrix         *attention,
                                                       HeedAttentionKind         kind,
                                                       const HeedToken          *target,
                                                       const HeedToken          *source);

/* Whether rows are tokens that look and columns tokens that can be looked at, each
 * row sums to 1 within 1e-4, and nothing is on what cannot be read. */
HeedAttentionFault    heed_attention_check            (const HeedMatrix         *attention,
                                                       const HeedAttentionClaim *claim);

/* Wu et al. 2016, equation 14: both belong into the score of a hypothesis. */
double                heed_attention_coverage_penalty (const HeedMatrix         *attention,
                                                       double                    beta);
double                heed_length_penalty             (guint                     n_tokens,
                                                       double                    alpha);

/* Attention that another program wrote into a file, sentence by sentence. */
typedef enum {
  HEED_DUMP_GUESSED,  /* what it looks like */
  HEED_DUMP_ARRAY,    /* Neural Monkey: NumPy, sentences x source x target */
  HEED_DUMP_RECORDS,  /* JSON lines, as heed-cli attend writes them */
  HEED_DUMP_BLOCKS,   /* Nematus, Sockeye, OpenNMT-lua: who, then a row a line */
  HEED_DUMP_ROWS,     /* Marian: text ||| rows, a sentence a line */
  HEED_DUMP_TABLES    /* OpenNMT-py: -attn_debug */
} HeedDumpFormat;

#define HEED_N_DUMP_FORMATS  6
#define HEED_DUMP_LAST_LAYER (-1)

/* A sentence of it. Tokens are those of the matrix, the end of the sentence among them if
 * it has it; their ids say only which are the same. */
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

/* source and target are NULL, or tokens in the place of those that the dump has. */
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

/* How a line is split into tokens, as sacreBLEU names it. */
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
  double precision;         /* 0 to 1: edits made that were wanted */
  double recall;            /* 0 to 1: edits wanted that were made */
  double f_half;            /* 0 to 1: F0.5, precision counts twice */
  double gleu;              /* 0 to 100 */
  double exact_match;       /* 0 to 1: equal to one of the references */
} HeedCorrectionScore;

/* All text is UTF-8; references[i] is a NULL-terminated list for hypotheses[i].
 * Translations: equal to sacreBLEU 2.x, case kept, exponential smoothing, chrF
 * with 6 characters and beta 2. Corrections: character edits; GLEU without
 * tuning (Napoles et al. 2016) over the tokens that tokenizer makes. */
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
