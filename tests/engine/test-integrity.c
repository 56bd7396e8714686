/* test-integrity.c — faults of an attention matrix are found
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_ROWS    3
#define N_COLUMNS 3

static const float sound[N_ROWS * N_COLUMNS] = {
  0.2f, 0.3f, 0.5f,
  1.0f, 0.0f, 0.0f,
  0.0f, 0.9f, 0.1f,
};

/* Checks the sound matrix with one number replaced. */
static HeedAttentionFault
check (guint                     place,
       float                     number,
       const HeedAttentionClaim *claim)
{
  g_autoptr(HeedMatrix) attention = NULL;
  float weights[N_ROWS * N_COLUMNS];

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    weights[i] = i == place ? number : sound[i];

  attention = heed_matrix_new (N_ROWS, N_COLUMNS, weights);

  return heed_attention_check (attention, claim);
}

static HeedAttentionClaim
claim_cross (void)
{
  return (HeedAttentionClaim) { HEED_ATTENTION_CROSS, N_ROWS, N_COLUMNS, NULL, NULL };
}

static void
assert_fault (HeedAttentionFault     fault,
              HeedAttentionFaultKind kind,
              guint                  row,
              guint                  column)
{
  g_assert_cmpint (fault.kind, ==, kind);
  g_assert_cmpuint (fault.row, ==, row);
  g_assert_cmpuint (fault.column, ==, column);
}

static void
test_integrity_what_is_sound_has_no_fault (void)
{
  const HeedAttentionClaim claim = claim_cross ();

  g_assert_cmpint (check (G_MAXUINT, 0.0f, &claim).kind, ==, HEED_FAULT_NONE);
  g_assert_cmpint (check (0, 0.2f + 5e-5f, &claim).kind, ==, HEED_FAULT_NONE);
}

/* One weight missing, as if the source had been truncated, and one weight too large. */
static void
test_integrity_a_row_that_does_not_sum_to_one_is_found (void)
{
  const HeedAttentionClaim claim = claim_cross ();
  HeedAttentionFault fault = check (8, 0.0f, &claim);

  assert_fault (fault, HEED_FAULT_SUM, 2, 0);
  g_assert_cmpfloat_with_epsilon (fault.found, 0.9, 1e-6);
  g_assert_cmpfloat (fault.expected, ==, 1.0);
  assert_fault (check (4, 0.001f, &claim), HEED_FAULT_SUM, 1, 0);
}

static void
test_integrity_numbers_that_are_no_weights_are_found (void)
{
  const HeedAttentionClaim claim = claim_cross ();

  assert_fault (check (1, NAN, &claim), HEED_FAULT_NUMBER, 0, 1);
  assert_fault (check (5, INFINITY, &claim), HEED_FAULT_NUMBER, 1, 2);
  assert_fault (check (6, -0.1f, &claim), HEED_FAULT_NUMBER, 2, 0);
}

static void
test_integrity_rows_are_the_tokens_that_were_emitted (void)
{
  HeedAttentionClaim claim = claim_cross ();
  HeedAttentionFault fault;

  claim.n_rows = N_ROWS + 1;
  fault = check (G_MAXUINT, 0.0f, &claim);
  g_assert_cmpint (fault.kind, ==, HEED_FAULT_ROWS);
  g_assert_cmpfloat (fault.found, ==, N_ROWS);
  g_assert_cmpfloat (fault.expected, ==, N_ROWS + 1);
}

/* One column more than the source has tokens is a column of padding. */
static void
test_integrity_columns_are_tokens_and_no_padding (void)
{
  HeedAttentionClaim claim = claim_cross ();
  HeedAttentionFault fault;

  claim.n_columns = N_COLUMNS - 1;
  fault = check (G_MAXUINT, 0.0f, &claim);
  g_assert_cmpint (fault.kind, ==, HEED_FAULT_COLUMNS);
  g_assert_cmpfloat (fault.found, ==, N_COLUMNS);
  g_assert_cmpfloat (fault.expected, ==, N_COLUMNS - 1);
}

