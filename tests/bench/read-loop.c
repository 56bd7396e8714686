/* read-loop.c — how long it takes to read so many bytes, and do nothing else
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     read-loop MEGABYTES THREADS SECONDS
 *
 * What a step of a decoder cannot be much faster than, since it reads each of
 * its weights once. Each thread reads a part of its own, again and again; the
 * time given is the mean over threads of the median over passes. As JSON.
 */

#include <stdlib.h>

#include <glib.h>

#define MAX_THREADS 64
#define N_STREAMS   8

typedef float Vector __attribute__ ((vector_size (32), aligned (4)));

typedef struct
{
  gsize   n_vectors;
  gint64  end_usec;
  double  median_usec;
  float   sum;  /* printed, so that the compiler cannot remove the reads */
} Reader;

#if defined (__x86_64__)
__attribute__ ((target_clones ("avx2", "default")))
#endif
static float
read_once (const Vector *vectors,
           gsize         n)
{
  Vector sums[N_STREAMS] = { 0 };
  float sum = 0.0f;

  for (gsize i = 0; i + N_STREAMS <= n; i += N_STREAMS)
    for (guint k = 0; k < N_STREAMS; k++)
      sums[k] += vectors[i + k];

  for (guint k = 0; k < N_STREAMS; k++)
    sum += sums[k][0];

  return sum;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static gpointer
run (gpointer data)
{
  Reader *reader = data;
  Vector *vectors = g_new0 (Vector, reader->n_vectors);
  g_autoptr(GArray) passes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GTimer) timer = g_timer_new ();

  for (gsize i = 0; i < reader->n_vectors; i++)
    vectors[i][0] = 1.0f;

  do
    {
      double usec;

      g_timer_start (timer);
      reader->sum += read_once (vectors, reader->n_vectors);
      usec = g_timer_elapsed (timer, NULL) * G_USEC_PER_SEC;
      g_array_append_val (passes, usec);
    }
  while (g_get_monotonic_time () < reader->end_usec);

  g_array_sort (passes, compare);
  reader->median_usec = g_array_index (passes, double, passes->len / 2);
  g_free (vectors);

  return NULL;
}

int
main (int    argc,
      char **argv)
{
  Reader readers[MAX_THREADS] = { 0 };
  GThread *threads[MAX_THREADS];
  double usec = 0.0;
  guint n;

  if (argc != 4)
    {
      g_printerr ("usage: read-loop MEGABYTES THREADS SECONDS\n");
      return 2;
    }

  n = CLAMP (atoi (argv[2]), 1, MAX_THREADS);
  for (guint i = 0; i < n; i++)
    {
      readers[i].n_vectors = (gsize) (g_ascii_strtod (argv[1], NULL) * 1e6 / n) / sizeof (Vector);
      readers[i].end_usec =
        g_get_monotonic_time () + (gint64) (g_ascii_strtod (argv[3], NULL) * G_USEC_PER_SEC);
      threads[i] = g_thread_new ("reader", run, &readers[i]);
    }

  for (guint i = 0; i < n; i++)
    {
      g_thread_join (threads[i]);
      usec += readers[i].median_usec / n;
    }

  g_print ("{\"step_us\": %.1f, \"sum\": %g}\n", usec, (double) readers[0].sum);

  return 0;
}
