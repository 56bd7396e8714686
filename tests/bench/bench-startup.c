/* bench-startup.c — from exec to the first frame, beside an empty window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-startup [RUNS]
 *
 * Starts itself again and again, by turns as an empty GTK window and as Heed
 * with the default model and a sentence, both with the same renderer. Each run
 * says how long after exec its first frame had been drawn, and Heed also when
 * the first frame with the whole heatmap had.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../app/find-widget.h"
#include "app/application.h"
#include "app/document.h"
#include "ui/heatmap.h"

#define DEFAULT_RUNS 15
#define EMPTY        "empty"
#define HEED         "heed"

static gint64 started;  /* when the parent called exec, µs */
static double first_ms;

static void
finish (double whole_ms)
{
  g_print ("%.1f %.1f\n", first_ms, whole_ms);
  exit (0);
}

static double
now_ms (void)
{
  return (g_get_monotonic_time () - started) / 1e3;
}

static void
empty_painted_cb (GdkFrameClock *clock,
                  gpointer       user_data)
{
  first_ms = now_ms ();
  finish (first_ms);
}

static void
heed_painted_cb (GdkFrameClock *clock,
                 gpointer       user_data)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find_widget (user_data, HEED_TYPE_HEATMAP));

  if (first_ms == 0.0)
    first_ms = now_ms ();

  if (heed_heatmap_get_matrix (heatmap) != NULL)
    finish (now_ms ());
}

static void
watch (GtkWidget *window,
       GCallback  painted)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", painted, window);
}

static void
activate_empty_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 820);
  g_signal_connect_after (window, "realize", G_CALLBACK (watch), empty_painted_cb);
  gtk_window_present (GTK_WINDOW (window));
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (watch), heed_painted_cb);
}

static int
run_child (const char *what)
{
  g_autoptr(GtkApplication) application = NULL;
  char *arguments[] = { (char *) "bench", (char *) "--sentence", (char *) "I would like a cup of tea.", NULL };

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);

  if (g_str_equal (what, EMPTY))
    {
      application = gtk_application_new ("org.heed.Empty", G_APPLICATION_DEFAULT_FLAGS);
      g_signal_connect (application, "activate", G_CALLBACK (activate_empty_cb), NULL);

      return g_application_run (G_APPLICATION (application), 1, arguments);
    }

  application = GTK_APPLICATION (heed_application_new ());
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (G_APPLICATION (application), 3, arguments);
}

static void
measure (const char *program,
         const char *what,
         double     *first,
         double     *whole)
{
  g_autofree char *begin = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  char *arguments[] = { (char *) program, (char *) "--child", (char *) what, begin, NULL };
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  char *rest;

  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);

  *first = g_ascii_strtod (output, &rest);
  *whole = g_ascii_strtod (rest, NULL);
}

static int
compare (const void *a,
         const void *b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return (one > two) - (one < two);
}

static double
report (const char *name,
        double     *times,
        int         n_times)
{
  qsort (times, (gsize) n_times, sizeof *times, compare);
  g_print ("%-28s median %6.1f   best %6.1f   worst %6.1f ms\n", name,
           times[n_times / 2], times[0], times[n_times - 1]);

  return times[n_times / 2];
}

int
main (int    argc,
      char **argv)
{
  g_autofree double *empty = NULL;
  g_autofree double *first = NULL;
  g_autofree double *whole = NULL;
  double empty_median, first_median, whole_median;
  int n_runs = DEFAULT_RUNS;

  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      started = g_ascii_strtoll (argv[3], NULL, 10);
      return run_child (argv[2]);
    }

  if (argc == 2)
    n_runs = MAX (1, atoi (argv[1]));

  empty = g_new (double, n_runs);
  first = g_new (double, n_runs);
  whole = g_new (double, n_runs);

  for (int i = 0; i < n_runs; i++)
    {
      double unused;

      measure (argv[0], EMPTY, &empty[i], &unused);
      measure (argv[0], HEED, &first[i], &whole[i]);
    }

  g_print ("%d runs by turns, from exec\n", n_runs);
  empty_median = report ("empty window, first frame", empty, n_runs);
  first_median = report ("heed, first frame", first, n_runs);
  whole_median = report ("heed, first whole heatmap", whole, n_runs);
  g_print ("ratio of medians %.2f, %.2f\n", first_median / empty_median, whole_median / empty_median);

  return 0;
}
