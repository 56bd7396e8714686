/* test-contract.c — wrong calls of heed.h log a critical and return zero, as documented
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/tiny-model.h"
#include "tests/engine/toy-trainer.h"

/* Checks that the statement logs one critical of the engine and nothing else. */
#define assert_refuses(statement) \
  G_STMT_START { \
    g_test_expect_message ("Heed", G_LOG_LEVEL_CRITICAL, "*heed_*assertion*failed*"); \
    statement; \
    g_test_assert_expected_messages (); \
  } G_STMT_END

/* Also checks that the value is 0, NULL or FALSE. */
#define assert_refuses_with_zero(expression) \
  assert_refuses (g_assert_true ((expression) == 0))

/* Also checks that every byte of the structure is 0. */
#define assert_refuses_with_zeros(type, expression) \
  G_STMT_START { \
    type found_; \
    static const type zeros_; \
    assert_refuses (found_ = (expression)); \
    g_assert_cmpmem (&found_, sizeof found_, &zeros_, sizeof zeros_); \
  } G_STMT_END

static const HeedAttentionSite CROSS = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };

static HeedModel *
new_model (void)
{
  HeedDescription description = tiny_description ();

  return tiny_model_new (&description, 1);
}

static HeedSession *
new_session (void)
{
  const guint32 ids[] = { 5, 7, 6 };
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), &error);

  g_assert_no_error (error);

  return session;
}

/* --- Letting go of nothing ------------------------------------------------- */

static void
test_contract_nothing_may_be_freed (void)
{
  heed_model_unref (NULL);
  heed_session_free (NULL);
  heed_beam_free (NULL);
  heed_trainer_free (NULL);
  heed_aligner_free (NULL);
  heed_matrix_unref (NULL);
  heed_step_unref (NULL);
  heed_arithmetic_unref (NULL);
  heed_beam_tree_unref (NULL);
  heed_alignment_unref (NULL);
  heed_plane_unref (NULL);
  heed_found_attention_unref (NULL);
  heed_evidence_free (NULL);
  heed_attention_search_free (NULL);
  heed_forced_readings_free (NULL, 0);
  heed_attention_dump_free (NULL);
  heed_dumped_attention_free (NULL);
}

/* --- NULL ------------------------------------------------------------------ */

static void
test_contract_values_refuse_null (void)
{
  const float number = 0.0f;
  guint n;

  assert_refuses_with_zero (heed_matrix_ref (NULL));
  assert_refuses_with_zero (heed_matrix_new (1, 1, NULL));
  assert_refuses_with_zero (heed_matrix_new (0, 1, &number));
  assert_refuses_with_zero (heed_matrix_new (1, 0, &number));
  assert_refuses_with_zero (heed_step_ref (NULL));
  assert_refuses_with_zero (heed_arithmetic_ref (NULL));
  assert_refuses_with_zero (heed_arithmetic_find (NULL, HEED_STAGE_SCORE, "s"));
  assert_refuses_with_zero (heed_step_attention (NULL, CROSS, &n));
  assert_refuses_with_zero (heed_step_scores (NULL, CROSS, &n));
  assert_refuses_with_zero (heed_beam_tree_ref (NULL));
  assert_refuses_with_zero (heed_alignment_ref (NULL));
  assert_refuses_with_zero (heed_plane_ref (NULL));
  assert_refuses_with_zero (heed_plane_new (NULL));
  assert_refuses_with_zero (heed_found_attention_ref (NULL));
  assert_refuses (heed_evidence_get_info (HEED_N_EVIDENCE_KINDS));
}

static void
test_contract_files_refuse_null (void)
{
  const HeedSaveOptions options = { 0 };
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(GError) error = NULL;

  assert_refuses_with_zero (heed_model_load (NULL, NULL, &error));
  assert_refuses_with_zero (heed_model_load_as (NULL, "{}", NULL, &error));
  assert_refuses_with_zero (heed_model_list_choices (NULL, NULL, &error));
  assert_refuses_with_zero (heed_model_describe (NULL, NULL, &error));
  assert_refuses_with_zero (heed_model_new_random (NULL, 1, &error));
  assert_refuses_with_zero (heed_model_save (NULL, "nowhere", &error));
  assert_refuses_with_zero (heed_model_save (model, NULL, &error));
  assert_refuses_with_zero (heed_model_save_as (NULL, "nowhere", &options, &error));
  assert_refuses_with_zero (heed_model_save_as (model, NULL, &options, &error));
  assert_refuses_with_zero (heed_model_save_as (model, "nowhere", NULL, &error));
  g_assert_no_error (error);
}

