/* test-keras-model.c — Keras models against Keras's equations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The equations are those of keras.layers.GRUCell (reset_after=True), LSTMCell, Dense,
 * AdditiveAttention and Attention, in double precision, with the weights as Keras has
 * them: inputs x outputs, gates side by side.
 *
 * Covers: engine/networks/tensor-places.c
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/files/weights-file.h"
#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define MAX_WIDTH 32
#define MAX_STEPS 4
#define TOLERANCE 2e-6

static const guint32 source[] = { 2, 5, 4, 6, 3 };

typedef struct {
  HeedWeightsFile  file;
  HeedSession     *session;
  GPtrArray       *tables;  /* owns the tables that get() returned */
} Opened;

static char *
copy_to_scratch (const char *path,
                 const char *name)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);

  return scratch_write (name, bytes, n_bytes);
}

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "keras", name, NULL);
}

static char *
find_example (void)
{
  return g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "resources", "layouts",
                           "keras.json", NULL);
}

/* Copies the weights to the scratch folder and writes the description beside them. Returns the path
 * of the weights. */
static char *
lay_out (const char *weights,
         const char *description)
{
  g_autofree char *from = find_data (weights);
  g_autofree char *beside = copy_to_scratch (description, "model.json");

  return copy_to_scratch (from, weights);
}

static void
open_model (Opened     *opened,
            const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);
  opened->tables = g_ptr_array_new_with_free_func (g_free);
  opened->session =
    heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error);
  g_assert_no_error (error);
  heed_weights_file_load (&opened->file, path, &error);
  g_assert_no_error (error);
}

static void
close_model (Opened *opened)
{
  g_ptr_array_unref (opened->tables);
  heed_weights_file_clear (&opened->file);
  heed_session_free (opened->session);
}

/* --- Keras ---------------------------------------------------------------- */

typedef double Vector[MAX_WIDTH];

/* An array of the file in its original layout. */
typedef struct {
  float n[MAX_WIDTH * MAX_WIDTH];
  gsize n_columns;
} Table;

static const Table *
get (Opened     *opened,
     const char *format,
     const char *name)
{
  g_autofree char *full = g_strdup_printf (format, name);
  const HeedArray *array = heed_weights_find (opened->file.weights, full);
  Table *table = g_new0 (Table, 1);

  g_ptr_array_add (opened->tables, table);
  if (array == NULL)
    g_error ("expected %s, found none", full);
  g_assert_cmpuint (array->n_values, <=, MAX_WIDTH * MAX_WIDTH);
  heed_array_copy_floats (array, table->n);
  table->n_columns = array->shape[array->n_dims - 1];

  return table;
}

/* y += x K */
static void
add_product (const double *x,
             gsize         n_in,
             const Table  *kernel,
             double       *y)
{
  for (gsize i = 0; i < n_in; i++)
    for (gsize j = 0; j < kernel->n_columns; j++)
      y[j] += x[i] * kernel->n[i * kernel->n_columns + j];
}

static void
take_row (const Table *table,
          gsize        row,
          double      *y)
{
  for (gsize j = 0; j < table->n_columns; j++)
    y[j] = table->n[row * table->n_columns + j];
}

