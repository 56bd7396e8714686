/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/translate/translate-export.c, app/window/pages/parts/document-figure.c
 */

#include "app/window/take-away.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/translate-page.h"
#include "find-widget.h"
#include "ui/heatmap.h"

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *page;
  char             *folder;
} Fixture;

static void
wait_for_frames (GtkWidget *widget,
                 guint      n_frames)
{
  for (guint i = 0; i < n_frames; i++)
    gtk_test_widget_wait_for_draw (widget);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr.safetensors", NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  heed_document_open (fixture->document, path);
  fixture->page = heed_translate_page_new ();
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->document);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->folder = g_dir_make_tmp ("heed-take-away-XXXXXX", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
decode (Fixture *fixture)
{
  heed_document_set_text (fixture->document, "The cat.");
  while (heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  wait_for_frames (fixture->window, 2);
}

static void
assert_copied (Fixture    *fixture,
               const char *what,
               const char *expected)
{
  g_autofree char *text = heed_take_away_dup_text (HEED_PAGE (fixture->page), what);

  g_assert_cmpstr (text, ==, expected);
}

static float
get_weight (Fixture *fixture,
            guint    row,
            guint    column)
{
  HeedMatrix *matrix =
    heed_heatmap_get_matrix (HEED_HEATMAP (find_widget (fixture->page, HEED_TYPE_HEATMAP)));

  return matrix->values[row * matrix->n_columns + column];
}

static void
test_take_away_copies_what_is_chosen (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autofree char *cell = NULL;
  g_autofree char *row = NULL;
  g_autofree char *matrix = NULL;
  g_auto(GStrv) lines = NULL;

  assert_copied (fixture, "matrix", NULL);
  decode (fixture);
  heed_document_view_select (heed_document_get_view (fixture->document), 1, 0);
  wait_for_frames (fixture->window, 2);

  cell = g_strdup_printf ("%.9g", get_weight (fixture, 1, 0));
  assert_copied (fixture, "cell", cell);
  row = g_strdup_printf ("\tThe\tcat\t.\t⟨eos⟩\nchat\t%.9g\t%.9g\t%.9g\t%.9g\n",
                         get_weight (fixture, 1, 0), get_weight (fixture, 1, 1),
                         get_weight (fixture, 1, 2), get_weight (fixture, 1, 3));
  assert_copied (fixture, "row", row);

  matrix = heed_take_away_dup_text (HEED_PAGE (fixture->page), "matrix");
  lines = g_strsplit (matrix, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_true (g_str_has_prefix (lines[1], "Le\t"));
  g_assert_true (g_str_has_prefix (lines[4], "⟨eos⟩\t"));
}

/* Without a selected column, the whole row is copied. */
static void
test_take_away_copies_a_row_without_a_cell (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  g_autofree char *cell = NULL;
  g_autofree char *row = NULL;

  decode (fixture);
  heed_document_view_select (heed_document_get_view (fixture->document), 0, -1);
  wait_for_frames (fixture->window, 2);
  cell = heed_take_away_dup_text (HEED_PAGE (fixture->page), "cell");
  row = heed_take_away_dup_text (HEED_PAGE (fixture->page), "row");

  g_assert_true (g_str_has_prefix (row, "\tThe\tcat\t"));
  g_assert_cmpstr (cell, ==, row);
}

static void
test_take_away_copies_both_sentences (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autofree char *text = NULL;

  decode (fixture);
  text = heed_take_away_dup_text (HEED_PAGE (fixture->page), "sentence");

  g_assert_true (g_str_equal (text, "The cat.\nLe chat."));
}

static void
test_take_away_copies_a_picture (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  g_autoptr(GdkTexture) nothing = heed_take_away_new_picture (HEED_PAGE (fixture->page));
  g_autoptr(GdkTexture) picture = NULL;
  g_autofree guchar *pixels = NULL;
  gsize n_bytes;
  guint n_ink = 0;

  g_assert_null (nothing);
  decode (fixture);
  picture = heed_take_away_new_picture (HEED_PAGE (fixture->page));
  g_assert_cmpint (gdk_texture_get_width (picture), ==, 2000);
  g_assert_cmpint (gdk_texture_get_height (picture), ==, 1600);

  n_bytes = 2000 * 1600 * 4;
  pixels = g_malloc (n_bytes);
  gdk_texture_download (picture, pixels, 2000 * 4);
  for (gsize i = 0; i < n_bytes; i += 4)
    n_ink += pixels[i] != 0xff;
  g_assert_cmpuint (n_ink, >, 100000);
  g_assert_cmpuint (pixels[3], ==, 0xff);
}

static void
test_take_away_exports_every_view_in_every_form (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  const HeedFigureForm form = { .width = 600.0, .height = 500.0, .has_title = TRUE };
  static const char *const views[] = { "matrix", "ribbons", "text" };

  decode (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (fixture->page, "view.mode", "s", views[i]);
      wait_for_frames (fixture->window, 2);
      for (const char *const *ending = heed_figure_list_endings (); *ending != NULL; ending++)
        {
          g_autofree char *name = g_strdup_printf ("%s.%s", views[i], *ending);
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
          g_autofree char *contents = NULL;
          g_autoptr(GError) error = NULL;
          gsize n_bytes;

          heed_page_export (HEED_PAGE (fixture->page), path, &form, &error);
          g_assert_no_error (error);
          g_assert_true (g_file_get_contents (path, &contents, &n_bytes, NULL));
          g_assert_cmpuint (n_bytes, >, 60);
          if (g_str_equal (*ending, "svg"))
            g_assert_nonnull (strstr (contents, "<title>The cat.</title>"));
        }
    }
}

/* Skips the check if pdftotext is not installed. */
static void
assert_pdf_says (const char        *path,
                 const char *const *words)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *arguments[] = { program, path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (program == NULL)
    {
      g_test_message ("expected pdftotext, found none");
      return;
    }

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  for (; *words != NULL; words++)
    g_assert_nonnull (strstr (text, *words));
}

static void
test_take_away_prints_a_page (Fixture       *fixture,
                              gconstpointer  user_data)
{
  static const char *const words[] = { "The cat.", "source: English", "chat", "⟨eos⟩", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "a.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GtkPrintOperation) print = NULL;
  g_autoptr(GError) error = NULL;
  GtkPrintOperationResult result;
  gsize n_bytes;

  decode (fixture);
  gtk_widget_activate_action (fixture->page, "view.mode", "s", "matrix");
  wait_for_frames (fixture->window, 2);
  print = heed_take_away_new_print (HEED_PAGE (fixture->page), fixture->window);
  gtk_print_operation_set_export_filename (print, path);
  result = gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT,
                                    GTK_WINDOW (fixture->window), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &contents, &n_bytes, NULL));

  /* A page with embedded fonts is larger than an empty one. */
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_assert_cmpuint (n_bytes, >, 4000);
  assert_pdf_says (path, words);
}

/* As the window's action "win.report" does. */
static void
reported_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       told)
{
  const char *title;
  const char *detail;

  g_variant_get (parameter, "(&s&s)", &title, &detail);
  g_string_append_printf (told, "%s|%s\n", title, detail);
}

/* The result of an operation in the background comes when run() has long returned. */
static void
test_take_away_tells_that_it_did_not_print (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("report", G_VARIANT_TYPE ("(ss)"));
  g_autofree char *path = g_build_filename (fixture->folder, "no", "a.pdf", NULL);
  g_autoptr(GtkPrintOperation) print = NULL;

  g_signal_connect (action, "activate", G_CALLBACK (reported_cb), told);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));

  decode (fixture);
  print = heed_take_away_new_print (HEED_PAGE (fixture->page), fixture->window);
  gtk_print_operation_set_allow_async (print, TRUE);
  gtk_print_operation_set_export_filename (print, path);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT,
                           GTK_WINDOW (fixture->window), NULL);
  g_assert_true (g_str_has_prefix (told->str, "It could not be printed.|"));
  g_assert_cmpuint (told->len, >, strlen ("It could not be printed.|\n"));
  g_assert_null (strstr (strchr (told->str, '\n') + 1, "|"));
}

