/* test-axes.c — row i is the i-th query token, column j the j-th key token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which is which cannot be seen in a matrix, so something is done to one row or one
 * column of a model and looked for in the matrix: nothing else may have it. Every
 * model in tests/data that can be loaded, one at random for each score, and those
 * that ship; of each every kind of site, layer and head, and words put together from
 * tokens.
 */

#include <string.h>

#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_STEPS 4

#define N_SOURCE 5

/* The model families that must be covered: for each, a path below tests/data that contains these
 * words must be loaded. */
static const char *const families[] = {
  "fixtures/d2l_bahdanau", "fixtures/luong_dot", "fixtures/bilstm_general",
  "fixtures/d2l_transformer", "fixtures/torch_prenorm", "fixtures/marian", "fixtures/t5",
  "layouts/chatbot", "layouts/ctranslate2", "layouts/d2l", "layouts/joeynmt",
  "layouts/marian", "layouts/opennmt", "layouts/t5", "layouts/torch",
  "layouts/tutorial", "keras", "arrays",
};

static const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_ENCODER_SELF,
                                           HEED_ATTENTION_DECODER_SELF };

/* Return the j-th source token and the t-th target token. Tokens differ from each other, so that
 * swapped columns or rows are detected. */
static guint32
choose_source (HeedModel *model,
               guint      j)
{
  return (heed_model_get_info (model)->source_vocabulary > 10 ? 5 : 0) + j;
}

/* None of these tokens ends the sentence. */
static guint32
choose_target (HeedModel *model,
               guint      t)
{
  guint32 id = heed_model_get_info (model)->target_vocabulary > 10 ? 5 : 0;

  for (guint n_left = t; ; id++)
    if (id != heed_model_get_end_token (model) && n_left-- == 0)
      return id;
}

static HeedSession *
start (HeedModel *model)
{
  guint32 ids[N_SOURCE];

  for (guint j = 0; j < N_SOURCE; j++)
    ids[j] = choose_source (model, j);

  return steps_start (model, ids, N_SOURCE);
}

static void
walk (HeedSession *session)
{
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, choose_target (heed_session_get_model (session), t));
}

static guint
get_n_keys (HeedSession       *session,
            HeedAttentionKind  kind,
            guint              row)
{
  guint n_source;

  heed_session_get_source (session, &n_source);

  return kind == HEED_ATTENTION_DECODER_SELF ? row + 1 : n_source;
}

static void
pin (HeedSession       *session,
     HeedAttentionSite  site,
     guint              row,
     guint              key)
{
  guint n_keys = get_n_keys (session, site.kind, row);
  g_autofree float *weights = g_new0 (float, n_keys);
  g_autoptr(GError) error = NULL;
  const HeedIntervention intervention = {
    .kind = HEED_INTERVENTION_PIN_ROW,
    .site = site,
    .step = (int) row,
    .weights = weights,
    .n_weights = n_keys,
  };

  weights[key] = 1.0f;
  heed_session_intervene (session, &intervention, &error);
  g_assert_no_error (error);
}

static float
get (const HeedMatrix *matrix,
     guint             row,
     guint             column)
{
  return matrix->values[(gsize) row * matrix->n_columns + column];
}

static HeedMatrix *
attend (HeedModel         *model,
        HeedAttentionSite  site,
        gboolean           is_pinned)
{
  g_autoptr(HeedSession) session = start (model);

  if (is_pinned)
    pin (session, site, 2, 1);
  walk (session);

  return heed_session_dup_attention (session, site);
}

/* Pins row 2 to key 1: the row has all weight there, had not before, and the rows above are
 * unchanged. */
static void
assert_pinned_row_is_found (HeedModel         *model,
                            HeedAttentionSite  site)
{
  g_autoptr(HeedMatrix) before = attend (model, site, FALSE);
  g_autoptr(HeedMatrix) pinned = attend (model, site, TRUE);

  g_assert_cmpfloat (get (before, 2, 1), <, 1.0f);
  for (guint column = 0; column < pinned->n_columns; column++)
    {
      g_assert_cmpfloat (get (pinned, 2, column), ==, column == 1 ? 1.0f : 0.0f);
      for (guint row = 0; row < 2; row++)
        g_assert_cmpfloat (get (pinned, row, column), ==, get (before, row, column));
    }
}

/* Returns TRUE if every token that a row may attend to has a nonzero weight; a very sharp attention
 * has weights that underflow to 0. */
