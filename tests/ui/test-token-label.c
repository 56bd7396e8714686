/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ui/token-label.h"

static void
assert_label (const char *text,
              gboolean    is_special,
              const char *expected)
{
  HeedToken token = { .id = 7, .text = text, .is_special = is_special };
  g_autofree char *label = heed_token_label_new (&token);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_token_label_hides_the_start_of_a_word (void)
{
  assert_label ("▁the", FALSE, "the");
  assert_label ("ment", FALSE, "ment");
  assert_label ("l'", FALSE, "l'");
}

static void
test_token_label_special_is_in_angle_brackets (void)
{
  assert_label ("</s>", TRUE, "⟨eos⟩");
  assert_label ("<s>", TRUE, "⟨bos⟩");
  assert_label ("<eos>", TRUE, "⟨eos⟩");
  assert_label ("<pad>", TRUE, "⟨pad⟩");
  assert_label ("<unk>", FALSE, "⟨unk⟩");
  assert_label ("[SEP]", TRUE, "⟨sep⟩");
  assert_label ("end", TRUE, "⟨end⟩");
  assert_label ("<0x0A>", FALSE, "⟨0x0A⟩");
}

static void
test_token_label_ordinary_brackets_stay (void)
{
  assert_label ("<", FALSE, "<");
  assert_label ("<>", FALSE, "<>");
  assert_label ("a<b>", FALSE, "a<b>");
}

static void
test_token_label_shows_what_cannot_be_seen (void)
{
  assert_label (" ", FALSE, "␣");
  assert_label ("▁", FALSE, "␣");
  assert_label ("a▁b", FALSE, "a␣b");
  assert_label ("\n", FALSE, "␊");
  assert_label ("\x7f", FALSE, "␡");
}

/* A subword may consist of a combining mark alone, and a text may contain direction overrides. */
static void
test_token_label_marks_stand_on_something (void)
{
  assert_label ("\314\201", FALSE, "◌\314\201");
  assert_label ("e\314\201te\314\201", FALSE, "e\314\201te\314\201");
  assert_label ("▁\340\244\276", FALSE, "◌\340\244\276");
  assert_label ("\342\200\215", FALSE, "◌\342\200\215");
  assert_label ("👩\342\200\215👧", FALSE, "👩\342\200\215👧");
  assert_label ("\342\200\256txt", FALSE, "⟨202e⟩txt");
  assert_label ("\357\273\277", FALSE, "⟨feff⟩");
}

static void
test_token_label_without_text_is_a_number (void)
{
  assert_label (NULL, FALSE, "#7");
  assert_label ("", FALSE, "#7");
}

static void
test_token_label_is_valid_whatever_the_bytes (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      char bytes[33] = { 0 };
      HeedToken token = { .text = bytes };
      g_autofree char *label = NULL;

      for (guint i = 0; i + 1 < sizeof bytes; i++)
        bytes[i] = (char) g_rand_int_range (random, 1, 256);

      label = heed_token_label_new (&token);
      g_assert_true (g_utf8_validate (label, -1, NULL));
      g_assert_cmpuint (strlen (label), >, 0);
      g_assert_null (strchr (label, '\n'));
    }
}

static void
test_token_label_of_endless_text_ends (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  HeedToken token = { .text = text };
  g_autofree char *label = heed_token_label_new (&token);

  g_assert_cmpuint (strlen (label), ==, 200);
}

static void
test_token_label_han_alone_is_chinese (void)
{
  g_assert_true (heed_token_label_get_language ("协议") == pango_language_from_string ("zh-cn"));
  g_assert_true (heed_token_label_get_language ("1992年") == pango_language_from_string ("zh-cn"));
  g_assert_null (heed_token_label_get_language ("食べる"));
  g_assert_null (heed_token_label_get_language ("agreement"));
  g_assert_null (heed_token_label_new_attributes ("agreement"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/token-label/hides-the-start-of-a-word",
                   test_token_label_hides_the_start_of_a_word);
  g_test_add_func ("/ui/token-label/special-is-in-angle-brackets",
                   test_token_label_special_is_in_angle_brackets);
  g_test_add_func ("/ui/token-label/ordinary-brackets-stay",
                   test_token_label_ordinary_brackets_stay);
  g_test_add_func ("/ui/token-label/shows-what-cannot-be-seen",
                   test_token_label_shows_what_cannot_be_seen);
  g_test_add_func ("/ui/token-label/without-text-is-a-number",
                   test_token_label_without_text_is_a_number);
  g_test_add_func ("/ui/token-label/marks-stand-on-something",
                   test_token_label_marks_stand_on_something);
  g_test_add_func ("/ui/token-label/is-valid-whatever-the-bytes",
                   test_token_label_is_valid_whatever_the_bytes);
  g_test_add_func ("/ui/token-label/of-endless-text-ends", test_token_label_of_endless_text_ends);
  g_test_add_func ("/ui/token-label/han-alone-is-chinese", test_token_label_han_alone_is_chinese);

  return g_test_run ();
}
