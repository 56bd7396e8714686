/* fake-engine.c — a fake engine that is controlled by the test
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replaces the real engine when a test is linked, so that tests of threads and of the window need
 * no model file and can hold a step for as long as they need. It translates "one two" to "ONE TWO"
 * and an end token; step t attends to source token t. A path that contains "damaged" cannot be
 * loaded.
 *
 * Other words in the path of a model change it. "toy": it has an example sentence, "t o y";
 * "huge": an example that does not fit in a button. "heads": four attention heads; "transformer":
 * two layers of each kind of attention, with two heads. Head h of layer l attends l + h tokens
 * further; decoder self-attention puts most weight on the beginning. "loop": it repeats the last
 * word of the sentence until it is cut off. "guessed": it has two warnings; "resting": it attends
 * to the end of the sentence. "pieces": the word "+do" is a subword that continues the word before
 * it.
 */

#include "fake-engine.h"

#include <string.h>

#include "engine/base/arithmetic.h"

#define END_ID       0
#define BEGIN_ID     999
#define PIECE_ID     500
#define MAX_LENGTH   200
#define N_CANDIDATES 3

struct _HeedModel
{
  gatomicrefcount ref_count;
  HeedModelInfo   info;
  char           *example;
  gboolean        loops;
  gboolean        has_pieces;
  gboolean        is_guessed;
  gboolean        rests;
  guint           n_layers;  /* of cross-attention; if more than one, of all three kinds */
};

struct _HeedSession
{
  HeedModel *model;
  GArray    *source;      /* of HeedToken */
  GPtrArray *steps;
  GHashTable *hidden;     /* id -> key + 1 */
  guint      n_hidden;
};

typedef struct
{
  HeedStep       step;
  gatomicrefcount ref_count;
  HeedCandidate  candidates[N_CANDIDATES];
  HeedTrace      trace;
  float          context[8];
  HeedModel     *model;
  guint          n_keys;
  guint8        *hidden;      /* n_keys */
  GPtrArray     *rows;        /* of float *: attention rows of other sites that were handed out */
} FakeStep;

static GMutex lock;
static GCond changed;
static gboolean is_gate_shut;
static gboolean is_at_gate;
static gboolean is_one_let_through;
static guint failing_position = G_MAXUINT;
static guint n_steps_taken;
static guint n_sessions;
static guint n_models_alive;
static guint n_interventions;
static GThread *engine_thread;

void
fake_engine_shut_gate (void)
{
  g_mutex_lock (&lock);
  is_gate_shut = TRUE;
  g_mutex_unlock (&lock);
}

