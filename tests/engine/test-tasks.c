/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/training/tasks/correction.c,
 *   engine/training/tasks/dates.c,
 *   engine/training/tasks/numbers.c,
 *   engine/training/tasks/sequences.c
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/training/tasks/task.h"
#include "tests/engine/scratch.h"

/* --- Numbers --- */

typedef struct {
  guint64     number;
  const char *words;
} Named;

static void
assert_named (void        (*append) (GString *, guint64),
              const Named  *named,
              guint         n_named)
{
  for (guint i = 0; i < n_named; i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);

      append (words, named[i].number);
      g_assert_cmpstr (words->str, ==, named[i].words);
    }
}

static void
test_tasks_english_numbers_are_spelled_right (void)
{
  static const Named named[] = {
    { 0, "zero" },
    { 7, "seven" },
    { 10, "ten" },
    { 13, "thirteen" },
    { 20, "twenty" },
    { 21, "twenty-one" },
    { 40, "forty" },
    { 99, "ninety-nine" },
    { 100, "one hundred" },
    { 110, "one hundred ten" },
    { 342, "three hundred forty-two" },
    { 1000, "one thousand" },
    { 1001, "one thousand one" },
    { 15015, "fifteen thousand fifteen" },
    { 100000, "one hundred thousand" },
    { 999999, "nine hundred ninety-nine thousand nine hundred ninety-nine" },
    { 1000000, "one million" },
    { 2000000030, "two billion thirty" },
  };

  assert_named (heed_number_append_english, named, G_N_ELEMENTS (named));
}

static void
test_tasks_french_numbers_are_spelled_right (void)
{
  static const Named named[] = {
    { 0, "zéro" },
    { 16, "seize" },
    { 17, "dix-sept" },
    { 20, "vingt" },
    { 21, "vingt et un" },
    { 22, "vingt-deux" },
    { 31, "trente et un" },
    { 61, "soixante et un" },
    { 70, "soixante-dix" },
    { 71, "soixante et onze" },
    { 72, "soixante-douze" },
    { 77, "soixante-dix-sept" },
    { 80, "quatre-vingts" },
    { 81, "quatre-vingt-un" },
    { 90, "quatre-vingt-dix" },
    { 91, "quatre-vingt-onze" },
    { 99, "quatre-vingt-dix-neuf" },
    { 100, "cent" },
    { 101, "cent un" },
    { 180, "cent quatre-vingts" },
    { 200, "deux cents" },
    { 201, "deux cent un" },
    { 1000, "mille" },
    { 1001, "mille un" },
    { 2000, "deux mille" },
    { 21000, "vingt et un mille" },
    { 80000, "quatre-vingt mille" },
    { 200000, "deux cent mille" },
    { 280080, "deux cent quatre-vingt mille quatre-vingts" },
    { 1000000, "un million" },
    { 80000000, "quatre-vingts millions" },
    { 200000000, "deux cents millions" },
    { 2000000001, "deux milliards un" },
  };

  assert_named (heed_number_append_french, named, G_N_ELEMENTS (named));
}

static void
test_tasks_chinese_numbers_are_spelled_right (void)
{
  static const Named named[] = {
    { 0, "零" }, { 5, "五" }, { 10, "十" }, { 12, "十二" }, { 20, "二十" }, { 99, "九十九" }, { 100, "一百" },
    { 105, "一百零五" }, { 110, "一百一十" }, { 111, "一百一十一" }, { 1000, "一千" }, { 1001, "一千零一" },
    { 1010, "一千零一十" }, { 1100, "一千一百" }, { 10000, "一万" }, { 10001, "一万零一" },
    { 10010, "一万零一十" }, { 10500, "一万零五百" }, { 15000, "一万五千" }, { 100000, "十万" },
    { 100001, "十万零一" }, { 105000, "十万五千" }, { 100000000, "一亿" }, { 100000001, "一亿零一" },
    { 100005000, "一亿零五千" }, { 105000000, "一亿零五百万" }, { 1000050000, "十亿零五万" },
  };

  assert_named (heed_number_append_chinese, named, G_N_ELEMENTS (named));
}

