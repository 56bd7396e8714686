/* bench-latency.c — from a hand to the screen: keys, hovering, dragging
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-latency [SENTENCE]
 *
 * Runs Heed with the default model and lets xdotool do three things with real
 * events. It types a sentence: for each key, the frame that shows the letter and
 * the frame that shows the whole heatmap of the sentence so far. It moves the
 * pointer from cell to cell: the frame with the numbers of that cell. It drags one
 * cell up: for each motion, the frame with the whole heatmap of what was decoded
 * again. All times are after the X server's own time stamp of the event. Beside
 * that, how long the main thread was ever away from its loop.
 */

#include <string.h>

#include "../app/find-widget.h"
#include "app/window/application.h"
#include "app/window/document/document.h"
#include "app/window/pages/translate/translate-page.h"
#include "loop-clock.h"
#include "ui/heatmap.h"

#define SENTENCE     "We saw the man who sold the world."
#define KEY_DELAY_MS "120"
#define PAUSE        "0.12"  /* s, between two movements of the pointer */
#define SETTLE_MS    1500
#define N_HOVERS     30
#define N_DRAGS      30
#define DRAG_PX      "3"

typedef enum { ACT_TYPE, ACT_HOVER, ACT_DRAG, N_ACTS } Act;

static const char *const acts[N_ACTS] = { "typing", "hovering", "dragging" };

typedef struct {
  Act     act;
  double  event_ms;   /* the X server's time stamp */
  double  echo_ms;    /* the first frame after the event; 0: not yet */
  double  whole_ms;   /* the frame that shows the whole effect of the event */
  guint   n_frames;   /* from the first frame to that one */
  int     row;        /* the cell under the pointer; -1: none */
  int     column;
} Event;

static struct {
  GtkApplication *application;
  GtkWidget      *window;
  HeedHeatmap    *heatmap;
  HeedDocument   *document;
  const char     *sentence;
  GArray         *events;
  Act             act;
  gboolean        is_acting;
  gboolean        is_pressed;
} bench;

static gboolean
is_whole (void)
{
  HeedMatrix *matrix = heed_heatmap_get_matrix (bench.heatmap);

  return heed_document_get_state (bench.document) == HEED_DOCUMENT_FINISHED &&
         matrix != NULL && matrix->n_rows > 0;
}

/* Returns TRUE if the cell that is read out is the one that the view reports under the pointer. */
static gboolean
is_read_out (const Event *event)
{
  HeedHeatmapView *view = heed_heatmap_get_view (bench.heatmap);

  return event->row >= 0 && event->column >= 0 &&
         heed_heatmap_view_get_hover_row (view) == event->row &&
         heed_heatmap_view_get_hover_column (view) == event->column;
}

static void
find_cell (GdkEvent *gdk_event,
           Event    *event)
{
  double x, y, surface_x, surface_y;

  event->row = event->column = -1;
  if (!gdk_event_get_position (gdk_event, &x, &y))
    return;

  gtk_native_get_surface_transform (GTK_NATIVE (bench.window), &surface_x, &surface_y);
  gtk_widget_translate_coordinates (bench.window, GTK_WIDGET (bench.heatmap), x - surface_x,
                                    y - surface_y, &x, &y);
  heed_heatmap_view_find (heed_heatmap_get_view (bench.heatmap), x, y, &event->row,
                          &event->column);
}

static void
painted_cb (GdkFrameClock *clock)
{
  double now = g_get_monotonic_time () / 1e3;
  Event *event;

  if (bench.events->len == 0)
    return;

  event = &g_array_index (bench.events, Event, bench.events->len - 1);

  if (event->whole_ms > 0.0)
    return;

  if (event->echo_ms == 0.0)
    event->echo_ms = now - event->event_ms;
  else
    event->n_frames++;

  if (event->act == ACT_HOVER ? is_read_out (event) : is_whole ())
    event->whole_ms = now - event->event_ms;
}

/* Ignores Shift, which xdotool presses for a capital letter; it enters no text. */
static gboolean
is_counted (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (bench.act == ACT_TYPE)
    return type == GDK_KEY_PRESS && !gdk_key_event_is_modifier (event);

  return type == GDK_MOTION_NOTIFY && (bench.act == ACT_HOVER || bench.is_pressed);
}

static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent                 *gdk_event)
{
  GdkEventType type = gdk_event_get_event_type (gdk_event);

  if (type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE)
    bench.is_pressed = type == GDK_BUTTON_PRESS;

  if (bench.is_acting && is_counted (gdk_event))
    {
      Event event = { .act = bench.act, .event_ms = gdk_event_get_time (gdk_event) };

      find_cell (gdk_event, &event);
      loop_clock_start (acts[bench.act]);
      g_array_append_val (bench.events, event);
    }

  return FALSE;
}

/* --- What was found --- */