void
fake_engine_open_gate (void)
{
  g_mutex_lock (&lock);
  is_gate_shut = FALSE;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

void
fake_engine_wait_at_gate (void)
{
  g_mutex_lock (&lock);
  while (!is_at_gate)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

void
fake_engine_fail_at (guint position)
{
  g_mutex_lock (&lock);
  failing_position = position;
  g_mutex_unlock (&lock);
}

void
fake_engine_let_one_pass (void)
{
  g_mutex_lock (&lock);
  is_one_let_through = TRUE;
  g_cond_broadcast (&changed);
  while (is_one_let_through)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

static guint
read_locked (guint *number)
{
  guint value;

  g_mutex_lock (&lock);
  value = *number;
  g_mutex_unlock (&lock);

  return value;
}

guint
fake_engine_get_n_steps_taken (void)
{
  return read_locked (&n_steps_taken);
}

guint
fake_engine_get_n_sessions (void)
{
  return read_locked (&n_sessions);
}

guint
fake_engine_get_n_interventions (void)
{
  return read_locked (&n_interventions);
}

guint
fake_engine_get_n_models_alive (void)
{
  return read_locked (&n_models_alive);
}

GThread *
fake_engine_get_thread (void)
{
  GThread *thread;

  g_mutex_lock (&lock);
  thread = engine_thread;
  g_mutex_unlock (&lock);

  return thread;
}

static void
pass_gate (guint *count)
{
  g_mutex_lock (&lock);
  engine_thread = g_thread_self ();

  while (is_gate_shut && !is_one_let_through)
    {
      is_at_gate = TRUE;
      g_cond_broadcast (&changed);
      g_cond_wait (&changed, &lock);
    }

  is_at_gate = FALSE;
  is_one_let_through = FALSE;
  g_cond_broadcast (&changed);
  (*count)++;
  g_mutex_unlock (&lock);
}

/* --- Model --- */

HeedModel *
heed_model_load_as (const char    *path,
                    const char    *description,
                    GCancellable  *cancellable,
                    GError       **error)
{
  HeedModel *model;

  g_mutex_lock (&lock);
  engine_thread = g_thread_self ();
  g_mutex_unlock (&lock);

  if (strstr (path, "damaged") != NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "header: expected JSON, found noise");
      return NULL;
    }

  if (strstr (path, "either") != NULL && description == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS, "model: expected one, found two");
      return NULL;
    }

  model = g_new0 (HeedModel, 1);
  g_atomic_ref_count_init (&model->ref_count);
  model->info = (HeedModelInfo) {
    .name = strstr (path, "other") != NULL ? "Other → Shouting" : "English → Shouting",
    .source_language = "en",
    .target_language = "en",
    .architecture = HEED_ARCHITECTURE_GRU,
    .score = strstr (path, "none") != NULL ||
                 (description != NULL && strstr (description, "none") != NULL)
             ? HEED_SCORE_NONE
             : HEED_SCORE_ADDITIVE,
    .n_encoder_layers = 1,
    .n_decoder_layers = 1,
    .n_directions = 1,
    .n_heads = strstr (path, "heads") != NULL ? 4 : strstr (path, "transformer") != NULL ? 2 : 1,
    .width = 8,
    .source_vocabulary = 1000,
    .target_vocabulary = 1000,
    .n_parameters = 1,
    .has_text = TRUE,
  };

  if (strstr (path, "toy") != NULL)
    model->example = g_strdup ("t o y");
  else if (strstr (path, "huge") != NULL)
    model->example = g_strnfill (1000, 'y');

  model->is_guessed = strstr (path, "guessed") != NULL;
  model->has_pieces = strstr (path, "pieces") != NULL;
  model->loops = strstr (path, "loop") != NULL;
  model->rests = strstr (path, "resting") != NULL;
  model->n_layers = model->info.score == HEED_SCORE_NONE ? 0
                  : strstr (path, "transformer") != NULL ? 2
                                                         : 1;

  g_mutex_lock (&lock);
  n_models_alive++;
  g_mutex_unlock (&lock);

  return model;
}

HeedModel *
heed_model_ref (HeedModel *model)
{
  g_atomic_ref_count_inc (&model->ref_count);

  return model;
}

void
heed_model_unref (HeedModel *model)
{
  if (!g_atomic_ref_count_dec (&model->ref_count))
    return;

  g_mutex_lock (&lock);
  n_models_alive--;
  g_mutex_unlock (&lock);
  g_free (model->example);
  g_free (model);
}

const HeedModelInfo *
heed_model_get_info (HeedModel *model)
{
  return &model->info;
}

const char *const *
heed_model_get_warnings (HeedModel *model)
{
  static const char *const none[] = { NULL };
  static const char *const guessed[] = { "score: guessed", "position.weight: not read", NULL };

  return model->is_guessed ? guessed : none;
}

HeedModel *
heed_model_load (const char    *path,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return heed_model_load_as (path, NULL, cancellable, error);
}

static void
free_choice (gpointer data)
{
  HeedModelChoice *choice = data;

  g_free (choice->title);
  g_free (choice->description);
  g_free (choice);
}

/* Two choices for a path that contains "either"; six, of which the
 * fifth has no attention, if it also contains "many". */
GPtrArray *
heed_model_list_choices (const char    *path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  guint n_readings = strstr (path, "many") != NULL ? 6 : 2;

  for (guint i = 0; strstr (path, "either") != NULL && i < n_readings; i++)
    {
      HeedModelChoice *choice = g_new0 (HeedModelChoice, 1);

      choice->title = g_strdup (i == 0 ? "Without attention" : "With attention");
      choice->description = g_strdup (i == 4 ? "{\"score\": \"none\"}" : "{}");
      g_ptr_array_add (choices, choice);
    }

  return choices;
}

const char *
heed_model_get_metadata (HeedModel  *model,
                         const char *key)
{
  return g_str_equal (key, "heed.example") ? model->example : NULL;
}

/* The fake computes nothing in parallel. */
void
heed_model_set_threads (HeedModel *model,
                        guint      n_threads)
{
  g_assert_cmpuint (n_threads, >=, 1);
}

guint
heed_model_get_n_layers (HeedModel         *model,
                         HeedAttentionKind  kind)
{
  return kind == HEED_ATTENTION_CROSS || model->n_layers > 1 ? model->n_layers : 0;
}

guint
heed_model_get_n_heads (HeedModel         *model,
                        HeedAttentionKind  kind,
                        int                layer)
{
  return layer < (int) heed_model_get_n_layers (model, kind) ? model->info.n_heads : 0;
}

/* Characters outside ASCII are unknown. */
char **
heed_model_list_unknown (HeedModel  *model,
                         const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " ", -1);
  GPtrArray *unknown = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_is_ascii (words[i]))
      g_ptr_array_add (unknown, g_strdup (words[i]));
  g_ptr_array_add (unknown, NULL);

  return (char **) g_ptr_array_free (unknown, FALSE);
}

