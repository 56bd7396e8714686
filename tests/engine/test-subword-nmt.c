/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For subword-nmt.c and merges.c. The pieces are those of apply_bpe.py.
 *
 * Covers: engine/text/merges.c
 */

#include "engine/text/subword-nmt.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/merges.h"
#include "tests/engine/scratch.h"

static const char version_2[] =
  "#version: 0.2\nt h\nth e</w>\no w\no w</w>\nl ow</w>\ne r</w>\na t</w>\n";
static const char version_1[] = "l o\nlo w\ne r\ner </w>\nn e\nw </w>\n";

static HeedSubwordNmt *
load (const char  *codes,
      GError     **error)
{
  g_autoptr(GBytes) bytes = scratch_block (codes, strlen (codes));

  return heed_subword_nmt_new (bytes, error);
}

static void
assert_pieces_of (const char        *codes,
                  const char *const *words,
                  const char        *text,
                  const char        *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSubwordNmt) self = load (codes, &error);
  g_autoptr(HeedVocabulary) vocabulary = NULL;
  g_auto(GStrv) pieces = NULL;
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  if (words != NULL)
    vocabulary = heed_vocabulary_new (words, g_strv_length ((char **) words), &error);
  g_assert_no_error (error);

  pieces = heed_subword_nmt_split (self, text, vocabulary);
  joined = g_strjoinv (" ", pieces);
  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_pieces (const char *codes,
               const char *text,
               const char *expected)
{
  assert_pieces_of (codes, NULL, text, expected);
}

static void
test_subword_nmt_words_fall_apart_by_version_2 (void)
{
  assert_pieces (version_2, "", "");
  assert_pieces (version_2, "the lower cat", "the l@@ ow@@ er c@@ at");
  assert_pieces (version_2, " low slow ow  a", "low s@@ low ow a");
  assert_pieces (version_2, "theme ththe", "th@@ e@@ m@@ e th@@ the");
  assert_pieces (version_2, "Bon\u00a0jour !", "B@@ o@@ n@@ @@ j@@ o@@ u@@ r !");
}

static void
test_subword_nmt_words_fall_apart_by_version_1 (void)
{
  assert_pieces (version_1, "low lower newer we w", "low low@@ er ne@@ w@@ er w@@ e w");
  assert_pieces (version_1, "now", "n@@ o@@ w");
}

/* x x x becomes xx x, not x xx; each merge is applied everywhere before the next one. */
static void
test_subword_nmt_merges_that_overlap_go_from_the_left (void)
{
  static const char *const expected[] = {
    "x", "xx", "xxx", "xx@@ xx", "xxxx@@ x", "xxxx@@ xx", "xxxx@@ xxx", "xxxx@@ xx@@ xx"
  };

  for (guint n = 1; n <= G_N_ELEMENTS (expected); n++)
    {
      g_autofree char *word = g_strnfill (n, 'x');

      assert_pieces ("#version: 0.2\nx x\nxx xx\nx x</w>\nxx x</w>\n", word, expected[n - 1]);
    }

  assert_pieces ("#version: 0.2\nab c\na b\n", "abcabd", "abc@@ ab@@ d");
  assert_pieces ("#version: 0.2\na b\nb c\na b\n", "abcx", "ab@@ c@@ x");
}

static void
test_subword_nmt_pieces_that_are_no_words_are_taken_apart (void)
{
  static const char codes[] = "#version: 0.2\nl o\nlo w\nlow e\ne r</w>\nlowe r</w>\nlow er</w>\n";
  static const char *const low[] = { "low@@", "er", NULL };
  static const char *const lo[] = { "lo@@", "w@@", "er", NULL };
  static const char *const none[] = { "zzz", NULL };

  assert_pieces_of (codes, low, "lower low", "low@@ e@@ r l@@ o@@ w");
  assert_pieces_of (codes, lo, "lower low", "lo@@ w@@ e@@ r lo@@ w");
  assert_pieces_of (codes, none, "lower low", "l@@ o@@ w@@ e@@ r l@@ o@@ w");
}