static double
sigmoid (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

/* The gates are z, r and the candidate state, in this order; bias has one row for the input and one
 * for the state. */
static void
step_gru (const Table  *kernel,
          const Table  *recurrent,
          const Table  *bias,
          const double *x,
          gsize         n_in,
          double       *h)
{
  gsize n = recurrent->n_columns / 3;
  Vector of_x = { 0 }, of_h = { 0 };

  take_row (bias, 0, of_x);
  take_row (bias, 1, of_h);
  add_product (x, n_in, kernel, of_x);
  add_product (h, n, recurrent, of_h);

  for (gsize j = 0; j < n; j++)
    {
      double z = sigmoid (of_x[j] + of_h[j]);
      double r = sigmoid (of_x[n + j] + of_h[n + j]);
      double candidate = tanh (of_x[2 * n + j] + r * of_h[2 * n + j]);

      h[j] = z * h[j] + (1.0 - z) * candidate;
    }
}

/* The gates are i, f, the candidate state and o, in this order. */
static void
step_lstm (const Table  *kernel,
           const Table  *recurrent,
           const Table  *bias,
           const double *x,
           gsize         n_in,
           double       *h,
           double       *c)
{
  gsize n = recurrent->n_columns / 4;
  Vector gates = { 0 };

  take_row (bias, 0, gates);
  add_product (x, n_in, kernel, gates);
  add_product (h, n, recurrent, gates);

  for (gsize j = 0; j < n; j++)
    {
      c[j] = sigmoid (gates[n + j]) * c[j] + sigmoid (gates[j]) * tanh (gates[2 * n + j]);
      h[j] = sigmoid (gates[3 * n + j]) * tanh (c[j]);
    }
}

static void
soften (double *scores,
        gsize   n)
{
  double largest = scores[0], sum = 0.0;

  for (gsize i = 1; i < n; i++)
    largest = MAX (largest, scores[i]);
  for (gsize i = 0; i < n; i++)
    sum += scores[i] = exp (scores[i] - largest);
  for (gsize i = 0; i < n; i++)
    scores[i] /= sum;
}

static void
weigh (Vector       *values,
       const double *weights,
       gsize         n,
       double       *context)
{
  for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
    for (gsize j = 0; j < n; j++)
      context[j] += weights[s] * values[s][j];
}

/* Checks that the session's next step chooses the most probable token of logits with these weights.
 * Returns the token. */
static guint32
assert_step (Opened       *opened,
             double       *logits,
             gsize         n_tokens,
             const double *weights)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedStep) step = heed_session_step (opened->session, &error);
  const float *found;
  gsize best = 0;
  guint n_keys;

  g_assert_no_error (error);
  found = heed_step_attention (step, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, &n_keys);
  g_assert_cmpuint (n_keys, ==, G_N_ELEMENTS (source));
  soften (logits, n_tokens);
  for (gsize i = 1; i < n_tokens; i++)
    if (logits[i] > logits[best])
      best = i;

  g_assert_cmpuint (step->token.id, ==, best);
  g_assert_cmpfloat_with_epsilon (step->log_prob, log (logits[best]), TOLERANCE);
  for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
    g_assert_cmpfloat_with_epsilon (found[s], weights[s], TOLERANCE);

  return step->token.id;
}

/* --- The three models ------------------------------------------------------ */

/* AdditiveAttention: v tanh (q + k), with q and k from Dense layers. */
static void
attend (const double *query,
        gsize         n,
        Vector       *values,
        const Table  *of_query,
        const Table  *of_value,
        const double *biases,
        const Table  *v,
        double       *weights)
{
  gsize n_units = of_query->n_columns;

  for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
    {
      Vector sum = { 0 };

      memcpy (sum, biases, n_units * sizeof *sum);
      add_product (query, n, of_query, sum);
      add_product (values[s], n, of_value, sum);
      weights[s] = 0.0;
      for (gsize j = 0; j < n_units; j++)
        weights[s] += v->n[j] * tanh (sum[j]);
    }

  soften (weights, G_N_ELEMENTS (source));
}

