/* bench-training.c — how fast a configuration trains
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-training CONFIGURATION
 *
 * Runs every batch of it and prints, as JSON, the median time of a batch, of
 * the clock and of the processor, target tokens a second at the median, and the
 * most memory that the process ever had. The first batch, which touches all of
 * it for the first time, is not counted. Where other work keeps the machine
 * busy the processor's time tells more than the clock's.
 */

#include <sys/resource.h>

#include "engine/heed.h"

#define WARM_UP 1

typedef struct
{
  GArray *wall;  /* of double: wall-clock time per batch, s */
  GArray *cpu;
  double  total;  /* wall-clock time of all batches */
} Times;

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static guint64
get_peak_kilobytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (guint64) usage.ru_maxrss;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (GArray *seconds)
{
  g_array_sort (seconds, compare);

  return g_array_index (seconds, double, seconds->len / 2);
}

static gboolean
run_batches (HeedTrainer      *trainer,
             Times            *times,
             HeedTrainReport  *report,
             GError          **error)
{
  while (!heed_trainer_is_finished (trainer))
    {
      g_autoptr(GTimer) timer = g_timer_new ();
      double cpu = get_cpu_seconds ();
      double wall;

      if (!heed_trainer_run_batch (trainer, report, error))
        return FALSE;

      wall = g_timer_elapsed (timer, NULL);
      cpu = get_cpu_seconds () - cpu;
      times->total += wall;
      if (report->batch > WARM_UP)
        {
          g_array_append_val (times->wall, wall);
          g_array_append_val (times->cpu, cpu);
        }
    }

  return TRUE;
}

static void
print_times (const Times           *times,
             const HeedTrainReport *report)
{
  double wall = get_median (times->wall);
  double cpu = get_median (times->cpu);
  double n_tokens = report->tokens_per_second * times->total / (double) report->n_batches;

  g_print (
    "{\"step_ms\": %.2f, \"cpu_ms\": %.2f, \"least_cpu_ms\": %.2f, \"tokens_per_second\": %.0f, "
    "\"tokens_per_cpu_second\": %.0f, \"loss\": %.6g, \"peak_mb\": %" G_GUINT64_FORMAT "}\n",
    1e3 * wall, 1e3 * cpu, 1e3 * g_array_index (times->cpu, double, 0), n_tokens / wall,
    n_tokens / cpu, report->loss, get_peak_kilobytes () / 1024);
}

int
main (int    argc,
      char **argv)
{
  Times times = { g_array_new (FALSE, FALSE, sizeof (double)),
                  g_array_new (FALSE, FALSE, sizeof (double)), 0.0 };
  g_autoptr(HeedTrainer) trainer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  HeedTrainReport report;

  if (argc != 2)
    {
      g_printerr ("usage: bench-training CONFIGURATION\n");
      return 2;
    }

  folder = g_path_get_dirname (argv[1]);
  if (!g_file_get_contents (argv[1], &text, NULL, &error) ||
      (trainer = heed_trainer_new (text, folder, NULL, &error)) == NULL ||
      !run_batches (trainer, &times, &report, &error))
    {
      g_printerr ("bench-training: %s\n", error->message);
      return 1;
    }

  print_times (&times, &report);
  g_array_unref (times.wall);
  g_array_unref (times.cpu);

  return 0;
}
