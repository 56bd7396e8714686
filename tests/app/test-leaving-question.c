/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/leaving-question.h"

static char *
ask (const char *const *unsaved)
{
  GtkWidget *dialog = heed_leaving_question_new (NULL, unsaved);
  char *text = NULL;

  g_object_get (dialog, "secondary-text", &text, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));

  return text;
}

/* One model was named where two would be lost. */
static void
test_leaving_question_lists_all_that_would_be_lost (void)
{
  static const char *const one[] = { "the trained model “dot”", NULL };
  static const char *const two[] = { "changes of gold links", "the trained model “dot”", NULL };
  g_autofree char *of_one = ask (one);
  g_autofree char *of_two = ask (two);

  g_assert_cmpstr (of_one, ==,
                   "This is not saved yet, and is lost if you close the window:\n"
                   "• the trained model “dot”");
  g_assert_cmpstr (of_two, ==,
                   "These 2 are not saved yet, and are lost if you close the window:\n"
                   "• changes of gold links\n"
                   "• the trained model “dot”");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/leaving-question/lists-all-that-would-be-lost",
                   test_leaving_question_lists_all_that_would_be_lost);

  return g_test_run ();
}
