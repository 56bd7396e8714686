/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/split.h"

static void
assert_tokens (HeedTokenizerKind  kind,
               const char        *text,
               const char        *expected)
{
  g_autoptr(GString) token = g_string_new (NULL);
  g_autoptr(GString) joined = g_string_new (NULL);
  const char *p = text;

  while (heed_text_split (kind, &p, token))
    g_string_append_printf (joined, "[%s]", token->str);

  g_assert_cmpstr (joined->str, ==, expected);
  g_assert_cmpint (*p == '\0' || g_unichar_isspace (g_utf8_get_char (p)), ==, TRUE);
}

static void
test_split_words_stand_between_spaces (void)
{
  assert_tokens (HEED_TOKENIZER_WORD, "go .", "[go][.]");
  assert_tokens (HEED_TOKENIZER_WORD, "  l’été \t\n est　là\u00a0", "[l’été][est][là]");
  assert_tokens (HEED_TOKENIZER_WORD, " \t ", "");
  assert_tokens (HEED_TOKENIZER_WORD, "", "");
}

static void
test_split_characters_are_code_points (void)
{
  assert_tokens (HEED_TOKENIZER_CHARACTER, "a é  你😀", "[a][ ][é][ ][ ][你][😀]");
  assert_tokens (HEED_TOKENIZER_CHARACTER, "e\u0301", "[e][\u0301]");
  assert_tokens (HEED_TOKENIZER_CHARACTER, "", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/split/words-stand-between-spaces",
                   test_split_words_stand_between_spaces);
  g_test_add_func ("/engine/split/characters-are-code-points",
                   test_split_characters_are_code_points);

  return g_test_run ();
}