/* --- Pairs --- */

static gboolean
parse_options (HeedTaskOptions  *options,
               const char       *json,
               GError          **error)
{
  g_autoptr(HeedJson) data = heed_json_parse (NULL, json, strlen (json), NULL, NULL);

  g_assert_nonnull (data);

  return heed_task_options_parse (options, data, "/", error);
}

typedef struct {
  HeedPairs *train;
  HeedPairs *valid;
} Made;

static void
clear_made (Made *made)
{
  g_clear_pointer (&made->train, heed_pairs_free);
  g_clear_pointer (&made->valid, heed_pairs_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, clear_made)

static void
make (Made       *made,
      const char *json,
      guint64     seed)
{
  g_auto(HeedTaskOptions) options = { 0 };
  g_autoptr(GError) error = NULL;

  parse_options (&options, json, &error);
  g_assert_no_error (error);
  heed_task_make_pairs (&options, seed, NULL, &made->train, &made->valid, &error);
  g_assert_no_error (error);
}

static char *
configure (const char *task)
{
  g_autofree char *lines = NULL;
  g_autofree char *alikes = NULL;
  g_autoptr(GString) right = g_string_new (NULL);
  const char alike[] = "#character\tsame\tother\n他\t她它\t塔\n在\t再\t栽\n书\t\t树\n我\t\t握卧\n";

  if (!g_str_equal (task, "correction"))
    return g_strdup_printf ("{\"task\": \"%s\", \"pairs\": 400, \"valid_pairs\": 40}", task);

  /* Some lines occur twice. */
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (right, "我在图书馆读%u本书。\tsentence\n", i % 80);

  lines = scratch_write ("right.tsv", right->str, right->len);
  alikes = scratch_write ("alike.txt", alike, strlen (alike));

  return g_strdup_printf (
    "{\"task\": \"correction\", \"pairs\": 400, \"valid_pairs\": 40, \"lines\": \"%s\","
    " \"confusions\": \"%s\"}",
    lines, alikes);
}

static void
test_tasks_same_seed_makes_the_same_pairs (gconstpointer task)
{
  g_autofree char *json = configure (task);
  g_auto(Made) one = { 0 }, same = { 0 }, other = { 0 };
  guint n_differ = 0;
  guint n;

  make (&one, json, 5);
  make (&same, json, 5);
  make (&other, json, 6);

  heed_pairs_get (one.train, &n);
  g_assert_cmpuint (n, ==, 400);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (heed_pairs_get (one.train, &n)[i].source, ==,
                       heed_pairs_get (same.train, &n)[i].source);
      g_assert_cmpstr (heed_pairs_get (one.train, &n)[i].target, ==,
                       heed_pairs_get (same.train, &n)[i].target);
      n_differ += !g_str_equal (heed_pairs_get (one.train, &n)[i].source,
                                heed_pairs_get (other.train, &n)[i].source);
    }
  g_assert_cmpuint (n_differ, >, n / 2);
}

static void
test_tasks_nothing_is_learned_and_held_out (gconstpointer task)
{
  g_autofree char *json = configure (task);
  g_autoptr(GHashTable) learned = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n;

  make (&made, json, 5);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (learned, (gpointer) pairs[i].target);

  pairs = heed_pairs_get (made.valid, &n);
  g_assert_cmpuint (n, ==, 40);
  for (guint i = 0; i < n; i++)
    g_assert_false (g_hash_table_contains (learned, pairs[i].target));
}

static int
compare_bytes (gconstpointer a,
               gconstpointer b)
{
  return *(const char *) a - *(const char *) b;
}

