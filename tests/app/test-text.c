/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/text.h"

static void
test_text_of_spaces_alone_is_blank (void)
{
  g_assert_true (heed_text_is_blank (""));
  g_assert_true (heed_text_is_blank (" \t\n"));
  g_assert_true (heed_text_is_blank ("\xe3\x80\x80\xc2\xa0"));  /* U+3000, U+00A0 */
  g_assert_false (heed_text_is_blank (" . "));
  g_assert_false (heed_text_is_blank ("\xe3\x80\x80\xe6\x88\x91"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/text/of-spaces-alone-is-blank", test_text_of_spaces_alone_is_blank);

  return g_test_run ();
}
