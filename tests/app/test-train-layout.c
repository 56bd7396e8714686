/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With the page itself, at the sizes of screens that classes have.
 */

#include "app/window/pages/train/train-layout.h"

#include "app/window/pages/train/film-view.h"
#include "app/window/pages/train/train-page.h"
#include "find-widget.h"
#include "ui/loss-chart.h"

#define HALF     0.5
#define MAX_WAIT 200

typedef struct {
  int      width;
  int      height;
  gboolean is_wide;  /* both sides fit beside each other */
} Screen;

static void
wait_for_size (GtkWidget *window,
               int        width)
{
  for (guint i = 0; i < MAX_WAIT && gtk_widget_get_width (window) != width; i++)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (gtk_widget_get_width (window), ==, width);
}

static GtkWidget *
find_results_button (GtkWidget *page)
{
  GtkWidget *first = find_widget (page, GTK_TYPE_TOGGLE_BUTTON);

  return gtk_widget_get_next_sibling (first);
}

static void
test_train_layout_film_has_half_of_the_width (gconstpointer data)
{
  const Screen *screen = data;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = heed_train_page_new ();
  GtkWidget *form = find_widget (page, HEED_TYPE_TRAIN_FORM);
  GtkWidget *chart = find_widget (page, HEED_TYPE_LOSS_CHART);
  GtkWidget *film = find_widget (page, HEED_TYPE_FILM_VIEW);

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), screen->width, screen->height);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_size (window, screen->width);

  g_assert_cmpint (gtk_widget_get_width (film), >=, (int) (HALF * screen->width));
  g_assert_true (gtk_widget_get_mapped (form));
  g_assert_true (gtk_widget_get_mapped (chart) == screen->is_wide);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_results_button (page)), TRUE);
  while (!gtk_widget_get_mapped (chart))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_mapped (form) == screen->is_wide);
  g_assert_cmpint (gtk_widget_get_width (film), >=, (int) (HALF * screen->width));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  static const Screen small = { 800, 600, FALSE };
  static const Screen beamer = { 1024, 768, FALSE };
  static const Screen usual = { 1280, 820, TRUE };

  gtk_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/app/train-layout/film-has-half-of-800", &small,
                        test_train_layout_film_has_half_of_the_width);
  g_test_add_data_func ("/app/train-layout/film-has-half-of-1024", &beamer,
                        test_train_layout_film_has_half_of_the_width);
  g_test_add_data_func ("/app/train-layout/film-has-half-of-1280", &usual,
                        test_train_layout_film_has_half_of_the_width);

  return g_test_run ();
}