static gboolean
has_no_zero (HeedSession       *session,
             HeedMatrix        *attention,
             HeedAttentionKind  kind)
{
  for (guint row = 0; row < attention->n_rows; row++)
    for (guint column = 0; column < get_n_keys (session, kind, row); column++)
      if (get (attention, row, column) == 0.0f)
        return FALSE;

  return TRUE;
}

/* Masks key 1 for all rows: this column becomes 0 in every row that has another key, and no other
 * column does. If the attention has zeros without a mask, only the first row is checked, which has
 * the same query and keys in both runs. */
static void
assert_masked_column_is_found (HeedModel         *model,
                               HeedAttentionSite  site)
{
  g_autoptr(HeedSession) plain = start (model);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedMatrix) before = NULL;
  g_autoptr(HeedMatrix) attention = NULL;
  g_autoptr(GError) error = NULL;
  const HeedIntervention intervention = {
    .kind = HEED_INTERVENTION_MASK_KEY,
    .site = site,
    .step = HEED_EVERY_STEP,
    .key = 1,
  };
  gboolean is_full;

  walk (plain);
  before = heed_session_dup_attention (plain, site);
  is_full = has_no_zero (plain, before, site.kind);
  heed_session_intervene (session, &intervention, &error);
  g_assert_no_error (error);
  walk (session);
  attention = heed_session_dup_attention (session, site);

  for (guint row = 0; row < attention->n_rows; row++)
    for (guint column = 0; column < get_n_keys (session, site.kind, row); column++)
      if (column == 1)
        g_assert_cmpfloat (get (attention, row, column), ==, 0.0f);
      else if (is_full || (row == 0 && get (before, row, column) > 0.0f))
        g_assert_cmpfloat (get (attention, row, column), >, 0.0f);
}

static void
assert_shape (HeedModel         *model,
              HeedAttentionSite  site)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedMatrix) attention = NULL;
  guint n_source;

  heed_session_get_source (session, &n_source);
  walk (session);
  attention = heed_session_dup_attention (session, site);
  g_assert_cmpuint (attention->n_rows, ==,
                    site.kind == HEED_ATTENTION_ENCODER_SELF ? n_source : N_STEPS);
  g_assert_cmpuint (attention->n_columns, ==,
                    site.kind == HEED_ATTENTION_DECODER_SELF ? N_STEPS : n_source);
}

static void
for_each_site (HeedModel *model,
               void     (*check) (HeedModel *model, HeedAttentionSite site))
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint layer = 0; layer < heed_model_get_n_layers (model, kinds[i]); layer++)
      for (guint head = 0; head < heed_model_get_n_heads (model, kinds[i], (int) layer); head++)
        check (model, (HeedAttentionSite) { kinds[i], (int) layer, (int) head });
}

static void
test_axes_rows_are_who_looks (gconstpointer data)
{
  HeedModel *model = (HeedModel *) data;

  for_each_site (model, assert_shape);
  for_each_site (model, assert_pinned_row_is_found);
}

static void
test_axes_columns_are_what_is_looked_at (gconstpointer data)
{
  HeedModel *model = (HeedModel *) data;

  for_each_site (model, assert_masked_column_is_found);
}

/* Checks the tokens that label the rows and columns. */
static void
test_axes_labels_are_the_tokens_of_the_session (gconstpointer data)
{
  HeedModel *model = (HeedModel *) data;
  g_autoptr(HeedSession) session = start (model);
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  guint first = 0;

  /* Some models read a special token before the sentence; most read one after it. */
  while (first < n_source && source[first].is_special &&
         source[first].id != choose_source (model, 0))
    first++;

  walk (session);
  g_assert_cmpuint (first, <=, 1);
  g_assert_cmpuint (n_source, >=, first + N_SOURCE);
  for (guint j = 0; j < N_SOURCE; j++)
    g_assert_cmpuint (source[first + j].id, ==, choose_source (model, j));
  for (guint t = 0; t < N_STEPS; t++)
    g_assert_cmpuint (heed_session_get_step (session, t)->token.id, ==, choose_target (model, t));
}

