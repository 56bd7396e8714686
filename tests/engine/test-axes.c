/* test-axes.c — row i is the i-th token that looks, column j the j-th that is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which is which cannot be seen in a matrix, so something is done to one row or one
 * column of a model and looked for in the matrix: nothing else may have it. Every
 * family, kind of site, layer and head, and words put together from tokens.
 */

#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

#define N_STEPS 4

static const guint32 ids[] = { 5, 6, 7, 8, 9 };

static const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general",
                                        "bilstm_general", "d2l_transformer", "torch_prenorm" };

static const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_ENCODER_SELF,
                                           HEED_ATTENTION_DECODER_SELF };

/* Tokens that are forced differ from each other, so that rows cannot be swapped. */
static void
walk (HeedSession *session)
{
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, 5 + t);
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
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));

  if (is_pinned)
    pin (session, site, 2, 1);
  walk (session);

  return heed_session_dup_attention (session, site);
}

/* Row 2 is told to look at key 1 alone. It does, did not before, and the rows above
 * stay as they were. */
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

/* Key 1 is hidden from all rows: that column is 0 wherever a row has a choice, and no
 * other is. */
static void
assert_masked_column_is_found (HeedModel         *model,
                               HeedAttentionSite  site)
{
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));
  g_autoptr(HeedMatrix) attention = NULL;
  g_autoptr(GError) error = NULL;
  const HeedIntervention intervention = {
    .kind = HEED_INTERVENTION_MASK_KEY,
    .site = site,
    .step = HEED_EVERY_STEP,
    .key = 1,
  };

  heed_session_intervene (session, &intervention, &error);
  g_assert_no_error (error);
  walk (session);
  attention = heed_session_dup_attention (session, site);

  for (guint row = 0; row < attention->n_rows; row++)
    for (guint column = 0; column < get_n_keys (session, site.kind, row); column++)
      if (column == 1)
        g_assert_cmpfloat (get (attention, row, column), ==, 0.0f);
      else
        g_assert_cmpfloat (get (attention, row, column), >, 0.0f);
}

static void
assert_shape (HeedModel         *model,
              HeedAttentionSite  site)
{
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));
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
test_axes_rows_are_who_looks (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for_each_site (model, assert_shape);
  for_each_site (model, assert_pinned_row_is_found);
}

static void
test_axes_columns_are_what_is_looked_at (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for_each_site (model, assert_masked_column_is_found);
}

/* The tokens that the rows and columns are labelled with. */
static void
test_axes_labels_are_the_tokens_of_the_session (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  walk (session);
  for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
    g_assert_cmpuint (source[j].id, ==, ids[j]);
  for (guint t = 0; t < N_STEPS; t++)
    g_assert_cmpuint (heed_session_get_step (session, t)->token.id, ==, 5 + t);
}

/* A word's row is the mean of its tokens' rows, its column the sum of their columns:
 * in their order, and nowhere else. */
static void
test_axes_words_keep_both_orders (gconstpointer name)
{
  const guint target_words[N_STEPS] = { 0, 1, 1, 2 };
  guint source_words[G_N_ELEMENTS (ids) + 2] = { 0, 0, 1, 2, 2, HEED_NO_WORD, HEED_NO_WORD };
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));
  g_autoptr(HeedMatrix) tokens = NULL;
  g_autoptr(HeedMatrix) merged = NULL;

  pin (session, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, 3, 2);
  walk (session);
  tokens = heed_session_dup_attention (session,
                                       (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 });
  g_assert_cmpuint (tokens->n_columns, <=, G_N_ELEMENTS (source_words));
  merged = heed_attention_merge (tokens, target_words, 3, source_words, 3);

  g_assert_cmpfloat (get (merged, 2, 0), ==, 0.0f);
  g_assert_cmpfloat (get (merged, 2, 1), ==, 1.0f);
  g_assert_cmpfloat (get (merged, 2, 2), ==, 0.0f);
  g_assert_cmpfloat_with_epsilon (get (merged, 0, 2), get (tokens, 0, 3) + get (tokens, 0, 4),
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (get (merged, 1, 1),
                                  (get (tokens, 1, 2) + get (tokens, 2, 2)) / 2.0f, 1e-6);
}

static void
add (const char            *what,
     GTestDataFunc          test)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/axes/%s/%s", what, fixtures[i]);

      g_test_add_data_func (path, fixtures[i], test);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("rows-are-who-looks", test_axes_rows_are_who_looks);
  add ("columns-are-what-is-looked-at", test_axes_columns_are_what_is_looked_at);
  add ("labels-are-the-tokens-of-the-session", test_axes_labels_are_the_tokens_of_the_session);
  add ("words-keep-both-orders", test_axes_words_keep_both_orders);

  return g_test_run ();
}
