/* test-warm-up.c — each font of a page is loaded once, and only while the page exists
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/warm-up.h"
#include "ui/formula.h"
#include "window-fixture.h"

#define N_FRAMES 3

static gboolean
has_font (GPtrArray  *layouts,
          const char *name)
{
  g_autoptr(PangoFontDescription) wanted = pango_font_description_from_string (name);

  for (guint i = 0; i < layouts->len; i++)
    {
      const PangoFontDescription *font =
        pango_layout_get_font_description (g_ptr_array_index (layouts, i));

      if (g_str_equal (pango_font_description_get_family (font),
                       pango_font_description_get_family (wanted)) &&
          pango_font_description_get_weight (font) == pango_font_description_get_weight (wanted))
        return TRUE;
    }

  return FALSE;
}

/* Four labels, two of which use the same font. */
static GtkWidget *
new_page (void)
{
  static const char *const fonts[] = { "serif", "monospace", "serif", "cursive" };
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (
    provider,
    "box { font-family: sans; } .serif { font-family: serif; } "
    ".monospace { font-family: monospace; } .cursive { font-family: cursive; }",
    -1);
  gtk_style_context_add_provider_for_display (
    gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_USER);

  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      GtkWidget *label = gtk_label_new ("text");

      gtk_widget_add_css_class (label, fonts[i]);
      gtk_box_append (GTK_BOX (page), label);
    }

  return page;
}

static void
test_warm_up_lists_each_font_once_and_bold (void)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr(GPtrArray) layouts = NULL;

  gtk_window_set_child (GTK_WINDOW (window), new_page ());
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frames (window, N_FRAMES);

  layouts = heed_warm_up_list_fonts (gtk_window_get_child (GTK_WINDOW (window)));
  g_assert_cmpuint (layouts->len, ==, 8);
  g_assert_true (has_font (layouts, "sans"));
  g_assert_true (has_font (layouts, "serif"));
  g_assert_true (has_font (layouts, "serif bold"));
  g_assert_true (has_font (layouts, "monospace bold"));
  g_assert_true (has_font (layouts, "cursive"));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page may be destroyed before or during its warm-up. */
static void
test_warm_up_ends_with_the_page (void)
{
  for (guint n_turns = 0; n_turns <= 40; n_turns += 5)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *page = new_page ();

      heed_warm_up (page);
      gtk_window_set_child (GTK_WINDOW (window), page);
      gtk_window_present (GTK_WINDOW (window));

      for (guint i = 0; i < n_turns; i++)
        g_main_context_iteration (NULL, FALSE);

      g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
      gtk_window_destroy (GTK_WINDOW (window));

      while (page != NULL)
        g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

/* Equations that are not visible yet are laid out; others are left alone. */
static void
test_warm_up_lays_out_equations (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *formula = heed_formula_new ();

  heed_formula_set_equation (HEED_FORMULA (formula), "{a / b}");
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_add_child (GTK_STACK (stack), gtk_label_new ("seen"));
  gtk_stack_add_child (GTK_STACK (stack), formula);
  heed_warm_up (stack);
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frames (window, N_FRAMES);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_false (heed_formula_prepare (HEED_FORMULA (formula)));
  heed_formula_set_equation (HEED_FORMULA (formula), "c");
  g_assert_true (heed_formula_prepare (HEED_FORMULA (formula)));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/warm-up/lists-each-font-once-and-bold",
                   test_warm_up_lists_each_font_once_and_bold);
  g_test_add_func ("/app/warm-up/ends-with-the-page", test_warm_up_ends_with_the_page);

  g_test_add_func ("/app/warm-up/lays-out-equations", test_warm_up_lays_out_equations);

  return g_test_run ();
}
