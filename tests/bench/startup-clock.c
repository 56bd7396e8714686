/* startup-clock.c — measures when a program began and when its first frame was drawn
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "startup-clock.h"

#include <stdlib.h>
#include <time.h>

#define PATIENCE_SECONDS 60

static gint64 began_us;
static double first_ms;
static double first_cpu_ms;
static double model_ms;
static double model_cpu_ms;

static double
now_ms (void)
{
  return (g_get_monotonic_time () - began_us) / 1e3;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_printerr ("no whole frame in %d seconds; is there a default model?\n", PATIENCE_SECONDS);
  exit (1);
}

void
startup_clock_begin (const char *began)
{
  began_us = g_ascii_strtoll (began, NULL, 10);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_timeout_add_seconds (PATIENCE_SECONDS, give_up_cb, NULL);
}

/* Stores the wall-clock and this thread's processor time, unless they are already set. */
static void
note (double *milliseconds,
      double *cpu_milliseconds)
{
  struct timespec cpu;

  if (*milliseconds > 0.0)
    return;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);
  *milliseconds = now_ms ();
  *cpu_milliseconds = cpu.tv_sec * 1e3 + cpu.tv_nsec / 1e6;
}

void
startup_clock_note_first_frame (void)
{
  note (&first_ms, &first_cpu_ms);
}

void
startup_clock_note_model (void)
{
  note (&model_ms, &model_cpu_ms);
}

void
startup_clock_finish (void)
{
  g_print ("%.1f %.1f %.1f %.1f %.1f\n", first_ms, first_cpu_ms, model_ms, model_cpu_ms, now_ms ());
  exit (0);
}

static void
realized_cb (GtkWidget *window,
             gpointer   painted)
{
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                            G_CALLBACK (painted), window);
}

void
startup_clock_watch (GtkWidget *window,
                     GCallback  painted)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), painted);
}
