/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/vocabulary.h"

#include "engine/heed.h"

static void
test_vocabulary_text_and_id_lead_to_each_other (void)
{
  static const char *const texts[] = { "<unk>", "été", "" };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedVocabulary) vocabulary = heed_vocabulary_new (texts, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (heed_vocabulary_get_size (vocabulary), ==, 3);

  for (guint32 id = 0; id < 3; id++)
    {
      guint32 found = 99;

      g_assert_cmpstr (heed_vocabulary_get_text (vocabulary, id), ==, texts[id]);
      g_assert_true (heed_vocabulary_find (vocabulary, texts[id], &found));
      g_assert_cmpuint (found, ==, id);
    }
}

static void
test_vocabulary_missing_text_is_not_found (void)
{
  static const char *const texts[] = { "a" };
  g_autoptr(HeedVocabulary) vocabulary = heed_vocabulary_new (texts, 1, NULL);
  guint32 found = 99;

  g_assert_false (heed_vocabulary_find (vocabulary, "b", &found));
  g_assert_cmpuint (found, ==, 99);
}

static void
test_vocabulary_lowest_of_equal_texts_is_found (void)
{
  static const char *const texts[] = { "a", "b", "a" };
  g_autoptr(HeedVocabulary) vocabulary = heed_vocabulary_new (texts, 3, NULL);
  guint32 found = 99;

  g_assert_true (heed_vocabulary_find (vocabulary, "a", &found));
  g_assert_cmpuint (found, ==, 0);
  g_assert_cmpstr (heed_vocabulary_get_text (vocabulary, 2), ==, "a");
}

static void
test_vocabulary_without_or_with_broken_texts_is_refused (void)
{
  static const char *const broken[] = { "a", "b\xff" };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_vocabulary_new (broken, 2, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_clear_error (&error);

  g_assert_null (heed_vocabulary_new (broken, 0, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/vocabulary/text-and-id-lead-to-each-other",
                   test_vocabulary_text_and_id_lead_to_each_other);
  g_test_add_func ("/engine/vocabulary/missing-text-is-not-found",
                   test_vocabulary_missing_text_is_not_found);
  g_test_add_func ("/engine/vocabulary/lowest-of-equal-texts-is-found",
                   test_vocabulary_lowest_of_equal_texts_is_found);
  g_test_add_func ("/engine/vocabulary/without-or-with-broken-texts-is-refused",
                   test_vocabulary_without_or_with_broken_texts_is_refused);

  return g_test_run ();
}
