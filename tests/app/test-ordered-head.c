/* test-ordered-head.c — the head whose links follow the word order is found in its layer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/ordered-head.h"
#include "fake-engine.h"

static HeedTranslation *
translate (HeedModel *model)
{
  g_autoptr(HeedSession) session = heed_session_new (model, "one two three four five", NULL);
  HeedTranslation *translation = heed_translation_new ();
  guint n_tokens;
  const HeedToken *source = heed_session_get_source (session, &n_tokens);

  translation->source = heed_tokens_new (source, n_tokens);
  while (!heed_session_is_finished (session))
    g_ptr_array_add (translation->steps, heed_session_step (session, NULL));

  return translation;
}

/* Head h attends h tokens past its own position: only the first is not shifted. */
static void
test_ordered_head_the_one_that_is_not_shifted_is_found (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("heads", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model);
  double order;

  g_assert_cmpint (heed_ordered_head_find (translation, model, &order), ==, 0);
  g_assert_cmpfloat (order, >, 0.7);
}

/* In the second layer of the fake, no head attends to its own position. */
static void
test_ordered_head_there_may_be_none (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("transformer", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model);
  double order;

  translation->site.layer = 1;
  g_assert_cmpint (heed_ordered_head_find (translation, model, &order), ==, -1);
  translation->site = (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 0 };
  g_assert_cmpint (heed_ordered_head_find (translation, model, &order), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/ordered-head/the-one-that-is-not-shifted-is-found",
                   test_ordered_head_the_one_that_is_not_shifted_is_found);
  g_test_add_func ("/app/ordered-head/there-may-be-none", test_ordered_head_there_may_be_none);

  return g_test_run ();
}