/* Computes TensorFlow's tutorial of 2021, as resources/layouts/keras.json describes it. */
static void
assert_nmt (const char *name)
{
  g_autofree char *example = find_example ();
  g_autofree char *path = lay_out (name, example);
  Opened o = { 0 };
  Vector values[G_N_ELEMENTS (source)] = { { 0 } };
  Vector h = { 0 };
  const Vector no_biases = { 0 };
  guint32 token = 2;

  open_model (&o, path);
  for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
    {
      Vector x;

      take_row (get (&o, "encoder/%s", "embedding/vars/0"), source[s], x);
      step_gru (get (&o, "encoder/gru/cell/vars/%s", "0"),
                get (&o, "encoder/gru/cell/vars/%s", "1"),
                get (&o, "encoder/gru/cell/vars/%s", "2"), x, 3, h);
      memcpy (values[s], h, sizeof h);
    }

  for (guint t = 0; t < MAX_STEPS && !heed_session_is_finished (o.session); t++)
    {
      Vector x, weights, joined = { 0 }, attentional = { 0 }, logits = { 0 };

      take_row (get (&o, "decoder/%s", "embedding/vars/0"), token, x);
      step_gru (get (&o, "decoder/gru/cell/vars/%s", "0"),
                get (&o, "decoder/gru/cell/vars/%s", "1"),
                get (&o, "decoder/gru/cell/vars/%s", "2"), x, 3, h);
      attend (h, 4, values, get (&o, "decoder/%s", "attention/W1/vars/0"),
              get (&o, "decoder/%s", "attention/W2/vars/0"), no_biases,
              get (&o, "decoder/%s", "attention/attention/vars/0"), weights);
      weigh (values, weights, 4, joined);
      memcpy (joined + 4, h, 4 * sizeof *h);
      add_product (joined, 8, get (&o, "decoder/%s", "Wc/vars/0"), attentional);
      for (guint j = 0; j < 5; j++)
        attentional[j] = tanh (attentional[j]);
      take_row (get (&o, "decoder/%s", "fc/vars/1"), 0, logits);
      add_product (attentional, 5, get (&o, "decoder/%s", "fc/vars/0"), logits);
      token = assert_step (&o, logits, 9, weights);
    }

  close_model (&o);
}

static void
test_keras_model_tutorial_says_what_its_equations_say (void)
{
  assert_nmt ("nmt.weights.h5");
  assert_nmt ("nmt.keras");
}

/* A Keras 2 model with biases: the query is the previous state, and the cell's input is the context
 * followed by the embedding. */
static void
test_keras_model_whole_model_says_what_its_equations_say (void)
{
  g_autofree char *path = find_data ("whole.h5");
  Opened o = { 0 };
  Vector values[G_N_ELEMENTS (source)] = { { 0 } };
  Vector h = { 0 };
  guint32 token = 2;

  open_model (&o, path);
  for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
    {
      Vector x;

      take_row (get (&o, "embedding/%s", "embedding/embeddings:0"), source[s], x);
      step_gru (get (&o, "gru/gru/gru_cell/%s:0", "kernel"),
                get (&o, "gru/gru/gru_cell/%s:0", "recurrent_kernel"),
                get (&o, "gru/gru/gru_cell/%s:0", "bias"), x, 3, h);
      memcpy (values[s], h, sizeof h);
    }

  for (guint t = 0; t < MAX_STEPS && !heed_session_is_finished (o.session); t++)
    {
      Vector x = { 0 }, weights, biases = { 0 }, logits = { 0 };
      const Table *of_query = get (&o, "%s", "dense/dense/bias:0");
      const Table *of_value = get (&o, "%s", "dense_1/dense_1/bias:0");

      for (guint j = 0; j < 5; j++)
        biases[j] = (double) of_query->n[j] + of_value->n[j];
      attend (h, 4, values, get (&o, "%s", "dense/dense/kernel:0"),
              get (&o, "%s", "dense_1/dense_1/kernel:0"), biases,
              get (&o, "%s", "dense_2/dense_2/kernel:0"), weights);
      weigh (values, weights, 4, x);
      take_row (get (&o, "%s", "embedding_1/embedding_1/embeddings:0"), token, x + 4);
      step_gru (get (&o, "gru_1/gru_1/gru_cell/%s:0", "kernel"),
                get (&o, "gru_1/gru_1/gru_cell/%s:0", "recurrent_kernel"),
                get (&o, "gru_1/gru_1/gru_cell/%s:0", "bias"), x, 7, h);
      take_row (get (&o, "%s", "dense_3/dense_3/bias:0"), 0, logits);
      add_product (h, 4, get (&o, "%s", "dense_3/dense_3/kernel:0"), logits);
      token = assert_step (&o, logits, 9, weights);
    }

  close_model (&o);
}