gboolean
heed_model_is_padding (HeedModel *model,
                       guint32    id)
{
  return FALSE;
}

guint32
heed_model_get_begin_token (HeedModel *model)
{
  return BEGIN_ID;
}

guint32
heed_model_get_end_token (HeedModel *model)
{
  return END_ID;
}

HeedToken
heed_model_get_source_token (HeedModel *model,
                             guint32    id)
{
  return (HeedToken) { .id = id, .text = "word", .starts_word = TRUE };
}

HeedToken
heed_model_get_target_token (HeedModel *model,
                             guint32    id)
{
  if (model->has_pieces && id == PIECE_ID)
    return (HeedToken) { .id = id, .text = "+ing", .n_before = 1 };

  return (HeedToken) { .id = id,
                       .text = id == BEGIN_ID ? "<bos>" : "?",
                       .is_special = TRUE,
                       .starts_word = TRUE };
}

/* --- Steps --- */

HeedStep *
heed_step_ref (HeedStep *step)
{
  g_atomic_ref_count_inc (&((FakeStep *) step)->ref_count);

  return step;
}

void
heed_step_unref (HeedStep *step)
{
  FakeStep *fake = (FakeStep *) step;

  if (!g_atomic_ref_count_dec (&fake->ref_count))
    return;

  for (guint i = 0; i < N_CANDIDATES; i++)
    g_free ((char *) fake->candidates[i].token.text);

  g_free ((char *) step->token.text);
  heed_model_unref (fake->model);
  g_free (fake->hidden);
  g_ptr_array_unref (fake->rows);
  g_free (fake);
}

/* Puts most of the weight on one key and spreads the rest evenly; hidden keys get none. */
static void
look_at (float        *weights,
         const guint8 *hidden,
         guint         n_keys,
         guint         place)
{
  float sum = 0.0f;

  for (guint key = 0; key < n_keys; key++)
    {
      weights[key] = hidden != NULL && hidden[key] ? 0.0f : key == place ? 20.0f : 1.0f;
      sum += weights[key];
    }

  for (guint key = 0; key < n_keys && sum > 0.0f; key++)
    weights[key] /= sum;
}

static gboolean
has_site (HeedModel         *model,
          HeedAttentionSite  site)
{
  return site.layer < (int) heed_model_get_n_layers (model, site.kind) &&
         site.head < (int) model->info.n_heads;
}

/* Adds a row that lives as long as the step. */
static float *
add_row (FakeStep *fake,
         guint     n_keys)
{
  float *row = g_new0 (float, n_keys);

  g_ptr_array_add (fake->rows, row);

  return row;
}

