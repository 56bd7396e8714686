/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/references.h"

static void
test_references_pairs_of_one_source_are_one_sentence (void)
{
  g_autoptr(HeedReferences) references = heed_references_new ();
  const char *const *const *all;

  heed_references_add_pair (references, "go", "va");
  heed_references_add_pair (references, "run", "cours");
  heed_references_add_pair (references, "go", "allez");
  all = heed_references_get_all (references);

  g_assert_cmpuint (heed_references_get_n (references), ==, 2);
  g_assert_cmpstr (heed_references_get_sources (references)[1], ==, "run");
  g_assert_cmpstr (all[0][0], ==, "va");
  g_assert_cmpstr (all[0][1], ==, "allez");
  g_assert_null (all[0][2]);
  g_assert_cmpstr (all[1][0], ==, "cours");
  g_assert_null (all[1][1]);
}

/* Line n of a file stays entry n, even if a source line occurs twice. */
static void
test_references_sentences_that_are_begun_stay_apart (void)
{
  g_autoptr(HeedReferences) references = heed_references_new ();

  heed_references_begin (references, "go");
  heed_references_add (references, "va");
  heed_references_begin (references, "go");
  heed_references_add (references, "allez");

  g_assert_cmpuint (heed_references_get_n (references), ==, 2);
  g_assert_cmpstr (heed_references_get_all (references)[1][0], ==, "allez");
  g_assert_null (heed_references_get_all (references)[0][1]);
}

static void
test_references_first_of_a_pair_is_found (void)
{
  g_autoptr(HeedReferences) references = heed_references_new ();

  g_assert_null (heed_references_find (references, "go"));

  heed_references_add_pair (references, "go", "va");
  heed_references_add_pair (references, "go", "allez");
  heed_references_get_all (references);

  g_assert_cmpstr (heed_references_find (references, "go"), ==, "va");
  g_assert_null (heed_references_find (references, "Go"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/references/pairs-of-one-source-are-one-sentence",
                   test_references_pairs_of_one_source_are_one_sentence);
  g_test_add_func ("/app/references/sentences-that-are-begun-stay-apart",
                   test_references_sentences_that_are_begun_stay_apart);
  g_test_add_func ("/app/references/first-of-a-pair-is-found",
                   test_references_first_of_a_pair_is_found);

  return g_test_run ();
}