static void
test_integrity_padding_gets_nothing (void)
{
  const gboolean padding[N_COLUMNS] = { FALSE, FALSE, TRUE };
  const gboolean empty[N_COLUMNS] = { FALSE, FALSE, FALSE };
  HeedAttentionClaim claim = claim_cross ();
  HeedAttentionFault fault;

  claim.padding = padding;
  fault = check (G_MAXUINT, 0.0f, &claim);
  assert_fault (fault, HEED_FAULT_PADDING, 0, 2);
  g_assert_cmpfloat_with_epsilon (fault.found, 0.5, 1e-6);
  claim.padding = empty;
  g_assert_cmpint (check (G_MAXUINT, 0.0f, &claim).kind, ==, HEED_FAULT_NONE);
}

static void
test_integrity_what_is_hidden_or_not_yet_read_gets_nothing (void)
{
  const gboolean hidden[N_COLUMNS] = { FALSE, FALSE, TRUE };
  HeedAttentionClaim claim = claim_cross ();
  HeedAttentionFault fault;

  claim.hidden = hidden;
  fault = check (G_MAXUINT, 0.0f, &claim);
  assert_fault (fault, HEED_FAULT_UNREADABLE, 0, 2);
  g_assert_cmpfloat_with_epsilon (fault.found, 0.5, 1e-6);

  claim = claim_cross ();
  claim.kind = HEED_ATTENTION_DECODER_SELF;
  assert_fault (check (G_MAXUINT, 0.0f, &claim), HEED_FAULT_UNREADABLE, 0, 1);
}

/* --- Whole models --- */

static const char *const fixtures[] = { "d2l_bahdanau", "d2l_transformer", "luong_dot",
                                        "luong_general", "bilstm_general", "torch_prenorm",
                                        "t5", "marian" };

/* Marks the padding of the source; target tokens are never padding. */
static gboolean *
list_padding (HeedSession       *session,
              HeedAttentionKind  kind,
              guint              n_columns)
{
  HeedModel *model = heed_session_get_model (session);
  gboolean *padding = g_new0 (gboolean, n_columns);
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  for (guint i = 0; i < n_columns && kind != HEED_ATTENTION_DECODER_SELF; i++)
    padding[i] = heed_model_is_padding (model, source[i].id);

  return padding;
}

static void
assert_sound (HeedSession       *session,
              HeedAttentionSite  site)
{
  g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);
  HeedAttentionClaim claim = { .kind = site.kind };
  g_autofree gboolean *padding = NULL;

  g_assert_nonnull (attention);
  heed_session_get_source (session, &claim.n_columns);
  claim.n_rows = claim.n_columns;
  if (site.kind != HEED_ATTENTION_ENCODER_SELF)
    claim.n_rows = heed_session_get_n_steps (session);
  if (site.kind == HEED_ATTENTION_DECODER_SELF)
    claim.n_columns = claim.n_rows;

  padding = list_padding (session, site.kind, claim.n_columns);
  claim.padding = padding;
  g_assert_cmpint (heed_attention_check (attention, &claim).kind, ==, HEED_FAULT_NONE);
}

static void
assert_sound_everywhere (HeedModel         *model,
                         HeedSession       *session,
                         HeedAttentionKind  kind)
{
  guint n_layers = heed_model_get_n_layers (model, kind);

  for (guint layer = 0; layer < n_layers; layer++)
    for (int head = HEED_HEAD_MEAN;
         head < (int) heed_model_get_n_heads (model, kind, (int) layer); head++)
      assert_sound (session, (HeedAttentionSite) { kind, (int) layer, head });
}