/* Codes that no program would write must not cause an endless loop. */
static void
test_subword_nmt_strange_codes_come_to_an_end (void)
{
  static const char *const none[] = { "zzz", NULL };

  assert_pieces_of ("#version: 0.2\n< /w>\na <\na< /w>\n", none, "a</w> a", "a@@ <@@ /@@ w@@ > a");
  assert_pieces_of ("#version: 0.2\na b\nb a\nab a\na ba\n", none, "aba", "a@@ b@@ a");
  assert_pieces ("#version: 0.2\ny y\n", "yyyy", "yy@@ y@@ y");
}

static void
test_subword_nmt_one_long_word_takes_no_square_of_time (void)
{
  g_autofree char *word = g_strnfill (500000, 'x');
  g_autoptr(HeedSubwordNmt) self = load ("#version: 0.2\nx x\nxx xx\nxxxx xxxx\n", NULL);
  g_auto(GStrv) pieces = heed_subword_nmt_split (self, word, NULL);

  g_assert_cmpstr (pieces[0], ==, "xxxxxxxx@@");
  g_assert_cmpuint (g_strv_length (pieces), ==, 500000 / 8 + 3);
}

static void
assert_refused (const char *codes,
                HeedError   code,
                const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (load (codes, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_subword_nmt_what_is_no_codes_is_refused (void)
{
  assert_refused ("", HEED_ERROR_DAMAGED, "found nothing");
  assert_refused ("#version: 0.3\na b\n", HEED_ERROR_UNSUPPORTED, "found 0.3");
  assert_refused ("#version: 0.2\na b\na\n", HEED_ERROR_DAMAGED, "line 3");
  assert_refused ("a b c\n", HEED_ERROR_DAMAGED, "line 1");
  assert_refused ("a b\n\nc d\n", HEED_ERROR_DAMAGED, "line 2");
  assert_refused ("\xff b\n", HEED_ERROR_DAMAGED, "not UTF-8");
}

/* As in the tokenizers library, merges can be applied one at a time, so that a new symbol is merged
 * before other occurrences of the first pair. */
static void
test_merges_may_go_one_at_a_time (void)
{
  g_autoptr(HeedMerges) merges = heed_merges_new ();
  g_autoptr(GArray) at_once = g_array_new (FALSE, FALSE, sizeof (HeedWordPart));
  g_autoptr(GArray) one_by_one = g_array_new (FALSE, FALSE, sizeof (HeedWordPart));

  heed_merges_add (merges, "ab", "a", "aba");
  heed_merges_add (merges, "a", "b", "ab");
  for (guint i = 0; i < 4; i++)
    {
      HeedWordPart part = { heed_merges_find_symbol (merges, i % 2 == 0 ? "a" : "b"), i, 1 };

      g_array_append_val (at_once, part);
      g_array_append_val (one_by_one, part);
    }

  heed_merges_apply (merges, at_once, TRUE);
  heed_merges_apply (merges, one_by_one, FALSE);

  g_assert_cmpuint (at_once->len, ==, 2);
  g_assert_cmpuint (g_array_index (at_once, HeedWordPart, 0).n_bytes, ==, 2);
  g_assert_cmpuint (one_by_one->len, ==, 2);
  g_assert_cmpuint (g_array_index (one_by_one, HeedWordPart, 0).n_bytes, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/subword-nmt/words-fall-apart-by-version-2",
                   test_subword_nmt_words_fall_apart_by_version_2);
  g_test_add_func ("/engine/subword-nmt/words-fall-apart-by-version-1",
                   test_subword_nmt_words_fall_apart_by_version_1);
  g_test_add_func ("/engine/subword-nmt/merges-that-overlap-go-from-the-left",
                   test_subword_nmt_merges_that_overlap_go_from_the_left);
  g_test_add_func ("/engine/subword-nmt/pieces-that-are-no-words-are-taken-apart",
                   test_subword_nmt_pieces_that_are_no_words_are_taken_apart);
  g_test_add_func ("/engine/subword-nmt/strange-codes-come-to-an-end",
                   test_subword_nmt_strange_codes_come_to_an_end);
  g_test_add_func ("/engine/subword-nmt/one-long-word-takes-no-square-of-time",
                   test_subword_nmt_one_long_word_takes_no_square_of_time);
  g_test_add_func ("/engine/subword-nmt/what-is-no-codes-is-refused",
                   test_subword_nmt_what_is_no_codes_is_refused);
  g_test_add_func ("/engine/merges/may-go-one-at-a-time", test_merges_may_go_one_at_a_time);

  return g_test_run ();
}
