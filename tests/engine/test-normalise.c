/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/normalise.h"

static void
assert_normal (const char    *text,
               HeedTextRules  rules,
               const char    *expected)
{
  g_autofree char *normal = heed_text_normalise (text, rules);

  g_assert_cmpstr (normal, ==, expected);
}

static void
test_normalise_without_rules_nothing_changes (void)
{
  assert_normal ("", HEED_TEXT_AS_IS, "");
  assert_normal (" Ça  va ?\u00a0Oui, «\u202fÇA\u202f».\t", HEED_TEXT_AS_IS,
                 " Ça  va ?\u00a0Oui, «\u202fÇA\u202f».\t");
}

/* Compares with Python's str.lower(). */
static void
test_normalise_lowercase_is_pythons (void)
{
  assert_normal ("ÉCOLE Œuvre ǅ ẞ ΟΔΌΣ ΣΑΣ Σ. İI ſK", HEED_TEXT_LOWERCASE,
                 "école œuvre ǆ ß οδός σας σ. i̇i ſk");
  assert_normal ("已经 ЁЖ 123", HEED_TEXT_LOWERCASE, "已经 ёж 123");
}

/* Compares with preprocess_nmt() of Dive into Deep Learning. */
static void
test_normalise_punctuation_is_spaced_as_in_the_book (void)
{
  const HeedTextRules book = HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION;

  assert_normal ("Go.", book, "go .");
  assert_normal ("Ça alors\u202f!", book, "ça alors !");
  assert_normal ("Attends\u00a0! Quoi ?!", book, "attends ! quoi ? !");
  assert_normal ("Wait... what?!", book, "wait . . . what ? !");
  assert_normal ("3,5 a.m., no", book, "3 ,5 a .m . , no");
  assert_normal ("; : ' \" stay", book, "; : ' \" stay");
}

static void
test_normalise_mark_at_the_start_gets_no_space (void)
{
  assert_normal (".!", HEED_TEXT_SPACE_PUNCTUATION, ". !");
}

/* Compares with normalizeString() of PyTorch's tutorials. */
static void
test_normalise_tutorials_keep_letters_and_three_marks (void)
{
  assert_normal ("J'ai froid.", HEED_TEXT_TUTORIAL, "j ai froid .");
  assert_normal ("  Ça, c’est -- l’Été... n'est-ce pas ?! 3 œufs", HEED_TEXT_TUTORIAL,
                 "ca c est l ete . . . n est ce pas ? ! ufs");
  assert_normal ("What's up?", HEED_TEXT_TUTORIAL, "what s up ?");
  assert_normal ("İstanbul\u00a0!", HEED_TEXT_TUTORIAL, "istanbul !");
  assert_normal ("你好", HEED_TEXT_TUTORIAL, "");
  assert_normal ("I'm cold. You?", HEED_TEXT_TUTORIAL | HEED_TEXT_DROP_FULL_STOP, "i m cold you ?");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/normalise/without-rules-nothing-changes",
                   test_normalise_without_rules_nothing_changes);
  g_test_add_func ("/engine/normalise/lowercase-is-pythons", test_normalise_lowercase_is_pythons);
  g_test_add_func ("/engine/normalise/punctuation-is-spaced-as-in-the-book",
                   test_normalise_punctuation_is_spaced_as_in_the_book);
  g_test_add_func ("/engine/normalise/mark-at-the-start-gets-no-space",
                   test_normalise_mark_at_the_start_gets_no_space);
  g_test_add_func ("/engine/normalise/tutorials-keep-letters-and-three-marks",
                   test_normalise_tutorials_keep_letters_and_three_marks);

  return g_test_run ();
}
