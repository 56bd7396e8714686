/* interrupt.c — Ctrl+C as a GCancellable
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Very few functions may be called in a signal handler, so GLib's handler only wakes the thread
 * below, which cancels. Code that waits for input or runs a loop checks the cancellable and can
 * still save its work.
 */

#include "app/cli/interrupt.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

#include "app/cli/verb.h"

static gboolean
interrupt_cb (gpointer data)
{
  GCancellable *cancellable = data;

  if (g_cancellable_is_cancelled (cancellable))
    _exit (HEED_EXIT_INTERRUPTED);

  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

static void
watch_signal (GMainContext *context,
              GCancellable *cancellable,
              int           signal_number)
{
  g_autoptr(GSource) source = g_unix_signal_source_new (signal_number);

  g_source_set_callback (source, interrupt_cb, cancellable, NULL);
  g_source_attach (source, context);
}

static gpointer
run_context (gpointer data)
{
  GMainContext *context = data;

  while (TRUE)
    g_main_context_iteration (context, TRUE);

  return NULL;
}

/**
 * heed_interrupt_watch:
 *
 * Must be called once, at program start.
 *
 * Returns: (transfer none): the cancellable that the first SIGINT or SIGTERM cancels
 */
GCancellable *
heed_interrupt_watch (void)
{
  static GMainContext *context;
  static GCancellable *cancellable;

  g_return_val_if_fail (context == NULL, cancellable);

  context = g_main_context_new ();
  cancellable = g_cancellable_new ();
  watch_signal (context, cancellable, SIGINT);
  watch_signal (context, cancellable, SIGTERM);
  g_thread_unref (g_thread_new ("interrupt", run_context, context));

  return cancellable;
}