/* Groups two tokens into a word, then one, then two, and each of the rest alone. */
static guint *
group (guint  n_tokens,
       guint *n_words)
{
  guint *words = g_new (guint, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    words[i] = i < 2 ? 0 : i == 2 ? 1 : i < 5 ? 2 : i - 2;
  *n_words = words[n_tokens - 1] + 1;

  return words;
}

static double
sum_block (const HeedMatrix *tokens,
           const guint      *rows,
           guint             row,
           const guint      *columns,
           guint             column)
{
  double sum = 0.0;
  guint n_rows = 0;

  for (guint i = 0; i < tokens->n_rows; i++)
    {
      n_rows += rows[i] == row;
      for (guint j = 0; j < tokens->n_columns && rows[i] == row; j++)
        if (columns[j] == column)
          sum += get (tokens, i, j);
    }

  return sum / n_rows;
}

/* The row of a word is the mean of its tokens' rows, and its column the sum of their columns, in
 * the same order. */
static void
assert_words_keep_both_orders (HeedModel         *model,
                               HeedAttentionSite  site)
{
  g_autoptr(HeedMatrix) tokens = attend (model, site, TRUE);
  g_autoptr(HeedMatrix) merged = NULL;
  guint n_rows, n_columns;
  g_autofree guint *rows = group (tokens->n_rows, &n_rows);
  g_autofree guint *columns = group (tokens->n_columns, &n_columns);

  merged = heed_attention_merge (tokens, rows, n_rows, columns, n_columns);
  g_assert_cmpuint (merged->n_rows, ==, n_rows);
  g_assert_cmpuint (merged->n_columns, ==, n_columns);
  g_assert_cmpfloat (get (merged, 1, 0), ==, 1.0f);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      g_assert_cmpfloat_with_epsilon (get (merged, row, column),
                                      sum_block (tokens, rows, row, columns, column), 1e-6);
}

static void
test_axes_words_keep_both_orders (gconstpointer data)
{
  for_each_site ((HeedModel *) data, assert_words_keep_both_orders);
}

/* --- Which models --- */

static void
add_model (const char *name,
           HeedModel  *model)
{
  const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "rows-are-who-looks", test_axes_rows_are_who_looks },
    { "columns-are-what-is-looked-at", test_axes_columns_are_what_is_looked_at },
    { "labels-are-the-tokens-of-the-session", test_axes_labels_are_the_tokens_of_the_session },
    { "words-keep-both-orders", test_axes_words_keep_both_orders },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/axes/%s/%s", tests[i].what, name);

      g_test_add_data_func_full (path, heed_model_ref (model), tests[i].test,
                                 (GDestroyNotify) heed_model_unref);
    }

  heed_model_unref (model);
}

/* Models that are refused are tested elsewhere. A model inside the folder of another is not
 * searched for, and files of gradients are skipped although their tensors have a model's names. */
static gboolean
add_if_loads (const char *path,
              const char *name,
              GPtrArray  *loaded)
{
  HeedModel *model =
    g_str_has_suffix (path, "grads.safetensors") ? NULL : heed_model_load (path, NULL, NULL);

  if (model == NULL)
    return FALSE;

  add_model (name, model);
  g_ptr_array_add (loaded, g_strdup (name));

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_models_in (const char *folder,
               const char *name,
               GPtrArray  *loaded)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (entries, g_strdup (entry));
  g_ptr_array_sort (entries, compare_names);

  for (guint i = 0; i < entries->len; i++)
    {
      const char *base = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (folder, base, NULL);
      g_autofree char *longer = *name != '\0' ? g_build_filename (name, base, NULL)
                                              : g_strdup (base);

      if (!add_if_loads (path, longer, loaded) && g_file_test (path, G_FILE_TEST_IS_DIR))
        add_models_in (path, longer, loaded);
    }
}

/* Fails if a family is missing because its file is gone or can no longer be read. */
static void
test_axes_every_family_is_there (gconstpointer data)
{
  const GPtrArray *loaded = data;

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      gboolean is_there = FALSE;

      for (guint j = 0; j < loaded->len; j++)
        is_there = is_there || strstr (g_ptr_array_index (loaded, j), families[i]) != NULL;
      if (!is_there)
        g_test_message ("no model of %s was loaded", families[i]);
      g_assert_true (is_there);
    }
}

static void
add_scores (void)
{
  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      HeedDescription description = tiny_description ();
      g_autofree char *name = g_strdup_printf ("score-%s", heed_score_get_info (kind)->name);

      description.score = kind;
      description.n_heads = heed_score_get_info (kind)->has_heads ? 4 : 1;
      add_model (name, tiny_model_new (&description, 5));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *data = NULL;
  GPtrArray *loaded = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);

  data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  add_scores ();
  add_models_in (data, "", loaded);
  if (g_getenv ("HEED_MODELS") != NULL)
    add_models_in (g_getenv ("HEED_MODELS"), "shipped", loaded);
  g_test_add_data_func_full ("/engine/axes/every-family-is-there", loaded,
                             test_axes_every_family_is_there, (GDestroyNotify) g_ptr_array_unref);

  return g_test_run ();
}