static void
test_tasks_toys_say_what_they_should (void)
{
  static const char *const toys[] = { "copy", "reverse", "sort" };

  for (guint toy = 0; toy < G_N_ELEMENTS (toys); toy++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"task\": \"%s\", \"pairs\": 100, \"alphabet\": \"abc\","
                         " \"min_length\": 3, \"max_length\": 7, \"spaces\": false}",
                         toys[toy]);
      g_auto(Made) made = { 0 };
      const HeedPair *pairs;
      guint n;

      make (&made, json, 1);
      pairs = heed_pairs_get (made.train, &n);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *expected = g_strdup (pairs[i].source);

          g_assert_cmpuint (strlen (expected), >=, 3);
          g_assert_cmpuint (strlen (expected), <=, 7);
          g_assert_cmpuint (strspn (expected, "abc"), ==, strlen (expected));
          if (toy == 1)
            g_strreverse (expected);
          if (toy == 2)
            qsort (expected, strlen (expected), 1, compare_bytes);
          g_assert_cmpstr (pairs[i].target, ==, expected);
        }
    }
}

static gboolean
is_date (const char *text)
{
  int year, month, day;
  char rest;

  return strlen (text) == 10 && sscanf (text, "%4d-%2d-%2d%c", &year, &month, &day, &rest) == 3 &&
         year >= 1900 && year <= 2099 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* Dates of digits are read as the file documents: day first, unless the first number cannot be a
 * day. */
static void
test_tasks_dates_of_digits_are_read_as_documented (void)
{
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n_slashed = 0;
  guint n;

  make (&made, "{\"task\": \"dates\", \"pairs\": 5000}", 1);
  pairs = heed_pairs_get (made.train, &n);

  for (guint i = 0; i < n; i++)
    {
      int first, second, year;
      char rest;

      g_assert_true (is_date (pairs[i].target));
      if (sscanf (pairs[i].source, "%2d/%2d/%4d%c", &first, &second, &year, &rest) == 3 &&
          first > 0)
        {
          g_autofree char *expected = NULL;
          gboolean is_month_first = second > 12;

          if (year < 100)
            year += year < 50 ? 2000 : 1900;
          expected = g_strdup_printf ("%04d-%02d-%02d", year, is_month_first ? first : second,
                                      is_month_first ? second : first);
          g_assert_cmpstr (pairs[i].target, ==, expected);
          n_slashed++;
        }
    }
  g_assert_cmpuint (n_slashed, >, 100);
}

static void
test_tasks_dates_are_written_in_many_ways (void)
{
  static const char *const ways[] = { "Sunday", "of",      "nov",   "février", "fevrier", "März",
                                      "de ",    "gennaio", "março", "maart",   "年",      "二〇",
                                      "日曜日", "1st",     "1er",   "/",       "." };
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n;

  make (&made, "{\"task\": \"dates\", \"pairs\": 20000}", 1);
  pairs = heed_pairs_get (made.train, &n);

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      guint found = 0;

      for (guint i = 0; i < n; i++)
        found += strstr (pairs[i].source, ways[way]) != NULL;
      g_assert_cmpuint (found, >, 5);
    }
}

/* The word for zero is in no other number, so it cannot be learned from others. */
static void
test_tasks_zero_is_never_held_out (gconstpointer task)
{
  g_autofree char *json = configure (task);
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n_learned = 0;
  guint n;

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    n_learned += g_str_equal (pairs[i].source, "0");
  g_assert_cmpuint (n_learned, >, 0);

  pairs = heed_pairs_get (made.valid, &n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (pairs[i].source, !=, "0");
}

static void
test_tasks_correction_leaves_some_and_harms_few_characters (void)
{
  g_autofree char *json = configure ("correction");
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n_unchanged = 0;
  guint n;

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    {
      glong source = g_utf8_strlen (pairs[i].source, -1);
      glong target = g_utf8_strlen (pairs[i].target, -1);

      g_assert_cmpint (ABS (source - target), <=, 3);
      n_unchanged += g_str_equal (pairs[i].source, pairs[i].target);
    }
  g_assert_cmpuint (n_unchanged, >, n / 5);
  g_assert_cmpuint (n_unchanged, <, n / 2);
}

/* Inserts members before the end of the object that configure() returns. */
static char *
configure_correction (const char *members)
{
  g_autofree char *plain = configure ("correction");

  plain[strlen (plain) - 1] = '\0';

  return g_strconcat (plain, ", ", members, "}", NULL);
}

static void
test_tasks_correction_that_only_replaces_keeps_lengths (void)
{
  g_autofree char *json = configure_correction ("\"replaced\": 1, \"unchanged\": 0");
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n;

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (g_utf8_strlen (pairs[i].source, -1), ==,
                       g_utf8_strlen (pairs[i].target, -1));
      g_assert_cmpstr (pairs[i].source, !=, pairs[i].target);
    }
}

