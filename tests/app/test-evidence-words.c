/* test-evidence-words.c — what evidence says of an attention is computed from both
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/window/pages/translate/evidence-words.h"

static const HeedToken rows[] = {
  { .text = "le", .starts_word = TRUE },
  { .text = "chat", .starts_word = TRUE },
};
static const HeedToken columns[] = {
  { .text = "the", .starts_word = TRUE },
  { .text = "cat", .starts_word = TRUE },
  { .text = "</s>", .is_special = TRUE, .starts_word = TRUE },
};
static const float weights[] = { 0.7f, 0.2f, 0.1f, 0.1f, 0.3f, 0.6f };
static const float alike[] = { 2.0f, 0.5f, 0.1f, -0.1f, 0.3f, -1.5f };
static const float other[] = { 0.3f, 2.5f, -0.1f, 0.0f, 1.0f, 0.9f };

typedef struct {
  HeedMatrix        *attention;
  HeedMatrix        *evidence;
  HeedEvidenceScene  scene;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  evidence)
{
  fixture->attention = heed_matrix_new (2, 3, weights);
  fixture->evidence = heed_matrix_new (2, 3, evidence);
  fixture->scene = (HeedEvidenceScene) {
    .kind = HEED_EVIDENCE_OCCLUSION,
    .attention = fixture->attention,
    .evidence = fixture->evidence,
    .rows = rows,
    .columns = columns,
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  evidence)
{
  heed_matrix_unref (fixture->attention);
  heed_matrix_unref (fixture->evidence);
}

static void
assert_says (const Fixture *fixture,
             const char    *expected)
{
  g_autofree char *said = heed_evidence_words_new (&fixture->scene);

  g_assert_cmpstr (said, ==, expected);
}

/* Both name "the" and "</s>"; some values of the second row are negative. */
static void
test_evidence_words_the_same_token_is_no_proof (Fixture       *fixture,
                                                gconstpointer  evidence)
{
  assert_says (fixture, "Agreement ρ = 1.00. In all 2 rows most attention and most occlusion are "
                        "on the same token; that proves nothing for another sentence.");
}

/* In both rows occlusion is largest for "cat"; the difference is larger in the first. */
static void
test_evidence_words_the_worst_row_is_named (Fixture       *fixture,
                                            gconstpointer  evidence)
{
  assert_says (fixture, "Agreement ρ = 0.50. Looking is not using: in 2 of 2 rows most attention "
                        "and most occlusion are on different tokens; “le” looked at “the”, not "
                        "at “cat”.");
}

static void
test_evidence_words_without_attention_there_is_use (Fixture       *fixture,
                                                    gconstpointer  evidence)
{
  fixture->scene.attention = NULL;
  assert_says (fixture, "This model has no attention, and yet “le” depends most on “cat”: what is "
                        "used need not be attended to.");
}

static gboolean
is_in_tooltip (const Fixture *fixture,
               const char    *words)
{
  g_autofree char *tooltip = heed_evidence_words_new_tooltip (&fixture->scene);

  /* Line breaks replace spaces. */
  g_strdelimit (tooltip, "\n", ' ');

  return strstr (tooltip, words) != NULL;
}

static void
test_evidence_words_the_tooltip_has_what_it_is (Fixture       *fixture,
                                                gconstpointer  evidence)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (HEED_EVIDENCE_OCCLUSION);

  g_assert_true (is_in_tooltip (fixture, info->help));
  g_assert_true (is_in_tooltip (fixture, info->limit));
  g_assert_true (is_in_tooltip (fixture, "(Li et al. 2016)"));
  g_assert_true (is_in_tooltip (fixture, "Spearman"));
}

static void
test_evidence_words_no_line_is_long (Fixture       *fixture,
                                     gconstpointer  evidence)
{
  g_autofree char *tooltip = heed_evidence_words_new_tooltip (&fixture->scene);
  g_auto(GStrv) lines = g_strsplit (tooltip, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 90);
}

static void
test_evidence_words_shares_are_two_parts (void)
{
  g_autofree char *said = heed_evidence_words_new_share (&rows[1], 0.8);

  g_assert_cmpstr (said, ==, "“chat”: 80\302\240% source, 20\302\240% so far");
}

static void
test_evidence_words_titles_have_units (void)
{
  g_autofree char *occlusion = heed_evidence_words_new_title (HEED_EVIDENCE_OCCLUSION);
  g_autofree char *share = heed_evidence_words_new_title (HEED_EVIDENCE_SHARE);

  g_assert_cmpstr (occlusion, ==, "occlusion, nats");
  g_assert_cmpstr (share, ==, "share of the source");
}

#define ADD(name, evidence, function) \
  g_test_add ("/app/evidence-words/" name, Fixture, evidence, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("the-same-token-is-no-proof", alike, test_evidence_words_the_same_token_is_no_proof);
  ADD ("the-worst-row-is-named", other, test_evidence_words_the_worst_row_is_named);
  ADD ("without-attention-there-is-use", other,
       test_evidence_words_without_attention_there_is_use);
  ADD ("the-tooltip-has-what-it-is", alike, test_evidence_words_the_tooltip_has_what_it_is);
  ADD ("no-line-is-long", other, test_evidence_words_no_line_is_long);
  g_test_add_func ("/app/evidence-words/shares-are-two-parts",
                   test_evidence_words_shares_are_two_parts);
  g_test_add_func ("/app/evidence-words/titles-have-units", test_evidence_words_titles_have_units);

  return g_test_run ();
}