static void
test_contract_model_refuses_null (void)
{
  g_autoptr(HeedModel) model = new_model ();
  guint n;

  assert_refuses_with_zero (heed_model_ref (NULL));
  assert_refuses (heed_model_set_threads (NULL, 1));
  assert_refuses (heed_model_set_threads (model, 0));
  assert_refuses (heed_model_set_max_source_length (NULL, 1));
  assert_refuses (heed_model_set_max_source_length (model, 0));
  assert_refuses_with_zero (heed_model_get_info (NULL));
  assert_refuses_with_zero (heed_model_get_tensors (NULL, &n));
  assert_refuses_with_zero (heed_model_get_tensors (model, NULL));
  assert_refuses_with_zero (heed_model_get_unread (NULL, &n));
  assert_refuses_with_zero (heed_model_get_unread (model, NULL));
  assert_refuses_with_zero (heed_model_get_warnings (NULL));
  assert_refuses_with_zero (heed_model_get_n_layers (NULL, HEED_ATTENTION_CROSS));
  assert_refuses_with_zero (heed_model_get_n_heads (NULL, HEED_ATTENTION_CROSS, 0));
  assert_refuses_with_zero (heed_model_get_metadata (NULL, "heed.card"));
  assert_refuses_with_zero (heed_model_get_metadata (model, NULL));
  assert_refuses_with_zero (heed_model_get_end_token (NULL));
  assert_refuses_with_zero (heed_model_get_begin_token (NULL));
}

static void
test_contract_text_refuses_null (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(GError) error = NULL;
  guint32 id;
  guint n;

  assert_refuses_with_zero (heed_model_encode_source (NULL, "", &n, &error));
  assert_refuses_with_zero (heed_model_encode_source (model, NULL, &n, &error));
  assert_refuses_with_zero (heed_model_encode_source (model, "", NULL, &error));
  assert_refuses_with_zero (heed_model_encode_target (NULL, "", &n, &error));
  assert_refuses_with_zero (heed_model_encode_target (model, NULL, &n, &error));
  assert_refuses_with_zero (heed_model_encode_target (model, "", NULL, &error));
  assert_refuses_with_zero (heed_model_normalise_target (NULL, ""));
  assert_refuses_with_zero (heed_model_normalise_target (model, NULL));
  assert_refuses_with_zero (heed_model_list_unknown (NULL, ""));
  assert_refuses_with_zero (heed_model_list_unknown (model, NULL));
  assert_refuses_with_zero (heed_model_decode_target (NULL, NULL, 0));
  assert_refuses_with_zero (heed_model_decode_target (model, NULL, 1));
  assert_refuses_with_zero (heed_model_find_source_token (NULL, "a", &id));
  assert_refuses_with_zero (heed_model_find_source_token (model, NULL, &id));
  assert_refuses_with_zero (heed_model_find_source_token (model, "a", NULL));
  assert_refuses_with_zero (heed_model_find_target_token (NULL, "a", &id));
  assert_refuses_with_zero (heed_model_find_target_token (model, NULL, &id));
  assert_refuses_with_zero (heed_model_find_target_token (model, "a", NULL));
  g_assert_no_error (error);
}

