/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/training/mixing/mixture.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"

#define N_EACH 100

/* Writes N_EACH lines for each origin: "<prefix><number>", with the same in capitals as target. */
static char *
write_pairs (const char        *name,
             const char *const *origins)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint k = 0; origins[k] != NULL; k++)
    for (guint i = 0; i < N_EACH; i++)
      g_string_append_printf (text, "%s %u\tT %s %u\t%s\n", origins[k], i, origins[k], i,
                              origins[k]);

  return scratch_write (name, text->str, text->len);
}

static HeedMixture *
make (const char  *data,
      GError     **error)
{
  g_autoptr(HeedJson) json = heed_json_parse (NULL, data, strlen (data), NULL, NULL);
  HeedMixtureOptions options = { 0 };
  HeedMixture *mixture = NULL;

  if (heed_mixture_options_parse (&options, json, "train", "/", error))
    mixture = heed_mixture_new (&options, NULL, error);
  heed_mixture_options_clear (&options);

  return mixture;
}

/* Returns how many of the drawn pairs start with prefix. */
static guint
count (HeedPairs  *pairs,
       const char *prefix)
{
  guint n_pairs, n = 0;
  const HeedPair *all = heed_pairs_get (pairs, &n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    n += g_str_has_prefix (all[i].source, prefix);

  return n;
}

static guint
count_all (HeedPairs *pairs)
{
  guint n_pairs;

  heed_pairs_get (pairs, &n_pairs);

  return n_pairs;
}

static HeedPairs *
draw (HeedMixture *mixture,
      guint64      seed)
{
  HeedAugmentation none = { 0 };

  return heed_mixture_draw (mixture, &none, seed);
}

/* Two files: "a" is drawn three times as often as "b", and in "b" wesnoth twice as often as php,
 * and games (matched by a pattern) never. */
static HeedMixture *
make_two (const char *epoch)
{
  static const char *const everyday[] = { "everyday", NULL };
  static const char *const manuals[] = { "php", "wesnoth", "game-one", "game-two", NULL };
  g_autofree char *a = write_pairs ("a.tsv", everyday);
  g_autofree char *b = write_pairs ("b.tsv", manuals);
  g_autofree char *json =
    g_strdup_printf ("{\"train\": [{\"file\": \"%s\", \"share\": 3},"
                     " {\"file\": \"%s\", \"weights\": {\"wesnoth\": 2, \"game-*\": 0.5,"
                     "  \"game-two\": 0}}]%s}",
                     a, b, epoch);
  g_autoptr(GError) error = NULL;
  HeedMixture *mixture = make (json, &error);

  g_assert_no_error (error);

  return mixture;
}

static void
test_mixture_shares_are_exact (void)
{
  g_autoptr(HeedMixture) mixture = make_two (", \"epoch_pairs\": 280");
  g_autoptr(HeedPairs) drawn = draw (mixture, 1);

  g_assert_cmpuint (count_all (drawn), ==, 280);
  g_assert_cmpuint (count (drawn, "everyday"), ==, 210);
  assert_close (count (drawn, "php"), 20.0, 8.0, "php");
  assert_close (count (drawn, "wesnoth"), 40.0, 8.0, "wesnoth");
  assert_close (count (drawn, "game-one"), 10.0, 8.0, "game-one");
  g_assert_cmpuint (count (drawn, "game-two"), ==, 0);
}

/* Over many epochs, an origin with twice the weight is drawn twice as often. */
static void
test_mixture_weights_are_kept_in_the_long_run (void)
{
  g_autoptr(HeedMixture) mixture = make_two (", \"epoch_pairs\": 280");
  guint n_php = 0, n_wesnoth = 0;

  for (guint seed = 0; seed < 100; seed++)
    {
      g_autoptr(HeedPairs) drawn = draw (mixture, seed);

      n_php += count (drawn, "php");
      n_wesnoth += count (drawn, "wesnoth");
    }

  assert_close (n_php, 2000.0, 100.0, "php");
  assert_close (n_wesnoth, 4000.0, 150.0, "wesnoth");
}

/* 210 draws from 100 pairs: each pair is drawn two or three times. */
static void
test_mixture_no_pair_is_forgotten (void)
{
  g_autoptr(HeedMixture) mixture = make_two (", \"epoch_pairs\": 280");
  g_autoptr(HeedPairs) drawn = draw (mixture, 5);
  guint n_pairs;
  const HeedPair *all = heed_pairs_get (drawn, &n_pairs);

  for (guint i = 0; i < N_EACH; i++)
    {
      g_autofree char *source = g_strdup_printf ("everyday %u", i);
      g_autofree char *target = g_strdup_printf ("T everyday %u", i);
      guint n = 0;

      for (guint k = 0; k < n_pairs; k++)
        if (g_str_equal (all[k].source, source))
          {
            g_assert_cmpstr (all[k].target, ==, target);
            n++;
          }
      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpuint (n, <=, 3);
    }
}

static void
test_mixture_without_a_number_draws_as_many_as_there_are (void)
{
  g_autoptr(HeedMixture) mixture = make_two ("");
  g_autoptr(HeedPairs) drawn = draw (mixture, 1);

  g_assert_cmpuint (count_all (drawn), ==, 5 * N_EACH);
  g_assert_cmpuint (count (drawn, "everyday"), ==, 375);
}

static void
test_mixture_same_seed_gives_the_same_pairs (void)
{
  g_autoptr(HeedMixture) mixture = make_two (", \"epoch_pairs\": 60");
  g_autoptr(HeedPairs) first = draw (mixture, 1);
  g_autoptr(HeedPairs) again = draw (mixture, 1);
  g_autoptr(HeedPairs) other = draw (mixture, 2);
  guint n, n_same = 0;
  const HeedPair *a = heed_pairs_get (first, &n);
  const HeedPair *b = heed_pairs_get (again, &n);
  const HeedPair *c = heed_pairs_get (other, &n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (a[i].source, ==, b[i].source);
      n_same += g_str_equal (a[i].source, c[i].source);
    }
  g_assert_cmpuint (n_same, <, 10);
}

static void
assert_refused (const char *json,
                const char *what)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *prefix = g_strconcat (what, ": expected ", NULL);

  g_assert_null (make (json, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  if (!g_str_has_prefix (error->message, prefix))
    g_error ("%s: %s", json, error->message);
}

static void
test_mixture_wrong_options_are_refused (void)
{
  assert_refused ("{\"train\": []}", "train");
  assert_refused ("{\"train\": [\"a\"]}", "train[0]");
  assert_refused ("{\"train\": [{}]}", "train[0].file");
  assert_refused ("{\"train\": [{\"path\": \"a\"}]}", "train[0]");
  assert_refused ("{\"train\": [{\"file\": 3}]}", "train[0].file");
  assert_refused ("{\"train\": [{\"file\": \"a\", \"share\": 0}]}", "train[0].share");
  assert_refused ("{\"train\": [{\"file\": \"a\", \"weights\": []}]}", "train[0].weights");
  assert_refused ("{\"train\": [{\"file\": \"a\", \"weights\": {\"php\": -1}}]}",
                  "train[0].weights.php");
  assert_refused ("{\"train\": [{\"file\": \"a\"}], \"epoch_pairs\": 0}", "epoch_pairs");
}

/* Otherwise a misspelt origin would have no effect without any notice. */
static void
test_mixture_weight_that_no_pair_has_is_refused (void)
{
  static const char *const origins[] = { "php", NULL };
  g_autofree char *path = write_pairs ("a.tsv", origins);
  g_autofree char *unknown =
    g_strdup_printf ("{\"train\": [{\"file\": \"%s\", \"weights\": {\"pph\": 1}}]}", path);
  g_autofree char *hidden = g_strdup_printf (
    "{\"train\": [{\"file\": \"%s\", \"weights\": {\"p*\": 1, \"php\": 1}}]}", path);
  g_autofree char *nothing =
    g_strdup_printf ("{\"train\": [{\"file\": \"%s\", \"weights\": {\"php\": 0}}]}", path);

  assert_refused (unknown, "weights");
  assert_refused (hidden, "weights");
  assert_refused (nothing, path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/mixture/shares-are-exact", test_mixture_shares_are_exact);
  g_test_add_func ("/engine/mixture/weights-are-kept-in-the-long-run",
                   test_mixture_weights_are_kept_in_the_long_run);
  g_test_add_func ("/engine/mixture/no-pair-is-forgotten", test_mixture_no_pair_is_forgotten);
  g_test_add_func ("/engine/mixture/without-a-number-draws-as-many-as-there-are",
                   test_mixture_without_a_number_draws_as_many_as_there_are);
  g_test_add_func ("/engine/mixture/same-seed-gives-the-same-pairs",
                   test_mixture_same_seed_gives_the_same_pairs);
  g_test_add_func ("/engine/mixture/wrong-options-are-refused",
                   test_mixture_wrong_options_are_refused);
  g_test_add_func ("/engine/mixture/weight-that-no-pair-has-is-refused",
                   test_mixture_weight_that_no_pair_has_is_refused);

  return g_test_run ();
}