static void
test_integrity_every_site_of_every_family_is_sound (gconstpointer name)
{
  static const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_ENCODER_SELF,
                                             HEED_ATTENTION_DECODER_SELF };
  g_autoptr(HeedModel) model = fixture_load_model (name);
  const guint32 ids[] = { 5, 6, 7, 8 };
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));

  steps_take (session, 6);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    assert_sound_everywhere (model, session, kinds[i]);
}

/* --- A model that is broken on purpose --- */

/* The model reads padding in the middle of a sentence without a mask, as if it were a word: a
 * typical error of programs that batch sentences of different lengths. */
static void
test_integrity_a_model_that_reads_padding_is_found (void)
{
  const HeedDescription description = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&description, 5);
  const guint32 ids[] = { 4, 5, TINY_TOKENS.padding, 6 };
  const guint32 whole[] = { 4, 5, 7, 6 };
  g_autoptr(HeedSession) broken = steps_start (model, ids, G_N_ELEMENTS (ids));
  g_autoptr(HeedSession) sound_one = steps_start (model, whole, G_N_ELEMENTS (whole));
  g_autoptr(HeedMatrix) attention = NULL;
  g_autofree gboolean *padding = NULL;
  HeedAttentionClaim claim = { .kind = HEED_ATTENTION_CROSS, .n_rows = 3 };
  HeedAttentionFault fault;

  steps_take (broken, 3);
  attention = heed_session_dup_attention (broken, CROSS);
  claim.n_rows = attention->n_rows;
  heed_session_get_source (broken, &claim.n_columns);
  padding = list_padding (broken, HEED_ATTENTION_CROSS, claim.n_columns);
  claim.padding = padding;
  fault = heed_attention_check (attention, &claim);
  assert_fault (fault, HEED_FAULT_PADDING, 0, 2);
  g_assert_cmpfloat (fault.found, ==, attention->values[2]);

  steps_take (sound_one, 3);
  assert_sound (sound_one, CROSS);
}

/* A token is padding only if it has the padding id, and only if that id is not used for another
 * token. */
static void
test_integrity_padding_is_known_by_its_id (void)
{
  const HeedDescription description = tiny_description ();
  g_autoptr(HeedModel) tiny = tiny_model_new (&description, 5);

  for (guint32 id = 0; id < TINY_SOURCE_VOCABULARY; id++)
    g_assert_cmpint (heed_model_is_padding (tiny, id), ==, id == TINY_TOKENS.padding);
  g_assert_false (heed_model_is_padding (tiny, HEED_NO_TOKEN));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/integrity/what-is-sound-has-no-fault",
                   test_integrity_what_is_sound_has_no_fault);
  g_test_add_func ("/engine/integrity/a-row-that-does-not-sum-to-one-is-found",
                   test_integrity_a_row_that_does_not_sum_to_one_is_found);
  g_test_add_func ("/engine/integrity/numbers-that-are-no-weights-are-found",
                   test_integrity_numbers_that_are_no_weights_are_found);
  g_test_add_func ("/engine/integrity/rows-are-the-tokens-that-were-emitted",
                   test_integrity_rows_are_the_tokens_that_were_emitted);
  g_test_add_func ("/engine/integrity/columns-are-tokens-and-no-padding",
                   test_integrity_columns_are_tokens_and_no_padding);
  g_test_add_func ("/engine/integrity/padding-gets-nothing", test_integrity_padding_gets_nothing);
  g_test_add_func ("/engine/integrity/a-model-that-reads-padding-is-found",
                   test_integrity_a_model_that_reads_padding_is_found);
  g_test_add_func ("/engine/integrity/padding-is-known-by-its-id",
                   test_integrity_padding_is_known_by_its_id);
  g_test_add_func ("/engine/integrity/what-is-hidden-or-not-yet-read-gets-nothing",
                   test_integrity_what_is_hidden_or_not_yet_read_gets_nothing);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/engine/integrity/every-site-of-%s-is-sound", fixtures[i]);

      g_test_add_data_func (path, fixtures[i], test_integrity_every_site_of_every_family_is_sound);
    }

  return g_test_run ();
}