static guint
count_keys (const FakeStep    *fake,
            HeedAttentionSite  site)
{
  return site.kind == HEED_ATTENTION_DECODER_SELF ? fake->step.position + 1 : fake->n_keys;
}

static guint
choose_place (const FakeStep    *fake,
              HeedAttentionSite  site)
{
  guint further = (guint) (site.layer + MAX (site.head, 0));

  if (fake->model->rests)
    return count_keys (fake, site) - 1;

  return site.kind == HEED_ATTENTION_DECODER_SELF ? 0 : fake->step.position + further;
}

const float *
heed_step_attention (const HeedStep    *step,
                     HeedAttentionSite  site,
                     guint             *n_keys)
{
  FakeStep *fake = (FakeStep *) step;
  float *row;

  if (site.kind == HEED_ATTENTION_ENCODER_SELF || !has_site (fake->model, site))
    return NULL;

  *n_keys = count_keys (fake, site);
  row = add_row (fake, *n_keys);
  look_at (row, site.kind == HEED_ATTENTION_CROSS ? fake->hidden : NULL, *n_keys,
           choose_place (fake, site));

  return row;
}

const float *
heed_step_scores (const HeedStep    *step,
                  HeedAttentionSite  site,
                  guint             *n_keys)
{
  FakeStep *fake = (FakeStep *) step;
  float *row;

  if (site.kind == HEED_ATTENTION_ENCODER_SELF || !has_site (fake->model, site))
    return NULL;

  *n_keys = count_keys (fake, site);
  row = add_row (fake, *n_keys);
  for (guint key = 0; key < *n_keys; key++)
    row[key] = key == choose_place (fake, site) ? 4.0f : 1.0f;

  return row;
}

static gboolean
is_hidden (HeedSession *session,
           guint        key)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, session->hidden);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (GPOINTER_TO_UINT (value) == key + 1)
      return TRUE;

  return FALSE;
}

static HeedToken
make_token (const char *text,
            guint32     id)
{
  return (HeedToken) { .id = id,
                       .text = g_strdup (text),
                       .is_special = id == END_ID,
                       .starts_word = text[0] != '+',
                       .n_before = text[0] == '+' };
}

/* The most probable token of the fake: the source token in capitals. */
static HeedToken
translate (HeedSession *session,
           guint        position)
{
  const HeedToken *source =
    &g_array_index (session->source, HeedToken,
                    MIN (position, session->source->len - (session->model->loops ? 2 : 1)));
  g_autofree char *capitals = g_utf8_strup (source->text, -1);

  return make_token (source->id == END_ID ? source->text : capitals, source->id);
}

static HeedStep *
take_step (HeedSession  *session,
           const guint32 *forced_id,
           GError       **error)
{
  guint position = session->steps->len;
  FakeStep *fake;

  pass_gate (&n_steps_taken);

  if (position >= read_locked (&failing_position))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "decoder.output: expected finite numbers, found NaN");
      return NULL;
    }

  fake = g_new0 (FakeStep, 1);
  g_atomic_ref_count_init (&fake->ref_count);
  fake->model = heed_model_ref (session->model);
  fake->n_keys = session->source->len;
  fake->hidden = g_new0 (guint8, fake->n_keys);
  fake->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint key = 0; key < fake->n_keys; key++)
    fake->hidden[key] = is_hidden (session, key);

  fake->candidates[0] = (HeedCandidate) { translate (session, position), -0.1 };
  fake->candidates[1] = (HeedCandidate) { make_token ("other", 901), -3.0 };
  fake->candidates[2] = (HeedCandidate) { make_token ("third", 902), -4.0 };
  fake->trace = (HeedTrace) { "context", 0, fake->context, G_N_ELEMENTS (fake->context) };

  fake->step.position = position;
  fake->step.forced = forced_id != NULL;
  fake->step.token = make_token (fake->candidates[0].token.text, fake->candidates[0].token.id);
  fake->step.log_prob = -0.1;
  fake->step.end_log_prob = -0.1 - position;
  fake->step.entropy = 0.5;
  fake->step.candidates = fake->candidates;
  fake->step.n_candidates = N_CANDIDATES;
  fake->step.traces = &fake->trace;
  fake->step.n_traces = 1;

  for (guint i = 1; i < N_CANDIDATES && forced_id != NULL; i++)
    if (fake->candidates[i].token.id == *forced_id)
      {
        g_free ((char *) fake->step.token.text);
        fake->step.token = make_token (fake->candidates[i].token.text, *forced_id);
        fake->step.log_prob = fake->candidates[i].log_prob;
      }

  g_ptr_array_add (session->steps, heed_step_ref (&fake->step));

  return &fake->step;
}