/* Runs one direction of an encoder of LSTM cells; its outputs are one half of each value. */
static void
run_direction (Opened     *opened,
               const char *name,
               gboolean    backwards,
               Vector     *values,
               double     *h,
               double     *c)
{
  const Table *embedding = get (opened, "%s", "source");
  const Table *kernel = get (opened, "%s_kernel", name);
  const Table *recurrent = get (opened, "%s_recurrent_kernel", name);
  const Table *bias = get (opened, "%s_bias", name);

  for (gsize i = 0; i < G_N_ELEMENTS (source); i++)
    {
      gsize s = backwards ? G_N_ELEMENTS (source) - 1 - i : i;
      Vector x;

      take_row (embedding, source[s], x);
      step_lstm (kernel, recurrent, bias, x, 3, h, c);
      memcpy (values[s] + (backwards ? 2 : 0), h, 2 * sizeof *h);
    }
}

/* Attention (Luong's dot product) over a bidirectional encoder, from an .npz file. */
static void
test_keras_model_lstm_says_what_its_equations_say (void)
{
  g_autofree char *path = find_data ("lstm.npz");
  Opened o = { 0 };
  Vector values[G_N_ELEMENTS (source)] = { { 0 } };
  Vector h = { 0 }, c = { 0 };
  guint32 token = 2;

  open_model (&o, path);
  run_direction (&o, "forward", FALSE, values, h, c);
  run_direction (&o, "backward", TRUE, values, h + 2, c + 2);

  for (guint t = 0; t < MAX_STEPS && !heed_session_is_finished (o.session); t++)
    {
      Vector x, weights, joined = { 0 }, logits = { 0 };

      take_row (get (&o, "%s", "target"), token, x);
      step_lstm (get (&o, "decoder_%s", "kernel"),
                 get (&o, "decoder_%s", "recurrent_kernel"),
                 get (&o, "decoder_%s", "bias"), x, 3, h, c);
      for (gsize s = 0; s < G_N_ELEMENTS (source); s++)
        {
          weights[s] = 0.0;
          for (guint j = 0; j < 4; j++)
            weights[s] += h[j] * values[s][j];
        }
      soften (weights, G_N_ELEMENTS (source));
      weigh (values, weights, 4, joined);
      memcpy (joined + 4, h, 4 * sizeof *h);
      take_row (get (&o, "dense_%s", "bias"), 0, logits);
      add_product (joined, 8, get (&o, "dense_%s", "kernel"), logits);
      token = assert_step (&o, logits, 9, weights);
    }

  close_model (&o);
}

/* --- What is said of the file ---------------------------------------------- */

static void
test_keras_model_optimizer_is_no_weight (void)
{
  g_autofree char *path = find_data ("whole.h5");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);
  const HeedUnreadInfo *unread;
  guint n_unread;

  g_assert_no_error (error);
  unread = heed_model_get_unread (model, &n_unread);
  g_assert_cmpuint (n_unread, ==, 2);
  for (guint i = 0; i < n_unread; i++)
    g_assert_false (unread[i].is_weight);
  g_assert_cmpstr (unread[0].tensor.name, ==, "optimizer_weights/Adam/dense/kernel/m:0");
  g_assert_cmpstr (unread[0].why, ==, "optimizer_weights belongs to the training");
}

