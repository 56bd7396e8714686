/* bench-latency.c — from a key press to the whole heatmap on the screen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-latency [SENTENCE]
 *
 * Runs Heed with the default model and lets xdotool type a sentence with real
 * key events. For each key, three moments after the X server's own time stamp:
 * the frame that shows the letter, the frame that shows the whole heatmap of
 * the sentence so far, and how many frames lie between them. Beside that, how
 * long the main thread was ever away from its loop, on the wall clock and in
 * its own processor time, and for each turn that took long in which part of it:
 * answers and events, new contents (update), sizes (layout), drawing (paint).
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../app/find-widget.h"
#include "app/window/application.h"
#include "app/window/document.h"
#include "app/window/pages/translate-page.h"
#include "ui/heatmap.h"

#define SENTENCE     "We saw the man who sold the world."
#define KEY_DELAY_MS "120"
#define SETTLE_MS    1500
#define LONG_MS      8.0

typedef struct {
  double  key_ms;     /* the X server's time stamp */
  double  echo_ms;    /* after it; 0: not yet */
  double  whole_ms;
  guint   n_frames;   /* from the echo to the whole heatmap */
} Key;

/* What a turn of the main loop does, in this order. A turn without a frame is
 * all EVENTS. */
typedef enum {
  PHASE_EVENTS,
  PHASE_UPDATE,
  PHASE_LAYOUT,
  PHASE_PAINT,
  PHASE_REST,
  N_PHASES
} Phase;

typedef struct {
  guint  n_keys;           /* that had been pressed */
  double cpu_ms;
  double phases[N_PHASES]; /* of cpu_ms */
} Turn;

static struct {
  GtkApplication *application;
  GtkWidget      *window;
  HeedDocument   *document;
  GArray         *keys;
  double          wall_ms;   /* longest time away from the main loop */
  double          cpu_ms;
  GArray         *turns;     /* those over LONG_MS of processor time */
  gint64          back_wall; /* when the loop went on, µs */
  gint64          back_cpu;
  Turn            turn;      /* the one that is on */
  Phase           phase;     /* in which it is */
  gint64          phase_cpu; /* since when */
  gboolean        is_typing;
} bench;

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

  bench.turn.phases[bench.phase] += (now - bench.phase_cpu) / 1e3;
  bench.phase = phase;
  bench.phase_cpu = now;
}

static void
finish_turn (void)
{
  enter_phase (PHASE_REST);
  bench.turn.n_keys = bench.keys->len;
  bench.turn.cpu_ms = (bench.phase_cpu - bench.back_cpu) / 1e3;
  bench.wall_ms = MAX (bench.wall_ms, (g_get_monotonic_time () - bench.back_wall) / 1e3);
  bench.cpu_ms = MAX (bench.cpu_ms, bench.turn.cpu_ms);

  if (bench.turn.cpu_ms > LONG_MS)
    g_array_append_val (bench.turns, bench.turn);
}

/* Between two polls the main thread is busy. */
static int
poll_func (GPollFD *descriptors,
           guint    n_descriptors,
           int      timeout)
{
  int result;

  if (bench.is_typing && bench.back_wall != 0)
    finish_turn ();

  result = g_poll (descriptors, n_descriptors, timeout);
  bench.back_wall = g_get_monotonic_time ();
  bench.back_cpu = bench.phase_cpu = get_cpu_us ();
  bench.phase = PHASE_EVENTS;
  bench.turn = (Turn) { 0 };

  return result;
}

/* Connected after GTK's own handlers, so what each does counts to its phase. */
static void
enter_phase_cb (GdkFrameClock *clock,
                gpointer       phase)
{
  enter_phase (GPOINTER_TO_INT (phase));
}

/* Widgets connect to "update" when they want it; so this does it again each time. */
static void
begin_frame_cb (GdkFrameClock *clock)
{
  enter_phase (PHASE_UPDATE);
  g_signal_handlers_disconnect_by_func (clock, enter_phase_cb, GINT_TO_POINTER (PHASE_LAYOUT));
  g_signal_connect (clock, "update", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_LAYOUT));
}

static gboolean
is_whole (void)
{
  HeedMatrix *matrix =
    heed_heatmap_get_matrix (HEED_HEATMAP (find_widget (bench.window, HEED_TYPE_HEATMAP)));

  return heed_document_get_state (bench.document) == HEED_DOCUMENT_FINISHED &&
         matrix != NULL && matrix->n_rows == heed_document_get_n_steps (bench.document);
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  double now = g_get_monotonic_time () / 1e3;
  Key *key;

  if (bench.keys->len == 0)
    return;

  key = &g_array_index (bench.keys, Key, bench.keys->len - 1);

  if (key->whole_ms > 0.0)
    return;

  if (key->echo_ms == 0.0)
    key->echo_ms = now - key->key_ms;
  else
    key->n_frames++;

  if (is_whole ())
    key->whole_ms = now - key->key_ms;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent                 *event)
{
  /* xdotool presses Shift for a capital; that writes nothing. */
  if (gdk_event_get_event_type (event) == GDK_KEY_PRESS && !gdk_key_event_is_modifier (event))
    {
      Key key = { .key_ms = gdk_event_get_time (event) };

      bench.is_typing = TRUE;
      g_array_append_val (bench.keys, key);
    }

  return FALSE;
}

