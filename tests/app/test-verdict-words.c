/* test-verdict-words.c — a finding is stated with its number, a cause only if it is known
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/figures/axis-titles.c,
 *   app/window/pages/parts/integrity-badge.c
 */

#include <math.h>
#include <string.h>

#include "app/core/figures/axis-titles.h"
#include "app/window/pages/parts/integrity-badge.h"
#include "app/window/pages/parts/verdict-words.h"

static const HeedToken columns[] = {
  { .text = "one", .starts_word = TRUE },
  { .text = "two", .starts_word = TRUE },
  { .text = "</s>", .is_special = TRUE, .starts_word = TRUE },
};

static HeedVerdictScene
make_scene (void)
{
  return (HeedVerdictScene) {
    .kind = HEED_ATTENTION_CROSS,
    .columns = columns,
    .loss = NAN,
    .chance_loss = NAN,
  };
}

static void
assert_said (HeedAttentionVerdict    verdict,
             const HeedVerdictScene *scene,
             const char             *expected)
{
  g_autofree char *said = heed_verdict_words_new (&verdict, scene);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_verdict_words_each_finding_is_said_with_its_number (void)
{
  const HeedVerdictScene scene = make_scene ();

  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_TOO_SHORT }, &scene, NULL);
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_MIXED, .evidence = 0.3 }, &scene,
               "Follows no simple order (correlation 0.30).");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_IN_ORDER, .evidence = 0.92 }, &scene,
               "Follows the order of the source (correlation 0.92).");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_REVERSED, .evidence = -0.92 }, &scene,
               "Goes through the source backwards (correlation −0.92).");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_SHIFTED, .shift = 1, .evidence = 0.8 },
               &scene,
               "Shifted by one: 80\302\240% of the rows "
               "attend one token after their own position.");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_STUCK, .row = 2, .column = 1,
                                        .evidence = 0.75 },
               &scene, "Stuck on “two” from step 3 on, with 75\302\240% of the attention.");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_SAME, .column = 0, .evidence = 0.98 },
               &scene, "The same at every step, most of it on “one” (98\302\240% never moves).");
  assert_said ((HeedAttentionVerdict) { HEED_VERDICT_SPREAD, .evidence = 0.97 }, &scene,
               "Spread evenly, over 97\302\240% of what it can see.");
}

/* Percentages contain a no-break space. */
static void
assert_cause (HeedAttentionVerdict    verdict,
              const HeedVerdictScene *scene,
              const char             *cause)
{
  g_autofree char *said = heed_verdict_words_new (&verdict, scene);

  g_assert_nonnull (strstr (said, cause));
}

static void
test_verdict_words_training_tells_the_cause (void)
{
  const HeedAttentionVerdict spread = { HEED_VERDICT_SPREAD, .evidence = 0.9 };
  const HeedAttentionVerdict in_order = { HEED_VERDICT_IN_ORDER, .evidence = 0.9 };
  HeedVerdictScene scene = make_scene ();

  scene.chance_loss = log (3000.0);
  scene.loss = 7.9;
  assert_cause (spread, &scene, "learned hardly anything yet");
  scene.loss = 4.0;
  assert_cause (spread, &scene, "not yet where to look");
  scene.loss = 1.0;
  assert_said (spread, &scene, "Spread evenly, over 90\302\240% of what it can see.");

  scene.is_guided = TRUE;
  assert_cause (in_order, &scene, "guided attention");
}

static void
test_verdict_words_other_causes_need_what_makes_them_likely (void)
{
  const HeedAttentionVerdict stuck = { HEED_VERDICT_STUCK, .evidence = 0.9 };
  const HeedAttentionVerdict resting = { HEED_VERDICT_ON_SPECIAL, .column = 2, .evidence = 0.8 };
  const HeedAttentionVerdict shifted = { HEED_VERDICT_SHIFTED, .shift = -1, .evidence = 0.8 };
  HeedVerdictScene scene = make_scene ();

  assert_cause (resting, &scene, "a head with nothing to look for rests there");
  assert_cause (shifted, &scene, "just read");
  scene.is_mean = scene.is_circling = TRUE;
  assert_cause (resting, &scene, ": heads with nothing to look for");
  assert_cause (stuck, &scene, "circles");
}

/* --- The badge --- */

