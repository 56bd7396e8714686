/* bench-startup.c — from exec to the first frame, beside an empty window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-startup [RUNS]
 *
 * Starts by turns an empty GTK window and Heed with the default model and a
 * sentence, both with the same renderer. Each says how long after exec its
 * first frame had been drawn, and Heed also when the first frame with the model
 * open had, and the first with the whole heatmap. The processor time of the
 * main thread until then tells more where other work keeps the machine busy.
 */

#include <glib.h>
#include <stdlib.h>

#define DEFAULT_RUNS 15

typedef enum {
  FIRST,      /* from exec to the first frame */
  FIRST_CPU,  /* processor time of the main thread until then */
  MODEL,      /* from exec to the first frame with the model open */
  MODEL_CPU,
  WHOLE,      /* from exec to the first complete heatmap */
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

  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                     &error))
    g_error ("%s", error->message);

  rest = output;

  for (Time time = FIRST; time < N_TIMES; time++)
    {
      double milliseconds = g_ascii_strtod (rest, &rest);

      g_array_append_val (times[time], milliseconds);
    }
}

static const char *const names[] = {
  "exec to first frame",
  "processor time of that",
  "exec to frame with the model",
  "processor time of that",
};

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
  g_print ("%-44s median %6.1f   best %6.1f   worst %6.1f ms\n", name,
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
  for (Time time = FIRST; time < WHOLE; time++)
    {
      g_autofree char *of_empty = g_strdup_printf ("empty window: %s", names[time]);
      g_autofree char *of_heed = g_strdup_printf ("heed: %s", names[time]);

      ratios[time] = 1.0 / report (of_empty, empty[time]);
      ratios[time] *= report (of_heed, heed[time]);
    }
  report ("heed: exec to first whole heatmap", heed[WHOLE]);
  g_print ("ratios: first frame %.2f, its processor time %.2f, frame with the model %.2f, its "
           "processor time %.2f\n",
           ratios[FIRST], ratios[FIRST_CPU], ratios[MODEL], ratios[MODEL_CPU]);

  return 0;
}
