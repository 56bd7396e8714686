/* test-evidence.c — evidence of effect: its kinds, its units of work, chosen heads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That the numbers are what they are said to be is in test-every-model.c.
 *
 * Covers: engine/base/evidence-table.c
 */

#include <string.h>

#include "tests/engine/compare.h"
#include "tests/engine/evidence-checks.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_STEPS 4

static HeedSession *
start (HeedModel *model,
       guint      n_source)
{
  g_autofree guint32 *ids = g_new (guint32, n_source);
  HeedSession *session;

  for (guint i = 0; i < n_source; i++)
    ids[i] = 4 + 5 * i % 7;

  session = steps_start (model, ids, n_source);
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, 4 + 3 * t % 7);

  return session;
}

static HeedModel *
new_model (HeedScoreKind score)
{
  HeedDescription description = tiny_description ();

  description.score = score;
  description.n_heads = score == HEED_SCORE_MULTI_HEAD ? 4 : 1;

  return tiny_model_new (&description, 3);
}

static HeedMatrix *
dup_evidence (HeedSession *session,
              guint        kind,
              int          head,
              guint64      heads)
{
  g_autoptr(GError) error = NULL;
  const HeedEvidenceWish wish = { kind, { HEED_ATTENTION_CROSS, 0, head }, heads };
  HeedMatrix *matrix = heed_session_dup_evidence (session, &wish, &error);

  g_assert_no_error (error);

  return matrix;
}

static void
assert_refused (HeedSession *session,
                guint        kind,
                int          head,
                guint64      heads,
                HeedError    code,
                const char  *message)
{
  const HeedEvidenceWish wish = { kind, { HEED_ATTENTION_CROSS, 0, head }, heads };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;

  g_assert_null (heed_session_dup_evidence (session, &wish, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (heed_evidence_new (session, &wish, &again));
  g_assert_cmpstr (again->message, ==, message);
}

static void
assert_same_matrix (const HeedMatrix *found,
                    const HeedMatrix *expected)
{
  g_assert_cmpuint (found->n_rows, ==, expected->n_rows);
  g_assert_cmpuint (found->n_columns, ==, expected->n_columns);
  assert_same_floats (found->values, expected->values,
                      (gsize) found->n_rows * found->n_columns, "evidence");
}

static void
test_kinds_have_texts (void)
{
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      const HeedEvidenceInfo *info = heed_evidence_get_info (kind);

      g_assert_cmpuint (info->kind, ==, kind);
      g_assert_true (strlen (info->title) > 0 && strlen (info->source) > 0);
      g_assert_true (g_str_has_suffix (info->help, ".") && g_str_has_suffix (info->limit, "."));
    }
}

static void
test_nothing_before_the_first_step (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_DOT);
  g_autoptr(HeedSession) session = start (model, 3);

  heed_session_rewind (session, 0);
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    assert_refused (session, kind, HEED_HEAD_MEAN, 0, HEED_ERROR_SHAPE,
                    "evidence: expected at least one step, found none");
}

static void
test_no_head_has_no_norm (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_MULTI_HEAD);
  g_autoptr(HeedSession) session = start (model, 3);

  assert_refused (session, HEED_EVIDENCE_NORM, 4, 0, HEED_ERROR_SHAPE,
                  "norm: expected a head below 4, found none of them");
  assert_refused (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 1 << 4, HEED_ERROR_SHAPE,
                  "norm: expected a head below 4, found none of them");
}

static void
test_no_attention_has_no_norm (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_NONE);
  g_autoptr(HeedSession) session = start (model, 3);

  assert_refused (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0, HEED_ERROR_UNSUPPORTED,
                  "norm: expected a layer with this attention, found layer 0");
}

/* The wish has 64 bits; head 64 could not be chosen, and would be left out without a word. */
static void
test_more_heads_than_bits_are_refused (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedMatrix) all = NULL;

  d.score = HEED_SCORE_MULTI_HEAD;
  d.n_heads = d.decoder_width = d.attention_width = 65;
  model = tiny_model_new (&d, 3);
  session = start (model, 3);
  all = dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0);
  g_assert_nonnull (all);
  assert_refused (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 1, HEED_ERROR_UNSUPPORTED,
                  "norm: expected at most 64 heads to choose from, found 65");
}