/* 木 looks like 本, and sounds like no character of the sentence. */
static void
test_tasks_correction_replaces_by_shape_one_time_in_four (void)
{
  const char shape[] = "本\t木\t\n在\t左\n";
  g_autofree char *shapes = scratch_write ("shapes.txt", shape, strlen (shape));
  g_autofree char *members =
    g_strdup_printf ("\"replaced\": 1, \"unchanged\": 0, \"shapes\": \"%s\"", shapes);
  g_autofree char *json = configure_correction (members);
  g_auto(Made) made = { 0 };
  guint n_by_shape = 0, n_by_sound = 0;
  const HeedPair *pairs;
  guint n;

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    {
      n_by_shape += strstr (pairs[i].source, "左") != NULL;
      n_by_sound += strstr (pairs[i].source, "再") != NULL || strstr (pairs[i].source, "栽") != NULL;
    }
  g_assert_cmpuint (n_by_shape, >, (n_by_shape + n_by_sound) * 15 / 100);
  g_assert_cmpuint (n_by_shape, <, (n_by_shape + n_by_sound) * 35 / 100);
}

/* Lines of the smaller of two files are drawn three times as often. */
static void
test_tasks_correction_draws_lines_by_share (void)
{
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GString) few = g_string_new (NULL);
  g_autofree char *many_path = NULL;
  g_autofree char *few_path = NULL;
  g_autofree char *json = NULL;
  g_auto(Made) made = { 0 };
  const HeedPair *pairs;
  guint n_few = 0;
  guint n;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (many, "manual %u\t手册%u\n", i, i);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (few, "talk %u\t谈话%u\n", i, i);
  many_path = scratch_write ("many.tsv", many->str, many->len);
  few_path = scratch_write ("few.tsv", few->str, few->len);
  json = g_strdup_printf ("{\"task\": \"correction\", \"pairs\": 400, \"valid_pairs\": 0,"
                          " \"column\": 2, \"lines\": [{\"file\": \"%s\"},"
                          " {\"file\": \"%s\", \"share\": 3}]}",
                          many_path, few_path);

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);
  for (guint i = 0; i < n; i++)
    n_few += g_str_has_prefix (pairs[i].target, "谈话");
  g_assert_cmpuint (n_few, >, n * 65 / 100);
  g_assert_cmpuint (n_few, <, n * 85 / 100);
}

static void
add_sentences (GHashTable *sentences,
               HeedPairs  *pairs)
{
  guint n;
  const HeedPair *all = heed_pairs_get (pairs, &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) parts = g_strsplit (all[i].target, "。", -1);

      g_assert_cmpuint (g_strv_length (parts), <=, 4);  /* three, and the text after the last
                                                         * mark */
      for (guint k = 0; parts[k] != NULL; k++)
        if (parts[k][0] != '\0')
          g_hash_table_add (sentences, g_strdup (parts[k]));
    }
}

static void
test_tasks_texts_of_several_sentences_share_none_with_those_held_out (void)
{
  g_autofree char *json = configure_correction ("\"sentences\": 3");
  g_autoptr(GHashTable) learned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) held_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(Made) made = { 0 };
  GHashTableIter iter;
  gpointer sentence;
  guint n;

  make (&made, json, 3);
  heed_pairs_get (made.train, &n);
  g_assert_cmpuint (n, ==, 400);
  add_sentences (learned, made.train);
  add_sentences (held_out, made.valid);

  g_hash_table_iter_init (&iter, held_out);
  while (g_hash_table_iter_next (&iter, &sentence, NULL))
    g_assert_false (g_hash_table_contains (learned, sentence));
  g_assert_cmpuint (g_hash_table_size (held_out), >, 2);
}

