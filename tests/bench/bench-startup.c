/* bench-startup.c — from exec to the first frame, beside an empty window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-startup [RUNS]
 *
 * Starts by turns an empty GTK window and Heed with the default model and a
 * sentence, both with the same renderer. Each says how long after exec its
 * first frame had been drawn, and Heed also when the first frame with the whole
 * heatmap had. The processor time of the main thread until its first frame
 * tells more where other work keeps the machine busy.
 */

#include <glib.h>
#include <stdlib.h>

#define DEFAULT_RUNS 15

typedef enum {
  FIRST,  /* from exec to the first frame */
  CPU,    /* of the main thread, until then */
  WHOLE,  /* from exec to the first whole heatmap */
  N_TIMES
} Time;

/* Adds one run to the columns of @times. */
static void
measure (const char *folder,
         const char *name,
         GArray    **times)
{
  g_autofree char *program = g_build_filename (folder, name, NULL);
  g_autofree char *begin = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  char *arguments[] = { program, begin, NULL };
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  char *rest;

  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);

  rest = output;

  for (Time time = FIRST; time < N_TIMES; time++)
    {
      double milliseconds = g_ascii_strtod (rest, &rest);

      g_array_append_val (times[time], milliseconds);
    }
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
        GArray     *times)
{
  const double *sorted = (const double *) (gpointer) times->data;

  g_array_sort (times, compare);
  g_print ("%-34s median %6.1f   best %6.1f   worst %6.1f ms\n", name,
           sorted[times->len / 2], sorted[0], sorted[times->len - 1]);

  return sorted[times->len / 2];
}

int
main (int    argc,
      char **argv)
{
  GArray *empty[N_TIMES], *heed[N_TIMES];
  double ratios[N_TIMES];
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  int n_runs = argc == 2 ? MAX (1, atoi (argv[1])) : DEFAULT_RUNS;

  for (Time time = FIRST; time < N_TIMES; time++)
    {
      empty[time] = g_array_new (FALSE, FALSE, sizeof (double));
      heed[time] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  for (int i = 0; i < n_runs; i++)
    {
      measure (folder, "startup-empty", empty);
      measure (folder, "startup-heed", heed);
    }

  g_print ("%d runs by turns\n", n_runs);
  ratios[FIRST] = 1.0 / report ("empty window: exec to first frame", empty[FIRST]);
  ratios[CPU] = 1.0 / report ("  processor time, main thread", empty[CPU]);
  ratios[FIRST] *= report ("heed: exec to first frame", heed[FIRST]);
  ratios[CPU] *= report ("  processor time, main thread", heed[CPU]);
  report ("  exec to first whole heatmap", heed[WHOLE]);
  g_print ("ratio of first frames %.2f, of processor times %.2f\n", ratios[FIRST], ratios[CPU]);

  return 0;
}
