/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/file-button.h"

typedef struct {
  HeedFileButton *button;
  guint           n_changes;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  is_optional)
{
  fixture->n_changes = 0;
  fixture->button = g_object_new (HEED_TYPE_FILE_BUTTON, "title", "Choose", "prompt", "none yet",
                                  "is-optional", is_optional != NULL, NULL);
  g_object_ref_sink (fixture->button);
  g_signal_connect_swapped (fixture->button, "changed", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  is_optional)
{
  g_assert_finalize_object (fixture->button);
}

static GtkWidget *
get_main (Fixture *fixture)
{
  return gtk_widget_get_first_child (GTK_WIDGET (fixture->button));
}

static GtkWidget *
get_clear (Fixture *fixture)
{
  return gtk_widget_get_last_child (GTK_WIDGET (fixture->button));
}

static void
assert_says (Fixture    *fixture,
             const char *text,
             const char *tooltip)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (get_main (fixture)));

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, text);
  gtk_test_accessible_assert_property (get_main (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL, text);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_main (fixture)), ==, tooltip);
}

static void
test_file_button_names_the_file (Fixture       *fixture,
                                 gconstpointer  is_optional)
{
  assert_says (fixture, "none yet", "Choose");
  heed_file_button_set_path (fixture->button, "/some/folder/../pairs.tsv");

  assert_says (fixture, "pairs.tsv", "/some/pairs.tsv");
  g_assert_cmpstr (heed_file_button_get_path (fixture->button), ==, "/some/pairs.tsv");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_file_button_lets_go_of_the_file (Fixture       *fixture,
                                      gconstpointer  is_optional)
{
  g_assert_false (gtk_widget_get_visible (get_clear (fixture)));
  heed_file_button_set_path (fixture->button, "/pairs.tsv");
  g_assert_true (gtk_widget_get_visible (get_clear (fixture)));
  g_signal_emit_by_name (get_clear (fixture), "clicked");

  assert_says (fixture, "none yet", "Choose");
  g_assert_null (heed_file_button_get_path (fixture->button));
  g_assert_false (gtk_widget_get_visible (get_clear (fixture)));
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
test_file_button_keeps_a_file_that_must_be_there (Fixture       *fixture,
                                                  gconstpointer  is_optional)
{
  heed_file_button_set_path (fixture->button, "/pairs.tsv");
  g_assert_false (gtk_widget_get_visible (get_clear (fixture)));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/app/file-button/names-the-file", Fixture, NULL, set_up,
              test_file_button_names_the_file, tear_down);
  g_test_add ("/app/file-button/lets-go-of-the-file", Fixture, "optional", set_up,
              test_file_button_lets_go_of_the_file, tear_down);
  g_test_add ("/app/file-button/keeps-a-file-that-must-be-there", Fixture, NULL, set_up,
              test_file_button_keeps_a_file_that_must_be_there, tear_down);

  return g_test_run ();
}