static void
test_take_away_exports_a_png_of_any_size (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  static const guint sizes[][2] = { { 2000, 1600 }, { 1234, 567 }, { 301, 999 }, { 1920, 1080 } };

  decode (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "sized.png", NULL);
      HeedFigureForm form = { .has_title = TRUE };
      g_autoptr(GError) error = NULL;
      cairo_surface_t *picture;

      heed_figure_form_set_pixels (&form, sizes[i][0], sizes[i][1]);
      heed_page_export (HEED_PAGE (fixture->page), path, &form, &error);
      g_assert_no_error (error);
      picture = cairo_image_surface_create_from_png (path);
      g_assert_cmpint (cairo_image_surface_get_width (picture), ==, (int) sizes[i][0]);
      g_assert_cmpint (cairo_image_surface_get_height (picture), ==, (int) sizes[i][1]);
      cairo_surface_destroy (picture);
    }
}

#define ADD(name, test) \
  g_test_add ("/app/take-away/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("copies-what-is-chosen", test_take_away_copies_what_is_chosen);
  ADD ("copies-a-row-without-a-cell", test_take_away_copies_a_row_without_a_cell);
  ADD ("copies-both-sentences", test_take_away_copies_both_sentences);
  ADD ("copies-a-picture", test_take_away_copies_a_picture);
  ADD ("exports-every-view-in-every-form", test_take_away_exports_every_view_in_every_form);
  ADD ("exports-a-png-of-any-size", test_take_away_exports_a_png_of_any_size);
  ADD ("prints-a-page", test_take_away_prints_a_page);
  ADD ("tells-that-it-did-not-print", test_take_away_tells_that_it_did_not_print);

  return g_test_run ();
}