static void
report_act (Act act)
{
  g_autofree double *echoes = g_new (double, bench.events->len + 1);
  g_autofree double *wholes = g_new (double, bench.events->len + 1);
  guint n_events = 0, n_same = 0, n_done = 0;

  for (guint i = 0; i < bench.events->len; i++)
    {
      const Event *event = &g_array_index (bench.events, Event, i);

      n_events += event->act == act;
      if (event->act != act || event->whole_ms == 0.0)
        continue;

      echoes[n_done] = event->echo_ms;
      wholes[n_done] = event->whole_ms;
      n_same += event->n_frames == 0;
      n_done++;
    }

  g_print ("%s: %u events, %u shown whole before the next, %u of them in the first frame\n",
           acts[act], n_events, n_done, n_same);
  if (act == ACT_TYPE)
    loop_clock_report_times ("key to letter on the screen", echoes, n_done);
  loop_clock_report_times (act == ACT_TYPE    ? "key to whole heatmap"
                           : act == ACT_HOVER ? "hover to readout"
                                              : "drag to heatmap of what was redecoded",
                           wholes, n_done);
}

static void
finish (void)
{
  loop_clock_start (NULL);
  for (Act act = 0; act < N_ACTS; act++)
    report_act (act);
  loop_clock_report ();
  gtk_window_destroy (GTK_WINDOW (bench.window));
}

/* --- What is done --- */

/* Moves the pointer to the middle of a cell; the window is at the top left of the screen. */
static void
add_place (GPtrArray *words,
           guint      row,
           guint      column)
{
  HeedHeatmapView *view = heed_heatmap_get_view (bench.heatmap);
  HeedHeatmapLayout layout;
  HeedRectangle cell;
  double x, y, surface_x, surface_y;

  if (!heed_heatmap_view_get_layout (view, &layout))
    g_error ("expected a heatmap, found none; is there a model?");

  cell = heed_heatmap_layout_get_cell (&layout, row, column);
  gtk_widget_translate_coordinates (GTK_WIDGET (bench.heatmap), bench.window,
                                    cell.x + cell.width / 2, cell.y + cell.height / 2, &x, &y);
  gtk_native_get_surface_transform (GTK_NATIVE (bench.window), &surface_x, &surface_y);
  g_ptr_array_add (words, g_strdup ("mousemove"));
  g_ptr_array_add (words, g_strdup_printf ("%d", (int) (x + surface_x)));
  g_ptr_array_add (words, g_strdup_printf ("%d", (int) (y + surface_y)));
}

static void
add_words (GPtrArray  *words,
           const char *line)
{
  g_auto(GStrv) parts = g_strsplit (line, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (parts[i]));
}

static void
add_hovers (GPtrArray *words)
{
  HeedMatrix *matrix = heed_heatmap_get_matrix (bench.heatmap);

  for (guint i = 0; i < N_HOVERS; i++)
    {
      add_place (words, i % matrix->n_rows, (3 * i + 1) % matrix->n_columns);
      add_words (words, "sleep " PAUSE);
    }
}

static void
add_drags (GPtrArray *words)
{
  add_place (words, 1, 1);
  add_words (words, "sleep 0.3 mousedown 1");
  for (guint i = 0; i < N_DRAGS; i++)
    add_words (words, "sleep " PAUSE " mousemove_relative -- 0 -" DRAG_PX);
  add_words (words, "sleep 0.3 mouseup 1");
}

static gboolean act_cb (gpointer user_data);

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_timeout_add (SETTLE_MS, act_cb, NULL);
}

static gboolean
settled_cb (gpointer user_data)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GSubprocess) hand = NULL;
  g_autoptr(GError) error = NULL;

  add_words (words, "xdotool");
  if (bench.act == ACT_TYPE)
    {
      add_words (words, "type --delay " KEY_DELAY_MS);
      g_ptr_array_add (words, g_strdup (bench.sentence));
    }
  else if (bench.act == ACT_HOVER)
    add_hovers (words);
  else
    add_drags (words);
  g_ptr_array_add (words, NULL);

  bench.is_acting = TRUE;
  hand = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  if (hand == NULL)
    g_error ("%s", error->message);

  g_subprocess_wait_async (hand, NULL, acted_cb, NULL);

  return G_SOURCE_REMOVE;
}

/* Starts the next act, once the effects of the previous one have settled. */
static gboolean
act_cb (gpointer user_data)
{
  static guint n_acts;

  bench.is_acting = FALSE;
  loop_clock_start (NULL);
  if (n_acts == N_ACTS)
    {
      finish ();
      return G_SOURCE_REMOVE;
    }

  bench.act = n_acts++;

  return settled_cb (NULL);
}

static gboolean
begin_cb (gpointer user_data)
{
  HeedTranslatePage *page =
    HEED_TRANSLATE_PAGE (find_widget (bench.window, HEED_TYPE_TRANSLATE_PAGE));

  bench.heatmap = HEED_HEATMAP (find_widget (bench.window, HEED_TYPE_HEATMAP));
  g_object_get (page, "document", &bench.document, NULL);
  g_object_unref (bench.document);

  return act_cb (NULL);
}

static void
window_realized_cb (GtkWidget *window)
{
  loop_clock_watch (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    NULL);
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
  loop_clock_install ();

  bench.sentence = argc > 1 ? argv[1] : SENTENCE;
  bench.events = g_array_new (FALSE, FALSE, sizeof (Event));
  bench.application = GTK_APPLICATION (heed_application_new ());
  g_signal_connect (bench.application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_timeout_add (SETTLE_MS, begin_cb, NULL);
  g_application_run (G_APPLICATION (bench.application), 3, arguments);

  g_object_unref (bench.application);
  g_array_unref (bench.events);

  return 0;
}
