/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/sentence-kind.h"

static char *
dup_kind (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return heed_sentence_kind_new (model);
}

static gboolean
fit (const char *name,
     const char *other)
{
  g_autofree char *kind = dup_kind (name);
  g_autofree char *other_kind = dup_kind (other);

  return heed_sentence_kind_fits (kind, other_kind);
}

static void
test_sentence_kind_languages (void)
{
  g_assert_true (fit ("en-fr.safetensors", "en-fr-dot.safetensors"));
  g_assert_true (fit ("en-fr.safetensors", "en-zh.safetensors"));
  g_assert_false (fit ("en-zh.safetensors", "correction.safetensors"));
}

/* Toy models read any letters, but ordinary sentences are not useful input for them. */
static void
test_sentence_kind_toys (void)
{
  g_assert_true (fit ("copy.safetensors", "reverse.safetensors"));
  g_assert_false (fit ("copy.safetensors", "dates.safetensors"));
  g_assert_false (fit ("en-fr.safetensors", "dates.safetensors"));
}

static void
test_sentence_kind_unknown_fits_all (void)
{
  g_assert_true (heed_sentence_kind_fits (NULL, "en"));
  g_assert_true (heed_sentence_kind_fits ("zh", NULL));
  g_assert_true (heed_sentence_kind_fits (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sentence-kind/languages", test_sentence_kind_languages);
  g_test_add_func ("/sentence-kind/toys", test_sentence_kind_toys);
  g_test_add_func ("/sentence-kind/unknown-fits-all", test_sentence_kind_unknown_fits_all);

  return g_test_run ();
}