static void
assert_badge (HeedAttentionFault  fault,
              const char         *expected)
{
  const HeedAttentionClaim claim = { HEED_ATTENTION_CROSS, 16, 4, NULL, NULL };
  g_autofree char *text = heed_integrity_badge_new_text (&fault, &claim);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_verdict_words_a_badge_says_which_check_failed (void)
{
  assert_badge ((HeedAttentionFault) { HEED_FAULT_NONE }, "✓ 16 tokens: each row sums to 1");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_ROWS, 0, 0, 15, 16 }, "✗ 15 rows for 16 tokens");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_COLUMNS, 0, 0, 9, 4 },
                "✗ 9 columns for 4 tokens");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_SUM, 2, 0, 0.9, 1.0 }, "✗ row 3 sums to 0.900");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_PADDING, 1, 2, 0.5, 0.0 },
                "✗ row 2 attends to padding, in column 3: 0.500");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_UNREADABLE, 0, 2, 0.5, 0.0 },
                "✗ row 1 attends to column 3, which is masked: 0.500");
  assert_badge ((HeedAttentionFault) { HEED_FAULT_NUMBER, 0, 2, -0.5, 0.0 },
                "✗ row 1, column 3 is no weight: −0.500");
}

/* An invalid matrix makes the badge red; a valid one resets it. */
static void
test_verdict_words_a_broken_matrix_is_red (void)
{
  static const float sound[4] = { 0.5f, 0.5f, 0.0f, 1.0f };
  static const float broken[4] = { 0.5f, 0.5f, 0.0f, 0.4f };
  const HeedAttentionClaim claim = { HEED_ATTENTION_CROSS, 2, 2, NULL, NULL };
  g_autoptr(HeedMatrix) good = heed_matrix_new (2, 2, sound);
  g_autoptr(HeedMatrix) bad = heed_matrix_new (2, 2, broken);
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));

  heed_integrity_badge_show (label, bad, &claim);
  g_assert_true (gtk_widget_has_css_class (label, "wrong"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "✗ row 2 sums to 0.400");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (label), "missing"));

  heed_integrity_badge_show (label, good, &claim);
  g_assert_false (gtk_widget_has_css_class (label, "wrong"));
  g_assert_true (gtk_widget_has_css_class (label, "muted"));

  heed_integrity_badge_show (label, NULL, &claim);
  g_assert_false (gtk_widget_get_visible (label));
  g_object_unref (label);
}

/* --- Axes --- */

static void
assert_titles (HeedAttentionKind  kind,
               const char        *rows,
               const char        *columns_title)
{
  const HeedModelInfo info = { .source_language = "en", .target_language = "fr-CA" };
  g_autofree char *found_rows = heed_axis_titles_new_rows (&info, kind);
  g_autofree char *found_columns = heed_axis_titles_new_columns (&info, kind);

  g_assert_cmpstr (found_rows, ==, rows);
  g_assert_cmpstr (found_columns, ==, columns_title);
}

static void
test_verdict_words_axes_have_role_and_language (void)
{
  const HeedModelInfo toy = { .source_language = "", .target_language = "" };
  g_autofree char *rows = heed_axis_titles_new_rows (&toy, HEED_ATTENTION_CROSS);
  g_autofree char *columns_title = heed_axis_titles_new_columns (&toy, HEED_ATTENTION_CROSS);

  assert_titles (HEED_ATTENTION_CROSS, "target: French, as emitted", "source: English");
  assert_titles (HEED_ATTENTION_ENCODER_SELF, "source: English", "source: English");
  assert_titles (HEED_ATTENTION_DECODER_SELF, "target: French, as emitted",
                 "target: French, as read back");
  g_assert_cmpstr (rows, ==, "target, as emitted");
  g_assert_cmpstr (columns_title, ==, "source");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/verdict-words/each-finding-is-said-with-its-number",
                   test_verdict_words_each_finding_is_said_with_its_number);
  g_test_add_func ("/app/verdict-words/training-tells-the-cause",
                   test_verdict_words_training_tells_the_cause);
  g_test_add_func ("/app/verdict-words/other-causes-need-what-makes-them-likely",
                   test_verdict_words_other_causes_need_what_makes_them_likely);
  g_test_add_func ("/app/verdict-words/a-badge-says-which-check-failed",
                   test_verdict_words_a_badge_says_which_check_failed);
  g_test_add_func ("/app/verdict-words/a-broken-matrix-is-red",
                   test_verdict_words_a_broken_matrix_is_red);
  g_test_add_func ("/app/verdict-words/axes-have-role-and-language",
                   test_verdict_words_axes_have_role_and_language);

  return g_test_run ();
}