static void
test_tasks_one_to_three_sentences_come_about_as_often (void)
{
  g_autofree char *json = configure_correction ("\"sentences\": 3");
  g_auto(Made) made = { 0 };
  guint counts[4] = { 0 };
  const HeedPair *pairs;
  guint n;

  make (&made, json, 3);
  pairs = heed_pairs_get (made.train, &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) parts = g_strsplit (pairs[i].target, "。", -1);

      counts[g_strv_length (parts) - 1]++;
    }
  g_assert_cmpuint (counts[0], ==, 0);
  for (guint k = 1; k <= 3; k++)
    g_assert_cmpuint (counts[k], >, n / 5);
}

/* --- Wrong options --- */

static void
test_tasks_wrong_options_are_named (void)
{
  static const struct { const char *json; const char *what; } wrong[] = {
    { "{\"task\": \"juggle\"}", "task" },
    { "{\"task\": 3}", "task" },
    { "{\"task\": \"copy\", \"lines\": \"a\"}", NULL },
    { "{\"task\": \"copy\", \"pairs\": 0}", "pairs" },
    { "{\"task\": \"copy\", \"pairs\": 1e9}", "pairs" },
    { "{\"task\": \"copy\", \"pairs\": \"many\"}", "pairs" },
    { "{\"task\": \"copy\", \"valid_pairs\": -1}", "valid_pairs" },
    { "{\"task\": \"copy\", \"max_length\": 100000}", "max_length" },
    { "{\"task\": \"copy\", \"max_length\": 2.5}", "max_length" },
    { "{\"task\": \"copy\", \"min_length\": 11}", "min_length" },
    { "{\"task\": \"copy\", \"alphabet\": \"a\"}", "alphabet" },
    { "{\"task\": \"copy\", \"alphabet\": \"a b\"}", "alphabet" },
    { "{\"task\": \"copy\", \"alphabet\": [\"a\"]}", "alphabet" },
    { "{\"task\": \"copy\", \"spaces\": 1}", "spaces" },
    { "{\"task\": \"digits-fr\", \"max_length\": 13}", "max_length" },
    { "{\"task\": \"correction\", \"column\": 0}", "column" },
    { "{\"task\": \"correction\", \"unchanged\": 1.5}", "unchanged" },
    { "{\"task\": \"correction\", \"confusions\": {}}", "confusions" },
    { "{\"task\": \"correction\", \"shapes\": 1}", "shapes" },
    { "{\"task\": \"correction\", \"replaced\": -1}", "replaced" },
    { "{\"task\": \"correction\", \"lines\": []}", "lines" },
    { "{\"task\": \"correction\", \"lines\": [{\"file\": \"a\"}], \"column\": 3}", "column" },
    { "{\"task\": \"correction\", \"sentences\": 0}", "sentences" },
    { "{\"task\": \"copy\", \"sentences\": 2}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto(HeedTaskOptions) options = { 0 };
      g_autoptr(GError) error = NULL;
      g_autofree char *prefix =
        g_strconcat (wrong[i].what != NULL ? wrong[i].what : "",
                     wrong[i].what != NULL ? ": expected " : "expected task, ", NULL);

      g_assert_false (parse_options (&options, wrong[i].json, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_true (g_str_has_prefix (error->message, prefix));
    }
}

static void
assert_cannot_be_made (const char *json)
{
  g_auto(HeedTaskOptions) options = { 0 };
  g_autoptr(GError) error = NULL;
  g_auto(Made) made = { 0 };

  parse_options (&options, json, &error);
  g_assert_no_error (error);
  g_assert_false (heed_task_make_pairs (&options, 1, NULL, &made.train, &made.valid, &error));
  g_assert_nonnull (error);
  g_assert_null (made.train);
}

static void
test_tasks_too_small_to_hold_out_are_refused (void)
{
  assert_cannot_be_made (
    "{\"task\": \"copy\", \"alphabet\": \"ab\", \"min_length\": 1, \"max_length\": 1}");
}

static void
test_tasks_correction_without_sentences_is_refused (void)
{
  g_autofree char *empty = scratch_write ("empty.txt", "\n\n", 2);
  g_autofree char *json = g_strdup_printf ("{\"task\": \"correction\", \"lines\": \"%s\"}", empty);
  g_autofree char *column =
    g_strdup_printf ("{\"task\": \"correction\", \"lines\": \"%s\", \"column\": 4}", empty);

  assert_cannot_be_made ("{\"task\": \"correction\"}");
  assert_cannot_be_made ("{\"task\": \"correction\", \"lines\": \"/nowhere/at/all\"}");
  assert_cannot_be_made (json);
  assert_cannot_be_made (column);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/tasks/english-numbers-are-spelled-right",
                   test_tasks_english_numbers_are_spelled_right);
  g_test_add_func ("/engine/tasks/french-numbers-are-spelled-right",
                   test_tasks_french_numbers_are_spelled_right);
  g_test_add_func ("/engine/tasks/chinese-numbers-are-spelled-right",
                   test_tasks_chinese_numbers_are_spelled_right);

  for (guint i = 0; heed_tasks_get (i) != NULL; i++)
    {
      const char *name = heed_tasks_get (i)->name;
      g_autofree char *same =
        g_strconcat ("/engine/tasks/same-seed-makes-the-same-pairs/", name, NULL);
      g_autofree char *apart =
        g_strconcat ("/engine/tasks/nothing-is-learned-and-held-out/", name, NULL);

      g_test_add_data_func (same, name, test_tasks_same_seed_makes_the_same_pairs);
      g_test_add_data_func (apart, name, test_tasks_nothing_is_learned_and_held_out);
    }

  g_test_add_func ("/engine/tasks/toys-say-what-they-should", test_tasks_toys_say_what_they_should);
  g_test_add_func ("/engine/tasks/dates-of-digits-are-read-as-documented",
                   test_tasks_dates_of_digits_are_read_as_documented);
  g_test_add_func ("/engine/tasks/dates-are-written-in-many-ways",
                   test_tasks_dates_are_written_in_many_ways);
  g_test_add_func ("/engine/tasks/correction-leaves-some-and-harms-few-characters",
                   test_tasks_correction_leaves_some_and_harms_few_characters);
  g_test_add_func ("/engine/tasks/correction-that-only-replaces-keeps-lengths",
                   test_tasks_correction_that_only_replaces_keeps_lengths);
  g_test_add_func ("/engine/tasks/correction-replaces-by-shape-one-time-in-four",
                   test_tasks_correction_replaces_by_shape_one_time_in_four);
  g_test_add_func ("/engine/tasks/correction-draws-lines-by-share",
                   test_tasks_correction_draws_lines_by_share);
  g_test_add_data_func ("/engine/tasks/zero-is-never-held-out/en", "digits-en",
                        test_tasks_zero_is_never_held_out);
  g_test_add_data_func ("/engine/tasks/zero-is-never-held-out/fr", "digits-fr",
                        test_tasks_zero_is_never_held_out);
  g_test_add_func ("/engine/tasks/texts-of-several-sentences-share-none-with-those-held-out",
                   test_tasks_texts_of_several_sentences_share_none_with_those_held_out);
  g_test_add_func ("/engine/tasks/one-to-three-sentences-come-about-as-often",
                   test_tasks_one_to_three_sentences_come_about_as_often);
  g_test_add_func ("/engine/tasks/wrong-options-are-named", test_tasks_wrong_options_are_named);
  g_test_add_func ("/engine/tasks/too-small-to-hold-out-are-refused",
                   test_tasks_too_small_to_hold_out_are_refused);
  g_test_add_func ("/engine/tasks/correction-without-sentences-is-refused",
                   test_tasks_correction_without_sentences_is_refused);

  return g_test_run ();
}