HeedStep *
heed_session_step (HeedSession  *session,
                   GError      **error)
{
  return take_step (session, NULL, error);
}

HeedStep *
heed_session_step_forced (HeedSession  *session,
                          guint32       token_id,
                          GError      **error)
{
  return take_step (session, &token_id, error);
}

/* --- Session --- */

static void
clear_token (gpointer data)
{
  g_free ((char *) ((HeedToken *) data)->text);
}

HeedSession *
heed_session_new (HeedModel   *model,
                  const char  *source,
                  GError     **error)
{
  HeedSession *session = g_new0 (HeedSession, 1);
  g_auto(GStrv) words = g_strsplit_set (source, " ", -1);
  HeedToken end = make_token ("<eos>", END_ID);

  session->model = heed_model_ref (model);
  session->source = g_array_new (FALSE, FALSE, sizeof (HeedToken));
  g_array_set_clear_func (session->source, clear_token);
  session->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);
  session->hidden = g_hash_table_new (NULL, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        HeedToken token = make_token (words[i], i + 1);

        g_array_append_val (session->source, token);
      }

  g_array_append_val (session->source, end);
  pass_gate (&n_sessions);

  return session;
}

void
heed_session_free (HeedSession *session)
{
  heed_model_unref (session->model);
  g_array_unref (session->source);
  g_ptr_array_unref (session->steps);
  g_hash_table_unref (session->hidden);
  g_free (session);
}

const HeedToken *
heed_session_get_source (HeedSession *session,
                         guint       *n_tokens)
{
  *n_tokens = session->source->len;

  return (const HeedToken *) (gpointer) session->source->data;
}

guint
heed_session_get_n_steps (HeedSession *session)
{
  return session->steps->len;
}

HeedStep *
heed_session_get_step (HeedSession *session,
                       guint        position)
{
  return g_ptr_array_index (session->steps, position);
}

gboolean
heed_session_is_finished (HeedSession *session)
{
  HeedStep *last;

  if (session->steps->len == 0)
    return FALSE;

  last = g_ptr_array_index (session->steps, session->steps->len - 1);

  return last->token.id == END_ID || session->steps->len >= MAX_LENGTH;
}

void
heed_session_rewind (HeedSession *session,
                     guint        n_steps_kept)
{
  g_assert_cmpuint (n_steps_kept, <=, session->steps->len);

  g_ptr_array_set_size (session->steps, (int) n_steps_kept);
}

HeedSession *
heed_session_fork (HeedSession *session)
{
  HeedSession *fork = g_new0 (HeedSession, 1);

  fork->model = heed_model_ref (session->model);
  fork->source = g_array_ref (session->source);
  fork->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);
  fork->hidden = g_hash_table_ref (session->hidden);
  for (guint t = 0; t < session->steps->len; t++)
    g_ptr_array_add (fork->steps, heed_step_ref (g_ptr_array_index (session->steps, t)));

  return fork;
}

/* In the encoder, token i attends to token i + 1. */
HeedMatrix *
heed_session_dup_attention (HeedSession       *session,
                            HeedAttentionSite  site)
{
  guint n = session->source->len;
  g_autofree float *values = g_new0 (float, n * n);

  g_assert_cmpint (site.kind, ==, HEED_ATTENTION_ENCODER_SELF);

  for (guint i = 0; i < n; i++)
    look_at (values + i * n, NULL, n, i + 1);

  return heed_matrix_new (n, n, values);
}