static void
test_contract_session_refuses_null (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSession) session = new_session ();
  const HeedSamplingOptions sampling = HEED_SAMPLING_OPTIONS_DEFAULT;
  const HeedIntervention change = { .kind = HEED_INTERVENTION_MASK_KEY, .step = HEED_EVERY_STEP };
  g_autoptr(GError) error = NULL;
  guint n;

  assert_refuses_with_zero (heed_session_new (NULL, "", &error));
  assert_refuses_with_zero (heed_session_new (model, NULL, &error));
  assert_refuses_with_zero (heed_session_new_from_ids (NULL, NULL, 0, &error));
  assert_refuses_with_zero (heed_session_new_from_ids (model, NULL, 1, &error));
  assert_refuses_with_zero (heed_session_fork (NULL));
  assert_refuses_with_zero (heed_session_get_model (NULL));
  assert_refuses_with_zero (heed_session_get_source (NULL, &n));
  assert_refuses_with_zero (heed_session_get_source (session, NULL));
  assert_refuses_with_zero (heed_session_get_n_steps (NULL));
  assert_refuses_with_zero (heed_session_get_step (NULL, 0));
  assert_refuses_with_zero (heed_session_is_finished (NULL));
  assert_refuses (heed_session_set_max_length (NULL, 1));
  assert_refuses (heed_session_set_n_candidates (NULL, 1));
  assert_refuses (heed_session_set_keeps_attention (NULL, TRUE));
  assert_refuses_with_zero (heed_session_dup_target (NULL));
  assert_refuses_with_zero (heed_session_step (NULL, &error));
  assert_refuses_with_zero (heed_session_step_sampled (NULL, &sampling, &error));
  assert_refuses_with_zero (heed_session_step_sampled (session, NULL, &error));
  assert_refuses_with_zero (heed_session_step_forced (NULL, 0, &error));
  assert_refuses (heed_session_rewind (NULL, 0));
  assert_refuses_with_zero (heed_session_dup_attention (NULL, CROSS));
  assert_refuses_with_zero (heed_session_dup_scores (NULL, CROSS));
  assert_refuses_with_zero (heed_steps_dup_attention (NULL, 1, CROSS));
  assert_refuses_with_zero (heed_steps_dup_scores (NULL, 1, CROSS));
  assert_refuses_with_zero (heed_session_explain (NULL, 0, CROSS, 0));
  assert_refuses_with_zero (heed_session_explain (session, 0, CROSS, 0));  /* no step yet */
  assert_refuses_with_zero (heed_session_intervene (NULL, &change, &error));
  assert_refuses_with_zero (heed_session_intervene (session, NULL, &error));
  assert_refuses (heed_session_undo_intervention (NULL, 1));
  g_assert_no_error (error);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 0);
}

static void
test_contract_questions_refuse_null (void)
{
  const HeedEvidenceWish wish = { HEED_EVIDENCE_GRADIENT, CROSS, 0 };
  const HeedEvidenceWish none = { HEED_N_EVIDENCE_KINDS, CROSS, 0 };
  const HeedForcedOptions options = { 0 };
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSession) session = new_session ();
  g_autoptr(GError) error = NULL;
  guint n;

  assert_refuses_with_zero (heed_model_list_nearest_source (NULL, 0, 1, &n));
  assert_refuses_with_zero (heed_model_list_nearest_source (model, 0, 1, NULL));
  assert_refuses_with_zero (heed_model_list_nearest_source (model, TINY_SOURCE_VOCABULARY, 1, &n));
  assert_refuses_with_zero (heed_model_is_padding (NULL, 0));
  assert_refuses_with_zero (heed_session_dup_source_states (NULL));
  assert_refuses_with_zero (heed_steps_dup_states (NULL, 1));
  assert_refuses_with_zero (heed_evidence_new (NULL, &wish, &error));
  assert_refuses_with_zero (heed_evidence_new (session, NULL, &error));
  assert_refuses_with_zero (heed_evidence_new (session, &none, &error));
  assert_refuses_with_zero (heed_evidence_work (NULL));
  assert_refuses_with_zero (heed_evidence_dup_matrix (NULL, &error));
  assert_refuses_with_zero (heed_session_dup_evidence (NULL, &wish, &error));
  assert_refuses_with_zero (heed_attention_search_new (NULL, CROSS, 5, &error));
  assert_refuses_with_zero (
    heed_attention_search_new (session, CROSS, TINY_TARGET_VOCABULARY, &error));
  assert_refuses_with_zero (heed_attention_search_advance (NULL, &error));
  assert_refuses (g_assert_true (heed_attention_search_is_finished (NULL)));
  assert_refuses_with_zero (heed_attention_search_dup_found (NULL));
  assert_refuses_with_zero (heed_force_pairs (NULL, NULL, 0, &options));
  assert_refuses_with_zero (heed_force_pairs (model, NULL, 1, &options));
  assert_refuses_with_zero (heed_force_pairs (model, NULL, 0, NULL));
  g_assert_no_error (error);
}

