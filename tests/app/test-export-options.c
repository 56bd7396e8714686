/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/export-options.h"

#include <math.h>

/* The key under which heed_file_dialog_show() keeps the chooser. */
#define CHOOSER "heed-chooser"

typedef struct {
  GtkWidget      *window;
  GtkFileChooser *chooser;
} Fixture;

/* The most recent export. */
static struct {
  guint          n_times;
  HeedFigureForm form;
} exported;

static void
export_cb (GtkWidget            *window,
           const char           *path,
           const HeedFigureForm *form)
{
  g_assert_cmpstr (path, ==, "/tmp/a.png");
  exported.form = *form;
  exported.n_times++;
}

/* Opens the dialog again. */
static void
offer (Fixture *fixture)
{
  GtkWidget *chooser = gtk_file_chooser_dialog_new (
    "Export", GTK_WINDOW (fixture->window), GTK_FILE_CHOOSER_ACTION_SAVE, "Save",
    GTK_RESPONSE_ACCEPT, NULL);

  if (fixture->chooser != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->chooser));
  g_object_set_data (G_OBJECT (fixture->window), CHOOSER, chooser);
  fixture->chooser = GTK_FILE_CHOOSER (chooser);
  heed_export_options_offer (fixture->window, fixture->chooser);
}

static void
take (Fixture *fixture)
{
  heed_export_options_take (fixture->window, "/tmp/a.png", export_cb);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  exported.n_times = 0;
  fixture->chooser = NULL;
  offer (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->chooser));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static GtkWidget *
find_drop_down (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_DROP_DOWN (widget) &&
                         GTK_IS_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (widget)))
                       ? widget
                       : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_drop_down (child);

  return found;
}

/* Selects the size in the list as a user does: setting a choice has no effect in GTK 4.8. */
static void
pick_size (Fixture    *fixture,
           const char *label)
{
  GtkDropDown *sizes = GTK_DROP_DOWN (find_drop_down (GTK_WIDGET (fixture->chooser)));
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (sizes));
  guint i = 0;

  while (!g_str_equal (gtk_string_list_get_string (labels, i), label))
    i++;
  gtk_drop_down_set_selected (sizes, i);
}

static void
assert_pixels (long width,
               long height)
{
  g_assert_cmpint (lround (exported.form.width * exported.form.scale), ==, width);
  g_assert_cmpint (lround (exported.form.height * exported.form.scale), ==, height);
}

static void
test_export_options_are_those_of_the_last_time (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "title"), ==, "true");
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "outlines"), ==, "false");
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "size"), ==, "2000x1600");
  take (fixture);
  assert_pixels (2000, 1600);
  g_assert_true (exported.form.has_title);
  g_assert_false (exported.form.has_outlines);

  gtk_file_chooser_set_choice (fixture->chooser, "title", "false");
  gtk_file_chooser_set_choice (fixture->chooser, "outlines", "true");
  pick_size (fixture, "1920 × 1080");
  take (fixture);
  assert_pixels (1920, 1080);
  g_assert_false (exported.form.has_title);
  g_assert_true (exported.form.has_outlines);

  /* As high as for paper, and wider, to fit a slide. */
  g_assert_cmpfloat_with_epsilon (exported.form.height, HEED_FIGURE_HEIGHT_PX, 1e-9);
  g_assert_cmpfloat (exported.form.width, >, HEED_FIGURE_WIDTH_PX);

  offer (fixture);
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "title"), ==, "false");
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "outlines"), ==, "true");
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "size"), ==, "1920x1080");
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (GTK_IS_DIALOG (window->data) && !GTK_IS_FILE_CHOOSER (window->data))
      return window->data;

  return NULL;
}

static void
set_side (const char *name,
          double      value)
{
  GtkWidget *spin = g_object_get_data (G_OBJECT (find_dialog ()), name);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
}

static void
test_export_options_can_be_any_size (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  pick_size (fixture, "Another Size…");
  take (fixture);
  g_assert_cmpuint (exported.n_times, ==, 0);
  g_assert_nonnull (find_dialog ());
  set_side ("heed-export-width", 1234.0);
  set_side ("heed-export-height", 567.0);
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (exported.n_times, ==, 1);
  assert_pixels (1234, 567);
  g_assert_null (find_dialog ());

  offer (fixture);
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "size"), ==, "1234x567");
  take (fixture);
  assert_pixels (1234, 567);
}

static void
test_export_options_called_off_export_nothing (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  pick_size (fixture, "Another Size…");
  take (fixture);
  set_side ("heed-export-width", 99.0);
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (exported.n_times, ==, 0);

  offer (fixture);
  g_assert_cmpstr (gtk_file_chooser_get_choice (fixture->chooser, "size"), ==, "2000x1600");
}

#define ADD(name, test) \
  g_test_add ("/app/export-options/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("are-those-of-the-last-time", test_export_options_are_those_of_the_last_time);
  ADD ("can-be-any-size", test_export_options_can_be_any_size);
  ADD ("called-off-export-nothing", test_export_options_called_off_export_nothing);

  return g_test_run ();
}