HeedMatrix *
heed_session_dup_scores (HeedSession       *session,
                         HeedAttentionSite  site)
{
  return heed_session_dup_attention (session, site);
}

/* Writes one equation, with a vector and a number that encode the position and the key. */
HeedArithmetic *
heed_session_explain (HeedSession       *session,
                      guint              position,
                      HeedAttentionSite  site,
                      guint              key)
{
  const float state[] = { (float) position, (float) key, -1.0f };
  HeedArithmeticWriter *writer = heed_arithmetic_writer_new (site, position, key);

  g_assert_cmpuint (key, <, session->source->len);
  heed_arithmetic_write_equation (writer, HEED_STAGE_SCORE, "e_i = s · h_i");
  heed_arithmetic_write (writer, &(HeedQuantity) {
    "s", "the state", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, 3, state });
  heed_arithmetic_write_number (writer, HEED_STAGE_WEIGHT, "α_i", "the weight", key);
  heed_arithmetic_write_keys (writer, session->source->len, NULL, HEED_CHANGED_NOTHING);

  return heed_arithmetic_finish (writer);
}

/* The fake always returns the same candidates. */
void
heed_session_set_n_candidates (HeedSession *session,
                               guint        n_candidates)
{
}

/* Source token t counts for the target token at t, all others a little against it. */
struct _HeedEvidence
{
  guint n_rows;
  guint n_columns;
};

HeedEvidence *
heed_evidence_new (HeedSession             *session,
                   const HeedEvidenceWish  *wish,
                   GError                 **error)
{
  HeedEvidence *evidence = g_new0 (HeedEvidence, 1);

  evidence->n_rows = session->steps->len;
  evidence->n_columns = session->source->len;

  return evidence;
}

gboolean
heed_evidence_work (HeedEvidence *evidence)
{
  return FALSE;
}

HeedMatrix *
heed_evidence_dup_matrix (HeedEvidence  *evidence,
                          GError       **error)
{
  g_autofree float *values = g_new (float, evidence->n_rows * evidence->n_columns);

  for (guint row = 0; row < evidence->n_rows; row++)
    for (guint column = 0; column < evidence->n_columns; column++)
      values[row * evidence->n_columns + column] = row == column ? 2.0f : -0.25f;

  return heed_matrix_new (evidence->n_rows, evidence->n_columns, values);
}

void
heed_evidence_free (HeedEvidence *evidence)
{
  g_free (evidence);
}

/* No test of a window asks for all evidence at once. */
HeedMatrix *
heed_session_dup_evidence (HeedSession             *session,
                           const HeedEvidenceWish  *wish,
                           GError                 **error)
{
  g_assert_not_reached ();
}

/* The window must keep attention, because the tests read it. */
void
heed_session_set_keeps_attention (HeedSession *session,
                                  gboolean     keeps_attention)
{
  g_assert_true (keeps_attention);
}

guint
heed_session_intervene (HeedSession             *session,
                        const HeedIntervention  *intervention,
                        GError                 **error)
{
  gboolean is_hiding = intervention->kind == HEED_INTERVENTION_MASK_KEY;

  /* The weights of this engine do not change with the factor of their scores. */
  g_assert_true (is_hiding || intervention->kind == HEED_INTERVENTION_SHARPEN);
  g_assert_true (!is_hiding || intervention->key < session->source->len);

  g_mutex_lock (&lock);
  n_interventions++;
  g_mutex_unlock (&lock);

  session->n_hidden++;
  g_hash_table_insert (session->hidden, GUINT_TO_POINTER (session->n_hidden),
                       GUINT_TO_POINTER (is_hiding ? intervention->key + 1 : 0));

  return session->n_hidden;
}

void
heed_session_undo_intervention (HeedSession *session,
                                guint        intervention_id)
{
  g_mutex_lock (&lock);
  n_interventions++;
  g_mutex_unlock (&lock);

  g_assert_true (g_hash_table_remove (session->hidden, GUINT_TO_POINTER (intervention_id)));
}

HeedModel *
heed_session_get_model (HeedSession *session)
{
  return session->model;
}