static void
test_contract_beam_refuses_null (void)
{
  g_autoptr(HeedSession) session = new_session ();
  const HeedBeamOptions options = HEED_BEAM_OPTIONS_DEFAULT;
  g_autoptr(GError) error = NULL;

  assert_refuses_with_zero (heed_beam_new (NULL, &options));
  assert_refuses_with_zero (heed_beam_new (session, NULL));
  assert_refuses_with_zero (heed_beam_advance (NULL, &error));
  assert_refuses_with_zero (heed_beam_is_finished (NULL));
  assert_refuses_with_zero (heed_beam_dup_tree (NULL));
  assert_refuses_with_zero (heed_beam_dup_best (NULL));
  g_assert_no_error (error);
}

static void
test_contract_training_refuses_null (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  HeedTrainingPreset preset = { 0 };
  HeedTrainReport report;
  const char *source, *target;
  g_autoptr(GError) error = NULL;
  double loss;

  assert_refuses_with_zero (heed_mechanisms_find (NULL));
  assert_refuses_with_zero (heed_training_preset_init (NULL, "dates", NULL, &error));
  assert_refuses_with_zero (heed_training_preset_init (&preset, NULL, NULL, &error));
  assert_refuses_with_zero (heed_training_preset_to_json (NULL));
  assert_refuses_with_zero (heed_training_preset_to_json (&preset));
  assert_refuses_with_zero (heed_trainer_new (NULL, "/", NULL, &error));
  assert_refuses_with_zero (heed_trainer_new ("{}", NULL, NULL, &error));
  assert_refuses_with_zero (heed_trainer_new_telling (NULL, "/", NULL, NULL, NULL, &error));
  assert_refuses_with_zero (heed_trainer_new_telling ("{}", NULL, NULL, NULL, NULL, &error));
  assert_refuses_with_zero (heed_trainer_is_finished (NULL));
  assert_refuses_with_zero (heed_trainer_get_batch (NULL));
  assert_refuses_with_zero (heed_trainer_run_batch (NULL, &report, &error));
  assert_refuses_with_zero (heed_trainer_run_batch (trainer, NULL, &error));
  assert_refuses_with_zero (heed_trainer_validate (NULL, &loss, &error));
  assert_refuses_with_zero (heed_trainer_validate (trainer, NULL, &error));
  assert_refuses_with_zero (heed_trainer_get_n_train (NULL));
  assert_refuses (heed_trainer_get_train (NULL, 0, &source, &target));
  assert_refuses (heed_trainer_get_train (trainer, 0, NULL, &target));
  assert_refuses (heed_trainer_get_train (trainer, 0, &source, NULL));
  assert_refuses_with_zero (heed_trainer_get_n_valid (NULL));
  assert_refuses (heed_trainer_get_valid (NULL, 0, &source, &target));
  assert_refuses (heed_trainer_get_valid (trainer, 0, NULL, &target));
  assert_refuses (heed_trainer_get_valid (trainer, 0, &source, NULL));
  assert_refuses_with_zero (heed_trainer_dup_model (NULL));
  assert_refuses_with_zero (heed_trainer_ref_model (NULL));
  assert_refuses_with_zero (heed_trainer_save (NULL, "nowhere", &error));
  assert_refuses_with_zero (heed_trainer_save (trainer, NULL, &error));
  assert_refuses_with_zero (heed_trainer_resume (NULL, "nowhere", &error));
  assert_refuses_with_zero (heed_trainer_resume (trainer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 0);
}

static void
test_contract_dumps_refuse_null (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr(GError) error = NULL;

  assert_refuses_with_zero (heed_dump_format_get_name (HEED_N_DUMP_FORMATS));
  assert_refuses_with_zero (heed_attention_dump_new (NULL, HEED_DUMP_GUESSED, &error));
  assert_refuses_with_zero (heed_attention_dump_new (bytes, HEED_N_DUMP_FORMATS, &error));
  assert_refuses_with_zero (heed_attention_dump_open (NULL, HEED_DUMP_GUESSED, NULL, &error));
  assert_refuses_with_zero (heed_attention_dump_get_format (NULL));
  assert_refuses_with_zero (heed_attention_dump_get_n (NULL));
  assert_refuses_with_zero (heed_attention_dump_read (NULL, 0, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_contract_alignment_refuses_null (void)
{
  const float weight = 1.0f;
  const HeedLinkOptions options = HEED_LINK_OPTIONS_DEFAULT;
  g_autoptr(HeedMatrix) attention = heed_matrix_new (1, 1, &weight);
  g_autoptr(HeedAlignment) links = heed_alignment_new (NULL, 0);
  g_autoptr(GError) error = NULL;
  HeedAlignmentCounts counts = { 0 };

  assert_refuses_with_zero (heed_alignment_new (NULL, 1));
  assert_refuses_with_zero (heed_alignment_from_attention (NULL, &options));
  assert_refuses_with_zero (heed_alignment_from_attention (attention, NULL));
  assert_refuses_with_zero (heed_alignment_parse (NULL, 0, &error));
  assert_refuses_with_zero (heed_alignment_dup_text (NULL));
  assert_refuses (heed_alignment_count (NULL, links, links));
  assert_refuses (heed_alignment_count (&counts, NULL, links));
  assert_refuses (heed_alignment_count (&counts, links, NULL));
  assert_refuses_with_zeros (HeedAlignmentScore, heed_alignment_score_counts (NULL));
  assert_refuses_with_zeros (HeedAlignmentScore, heed_alignment_score (NULL, links));
  assert_refuses_with_zeros (HeedAlignmentScore, heed_alignment_score (links, NULL));
  assert_refuses_with_zero (heed_alignment_transpose (NULL));
  assert_refuses_with_zero (heed_alignment_symmetrise (NULL, links, HEED_SYMMETRISE_UNION));
  assert_refuses_with_zero (heed_alignment_symmetrise (links, NULL, HEED_SYMMETRISE_UNION));
  assert_refuses_with_zero (heed_aligner_new (NULL, 1, NULL, NULL, NULL, &error));
  assert_refuses_with_zero (
    heed_aligner_align (NULL, NULL, 0, HEED_SYMMETRISE_UNION, NULL, &error));
  g_assert_no_error (error);
}

static void
test_contract_measures_refuse_null (void)
{
  const float weight = 1.0f;
  const HeedToken token = { 0 };
  const guint word = 0;
  g_autoptr(HeedMatrix) attention = heed_matrix_new (1, 1, &weight);
  guint n_words;

  assert_refuses_with_zero (heed_tokens_group_words (NULL, 1, FALSE, &n_words));
  assert_refuses_with_zero (heed_tokens_group_words (&token, 1, FALSE, NULL));
  assert_refuses_with_zero (heed_attention_merge (NULL, &word, 1, &word, 1));
  assert_refuses_with_zero (heed_attention_merge (attention, NULL, 1, &word, 1));
  assert_refuses_with_zero (heed_attention_merge (attention, &word, 1, NULL, 1));
  assert_refuses_with_zeros (HeedAttentionMeasures, heed_attention_measure (NULL));
  assert_refuses_with_zero (heed_attention_dup_entropies (NULL));
  assert_refuses_with_zero (heed_attention_dup_coverage (NULL));
  assert_refuses_with_zero (heed_attention_diagonality (NULL, &token, &token));
  assert_refuses_with_zero (heed_attention_diagonality (attention, NULL, &token));
  assert_refuses_with_zero (heed_attention_diagonality (attention, &token, NULL));
  assert_refuses_with_zeros (HeedAttentionFault, heed_attention_check (attention, NULL));
  assert_refuses_with_zeros (HeedAttentionVerdict,
                             heed_attention_judge (NULL, HEED_ATTENTION_CROSS, &token, &token));
  assert_refuses_with_zero (heed_attention_coverage_penalty (NULL, 0.2));
  assert_refuses (g_assert_true (isnan (heed_attention_agreement (NULL, NULL))));
  assert_refuses_with_zeros (HeedInterval, heed_alignment_error_interval (NULL, 1, 1, 1));
  assert_refuses_with_zeros (HeedInterval,
                             heed_alignment_difference_interval (NULL, NULL, 1, 1, 1));
}

static void
test_contract_evaluation_refuses_null (void)
{
  const char *const lines[] = { "a", NULL };
  const char *const *const references[] = { lines };

  assert_refuses_with_zeros (HeedTranslationScore,
                             heed_evaluate_translations (NULL, references, 1, HEED_BLEU_13A));
  assert_refuses_with_zeros (HeedTranslationScore,
                             heed_evaluate_translations (lines, NULL, 1, HEED_BLEU_13A));
  assert_refuses_with_zeros (HeedCorrectionScore,
                             heed_evaluate_corrections (NULL, lines, references, 1, HEED_BLEU_13A));
  assert_refuses_with_zeros (HeedCorrectionScore,
                             heed_evaluate_corrections (lines, NULL, references, 1, HEED_BLEU_13A));
  assert_refuses_with_zeros (HeedCorrectionScore,
                             heed_evaluate_corrections (lines, lines, NULL, 1, HEED_BLEU_13A));
}

/* --- What there is not ----------------------------------------------------- */

static void
test_contract_ids_end_with_the_vocabulary (void)
{
  g_autoptr(HeedModel) model = new_model ();
  HeedToken token;

  token = heed_model_get_source_token (model, TINY_SOURCE_VOCABULARY - 1);
  g_assert_nonnull (token.text);
  token = heed_model_get_target_token (model, TINY_TARGET_VOCABULARY - 1);
  g_assert_nonnull (token.text);

  assert_refuses_with_zeros (HeedToken,
                             heed_model_get_source_token (model, TINY_SOURCE_VOCABULARY));
  assert_refuses_with_zeros (HeedToken,
                             heed_model_get_target_token (model, TINY_TARGET_VOCABULARY));
  assert_refuses_with_zeros (HeedToken, heed_model_get_source_token (NULL, 0));
  assert_refuses_with_zeros (HeedToken, heed_model_get_target_token (NULL, 0));
}

static void
test_contract_steps_end_where_the_session_stands (void)
{
  g_autoptr(HeedSession) session = new_session ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedStep) step = heed_session_step_forced (session, 5, &error);

  g_assert_no_error (error);
  g_assert_true (heed_session_get_step (session, 0) == step);
  assert_refuses_with_zero (heed_session_get_step (session, 1));
  assert_refuses (heed_session_rewind (session, 2));
  assert_refuses (heed_session_undo_intervention (session, 1));
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 1);

  heed_session_set_max_length (session, 1);
  assert_refuses (heed_session_set_max_length (session, 0));
  g_assert_true (heed_session_is_finished (session));
  assert_refuses_with_zero (heed_session_step (session, &error));
  g_assert_no_error (error);
}

static void
test_contract_sites_are_those_of_the_model (void)
{
  const HeedAttentionSite wrong[] = {
    { HEED_ATTENTION_CROSS, 1, 0 },
    { HEED_ATTENTION_CROSS, -1, 0 },
    { HEED_ATTENTION_CROSS, 0, 1 },
    { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN - 1 },
  };
  g_autoptr(HeedSession) session = new_session ();
  g_autoptr(HeedStep) step = NULL;
  g_autoptr(HeedMatrix) attention = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_session_dup_attention (session, CROSS));
  step = heed_session_step_forced (session, 5, &error);
  g_assert_no_error (error);
  attention = heed_session_dup_attention (session, CROSS);
  g_assert_nonnull (attention);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      assert_refuses_with_zero (heed_session_dup_attention (session, wrong[i]));
      assert_refuses_with_zero (heed_session_dup_scores (session, wrong[i]));
      assert_refuses_with_zero (heed_session_explain (session, 0, wrong[i], 0));
    }
}