static void
test_chosen_heads_are_those_heads (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_MULTI_HEAD);
  g_autoptr(HeedSession) session = start (model, 3);
  g_autoptr(HeedMatrix) all = dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0);
  g_autoptr(HeedMatrix) each = dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0xf);
  g_autoptr(HeedMatrix) two = dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0x5);

  assert_same_matrix (each, all);
  g_assert_cmpfloat (two->values[0], !=, all->values[0]);
  for (int head = 0; head < 4; head++)
    {
      g_autoptr(HeedMatrix) one = dup_evidence (session, HEED_EVIDENCE_NORM, head, 0);
      g_autoptr(HeedMatrix) chosen =
        dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 1 << head);

      assert_same_matrix (chosen, one);
    }
}

/* Evidence is computed for the attention that the steps used, including interventions. */
static void
test_what_is_hidden_has_no_norm (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_ADDITIVE);
  g_autoptr(HeedSession) session = start (model, 3);
  g_autoptr(HeedMatrix) norms = NULL;
  const HeedIntervention hide = { HEED_INTERVENTION_MASK_KEY,
                                  { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN },
                                  HEED_EVERY_STEP, .key = 1 };

  g_assert_cmpuint (heed_session_intervene (session, &hide, NULL), >, 0);
  heed_session_rewind (session, 0);
  steps_take (session, 1);
  norms = dup_evidence (session, HEED_EVIDENCE_NORM, HEED_HEAD_MEAN, 0);
  g_assert_cmpfloat (norms->values[0], >, 0.0f);
  g_assert_cmpfloat (norms->values[1], ==, 0.0f);
}

/* A long sentence takes many units of work, and the session may advance between them. */
static void
test_units_make_the_whole (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_GENERAL);

  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      g_autoptr(HeedSession) session = start (model, 50);
      g_autoptr(HeedMatrix) whole = dup_evidence (session, kind, HEED_HEAD_MEAN, 0);
      g_autoptr(HeedEvidence) evidence = heed_evidence_new (session, &(HeedEvidenceWish) {
        kind, { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN }, 0 }, NULL);
      g_autoptr(HeedMatrix) found = NULL;
      guint n_units = 1;

      while (heed_evidence_work (evidence))
        {
          heed_session_rewind (session, 0);
          n_units++;
        }
      found = heed_evidence_dup_matrix (evidence, NULL);
      g_assert_cmpuint (n_units, >, 1);
      assert_same_matrix (found, whole);
    }
}

static void
test_long_sentences_are_weighed_alike (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_SCALED_DOT);
  g_autoptr(HeedSession) session = start (model, 50);

  check_occlusion_is_a_walk_without_it (session);
  check_shares_are_those_of_the_slopes (session);
}

static void
test_shares_leave_a_part_to_the_prefix (void)
{
  g_autoptr(HeedModel) model = new_model (HEED_SCORE_ADDITIVE);
  g_autoptr(HeedSession) session = start (model, 3);
  g_autoptr(HeedMatrix) shares = dup_evidence (session, HEED_EVIDENCE_SHARE, HEED_HEAD_MEAN, 0);

  for (guint t = 0; t < shares->n_rows; t++)
    {
      double sum = 0.0;

      for (guint s = 0; s < shares->n_columns; s++)
        {
          g_assert_cmpfloat (shares->values[t * shares->n_columns + s], >=, 0.0f);
          sum += shares->values[t * shares->n_columns + s];
        }
      g_assert_cmpfloat (sum, >, 0.0);
      g_assert_cmpfloat (sum, <, 1.0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/evidence/kinds-have-texts", test_kinds_have_texts);
  g_test_add_func ("/engine/evidence/nothing-before-the-first-step",
                   test_nothing_before_the_first_step);
  g_test_add_func ("/engine/evidence/no-head-has-no-norm", test_no_head_has_no_norm);
  g_test_add_func ("/engine/evidence/no-attention-has-no-norm", test_no_attention_has_no_norm);
  g_test_add_func ("/engine/evidence/more-heads-than-bits-are-refused",
                   test_more_heads_than_bits_are_refused);
  g_test_add_func ("/engine/evidence/chosen-heads-are-those-heads",
                   test_chosen_heads_are_those_heads);
  g_test_add_func ("/engine/evidence/what-is-hidden-has-no-norm", test_what_is_hidden_has_no_norm);
  g_test_add_func ("/engine/evidence/units-make-the-whole", test_units_make_the_whole);
  g_test_add_func ("/engine/evidence/long-sentences-are-weighed-alike",
                   test_long_sentences_are_weighed_alike);
  g_test_add_func ("/engine/evidence/shares-leave-a-part-to-the-prefix",
                   test_shares_leave_a_part_to_the_prefix);

  return g_test_run ();
}