static int
compare (const void *a,
         const void *b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return (one > two) - (one < two);
}

static void
report (const char *name,
        double     *times,
        guint       n_times)
{
  qsort (times, n_times, sizeof *times, compare);
  g_print ("%-32s median %5.1f   p90 %5.1f   worst %5.1f ms\n", name,
           times[n_times / 2], times[n_times * 9 / 10], times[n_times - 1]);
}

static void
report_turns (void)
{
  g_print ("longest turn of the main loop %.1f ms, %.1f ms of processor time; %u turns over %.0f "
           "ms of it\n",
           bench.wall_ms, bench.cpu_ms, bench.turns->len, LONG_MS);

  for (guint i = 0; i < bench.turns->len; i++)
    {
      const Turn *turn = &g_array_index (bench.turns, Turn, i);

      g_print ("  after key %2u: %5.1f ms, of it events %.1f, update %.1f, layout %.1f, paint "
               "%.1f, rest %.1f\n",
               turn->n_keys, turn->cpu_ms, turn->phases[PHASE_EVENTS], turn->phases[PHASE_UPDATE],
               turn->phases[PHASE_LAYOUT], turn->phases[PHASE_PAINT], turn->phases[PHASE_REST]);
    }
}

static gboolean
finish_cb (gpointer user_data)
{
  guint n_keys = bench.keys->len;
  g_autofree double *echoes = g_new (double, n_keys);
  g_autofree double *wholes = g_new (double, n_keys);
  guint n_same = 0, n_done = 0;

  for (guint i = 0; i < n_keys; i++)
    {
      const Key *key = &g_array_index (bench.keys, Key, i);

      if (key->whole_ms == 0.0)
        continue;

      echoes[n_done] = key->echo_ms;
      wholes[n_done] = key->whole_ms;
      n_same += key->n_frames == 0;
      n_done++;
    }

  if (n_done == 0)
    g_error ("no key gave a heatmap; is there a model?");

  g_print ("%u keys, %u with a whole heatmap before the next, %u of them in the frame of the "
           "letter itself\n",
           n_keys, n_done, n_same);
  report ("key to letter on the screen", echoes, n_done);
  report ("key to whole heatmap", wholes, n_done);
  report_turns ();
  gtk_window_destroy (GTK_WINDOW (bench.window));

  return G_SOURCE_REMOVE;
}

static void
typed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_timeout_add (SETTLE_MS, finish_cb, NULL);
}

static gboolean
type_cb (gpointer user_data)
{
  g_autoptr(GSubprocess) typist = NULL;
  g_autoptr(GError) error = NULL;
  HeedTranslatePage *page =
    HEED_TRANSLATE_PAGE (find_widget (bench.window, HEED_TYPE_TRANSLATE_PAGE));

  g_object_get (page, "document", &bench.document, NULL);
  g_object_unref (bench.document);
  typist = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "type", "--delay",
                             KEY_DELAY_MS, (const char *) user_data, NULL);

  if (typist == NULL)
    g_error ("%s", error->message);

  g_subprocess_wait_async (typist, NULL, typed_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
window_realized_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_frame_cb), NULL);
  g_signal_connect (clock, "layout", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_PAINT));
  g_signal_connect (clock, "paint", G_CALLBACK (enter_phase_cb), GINT_TO_POINTER (PHASE_REST));
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWidget      *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  bench.window = window;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (window, controller);
  g_signal_connect_after (window, "realize", G_CALLBACK (window_realized_cb), NULL);
}

int
main (int    argc,
      char **argv)
{
  char *arguments[] = { (char *) "bench", (char *) "--sentence", (char *) "", NULL };

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_main_context_set_poll_func (NULL, poll_func);

  bench.keys = g_array_new (FALSE, FALSE, sizeof (Key));
  bench.turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  bench.application = GTK_APPLICATION (heed_application_new ());
  g_signal_connect (bench.application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_timeout_add (SETTLE_MS, type_cb, argc > 1 ? argv[1] : (char *) SENTENCE);
  g_application_run (G_APPLICATION (bench.application), 3, arguments);

  g_object_unref (bench.application);
  g_array_unref (bench.keys);
  g_array_unref (bench.turns);

  return 0;
}