static void
test_contract_options_are_in_their_range (void)
{
  g_autoptr(HeedSession) session = new_session ();
  g_autoptr(HeedAlignment) links = heed_alignment_new (NULL, 0);
  HeedBeamOptions beam = HEED_BEAM_OPTIONS_DEFAULT;
  HeedSamplingOptions sampling = HEED_SAMPLING_OPTIONS_DEFAULT;
  g_autoptr(GError) error = NULL;

  beam.width = 0;
  assert_refuses_with_zero (heed_beam_new (session, &beam));
  beam = HEED_BEAM_OPTIONS_DEFAULT;
  beam.length_penalty = -1.0;
  assert_refuses_with_zero (heed_beam_new (session, &beam));
  beam = HEED_BEAM_OPTIONS_DEFAULT;
  beam.coverage_penalty = -1.0;
  assert_refuses_with_zero (heed_beam_new (session, &beam));

  sampling.top_p = 0.0;
  assert_refuses_with_zero (heed_session_step_sampled (session, &sampling, &error));
  sampling = HEED_SAMPLING_OPTIONS_DEFAULT;
  sampling.temperature = -1.0;
  assert_refuses_with_zero (heed_session_step_sampled (session, &sampling, &error));

  assert_refuses_with_zero (heed_alignment_parse ("0-0", 2, &error));
  assert_refuses_with_zero (
    heed_alignment_symmetrise (links, links, HEED_SYMMETRISE_GROW_DIAG_FINAL_AND + 1));
  assert_refuses_with_zero (heed_score_get_info (HEED_N_SCORES));
  g_assert_no_error (error);
}

