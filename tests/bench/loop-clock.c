/* loop-clock.c — measures how long each iteration of the main loop blocks the main thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures wall-clock time and the thread's own processor time; for each long iteration, also the
 * time of its phases: callbacks and events, new contents (update), sizes (layout), drawing
 * (paint).
 */

#include "loop-clock.h"

#include <stdlib.h>
#include <time.h>

/* The phases of an iteration of the main loop, in order. An
 * iteration without a frame consists of EVENTS only. */
typedef enum {
  PHASE_EVENTS,
  PHASE_UPDATE,
  PHASE_LAYOUT,
  PHASE_PAINT,
  PHASE_REST,
  N_PHASES
} Phase;

typedef struct {
  const char *act;
  double      at_ms;            /* since @act began */
  double      cpu_ms;
  double      phases[N_PHASES]; /* of cpu_ms */
} Turn;

static struct {
  const char *act;       /* NULL: not measuring */
  gint64      begun;     /* µs */
  double      wall_ms;   /* longest time away from the main loop */
  double      cpu_ms;
  guint       n_turns;
  GArray     *turns;     /* the long ones */
  gint64      back_wall; /* when poll returned, µs; 0: not yet */
  gint64      back_cpu;
  Turn        turn;      /* the current one */
  Phase       phase;     /* the current one */
  gint64      phase_cpu; /* when it began, thread µs */
} loop;

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
enter_phase (Phase phase)
{
  gint64 now = get_cpu_us ();

  loop.turn.phases[loop.phase] += (now - loop.phase_cpu) / 1e3;
  loop.phase = phase;
  loop.phase_cpu = now;
}

static void
finish_turn (void)
{
  enter_phase (PHASE_REST);
  loop.turn.act = loop.act;
  loop.turn.at_ms = MAX (loop.back_wall - loop.begun, 0) / 1e3;  /* may have begun before its act */
  loop.turn.cpu_ms = (loop.phase_cpu - loop.back_cpu) / 1e3;
  loop.wall_ms = MAX (loop.wall_ms, (g_get_monotonic_time () - loop.back_wall) / 1e3);
  loop.cpu_ms = MAX (loop.cpu_ms, loop.turn.cpu_ms);
  loop.n_turns++;

  if (loop.turn.cpu_ms > LOOP_CLOCK_LONG_MS)
    g_array_append_val (loop.turns, loop.turn);
}

/* The main thread is busy between two polls. */
static int
poll_func (GPollFD *descriptors,
           guint    n_descriptors,
           int      timeout)
{
  int result;

  if (loop.act != NULL && loop.back_wall != 0)
    finish_turn ();

  result = g_poll (descriptors, n_descriptors, timeout);
  loop.back_wall = g_get_monotonic_time ();
  loop.back_cpu = loop.phase_cpu = get_cpu_us ();
  loop.phase = PHASE_EVENTS;
  loop.turn = (Turn) { 0 };

  return result;
}

void
loop_clock_install (void)
{
  loop.turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  g_main_context_set_poll_func (NULL, poll_func);
}

/* Connected after GTK's own handlers, so that their time counts to their phase. */
static void
enter_phase_cb (GdkFrameClock *clock,
                gpointer       phase)
{
  enter_phase (GPOINTER_TO_INT (phase));
}

/* Widgets connect to "update" at any time, so reconnect at each frame to stay the last handler. */
static void
begin_frame_cb (GdkFrameClock *clock)
{
  enter_phase (PHASE_UPDATE);
  g_signal_handlers_disconnect_by_func (clock, enter_phase_cb, GINT_TO_POINTER (PHASE_LAYOUT));
  g_signal_connect (clock, "update", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_LAYOUT));
}

void
loop_clock_watch (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_frame_cb), NULL);
  g_signal_connect (clock, "layout", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_PAINT));
  g_signal_connect (clock, "paint", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_REST));
}

void
loop_clock_start (const char *act)
{
  loop.act = act;
  loop.begun = g_get_monotonic_time ();
}

double
loop_clock_get_turn (void)
{
  return (get_cpu_us () - loop.back_cpu) / 1e3;
}

void
loop_clock_report (void)
{
  g_print ("longest turn of the main loop %.1f ms, %.1f ms of processor time; of %u turns %u over "
           "%.0f ms of it\n",
           loop.wall_ms, loop.cpu_ms, loop.n_turns, loop.turns->len, LOOP_CLOCK_LONG_MS);

  for (guint i = 0; i < loop.turns->len; i++)
    {
      const Turn *turn = &g_array_index (loop.turns, Turn, i);

      g_print ("  %s, after %6.0f ms: %5.1f ms, of it events %.1f, update %.1f, layout %.1f, paint "
               "%.1f, rest %.1f\n",
               turn->act, turn->at_ms, turn->cpu_ms, turn->phases[PHASE_EVENTS],
               turn->phases[PHASE_UPDATE], turn->phases[PHASE_LAYOUT], turn->phases[PHASE_PAINT],
               turn->phases[PHASE_REST]);
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

void
loop_clock_report_times (const char *name,
                         double     *times_ms,
                         guint       n_times)
{
  if (n_times == 0)
    {
      g_print ("%-40s none\n", name);
      return;
    }

  qsort (times_ms, n_times, sizeof *times_ms, compare);
  g_print ("%-40s median %5.1f   p90 %5.1f   worst %5.1f ms   of %u\n", name,
           times_ms[n_times / 2], times_ms[n_times * 9 / 10], times_ms[n_times - 1], n_times);
}
