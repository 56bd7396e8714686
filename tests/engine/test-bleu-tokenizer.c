/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is expected was worked out by hand from the regular expressions of
 * sacreBLEU 2, sacrebleu/tokenizers/tokenizer_{13a,re,zh,char}.py.
 */

#include "engine/evaluation/bleu-tokenizer.h"

static void
assert_tokens (HeedBleuTokenizer  tokenizer,
               const char        *line,
               const char        *expected)
{
  g_auto(GStrv) tokens = heed_bleu_tokenize (line, tokenizer);
  g_autofree char *joined = g_strjoinv ("|", tokens);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_bleu_tokenizer_13a_splits_marks_off_words (void)
{
  assert_tokens (HEED_BLEU_13A, "I'm a student.", "I'm|a|student|.");
  assert_tokens (HEED_BLEU_13A, "Hello, \"World\" (yes)!", "Hello|,|\"|World|\"|(|yes|)|!");
  assert_tokens (HEED_BLEU_13A, "a/b{c}[d]`e~f^g_h", "a|/|b|{|c|}|[|d|]|`|e|~|f|^|g|_|h");
  assert_tokens (HEED_BLEU_13A, "well-known it's", "well-known|it's");
}

static void
test_bleu_tokenizer_13a_keeps_numbers_whole (void)
{
  assert_tokens (HEED_BLEU_13A, "3.14 costs 1,000.", "3.14|costs|1,000|.");
  assert_tokens (HEED_BLEU_13A, "v1.2a x.5 7.", "v1.2a|x|.|5|7|.");
  assert_tokens (HEED_BLEU_13A, "2-3 a-b 4-", "2|-|3|a-b|4|-");
}

/* The first match in "a..b" consumes "a.", so only the next rule matches the second point; in
 * "a...b" the first two points are consumed before the third is reached. */
static void
test_bleu_tokenizer_13a_a_match_takes_its_characters (void)
{
  assert_tokens (HEED_BLEU_13A, "a..b", "a|.|.|b");
  assert_tokens (HEED_BLEU_13A, "1..2", "1|.|.|2");
  assert_tokens (HEED_BLEU_13A, "wait...", "wait|.|.|.");
  assert_tokens (HEED_BLEU_13A, "1...2", "1|.|.|.2");
}

static void
test_bleu_tokenizer_13a_reads_entities_and_line_breaks (void)
{
  assert_tokens (HEED_BLEU_13A, "&lt;b&gt; &amp; &quot;x&quot;", "<|b|>|&|\"|x|\"");
  assert_tokens (HEED_BLEU_13A, "&amp;lt;", "<");
  assert_tokens (HEED_BLEU_13A, "one <skipped>two-\nthree\nfour", "one|twothree|four");
}

/* Python splits at a no-break space, which French has before "?". */
static void
test_bleu_tokenizer_space_is_what_python_calls_so (void)
{
  assert_tokens (HEED_BLEU_13A, "Qui\u202f?\u00a0Moi\u3000!", "Qui|?|Moi|!");
  assert_tokens (HEED_BLEU_NONE, "a\u200ab\x1c" "c\vd\xc2\x85" "e\u200bf", "a|b|c|d|e\u200bf");
}

static void
test_bleu_tokenizer_none_splits_at_spaces_only (void)
{
  assert_tokens (HEED_BLEU_NONE, "  Hello,  world. ", "Hello,|world.");
  assert_tokens (HEED_BLEU_NONE, " ", "");
}

static void
test_bleu_tokenizer_zh_makes_a_token_of_each_character (void)
{
  assert_tokens (HEED_BLEU_ZH, "教我中文吧", "教|我|中|文|吧");
  assert_tokens (HEED_BLEU_ZH, " 我有3.5元，OK? ", "我|有|3.5|元|，|OK|?");
  assert_tokens (HEED_BLEU_ZH, "ＡＢ“引”…", "Ａ|Ｂ|“|引|”|…");
}

/* Unlike 13a, zh adds no spaces at the ends, so no character follows the last point. */
static void
test_bleu_tokenizer_zh_leaves_entities_and_a_last_point (void)
{
  assert_tokens (HEED_BLEU_ZH, "7.", "7.");
  assert_tokens (HEED_BLEU_ZH, "a.", "a|.");
  assert_tokens (HEED_BLEU_ZH, "&lt;", "&|lt|;");
}

/* sacreBLEU's ranges miss the rare ideographs that they are meant to contain, but include dashes
 * and arrows. */
static void
test_bleu_tokenizer_zh_has_sacrebleus_ranges (void)
{
  assert_tokens (HEED_BLEU_ZH, "\U00020000\U00020001", "\U00020000\U00020001");
  assert_tokens (HEED_BLEU_ZH, "a—b→c", "a|—|b|→|c");
  assert_tokens (HEED_BLEU_ZH, "é\u2a6eé", "é\u2a6eé");
}

static void
test_bleu_tokenizer_char_makes_a_token_of_each_character (void)
{
  assert_tokens (HEED_BLEU_CHAR, "né, 我", "n|é|,|我");
}

static void
test_bleu_tokenizer_bytes_that_are_not_utf8_do_no_harm (void)
{
  for (HeedBleuTokenizer tokenizer = HEED_BLEU_13A; tokenizer <= HEED_BLEU_CHAR; tokenizer++)
    {
      g_auto(GStrv) tokens = heed_bleu_tokenize ("a\xff.\xe6\x88", tokenizer);

      g_assert_cmpuint (g_strv_length (tokens), >=, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/bleu-tokenizer/13a-splits-marks-off-words",
                   test_bleu_tokenizer_13a_splits_marks_off_words);
  g_test_add_func ("/engine/bleu-tokenizer/13a-keeps-numbers-whole",
                   test_bleu_tokenizer_13a_keeps_numbers_whole);
  g_test_add_func ("/engine/bleu-tokenizer/13a-a-match-takes-its-characters",
                   test_bleu_tokenizer_13a_a_match_takes_its_characters);
  g_test_add_func ("/engine/bleu-tokenizer/13a-reads-entities-and-line-breaks",
                   test_bleu_tokenizer_13a_reads_entities_and_line_breaks);
  g_test_add_func ("/engine/bleu-tokenizer/space-is-what-python-calls-so",
                   test_bleu_tokenizer_space_is_what_python_calls_so);
  g_test_add_func ("/engine/bleu-tokenizer/none-splits-at-spaces-only",
                   test_bleu_tokenizer_none_splits_at_spaces_only);
  g_test_add_func ("/engine/bleu-tokenizer/zh-makes-a-token-of-each-character",
                   test_bleu_tokenizer_zh_makes_a_token_of_each_character);
  g_test_add_func ("/engine/bleu-tokenizer/zh-leaves-entities-and-a-last-point",
                   test_bleu_tokenizer_zh_leaves_entities_and_a_last_point);
  g_test_add_func ("/engine/bleu-tokenizer/zh-has-sacrebleus-ranges",
                   test_bleu_tokenizer_zh_has_sacrebleus_ranges);
  g_test_add_func ("/engine/bleu-tokenizer/char-makes-a-token-of-each-character",
                   test_bleu_tokenizer_char_makes_a_token_of_each_character);
  g_test_add_func ("/engine/bleu-tokenizer/bytes-that-are-not-utf8-do-no-harm",
                   test_bleu_tokenizer_bytes_that_are_not_utf8_do_no_harm);

  return g_test_run ();
}
