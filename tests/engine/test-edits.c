/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/evaluation/edits.h"

/* Writes "2:b" for a replacement, "2:-" for a removal, "2+b" for an insertion before 2. */
static char *
write_edits (const GArray *edits)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < edits->len; i++)
    {
      const HeedEdit *edit = &g_array_index (edits, HeedEdit, i);

      g_string_append_printf (text, "%s%u%c", i == 0 ? "" : " ", edit->position,
                              edit->ordinal == HEED_EDIT_IN_PLACE ? ':' : '+');
      g_string_append_unichar (text, edit->character == 0 ? '-' : edit->character);
    }

  return g_string_free (text, FALSE);
}

static void
assert_edits (const char *source,
              const char *target,
              const char *expected)
{
  g_autoptr(GArray) edits = heed_edits_find (source, target);
  g_autofree char *text = write_edits (edits);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_edits_are_the_fewest (void)
{
  assert_edits ("kitten", "sitting", "0:s 4:i 6+g");
  assert_edits ("abcd", "acd", "1:-");
  assert_edits ("abcdef", "bcdefa", "0:- 6+a");
  assert_edits ("same", "same", "");
  assert_edits ("", "ab", "0+a 0+b");
  assert_edits ("ab", "", "0:- 1:-");
}

static void
test_edits_are_of_characters_not_bytes (void)
{
  assert_edits ("我带着眼镜", "我戴着眼镜", "1:戴");
}

static void
test_edits_replace_rather_than_remove_and_add (void)
{
  assert_edits ("ab", "ba", "0:b 1:a");
}

static char *
apply_edits (const char   *source,
             const GArray *edits)
{
  GString *text = g_string_new (NULL);
  guint e = 0;

  for (guint position = 0; position <= strlen (source); position++)
    {
      char here = source[position];

      for (; e < edits->len && g_array_index (edits, HeedEdit, e).position == position; e++)
        {
          const HeedEdit *edit = &g_array_index (edits, HeedEdit, e);

          if (edit->ordinal == HEED_EDIT_IN_PLACE)
            here = (char) edit->character;
          else
            g_string_append_unichar (text, edit->character);
        }

      if (here != '\0')
        g_string_append_c (text, here);
    }

  return g_string_free (text, FALSE);
}

static char *
make_line (GRand *random)
{
  char *line = g_strnfill ((gsize) g_rand_int_range (random, 0, 12), 'a');

  for (char *at = line; *at != '\0'; at++)
    *at = (char) g_rand_int_range (random, 'a', 'd');

  return line;
}

static void
test_edits_made_to_the_source_give_the_target (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *source = make_line (random);
      g_autofree char *target = make_line (random);
      g_autoptr(GArray) edits = heed_edits_find (source, target);
      g_autofree char *made = apply_edits (source, edits);

      g_assert_cmpstr (made, ==, target);
    }
}

/* "abab..." to "baba...aa" takes fewer edits than there are positions, but finding them takes 2^28
 * cells. */
static void
test_edits_of_very_long_lines_go_place_by_place (void)
{
  const guint n = 1 << 14;
  g_autofree char *source = g_strnfill (n, 'a');
  g_autofree char *target = g_strnfill (n + 2, 'a');
  g_autoptr(GArray) edits = NULL;

  for (guint i = 0; i < n; i += 2)
    source[i + 1] = target[i] = 'b';
  edits = heed_edits_find (source, target);

  g_assert_cmpuint (edits->len, ==, n + 2);
  g_assert_cmpuint (g_array_index (edits, HeedEdit, n + 1).position, ==, n);
  g_assert_cmpuint (g_array_index (edits, HeedEdit, n + 1).ordinal, ==, 1);
}

/* --- Counting -------------------------------------------------------------- */

static HeedEditCounts
count (const char *source,
       const char *hypothesis,
       const char *first,
       const char *second)
{
  const char *references[] = { first, second, NULL };
  HeedEditCounts counts = { 0 };

  heed_edits_count (&counts, source, hypothesis, references);

  return counts;
}

/* Two edits are wanted; one of these was made, and so was one that is not wanted. */
static void
test_edits_right_are_those_the_reference_has_too (void)
{
  HeedEditCounts counts = count ("abcdef", "xbcyef", "xbczew", NULL);

  g_assert_cmpuint (counts.n_made, ==, 2);
  g_assert_cmpuint (counts.n_wanted, ==, 3);
  g_assert_cmpuint (counts.n_right, ==, 1);
  g_assert_cmpfloat_with_epsilon (heed_edits_f (&counts, 0.5),
                                  1.25 * 0.5 / 3.0 / (0.25 * 0.5 + 1.0 / 3.0), 1e-12);
}

static void
test_edits_added_at_one_place_are_told_apart (void)
{
  HeedEditCounts counts = count ("az", "abcz", "abdz", NULL);

  g_assert_cmpuint (counts.n_made, ==, 2);
  g_assert_cmpuint (counts.n_wanted, ==, 2);
  g_assert_cmpuint (counts.n_right, ==, 1);
}

static void
test_edits_the_best_reference_counts (void)
{
  HeedEditCounts counts = count ("abc", "abd", "xyz", "abd");

  g_assert_cmpuint (counts.n_wanted, ==, 1);
  g_assert_cmpuint (counts.n_right, ==, 1);
}

static void
test_edits_leaving_a_right_line_alone_is_perfect (void)
{
  HeedEditCounts counts = count ("abc", "abc", "abc", NULL);

  g_assert_cmpfloat (heed_edits_f (&counts, 0.5), ==, 1.0);
}

static void
test_edits_leaving_a_wrong_line_alone_is_worth_nothing (void)
{
  HeedEditCounts counts = count ("abc", "abc", "abd", NULL);

  g_assert_cmpfloat (heed_edits_precision (&counts), ==, 1.0);
  g_assert_cmpfloat (heed_edits_recall (&counts), ==, 0.0);
  g_assert_cmpfloat (heed_edits_f (&counts, 0.5), ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/edits/are-the-fewest", test_edits_are_the_fewest);
  g_test_add_func ("/engine/edits/are-of-characters-not-bytes",
                   test_edits_are_of_characters_not_bytes);
  g_test_add_func ("/engine/edits/replace-rather-than-remove-and-add",
                   test_edits_replace_rather_than_remove_and_add);
  g_test_add_func ("/engine/edits/made-to-the-source-give-the-target",
                   test_edits_made_to_the_source_give_the_target);
  g_test_add_func ("/engine/edits/of-very-long-lines-go-place-by-place",
                   test_edits_of_very_long_lines_go_place_by_place);
  g_test_add_func ("/engine/edits/right-are-those-the-reference-has-too",
                   test_edits_right_are_those_the_reference_has_too);
  g_test_add_func ("/engine/edits/added-at-one-place-are-told-apart",
                   test_edits_added_at_one_place_are_told_apart);
  g_test_add_func ("/engine/edits/the-best-reference-counts", test_edits_the_best_reference_counts);
  g_test_add_func ("/engine/edits/leaving-a-right-line-alone-is-perfect",
                   test_edits_leaving_a_right_line_alone_is_perfect);
  g_test_add_func ("/engine/edits/leaving-a-wrong-line-alone-is-worth-nothing",
                   test_edits_leaving_a_wrong_line_alone_is_worth_nothing);

  return g_test_run ();
}