/* "tokens" applies to both sides, however the vocabularies spell these tokens. */
static void
test_keras_model_tokens_that_are_said_hold_for_both_sides (void)
{
  static const char *const vocabularies[] = {
    "{\"src\": [\"\", \"[UNK]\", \"[START]\", \"[END]\", \"a\", \"b\", \".\"], "
    "\"tgt\": [\"\", \"[UNK]\", \"[START]\", \"[END]\", \"c\", \"d\", \".\", \"e\", \"f\"]}",
    "{\"src\": [\"0\", \"[UNK]\", \"go\", \"stop\", \"a\", \"b\", \".\"], "
    "\"tgt\": [\"0\", \"[UNK]\", \"go\", \"stop\", \"c\", \"d\", \".\", \"e\", \"f\"]}",
  };
  g_autofree char *example = find_example ();
  g_autofree char *path = lay_out ("nmt.keras", example);

  for (gsize i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    {
      g_autofree char *beside = scratch_write ("vocab.json", vocabularies[i],
                                               strlen (vocabularies[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);
      g_autoptr(HeedSession) session = NULL;
      const HeedToken *tokens;
      guint n_tokens;

      g_assert_no_error (error);
      session = heed_session_new (model, "a b .", &error);
      g_assert_no_error (error);
      tokens = heed_session_get_source (session, &n_tokens);
      g_assert_cmpuint (n_tokens, ==, 5);
      g_assert_cmpuint (tokens[0].id, ==, 2);
      g_assert_cmpuint (tokens[4].id, ==, 3);
      g_assert_cmpint (g_remove (beside), ==, 0);
    }
}

/* Refuses the weights if old is replaced with new in their description. */
static void
assert_refused (const char *weights,
                const char *old,
                const char *new,
                const char *what)
{
  g_autofree char *name = g_strdup_printf ("%.*s.json", (int) strcspn (weights, "."), weights);
  g_autofree char *described = find_data (name);
  g_autofree char *from = find_data (weights);
  g_autofree char *path = copy_to_scratch (from, weights);
  g_autofree char *text = NULL;
  g_autofree char *beside = NULL;
  g_autoptr(GString) changed = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_get_contents (described, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, old, new, 0), >, 0);
  beside = scratch_write (name, changed->str, changed->len);

  g_assert_null (heed_model_load (path, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_keras_model_what_cannot_be_is_named (void)
{
  assert_refused ("whole.h5", "\"gates\": \"zrn\"", "\"gates\": \"zzn\"",
                  "gates: expected the order of r, z, n");
  assert_refused ("whole.h5", "\"gates\": \"zrn\"", "\"gates\": \"ifgo\"",
                  "gates: expected the order of r, z, n");
  assert_refused ("lstm.npz", "\"gates\": \"ifgo\"", "\"gates\": \"zrn\"",
                  "gates: expected the order of i, f, g, o");
  assert_refused ("whole.h5", "\"gates\": \"zrn\"", "\"gates\": 3", "gates: expected the order");
  assert_refused ("whole.h5", "\"transposed\": true", "\"transposed\": 1",
                  "transposed: expected true or false");
  assert_refused ("whole.h5", "\"gates\": \"zrn\"", "\"gates\": \"zrn\", \"reset_after\": false",
                  "reset_after: expected true");
  assert_refused ("whole.h5", "\"family\": \"recurrent\"", "\"family\": \"transformer\"",
                  "none of a Transformer");
}

/* A GRU with reset_after=False, which differs from others only in the shape of its biases. */
static void
test_keras_model_a_gru_with_one_row_of_biases_is_another_cell (void)
{
  assert_refused ("lstm.npz", "\"lstm\",\n \"gates\": \"ifgo\"",
                  "\"gru\",\n \"gates\": \"zrn\"", "reset_after=False");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/keras-model/tutorial-says-what-its-equations-say",
                   test_keras_model_tutorial_says_what_its_equations_say);
  g_test_add_func ("/engine/keras-model/whole-model-says-what-its-equations-say",
                   test_keras_model_whole_model_says_what_its_equations_say);
  g_test_add_func ("/engine/keras-model/lstm-says-what-its-equations-say",
                   test_keras_model_lstm_says_what_its_equations_say);
  g_test_add_func ("/engine/keras-model/optimizer-is-no-weight",
                   test_keras_model_optimizer_is_no_weight);
  g_test_add_func ("/engine/keras-model/tokens-that-are-said-hold-for-both-sides",
                   test_keras_model_tokens_that_are_said_hold_for_both_sides);
  g_test_add_func ("/engine/keras-model/what-cannot-be-is-named",
                   test_keras_model_what_cannot_be_is_named);
  g_test_add_func ("/engine/keras-model/a-gru-with-one-row-of-biases-is-another-cell",
                   test_keras_model_a_gru_with_one_row_of_biases_is_another_cell);

  return g_test_run ();
}