static void
test_contract_pairs_end (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  const char *source, *target;

  assert_refuses (
    heed_trainer_get_train (trainer, heed_trainer_get_n_train (trainer), &source, &target));
  assert_refuses (
    heed_trainer_get_valid (trainer, heed_trainer_get_n_valid (trainer), &source, &target));
}

/* Lists may be read until they return NULL, so reading past the end is no wrong call. */
static void
test_contract_lists_end_in_silence (void)
{
  g_assert_cmpuint (heed_error_quark (), !=, 0);
  g_assert_nonnull (heed_score_get_names ());
  g_assert_null (heed_tasks_get (G_MAXUINT));
  g_assert_null (heed_mechanisms_get (G_MAXUINT));
  g_assert_cmpfloat (heed_length_penalty (1, 0.0), ==, 1.0);
}

/* --- Nothing is left out --------------------------------------------------- */

static char *
read_source (const char *folder,
             const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* Returns the number of functions that a header declares; fails if this file does not call each. */
static guint
count_called (const char *header,
              const char *calls)
{
  g_autofree char *text = read_source ("engine", header);
  g_autoptr(GRegex) comments = g_regex_new ("/\\*.*?\\*/", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *code = g_regex_replace_literal (comments, text, -1, 0, "", 0, NULL);
  g_autoptr(GRegex) declaration = g_regex_new ("\\b(heed_\\w+)\\s*\\(", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (declaration, code, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *call = g_strdup_printf ("%s (", name);

      if (strstr (calls, call) == NULL)
        g_error ("%s: expected a wrong call of %s() in test-contract.c, found none", header, name);
      n++;
    }

  return n;
}

static void
test_contract_names_every_function (void)
{
  g_autofree char *calls = read_source ("tests/engine", "test-contract.c");

  g_assert_cmpuint (count_called ("heed.h", calls), >, 80);
  g_assert_cmpuint (count_called ("values.h", calls), >, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/contract/nothing-may-be-freed", test_contract_nothing_may_be_freed);
  g_test_add_func ("/contract/values-refuse-null", test_contract_values_refuse_null);
  g_test_add_func ("/contract/files-refuse-null", test_contract_files_refuse_null);
  g_test_add_func ("/contract/model-refuses-null", test_contract_model_refuses_null);
  g_test_add_func ("/contract/text-refuses-null", test_contract_text_refuses_null);
  g_test_add_func ("/contract/session-refuses-null", test_contract_session_refuses_null);
  g_test_add_func ("/contract/questions-refuse-null", test_contract_questions_refuse_null);
  g_test_add_func ("/contract/beam-refuses-null", test_contract_beam_refuses_null);
  g_test_add_func ("/contract/training-refuses-null", test_contract_training_refuses_null);
  g_test_add_func ("/contract/dumps-refuse-null", test_contract_dumps_refuse_null);
  g_test_add_func ("/contract/alignment-refuses-null", test_contract_alignment_refuses_null);
  g_test_add_func ("/contract/measures-refuse-null", test_contract_measures_refuse_null);
  g_test_add_func ("/contract/evaluation-refuses-null", test_contract_evaluation_refuses_null);
  g_test_add_func ("/contract/ids-end-with-the-vocabulary",
                   test_contract_ids_end_with_the_vocabulary);
  g_test_add_func ("/contract/steps-end-where-the-session-stands",
                   test_contract_steps_end_where_the_session_stands);
  g_test_add_func ("/contract/sites-are-those-of-the-model",
                   test_contract_sites_are_those_of_the_model);
  g_test_add_func ("/contract/options-are-in-their-range",
                   test_contract_options_are_in_their_range);
  g_test_add_func ("/contract/pairs-end", test_contract_pairs_end);
  g_test_add_func ("/contract/lists-end-in-silence", test_contract_lists_end_in_silence);
  g_test_add_func ("/contract/names-every-function", test_contract_names_every_function);

  return g_test_run ();
}
