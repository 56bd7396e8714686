/* bench-pan.c — a heatmap of 512 x 512 that is moved by some px each frame
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-pan [SIZE [FRAMES]]
 *
 * The heatmap alone in a window, as large as in the program, so zoomed that its
 * labels can be read. Each frame moves it to the right and down, and back at its end.
 * Says how long the frames lay apart, and what each took of the processor: more than
 * 16.7 ms of that could not be shown 60 times a second.
 */

#include <stdlib.h>

#include "loop-clock.h"
#include "ui/heatmap.h"
#include "ui/style.h"

#define SIZE      512
#define FRAMES    600
#define WARM_UP   10     /* frames before the measurement, which fill the caches */
#define CELL_PX   24.0
#define STEP_PX   7.0
#define FRAME_MS  (1000.0 / 60.0)

static struct {
  GMainLoop *loop;
  GtkWidget *window;
  GtkWidget *scrolled;
  guint      n_frames;
  guint      n_done;
  double     step_x;
  double     step_y;
  gint64     last_us;
  double    *intervals_ms;   /* n_frames of them */
  double    *cpu_ms;
} bench;

/* Returns a diagonal with some weight beside it, as alignments have. */
static HeedMatrix *
make_matrix (guint size)
{
  g_autofree float *values = g_new (float, (gsize) size * size);

  for (guint i = 0; i < size; i++)
    for (guint j = 0; j < size; j++)
      {
        guint apart = i > j ? i - j : j - i;

        values[(gsize) i * size + j] = apart == 0 ? 0.7f : 0.3f / (float) (apart * apart + 1);
      }

  return heed_matrix_new (size, size, values);
}

static HeedToken *
make_tokens (guint size)
{
  HeedToken *tokens = g_new0 (HeedToken, size);

  for (guint i = 0; i < size; i++)
    {
      tokens[i].id = i;
      tokens[i].starts_word = TRUE;
      tokens[i].text = g_strdup_printf ("word%u", i);
    }

  return tokens;
}

static void
move (GtkAdjustment *adjustment,
      double        *step)
{
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment) + *step;

  if (value < 0.0 || value > most)
    *step = -*step;
  gtk_adjustment_set_value (adjustment, CLAMP (value, 0.0, most));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (bench.scrolled);

  move (gtk_scrolled_window_get_hadjustment (scrolled), &bench.step_x);
  move (gtk_scrolled_window_get_vadjustment (scrolled), &bench.step_y);

  return G_SOURCE_CONTINUE;
}

static void
report (void)
{
  guint n_late = 0;
  double total_ms = 0.0;

  for (guint i = 0; i < bench.n_frames; i++)
    {
      n_late += bench.cpu_ms[i] > FRAME_MS;
      total_ms += bench.intervals_ms[i];
    }

  g_print ("%u frames, %.1f a second, %u of them over %.1f ms of processor time\n", bench.n_frames,
           1000.0 * bench.n_frames / total_ms, n_late, FRAME_MS);
  loop_clock_report_times ("from frame to frame", bench.intervals_ms, bench.n_frames);
  loop_clock_report_times ("processor time of a frame", bench.cpu_ms, bench.n_frames);
  loop_clock_report ();
}

static void
painted_cb (GdkFrameClock *clock)
{
  gint64 now = g_get_monotonic_time ();

  if (bench.n_done == WARM_UP)
    loop_clock_start ("panning");

  if (bench.n_done >= WARM_UP && bench.n_done < WARM_UP + bench.n_frames)
    {
      bench.intervals_ms[bench.n_done - WARM_UP] = (now - bench.last_us) / 1e3;
      bench.cpu_ms[bench.n_done - WARM_UP] = loop_clock_get_turn ();
    }

  bench.last_us = now;
  if (++bench.n_done == WARM_UP + bench.n_frames)
    g_main_loop_quit (bench.loop);
}

static void
show (guint size)
{
  GtkWidget *heatmap = heed_heatmap_new ();
  HeedToken *tokens = make_tokens (size);
  g_autoptr(HeedMatrix) matrix = make_matrix (size);

  heed_heatmap_set_source (HEED_HEATMAP (heatmap), tokens, size);
  heed_heatmap_set_target (HEED_HEATMAP (heatmap), tokens, size);
  heed_heatmap_set_matrix (HEED_HEATMAP (heatmap), matrix);
  heed_heatmap_set_zoom (HEED_HEATMAP (heatmap), CELL_PX);
  for (guint i = 0; i < size; i++)
    g_free ((char *) tokens[i].text);
  g_free (tokens);

  bench.scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench.scrolled), heatmap);
  bench.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 832, 560);
  gtk_window_set_child (GTK_WINDOW (bench.window), bench.scrolled);
  gtk_window_present (GTK_WINDOW (bench.window));
  loop_clock_watch (bench.window);
  g_signal_connect (gtk_widget_get_frame_clock (bench.window), "after-paint",
                    G_CALLBACK (painted_cb), NULL);
  gtk_widget_add_tick_callback (heatmap, tick_cb, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  guint size = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 2, 4096) : SIZE;

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  loop_clock_install ();
  gtk_init ();
  heed_style_install (gdk_display_get_default ());

  bench.n_frames = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, 100000) : FRAMES;
  bench.intervals_ms = g_new0 (double, bench.n_frames);
  bench.cpu_ms = g_new0 (double, bench.n_frames);
  bench.step_x = bench.step_y = STEP_PX;
  bench.loop = g_main_loop_new (NULL, FALSE);
  show (size);
  g_main_loop_run (bench.loop);
  loop_clock_start (NULL);
  report ();

  g_main_loop_unref (bench.loop);
  g_free (bench.intervals_ms);
  g_free (bench.cpu_ms);

  return 0;
}
